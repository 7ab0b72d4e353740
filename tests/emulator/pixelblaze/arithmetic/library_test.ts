// Results of simap/Arduino_fixpt (no cache, no rounding, no fast sine, no sine table, no overflow detection), compiled
// as C: a few by hand, and the digest of 4,000 of each function at the inputs `inputs` makes.

import { assertEquals } from "@std/assert";
import { arithmetic } from "../../../../emulator/pixelblaze/arithmetic/mod.ts";

const functions = arithmetic();

const DIGESTS = {
  multiply: -699650663,
  divide: -190839003,
  sin: -257758944,
  cos: -1921494008,
  tan: 1119804686,
  exp: 236765474,
  log: 1577422878,
  log2: 1901046377,
  sqrt: -1025023958,
  atan2: 1110459444,
  atan: -187583699,
};

function* inputs(): Generator<[number, number]> {
  let state = 1;
  const next = () => state = (Math.imul(state, 1664525) + 1013904223) | 0;
  for (let i = 0; i < 4000; i++) yield [next() >> (i % 17), next() >> (i % 13)];
}

for (const [name, digest] of Object.entries(DIGESTS)) {
  Deno.test(`${name}() is the library's at 4,000 inputs`, () => {
    let found = 0;
    for (const [a, b] of inputs()) found = (Math.imul(found, 31) + functions[name]!(a, b)) | 0;
    assertEquals(found, digest);
  });
}

const SINGLE: [name: string, args: number[], result: number][] = [
  ["divide", [1, 0], -0x80000000],
  ["divide", [0, 0], -0x80000000],
  ["divide", [-0x80000000, 65536], 0],
  ["sqrt", [-0x80000000], -11863283],
  ["sqrt", [1187698100], 8822526],
  ["sqrt", [-65536], -65536],
  ["exp", [0x7fffffff], 0x7fffffff],
  ["exp", [-0x80000000], 0],
  ["log", [0], -0x80000000],
  ["log2", [1], -16 * 65536],
  ["log2", [-1], -0x80000000],
  ["atan2", [0, 0], 2108213519],
];

for (const [name, args, result] of SINGLE) {
  Deno.test(`${name}(${args}) is the library's`, () => assertEquals(functions[name]!(...args), result));
}
