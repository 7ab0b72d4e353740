import { assertEquals } from "@std/assert";
import { fromRaw, literalToRaw, toRaw } from "../../../../emulator/pixelblaze/arithmetic/number.ts";

const LITERALS: [literal: number, raw: number][] = [
  [0, 0],
  [1, 65536],
  [.5, 32768],
  [.1, 6553],
  [.015, 983],
  [65.536, 65 * 65536 + 35127],
  [0.0000152587890625, 0],
  [.00002, 1],
  [.29, 19005],
  [32767, 32767 * 65536],
  [32768, -0x80000000],
  [65535, -65536],
  [65536, 0],
  [1e300, 0],
  [Infinity, 0],
];

for (const [literal, raw] of LITERALS) {
  Deno.test(`literalToRaw(${literal}) is ${raw}`, () => assertEquals(literalToRaw(literal), raw));
}

Deno.test("literalToRaw() of up to five digits is the truncated value", () => {
  for (let i = 0; i < 100000; i += 7) assertEquals(literalToRaw(i / 1e5), Math.floor(i * 65536 / 100000), `${i}e-5`);
});

const SET: [value: number, raw: number][] = [
  [.1, 6553],
  [-.1, -6553],
  [1 / 65536, 1],
  [-.9 / 65536, 0],
  [40000, 32767 * 65536],
  [-40000, -32767 * 65536],
  [32767.5, 32767 * 65536],
  [NaN, 0],
  [Infinity, 32767 * 65536],
];

for (const [value, raw] of SET) {
  Deno.test(`toRaw(${value}) is ${raw}`, () => assertEquals(toRaw(value), raw));
}

Deno.test("fromRaw() is a 65536th of the raw number", () => {
  assertEquals([1, -1, 65536, -0x80000000].map(fromRaw), [1 / 65536, -1 / 65536, 1, -32768]);
});
