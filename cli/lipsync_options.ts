/** What the `lipsync` and `phonemes` commands share. @module */

import { type Args, parseArgs } from "@std/cli/parse-args";
import { didYouMean } from "../runtime/model/mod.ts";
import {
  LipsyncError,
  type MappingName,
  MAPPINGS,
  MAX_FILE_BYTES,
  parsePronunciations,
  type Pronunciations,
} from "../shows/lipsync/mod.ts";
import { couldNotRun, EXIT, Exit, usage } from "./exit.ts";

/** Parses a command line of which every option is known. @throws {Exit} naming the option that is not */
export function parseKnown(args: readonly string[], values: readonly string[], flags: readonly string[]): Args {
  const unknown: string[] = [];
  // A word in apostrophes, such as 'tis, is no option; a number after an option is its value.
  const parsed = parseArgs(args, {
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
  return { dictionary: inFile(file, () => parsePronunciations(new TextDecoder().decode(bytes))) };
}

/** The bytes of a file. @throws {Exit} when it cannot be read, or has more than 32 MiB */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const { size, isDirectory } = await Deno.stat(file);
    if (isDirectory) throw couldNotRun(`Cannot read ${file}: it is a folder`);
    if (size > MAX_FILE_BYTES) {
      throw new Exit(EXIT.showHasErrors, `${file}: error: It has ${size} bytes, at most ${MAX_FILE_BYTES} are read`);
    }
    return await Deno.readFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw couldNotRun(`Cannot read ${file}: there is no such file`);
    throw error;
  }
}

/** Runs what reads a file; a mistake in the file becomes its place and message, exit code 1. */
export function inFile<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof LipsyncError)) throw error;
    throw new Exit(EXIT.showHasErrors, `${placeIn(file, error)}: error: ${error.message}`);
  }
}

/** `file:12`, or `file: words[3]` where there are no lines. */
export function placeIn(file: string, { line, record }: { readonly line?: number; readonly record?: string }): string {
  if (line !== undefined) return `${file}:${line}`;
  return record === undefined ? file : `${file}: ${record}`;
}
