/** Reads a show from YAML text. @module */

import { parse } from "@std/yaml";
import { LineCounter, parseDocument } from "yaml";
import { Problems, type Show, type Where } from "../runtime/model/mod.ts";
import { showOfDocument } from "./document.ts";
import { refusals } from "./issues.ts";
import { Positions } from "./positions.ts";
import { showDocument } from "./schema.ts";

/** Longest text that is read. */
export const LONGEST_YAML = 16 * 1024 * 1024;
/** Most values of a document with its aliases followed: more is an alias bomb, not a show. */
const MOST_VALUES = 2_000_000;

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
  if (countValues(document) > MOST_VALUES) {
    return refuse(`Show comes to more than ${MOST_VALUES} values once its aliases are followed`, { file, line: 1 });
  }
  const result = showDocument.safeParse(document, { reportInput: true });
  if (!result.success) {
    for (const { path, message } of refusals(result.error.issues, deviceNames(document))) {
      problems.error(message, { file, path });
    }
    return { show: undefined, problems, locate };
  }
  return { show: showOfDocument(result.data, file), problems, locate };
}

/** The parser that knows places is slower, and is asked only here. */
function syntaxError(text: string, file: string, error: unknown): [string, Where] {
  const lineCounter = new LineCounter();
  const found = text.length > 1024 * 1024
    ? undefined
    : parseDocument(text, { lineCounter, logLevel: "silent" }).errors[0];
  if (found !== undefined) {
    const { line, col } = lineCounter.linePos(found.pos[0]);
    return [`Not YAML: ${found.message.split(" at line ")[0]}`, { file, line, column: col }];
  }
  const message = error instanceof Error ? error.message : String(error);
  const match = /^(.*?) at line (\d+), column (\d+)/s.exec(message);
  return match === null
    ? [`Not YAML: ${message.split("\n")[0]}`, { file, line: 1 }]
    : [`Not YAML: ${match[1]}`, { file, line: Number(match[2]), column: Number(match[3]) }];
}

function countValues(value: unknown, count = 0): number {
  if (count > MOST_VALUES || typeof value !== "object" || value === null) return count + 1;
  for (const one of Object.values(value)) {
    count = countValues(one, count);
    if (count > MOST_VALUES) break;
  }
  return count + 1;
}

function deviceNames(document: unknown): string[] {
  if (typeof document !== "object" || document === null) return [];
  return ["devices", "groups"].flatMap((key) => {
    const value = (document as Record<string, unknown>)[key];
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  });
}
