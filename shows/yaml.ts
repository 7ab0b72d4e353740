/** Reads a show from YAML text. @module */

import { parse } from "@std/yaml";
import { Problems, type Show, type Where } from "../runtime/model/mod.ts";
import { showOfDocument } from "./document.ts";
import { beyondLimits, TOO_DEEP } from "./document_limits.ts";
import { refusals } from "./issues.ts";
import { Positions } from "./positions.ts";
import { cueKeys, showDocument } from "./schema.ts";

/** Longest text that is read. */
export const LONGEST_YAML = 16 * 1024 * 1024;
/** Most mistakes that are told at once. */
const MOST_TOLD = 1000;
/** Longest text in which a slower parser looks for better words about what is no YAML. */
const LONGEST_LOOK = 256 * 1024;

/** What both parsers say of lists within lists that they cannot follow. */
const TOO_DEEP_FOR_STACK = /call stack/;

/** A show as far as it could be read, and how its places are found. */
export interface ReadShow {
  /** Undefined when the text is not a show. */
  readonly show: Show | undefined;
  /** Everything that was found wrong. */
  readonly problems: Problems;
  /** Adds line and column to a place in the file. */
  locate(where: Where): Where;
}

/**
 * Reads a show from YAML (or JSON) text. Nothing is thrown for what the text contains: all mistakes are in `problems`.
 *
 * @param file its name, for messages
 */
export function readYamlShow(text: string, file: string): ReadShow {
  const problems = new Problems();
  let positions: Positions | undefined;
  const locate = (where: Where) => (positions ??= new Positions(text)).find(where);
  const refuse = (message: string, where: Where = { file }) => {
    problems.error(message, where);
    return { show: undefined, problems, locate: where.line === undefined ? locate : (one: Where) => one };
  };
  if (text.length > LONGEST_YAML) {
    return refuse(`Show is ${text.length} characters long: at most ${LONGEST_YAML} are read`, { file, line: 1 });
  }
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    return refuse(...syntaxError(text, file, error));
  }
  if (document === null || document === undefined) {
    return refuse("File is empty: a show has devices: and cues:", { file, line: 1 });
  }
  const wrong = beyondLimits(document);
  if (wrong !== undefined) return refuse(wrong.message, { file, ...(wrong.path ? { path: wrong.path } : { line: 1 }) });
  const devices = namesUnder(document, "devices");
  const names = [...devices, ...namesUnder(document, "groups")];
  for (const name of names.filter((name) => Object.hasOwn(cueKeys.shape, name))) {
    const [what, key] = devices.includes(name) ? ["device", "devices"] : ["group", "groups"];
    problems.error(`A ${what} cannot be called "${name}": that is a key of a cue`, { file, path: [key, name] });
  }
  const result = showDocument.safeParse(document, { reportInput: true });
  if (!result.success) {
    let told = 0;
    for (const { path, message } of refusals(result.error.issues, names)) {
      if (++told > MOST_TOLD) {
        problems.error("And more from here on, told when what is above is right", { file, path });
        break;
      }
      problems.error(message, { file, path });
    }
    return { show: undefined, problems, locate };
  }
  return { show: showOfDocument(result.data, file), problems, locate };
}

/** The parser that knows places is slower, and is asked only here. */
function syntaxError(text: string, file: string, error: unknown): [string, Where] {
  const message = error instanceof Error ? error.message : String(error);
  if (TOO_DEEP_FOR_STACK.test(message)) return [TOO_DEEP, { file, line: 1 }];
  if (text.length <= LONGEST_LOOK) {
    const positions = new Positions(text);
    if (/duplicated key/.test(message) && positions.repeatedKey !== undefined) {
      const { key, ...place } = positions.repeatedKey;
      return [`Key "${key}" is there twice`, { file, ...place }];
    }
    if (positions.syntaxError !== undefined && !TOO_DEEP_FOR_STACK.test(positions.syntaxError.message)) {
      const { message, ...place } = positions.syntaxError;
      return [`Not YAML: ${message}`, { file, ...place }];
    }
  }
  const match = /^(.*?) at line (\d+), column (\d+)/s.exec(message);
  return match === null
    ? [`Not YAML: ${message.split("\n")[0]}`, { file, line: 1 }]
    : [`Not YAML: ${match[1]}`, { file, line: Number(match[2]), column: Number(match[3]) }];
}

function namesUnder(document: unknown, key: string): string[] {
  if (typeof document !== "object" || document === null) return [];
  const value = (document as Record<string, unknown>)[key];
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
