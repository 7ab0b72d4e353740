/**
 * Pattern files: a stored pattern as it lies in flash (PBP), and how a client sends one to be stored.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * version and compression as in the stored patterns of public backups.
 *
 * @module
 */

import { ByteReader, ByteWriter } from "../bytes.ts";
import { PATTERN_ID_LENGTH } from "./pattern_id.ts";
import { decodeSources, encodeSources } from "./sources.ts";

/** A stored pattern. */
export interface PatternFile {
  /** The name people see. */
  readonly name: string;
  /** The picture of the pattern; may be empty. */
  readonly jpeg: Uint8Array;
  /** What {@link decodeByteCode} reads; may be empty, the pattern cannot run on a board then. */
  readonly byteCode: Uint8Array;
  /** The source, or undefined for a pattern stored without one. */
  readonly source: string | undefined;
}

/** What a client sends to store a pattern: a whole file with its id, or, as older clients, the source alone. */
export type SavedProgram =
  | { readonly kind: "pattern"; readonly id: string; readonly pattern: PatternFile }
  | { readonly kind: "source"; readonly source: string };

const VERSION = 2;
const HEADER_BYTES = 36;
const SECTIONS = 4;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Reads a pattern file. The picture and the bytecode are views of the bytes.
 *
 * @throws {ProtocolError} when the version is not 2, a section lies outside, or the source does not decompress.
 */
export function decodePatternFile(bytes: Uint8Array): PatternFile {
  const reader: ByteReader = new ByteReader(bytes, "pixelblaze pattern file");
  const version = reader.u32("a version");
  if (version !== VERSION) reader.fail(`version ${VERSION}`, String(version), 0);
  const sections: Uint8Array[] = [];
  for (let section = 0; section < SECTIONS; section++) {
    const at = reader.offset;
    const start = reader.u32("an offset");
    const length = reader.u32("a length");
    if (start + length > bytes.length) {
      reader.fail(`a section within ${bytes.length} bytes`, `${length} bytes at ${start}`, at);
    }
    sections.push(bytes.subarray(start, start + length));
  }
  const [name, jpeg, byteCode, source] = sections as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  return {
    name: decoder.decode(name),
    jpeg,
    byteCode,
    source: source.length === 0 ? undefined : decodeSources(source),
  };
}

/** Writes a pattern file: nine 32-bit numbers, then name, picture, bytecode and source. */
export function encodePatternFile(file: PatternFile): Uint8Array<ArrayBuffer> {
  const source = file.source === undefined ? new Uint8Array(0) : encodeSources(file.source);
  const sections = [encoder.encode(file.name), file.jpeg, file.byteCode, source];
  const writer = new ByteWriter(sections.reduce((sum, section) => sum + section.length, HEADER_BYTES)).u32(VERSION);
  let start = HEADER_BYTES;
  for (const section of sections) {
    writer.u32(start).u32(section.length);
    start += section.length;
  }
  for (const section of sections) writer.put(section);
  return writer.bytes;
}

/**
 * Writes the payload of a save message: the id, then the pattern file.
 *
 * @throws {RangeError} when the id is not 17 visible ASCII characters.
 */
export function encodeSavedProgram(id: string, pattern: PatternFile): Uint8Array<ArrayBuffer> {
  if (!/^[!-~]{17}$/.test(id)) {
    throw new RangeError(`Cannot write a pattern to save: got id ${JSON.stringify(id)}, allowed are 17 characters`);
  }
  const file = encodePatternFile(pattern);
  return new ByteWriter(PATTERN_ID_LENGTH + file.length).put(encoder.encode(id)).put(file).bytes;
}

/**
 * Reads the payload of a save message.
 *
 * @throws {ProtocolError} when it is neither an id with a pattern file nor a compressed source.
 */
export function decodeSavedProgram(payload: Uint8Array): SavedProgram {
  const id = decoder.decode(payload.subarray(0, PATTERN_ID_LENGTH));
  const file = payload.subarray(PATTERN_ID_LENGTH);
  if (/^[!-~]{17}$/.test(id) && file[0] === VERSION && file[1] === 0 && file[2] === 0 && file[3] === 0) {
    return { kind: "pattern", id, pattern: decodePatternFile(file) };
  }
  return { kind: "source", source: decodeSources(payload) };
}
