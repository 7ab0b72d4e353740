/**
 * Backups (PBB): every file of a board's flash, as text.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { withoutMark } from "./epe.ts";
import { isJsonObject, readJsonObject } from "./json_text.ts";

const PROTOCOL = "pixelblaze pbb";

/** The longest backup read, in characters: many times the largest flash. */
export const MAX_PBB_LENGTH = 64 << 20;

/** The files of a board by their path, as `/p/<id>`; see {@link flashFileKind}. */
export type FlashFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a backup; files stay in their order.
 *
 * @throws {ProtocolError} when it is not JSON with `files`, or a file is not base64.
 */
export function decodePbb(text: string): Map<string, Uint8Array> {
  const { files } = readJsonObject(withoutMark(text), PROTOCOL, MAX_PBB_LENGTH);
  if (!isJsonObject(files)) throw bad(`an object as "files"`, typeof files);
  const out = new Map<string, Uint8Array>();
  for (const [path, base64] of Object.entries(files)) {
    if (typeof base64 !== "string") throw bad(`a text as ${JSON.stringify(path)}`, typeof base64);
    out.set(path, decodeBase64(base64, PROTOCOL, JSON.stringify(path)));
  }
  return out;
}

/** Writes a backup. */
export function encodePbb(files: FlashFiles): string {
  const members: [string, string][] = [];
  for (const [path, bytes] of files) members.push([path, encodeBase64(bytes)]);
  return JSON.stringify({ files: Object.fromEntries(members) }, null, 2);
}

function bad(wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset: 0, wanted, got });
}
