/** Lines of joined Pixo commands. @module */

import { formatCommand, type ParsedCommand, type PixoWarning, readCommand } from "./command.ts";
import type { PixoCommand } from "./definition.ts";
import { refuse, splitPiece } from "./piece.ts";
import { leadsToPassword } from "./redact.ts";

/** Longest line, in UTF-16 units without its ending. The API names no limit; this one bounds what either side keeps. */
export const MAX_LINE = 1024;

/** The commands of a line in their order, and what was odd about them. */
export interface ParsedLine {
  /** In the order of the line. */
  readonly commands: readonly PixoCommand[];
  /** What is not as documented; none as a rule. */
  readonly warnings: readonly PixoWarning[];
}

/** One command's text and where it starts in its line. */
export interface CommandText {
  /** Without the spaces around it; empty between two `&`. */
  readonly text: string;
  /** Where it starts, in UTF-16 units. */
  readonly offset: number;
}

/**
 * Splits a line at `&` without reading the commands, so that one bad command need not spoil the others.
 * An empty line has no commands; a line ending (`\n`, `\r\n` or `\r`) at its end does not count.
 *
 * @throws {ProtocolError} if the line is longer than {@link MAX_LINE} or a line ending stands inside.
 */
export function splitLine(line: string): CommandText[] {
  const text = line.replace(/\r\n$|[\r\n]$/, "");
  const piece = { text, offset: 0, about: "pixo line" };
  if (text.length > MAX_LINE) refuse({ ...piece, text: `${text.length} characters` }, `at most ${MAX_LINE} characters`);
  if (/[\r\n]/.test(text)) refuse(piece, "one line");
  return text.trim() === "" ? [] : splitPiece(piece, "&").map(({ text, offset }) => ({ text, offset }));
}

/**
 * Reads a line of one or more commands joined by `&`, such as `off@face&face@rest`.
 *
 * @throws {ProtocolError} if any of them is not a command.
 */
export function parseLine(line: string): ParsedLine {
  const parsed: ParsedCommand[] = splitLine(line).map(({ text, offset }) =>
    // What follows a password may be the rest of one that has an `&` in it.
    readCommand({ text, offset, about: "pixo command", secret: leadsToPassword(line.slice(0, offset)) })
  );
  return { commands: parsed.map(({ command }) => command), warnings: parsed.flatMap(({ warnings }) => warnings) };
}

/**
 * Writes several commands as one line, joined by `&` without spaces and without a line ending.
 *
 * @throws {RangeError} if a command cannot be sent, or the line is longer than {@link MAX_LINE}.
 */
export function formatCommands(commands: readonly PixoCommand[]): string {
  const line = commands.map(formatCommand).join("&");
  if (line.length > MAX_LINE) {
    throw new RangeError(`Cannot send a line: have ${line.length} characters, wanted at most ${MAX_LINE}`);
  }
  return line;
}
