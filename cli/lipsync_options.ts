/** What the `lipsync` and `phonemes` commands share. @module */

import { type Args, parseArgs } from "@std/cli/parse-args";
import { didYouMean } from "../runtime/model/mod.ts";
import { type MappingName, MAPPINGS, type Pronunciations, readPronunciations } from "../shows/lipsync/mod.ts";
import { usage } from "./exit.ts";
import { inFile, readBytes } from "./lipsync_files.ts";

/** Parses a command line of which every option is known. @throws {Exit} naming the option that is not */
export function parseKnown(args: readonly string[], values: readonly string[], flags: readonly string[]): Args {
  const unknown: string[] = [];
  const parsed = parseArgs(withValues(args, values), {
    string: [...values, "_"],
    boolean: [...flags, "help"],
    alias: { help: "h" },
    unknown: (arg, key) => {
      if (key === undefined) return true;
      unknown.push(arg);
      return false;
    },
  });
  if (unknown[0] !== undefined) {
    const name = unknown[0].replace(/^-+/, "").replace(/=.*$/s, "");
    throw usage(`Unknown option ${unknown[0]}: ${didYouMean(name, [...values, ...flags, "help"])}`);
  }
  for (const name of values) {
    if (parsed[name] === "") throw usage(`--${name} has no value: see --help`);
  }
  return parsed;
}

/** Joins an option and a number below 0 that follows it (`--offset -100`), which is no option of its own. */
function withValues(args: readonly string[], values: readonly string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const takes = before.startsWith("--") && values.includes(before.slice(2));
    if (takes && /^-[\d.]/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** The value of an option, if it was given. */
export function textOf(parsed: Args, name: string): string | undefined {
  const value = parsed[name];
  return typeof value === "string" ? value : undefined;
}

/** The value of an option in a range, if it was given. @throws {Exit} when it is no such number */
export function numberOf(parsed: Args, name: string, least: number, most: number): number | undefined {
  const text = textOf(parsed, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw usage(`--${name} is "${text}": wanted a number from ${least} to ${most}`);
}

/** The value of an option out of a list, if it was given. @throws {Exit} when it is none of them */
export function oneOf<T extends string>(parsed: Args, name: string, allowed: readonly T[]): T | undefined {
  const text = textOf(parsed, name);
  if (text === undefined) return undefined;
  const found = allowed.find((value) => value === text);
  if (found !== undefined) return found;
  throw usage(`--${name} is "${text}": wanted one of ${allowed.join(", ")}`);
}

/** `--mapping`. */
export function mappingOf(parsed: Args): { mapping?: MappingName } {
  const mapping = oneOf(parsed, "mapping", MAPPINGS);
  return mapping === undefined ? {} : { mapping };
}

/** `--dictionary`: a file of one's own pronunciations. */
export async function dictionaryOf(parsed: Args): Promise<{ dictionary?: Pronunciations }> {
  const file = textOf(parsed, "dictionary");
  if (file === undefined) return {};
  const bytes = await readBytes(file);
  return { dictionary: inFile(file, () => readPronunciations(bytes)) };
}
