/** Reads JSON of strangers, naming the record that is not what it should be. @module */

import { LipsyncError } from "./error.ts";
import { quote } from "./text.ts";

/**
 * Parses JSON.
 *
 * @throws {LipsyncError} with the line where it breaks off, where the engine tells.
 */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : "it is broken";
    const position = /position (\d+)/.exec(reason)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
    throw new LipsyncError(`Cannot read the JSON: ${reason.replace(/\s+/g, " ").slice(0, 200)}`, { line }, { cause });
  }
}

/** An object. @throws {LipsyncError} naming the record when it is none. */
export function asObject(value: unknown, record: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return wrong(value, record, "an object");
}

/** An array of at most a million. @throws {LipsyncError} naming the record when it is none. */
export function asList(value: unknown, record: string): unknown[] {
  if (Array.isArray(value) && value.length <= 1_000_000) return value;
  return wrong(value, record, "a list");
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
