import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { FIRESTORM_MS32_MODULUS, fromMs32, ms32Difference, toMs32 } from "../../../protocol/pixelblaze/ms32.ts";
import { law } from "./support.ts";

const WRAP = 2 ** 32;

Deno.test("toMs32() keeps the low 32 bits of Unix time, as in the vendor's example", () => {
  assertEquals(toMs32(0x18321d28f98), 0x21d28f98);
});

const LOW: [number, number][] = [
  [0, 0],
  [WRAP - 1, WRAP - 1],
  [WRAP, 0],
  [WRAP + 1.9, 1],
  [0.5, 0],
  [-1, WRAP - 1],
  [-WRAP, 0],
];

for (const [ms, low] of LOW) {
  Deno.test(`toMs32() makes ${low} of ${ms}`, () => assertEquals(toMs32(ms), low));
}

Deno.test("toMs32() is some 400 ms ahead with the modulus of Firestorm", () => {
  const now = Date.UTC(2026, 4, 1);
  assertEquals(ms32Difference(toMs32(now, FIRESTORM_MS32_MODULUS), toMs32(now)), 413);
});

const APART: [number, number, number][] = [
  [5, 3, 2],
  [3, 5, -2],
  [1, WRAP - 1, 2],
  [WRAP - 1, 1, -2],
  [2 ** 31 - 1, 0, 2 ** 31 - 1],
  [2 ** 31, 0, -(2 ** 31)],
];

for (const [later, earlier, apart] of APART) {
  Deno.test(`ms32Difference() of ${later} and ${earlier} is ${apart}`, () => {
    assertEquals(ms32Difference(later, earlier), apart);
  });
}

Deno.test("fromMs32() finds the time that toMs32() shortened, from any time within 24 days", () => {
  const near = fc.record({
    ms: fc.integer({ min: 0, max: 8_640_000_000_000 }),
    off: fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
  });
  law(near, ({ ms, off }) => assertEquals(fromMs32(toMs32(ms), ms + off), ms));
});
