import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { ProtocolError } from "../../../protocol/errors.ts";

/** The seed of every law here; a failure prints it, and the path to the smallest case, again. */
export const SEED = 20_260_521;

/** Checks a law on `runs` cases. */
export function law<T>(values: fc.Arbitrary<T>, check: (value: T) => void, runs = 300): void {
  fc.assert(fc.property(values, check), { seed: SEED, numRuns: runs });
}

/** Bytes from hex digits; spaces are for reading. */
export function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromHex(hex.replaceAll(" ", ""));
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** The text of UTF-8 bytes. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Checks that reading fails with a ProtocolError of this message, from "at" on. */
export function assertRefused(read: () => unknown, message: string): void {
  const error = assertThrows(read, ProtocolError);
  assertEquals(error.message.slice(error.message.indexOf(": at ") + 2), message);
}

/** Pattern ids as boards make them. */
export const ids: fc.Arbitrary<string> = fc.string({
  unit: fc.constantFrom(..."23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz"),
  minLength: 17,
  maxLength: 17,
});

/** Numbers a 16.16 variable can hold, as a double. */
export const fixed: fc.Arbitrary<number> = fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }).map((n) =>
  n / 65536 + 0
);

/** Names of the pattern language. */
export const names: fc.Arbitrary<string> = fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,20}$/);

/** Variables or controls. */
export const numbers: fc.Arbitrary<Record<string, number | number[]>> = fc
  .array(fc.tuple(names, fc.oneof(fixed, fc.array(fixed, { maxLength: 8 }))), { maxLength: 6 })
  .map((entries) => Object.fromEntries(entries));

/** Any bytes. */
export function anyBytes(maxLength: number): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc.uint8Array({ maxLength }).map((array) => Uint8Array.from(array));
}
