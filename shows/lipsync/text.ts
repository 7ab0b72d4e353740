/** From the bytes of a stranger's file to its text and lines. @module */

import { LipsyncError } from "./error.ts";

/** The largest file that is read: 32 MiB, for whole xLights sequences. */
export const MAX_FILE_BYTES = 32 * 1024 * 1024;

/** The largest file of every format but XML: 8 MiB. A five-minute song is about 100 kB. */
export const MAX_SONG_BYTES = 8 * 1024 * 1024;

/**
 * Reads text as UTF-8, UTF-16 (with or without a byte order mark) or, when it is neither, Latin-1 (Windows-1252).
 *
 * @param what The name of the file in messages.
 * @throws {LipsyncError} when the bytes are empty, more than {@link MAX_FILE_BYTES}, or no text at all.
 */
export function decodeText(bytes: Uint8Array, what = "lip-sync file"): string {
  checkSize(bytes, what);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (!/\S/.test(text)) throw new LipsyncError(`Cannot read the ${what}: it has no text in it`);
  if (text.includes("\0")) throw new LipsyncError(`Cannot read the ${what}: it is binary, not text`);
  return text;
}

/** @throws {LipsyncError} when there are no bytes, or more than `most`. */
export function checkSize(bytes: Uint8Array, what = "lip-sync file", most = MAX_FILE_BYTES): void {
  if (bytes.length === 0) throw new LipsyncError(`Cannot read the ${what}: it is empty`);
  if (bytes.length > most) {
    throw new LipsyncError(`Cannot read the ${what}: it has ${bytes.length} bytes, at most ${most} are read`);
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Every text format here begins with plain letters, digits or marks, so a zero beside the first tells the order.
  if (bytes[0] !== 0 && bytes[1] === 0 && bytes[2] !== 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] !== 0) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** The most lines, and the longest, that a line-by-line format may have. */
export const MAX_LINES = 1_000_000, MAX_LINE_LENGTH = 100_000;

/**
 * Splits at `\n`, `\r\n` and `\r`; line `n` of the file is item `n - 1`.
 *
 * @throws {LipsyncError} when there are more than {@link MAX_LINES}, or one is longer than {@link MAX_LINE_LENGTH}.
 */
export function splitLines(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/, MAX_LINES + 1);
  if (lines.length > MAX_LINES) {
    throw new LipsyncError(`Cannot read the lip-sync file: it has too many lines, allowed are ${MAX_LINES}`);
  }
  const long = lines.findIndex((line) => line.length > MAX_LINE_LENGTH);
  if (long >= 0) {
    throw new LipsyncError(
      `Cannot read the lip-sync file: a line has ${lines[long]?.length} characters, allowed are ${MAX_LINE_LENGTH}`,
      { line: long + 1 },
    );
  }
  return lines;
}

/** A number as files write it (`12`, `-0.5`, `1.2e3`), or `undefined` for anything else. */
export function parseNumber(text: string): number | undefined {
  const written = text.length > 200 ? "" : text.trim();
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(written)) return undefined;
  const value = Number(written);
  return Number.isFinite(value) ? value : undefined;
}

/** A stretch of a stranger's text as messages quote it: short, and with no control characters. */
export function quote(text: string): string {
  const plain = text.slice(0, 200).trim().replace(/\p{Cc}+/gu, " ");
  return `"${plain.length > 40 ? `${plain.slice(0, 40)}...` : plain}"`;
}
