/** Base64 in text files, strict in its characters, lenient in its padding. @module */

import { ProtocolError } from "../errors.ts";

/** @throws {ProtocolError} when the text is not base64. */
export function decodeBase64(text: string, protocol: string, name: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.fromBase64(text);
  } catch (cause) {
    throw new ProtocolError({ protocol, offset: 0, wanted: `base64 as ${name}`, got: "other text" }, { cause });
  }
}

/** Base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return bytes.toBase64();
}
