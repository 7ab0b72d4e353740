/** Pixo commands as lines that fit a device's buffer. @module */

import { formatCommand, MAX_LINE, type PixoCommand } from "../../../protocol/pixo/mod.ts";

/** Commands are joined up to here: small USB buffers hold 256 bytes. A longer command goes alone. */
const LINE_LIMIT = 200;

/** As few lines as fit, in order, with their endings. @throws {RangeError} for a value that cannot be sent */
export function pixoLines(commands: readonly PixoCommand[]): string[] {
  const lines: string[] = [];
  for (const text of commands.map(formatCommand)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + text.length > LINE_LIMIT) lines.push(text);
    else lines[lines.length - 1] = `${last}&${text}`;
  }
  return lines.map((line) => `${line}\n`);
}

/**
 * A line that is sent as it stands, with its ending. Control characters are refused: on some devices they stop the
 * firmware.
 *
 * @throws {RangeError} when it cannot be sent; the line is not in the message, because it may hold a password
 */
export function rawLine(line: string): string {
  const text = line.replace(/\r?\n$/, "");
  if (text.length > MAX_LINE) {
    throw new RangeError(`Cannot send a line: have ${text.length} characters, wanted at most ${MAX_LINE}`);
  }
  // deno-lint-ignore no-control-regex -- control characters are exactly what is refused
  if (/[\x00-\x1f\x7f]/.test(text)) throw new RangeError("Cannot send a line: have a control character, wanted none");
  return `${text}\n`;
}
