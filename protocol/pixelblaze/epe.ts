/**
 * Pattern exports (EPE): a pattern to move between boards, as text.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { isJsonObject, readJsonObject } from "./json_text.ts";

const PROTOCOL = "pixelblaze epe";

/** The longest EPE read, in characters. */
export const MAX_EPE_LENGTH = 8 << 20;

/** A pattern as exported: no bytecode, no control values. */
export interface PatternExport {
  /** The name people see. */
  readonly name: string;
  /** The id on the board it was exported from; an import gets another. */
  readonly id: string;
  /** The code of the pattern. */
  readonly source: string;
  /** The picture of the pattern, a JPEG; empty when there is none. */
  readonly preview: Uint8Array;
}

/**
 * Reads an EPE file. Only the source must be there.
 *
 * @throws {ProtocolError} when it is not JSON, has no text `sources.main`, or a member of another kind.
 *
 * @example
 * ```ts
 * import { decodeEpe } from "cuelight/protocol";
 * const pattern = decodeEpe('{"name":"Glow","id":"keSLmg6tCWGPMvb85","sources":{"main":"export function render(i) {}"}}');
 * console.assert(pattern.name === "Glow");
 * ```
 */
export function decodeEpe(text: string): PatternExport {
  const file = readJsonObject(withoutMark(text), PROTOCOL, MAX_EPE_LENGTH);
  const { name = "", id = "", sources, preview = "" } = file;
  if (!isJsonObject(sources) || typeof sources.main !== "string") throw bad(`a text as "sources.main"`, typeof sources);
  if (typeof name !== "string") throw bad(`a text as "name"`, typeof name);
  if (typeof id !== "string") throw bad(`a text as "id"`, typeof id);
  if (typeof preview !== "string") throw bad(`a text as "preview"`, typeof preview);
  return { name, id, source: sources.main, preview: decodeBase64(preview, PROTOCOL, `"preview"`) };
}

/** Writes an EPE file. */
export function encodeEpe({ name, id, source, preview }: PatternExport): string {
  return JSON.stringify({ name, id, sources: { main: source }, preview: encodeBase64(preview) }, null, 2);
}

/** Text without the byte order mark that editors and some backups put first. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function bad(wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset: 0, wanted, got });
}
