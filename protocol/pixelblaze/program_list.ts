/**
 * The list of stored patterns: id, tab, name, newline for each.
 *
 * Sources: the Pixelblaze Websockets API; how Firestorm reads it.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { FRAME_TYPES, framesOf } from "./frames.ts";

/** A stored pattern. */
export interface StoredPattern {
  /** What the board knows it by. */
  readonly id: string;
  /** The name people see; two patterns may share one. */
  readonly name: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Payload bytes a frame of the list is filled up to. */
const LIST_CHUNK = 1024;

/**
 * Reads the payload of a program list message; patterns stay in the board's order.
 *
 * @throws {ProtocolError} when a line has no tab.
 */
export function decodeProgramList(payload: Uint8Array): StoredPattern[] {
  const text = decoder.decode(payload);
  const patterns: StoredPattern[] = [];
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const tab = text.indexOf("\t", at);
    if (tab < 0 || tab > end) {
      if (end > at) {
        throw new ProtocolError({
          protocol: "pixelblaze program list",
          offset: at,
          wanted: "an id, a tab and a name",
          got: JSON.stringify(text.slice(at, Math.min(end, at + 40))),
        });
      }
    } else {
      patterns.push({ id: text.slice(at, tab), name: text.slice(tab + 1, end) });
    }
    at = end + 1;
  }
  return patterns;
}

/**
 * Writes the frames of a program list. Frames end at line ends, because Firestorm reads each one by itself.
 * Line ends, in names and ids, and tabs in ids are written as spaces.
 */
export function encodeProgramList(patterns: readonly StoredPattern[], chunkSize = LIST_CHUNK): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let lines = "";
  let size = 0;
  for (const { id, name } of patterns) {
    const line = `${id.replace(/[\t\n]/g, " ")}\t${name.replace(/\n/g, " ")}\n`;
    const bytes = line.length * 3 <= chunkSize - size ? line.length * 3 : encoder.encode(line).length;
    if (size > 0 && size + bytes > chunkSize) {
      chunks.push(encoder.encode(lines));
      lines = "";
      size = 0;
    }
    lines += line;
    size += bytes;
  }
  chunks.push(encoder.encode(lines));
  return framesOf(FRAME_TYPES.programList, chunks);
}
