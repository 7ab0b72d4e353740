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

/** Numbers of 32 bits without a sign. */
export const uint32: fc.Arbitrary<number> = fc.integer({ min: 0, max: 0xffff_ffff });

const fraction = (steps: number) => fc.nat({ max: steps }).map((n) => n / steps);
const choice = fc.nat({ max: 1 });
const clock = fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

/** A value for each setting that can be set. */
export const settings: Record<string, fc.Arbitrary<unknown>> = {
  name: fc.string({ maxLength: 64 }),
  brandName: fc.string({ maxLength: 64 }),
  pixelCount: fc.nat({ max: 0xffff }),
  brightness: fraction(10_000),
  maxBrightness: fraction(100),
  colorOrder: fc.constantFrom("RGB", "BRG", "GRBW", "RGB-W"),
  dataSpeed: fc.option(uint32),
  ledType: fc.nat({ max: 5 }),
  sequenceTimer: fc.nat({ max: 100_000 }).map((n) => n * 1000),
  transitionDuration: uint32,
  sequencerMode: fc.nat({ max: 3 }),
  runSequencer: fc.boolean(),
  simpleUiMode: fc.boolean(),
  learningUiMode: fc.boolean(),
  discoveryEnable: fc.boolean(),
  timezone: fc.string({ maxLength: 64 }),
  autoOffEnable: fc.boolean(),
  autoOffStart: clock,
  autoOffEnd: clock,
  cpuSpeed: fc.constantFrom(80, 160, 240),
  networkPowerSave: fc.boolean(),
  mapperFit: choice,
  leaderId: uint32,
  nodeId: uint32,
  soundSrc: choice,
  accelSrc: choice,
  lightSrc: choice,
  analogSrc: choice,
};
