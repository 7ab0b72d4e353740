/** JSON between a Pixelblaze and the world: read within bounds, written compact in a fixed order. @module */

import { ProtocolError } from "../errors.ts";
import { formatArduinoNumber } from "./arduino_number.ts";

/** Anything JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined };

/** A JSON object as read: nothing in it is trusted yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** The longest text frame read, in characters: a `setVars` of every array a board can hold is a tenth of it. */
export const MAX_TEXT_LENGTH = 1 << 20;

/** Reads JSON text; @throws {ProtocolError} when it is too long or not JSON. */
export function readJson(text: string, protocol: string, maxLength = MAX_TEXT_LENGTH): unknown {
  if (text.length > maxLength) {
    throw new ProtocolError({
      protocol,
      offset: maxLength,
      wanted: `at most ${maxLength} characters`,
      got: `${text.length}`,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ProtocolError({ protocol, offset: 0, wanted: "JSON", got: quoted(text) }, { cause });
  }
}

/** Reads JSON text that must be an object; @throws {ProtocolError} when it is not. */
export function readJsonObject(text: string, protocol: string, maxLength = MAX_TEXT_LENGTH): JsonObject {
  const value = readJson(text, protocol, maxLength);
  if (!isJsonObject(value)) {
    throw new ProtocolError({ protocol, offset: 0, wanted: "a JSON object", got: quoted(text) });
  }
  return value;
}

/** Is it an object and neither an array nor null? */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Writes JSON without spaces, members in their own order, undefined ones left out, floats as the firmware prints them. */
export function writeBoardJson(value: JsonValue): string {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : formatArduinoNumber(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(writeBoardJson).join(",")}]`;
  const members: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${writeBoardJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** The start of a text, for a message. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** The start of a value, for a message. */
export function shown(value: unknown): string {
  try {
    return String(JSON.stringify(value)).slice(0, 60);
  } catch {
    return typeof value;
  }
}
