import { assertEquals } from "@std/assert";
import { fromRaw, literalToRaw, printNumber, toRaw } from "../../../../emulator/pixelblaze/arithmetic/number.ts";

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

// 177.8222, 41.95804, 0.4431, 42 and the six-digit ones were read from devices.
const PRINTED: [value: number, text: string][] = [
  [177.82224, "177.8222"],
  [41.95804, "41.95804"],
  [.4431, "0.4431"],
  [42, "42"],
  [0, "0"],
  [-5536, "-5536"],
  [43690 / 65536, "0.666657"],
  [1 / 65536, "0.000015"],
  [-1.1, "-1.1"],
  [.9999999, "1"],
  [12345.678, "12345.68"],
  [-32768, "-32768"],
  [fromRaw(1), "0.000015"],
];

for (const [value, text] of PRINTED) {
  Deno.test(`printNumber(${value}) is ${text}`, () => assertEquals(printNumber(value), text));
}
