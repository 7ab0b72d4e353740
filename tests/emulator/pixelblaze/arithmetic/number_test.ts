import { assertEquals } from "@std/assert";
import { fromRaw, literalToRaw, toRaw } from "../../../../emulator/pixelblaze/arithmetic/number.ts";

// From the bytecode beside the source of patterns that boards stored, most of them stock (jvyduna/pb-examples, bin/p).
const LITERALS: [literal: number, raw: number][] = [
  [0, 0],
  [1, 65536],
  [.5, 32768],
  [.1, 6552],
  [.0007, 44],
  [.07, 4586],
  [.886, 58064],
  [-.886, -58064],
  [-.588, -38536],
  [65.536, 4294966],
  [1.235062, 80940],
  [.91552734375, 60000],
  [32768, -0x80000000],
  [0xffff, -65536],
  [300000, -1814036480],
  // Measured by its effect on firmware 3.67 (PXLBLZ-IDE divergence report).
  [0.0000152587890625, 0],
  // By the same rule.
  [1e300, 0],
  [Infinity, 0],
];

for (const [literal, raw] of LITERALS) {
  Deno.test(`literalToRaw(${literal}) is ${raw}`, () => assertEquals(literalToRaw(literal), raw));
}

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
