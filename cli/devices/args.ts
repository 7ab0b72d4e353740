/** The command lines of the commands for devices. @module */

import { parseArgs } from "@std/cli/parse-args";
import { didYouMean } from "../../runtime/model/mod.ts";
import { usage } from "../exit.ts";

/** A command line that was read. */
export interface DeviceArgs {
  /** What is no option. */
  readonly words: readonly string[];
  /** Whether a flag was given. */
  has(flag: string): boolean;
  /** The value of an option, if it was given. */
  text(option: string): string | undefined;
  /** The value of an option in a range, if it was given. @throws {Exit} when it is no such number */
  number(option: string, lowest: number, highest: number): number | undefined;
  /** The options that were given. */
  readonly given: readonly string[];
}

/** Reads a command line. @throws {Exit} for an option that is not known, or has no value */
export function readArgs(args: readonly string[], values: readonly string[], flags: readonly string[]): DeviceArgs {
  const known = [...values, ...flags, "help"];
  const parsed = parseArgs(args, {
    // Words stay words: an address, a name or a value may look like a number.
    string: [...values, "_"],
    boolean: [...flags, "help"],
    alias: { help: "h" },
    unknown: (arg, key) => {
      if (key === undefined) return true;
      const name = arg.replace(/^-+/, "").replace(/=.*$/s, "");
      throw usage(`Unknown option ${arg.replace(/=.*$/s, "")}: ${didYouMean(name, known)}`);
    },
  });
  const text = (option: string) => typeof parsed[option] === "string" ? parsed[option] : undefined;
  for (const name of values) {
    if (text(name)?.trim() === "") throw usage(`--${name} has no value: see --help`);
  }
  return {
    words: parsed._.map(String),
    has: (flag) => parsed[flag] === true,
    text,
    number(option, lowest, highest) {
      const given = text(option);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (value >= lowest && value <= highest) return value;
      throw usage(`--${option} is "${given}": wanted a number from ${lowest} to ${highest}`);
    },
    given: known.filter((name) => text(name) !== undefined || parsed[name] === true),
  };
}

/** Splits `name=value` at the first `=`. @throws {Exit} when there is none */
export function assignment(word: string): [name: string, value: string] {
  const at = word.indexOf("=");
  if (at < 1) throw usage(`"${word}" sets nothing: wanted NAME=VALUE`);
  return [word.slice(0, at), word.slice(at + 1)];
}

/** A number, a percentage, or a list of them: `0.5`, `50%`, `1,0,0.2`. @throws {Exit} when it is none */
export function numbers(name: string, text: string): number | number[] {
  const values = text.split(",").map((part) => {
    const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)\s*$/i.exec(part);
    if (match === null) throw usage(`${name} is "${text}": wanted a number such as 0.5 or 50%, or several as 1,0,0.2`);
    return Number(match[1]) / (match[2] === "%" ? 100 : 1);
  });
  return values.length === 1 ? values[0]! : values;
}
