/**
 * The source of a pattern as boards keep it: JSON, compressed. The payload of a sources message.
 *
 * Sources: the stored patterns of public backups.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { readJsonObject } from "./json_text.ts";
import { compressText, decompressText } from "./lz_string.ts";

const PROTOCOL = "pixelblaze sources";

/** Writes the payload of a sources message, or the source section of a pattern file. */
export function encodeSources(main: string): Uint8Array<ArrayBuffer> {
  return compressText(JSON.stringify({ main }));
}

/**
 * Reads the payload of a sources message, or the source section of a pattern file.
 *
 * @returns The source of the pattern.
 * @throws {ProtocolError} when it does not decompress, or is not JSON with a text `main`.
 */
export function decodeSources(payload: Uint8Array): string {
  const { main } = readJsonObject(decompressText(payload), PROTOCOL);
  if (typeof main !== "string") {
    throw new ProtocolError({ protocol: PROTOCOL, offset: 0, wanted: `a text as "main"`, got: typeof main });
  }
  return main;
}
