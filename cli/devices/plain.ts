/** Text that a device sent, on a person's terminal. @module */

import { table } from "../terminal.ts";

/** Control characters, and those that turn the direction of writing or break a line. */
// deno-lint-ignore no-control-regex -- control characters are exactly what is looked for
const UNPRINTABLE = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Cells of a table are cut here. */
const WIDEST = 100;

/** The text with every character that could command a terminal written as its code, such as `\x1b`. */
export function plain(text: string): string {
  return text.replace(UNPRINTABLE, coded);
}

/** As {@link plain}, for text of several lines. */
export function plainLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) => "\n\t".includes(character) ? character : coded(character));
}

/** A table of texts that a device sent; its first row is the head. */
export function plainTable(rows: readonly (readonly string[])[]): string {
  return table(rows.map((row) => row.map((cell) => shorten(plain(cell)))));
}

/** JSON for scripts, in which nothing can command a terminal either. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    UNPRINTABLE,
    (character) => character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A name for a file of this machine, out of a name that a device sent. */
export function fileName(text: string): string {
  const name = text.replace(/[^\p{L}\p{N} ()_.-]/gu, "_").replace(/^[. ]+/, "").slice(0, 80).trim();
  return name === "" ? "unnamed" : name;
}

function coded(character: string): string {
  const code = character.charCodeAt(0);
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}

function shorten(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
