/** Reads JSON of strangers, naming the record that is not what it should be. @module */

import { LipsyncError } from "./error.ts";
import { jsonBreaksAt } from "./json_break.ts";
import { MAX_LABELS } from "./limits.ts";
import { quote } from "./text.ts";

/**
 * Parses JSON.
 *
 * @throws {LipsyncError} with the line where it breaks.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The engine's message has a line at times, and always what it is called inside.
    const at = jsonBreaksAt(text);
    let line = 1;
    for (let i = text.indexOf("\n"); i >= 0 && i < at; i = text.indexOf("\n", i + 1)) line++;
    const reason = text.slice(at).trim() === "" ? "the file ends too early" : `${quote(text.slice(at))} stands here`;
    throw new LipsyncError(`Cannot read the JSON: ${reason}`, { line }, { cause });
  }
}

/** An object. @throws {LipsyncError} naming the record when it is none. */
export function asObject(value: unknown, record: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return wrong(value, record, "an object");
}

/** An array. @throws {LipsyncError} naming the record when it is none, or has more than {@link MAX_LABELS} items. */
export function asList(value: unknown, record: string): unknown[] {
  if (!Array.isArray(value)) return wrong(value, record, "a list");
  if (value.length <= MAX_LABELS) return value;
  throw new LipsyncError(`Cannot use ${record}: it has ${value.length} items, allowed are ${MAX_LABELS}`, { record });
}

/** A finite number, also written as text. @throws {LipsyncError} naming the record when it is none. */
export function asNumber(value: unknown, record: string): number {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  return wrong(value, record, "a number");
}

/** Text, or a number as text. @throws {LipsyncError} naming the record when it is neither. */
export function asText(value: unknown, record: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return wrong(value, record, "text");
}

function wrong(value: unknown, record: string, wanted: string): never {
  const have = value === undefined
    ? "nothing"
    : Array.isArray(value)
    ? "a list"
    : typeof value === "object"
    ? value === null ? "null" : "an object"
    : quote(String(value));
  throw new LipsyncError(`Cannot use ${record}: it is ${have}, allowed is ${wanted}`, { record });
}
