import { assertEquals, assertMatch } from "@std/assert";
import * as fc from "fast-check";
import { crc32 } from "../../../protocol/pixelblaze/crc32.ts";
import { generationOf, PIXELBLAZE_GENERATIONS } from "../../../protocol/pixelblaze/generations.ts";
import { newPatternId } from "../../../protocol/pixelblaze/pattern_id.ts";
import { anyBytes, law, utf8 } from "./support.ts";

const CHECKS: [string, number][] = [
  ["", 0],
  ["123456789", 0xcbf43926],
  ["The quick brown fox jumps over the lazy dog", 0x414fa339],
];

for (const [text, check] of CHECKS) {
  Deno.test(`crc32() of ${JSON.stringify(text)} is ${check.toString(16)}`, () =>
    assertEquals(crc32(utf8(text)), check));
}

Deno.test("crc32() changes with every bit", () => {
  const flips = fc.tuple(anyBytes(30).filter((array) => array.length > 0), fc.nat());
  law(flips, ([array, bit]) => {
    const before = crc32(array);
    const at = bit % (array.length * 8);
    array[at >> 3]! ^= 1 << (at & 7);
    assertEquals(crc32(array) === before, false);
  });
});

Deno.test("newPatternId() makes 17 characters that are not mistaken for others, the same from the same numbers", () => {
  let at = 0;
  const counting = () => (at++ % 100) / 100;
  const first = newPatternId(counting);
  assertMatch(first, /^[2-9A-HJ-NP-TWXYZa-kmnopqrstuvwxyz]{17}$/);
  at = 0;
  assertEquals(newPatternId(counting), first);
  assertEquals(newPatternId(() => 0), "2".repeat(17));
  assertEquals(newPatternId(() => 1 - 2 ** -53), "z".repeat(17));
});

Deno.test("generationOf() knows firmware 2 and 3", () => {
  assertEquals(["2.29", "3.24", "3.67", "30.1", "", "v3"].map(generationOf), [
    "v2",
    "v3",
    "v3",
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("PIXELBLAZE_GENERATIONS differ where the vendor's notes say", () => {
  const { v2, v3 } = PIXELBLAZE_GENERATIONS;
  assertEquals([v2.chunkBytes, v3.chunkBytes], [1024, 8192]);
  assertEquals([v2.mapVersion, v3.mapVersion], [1, 2]);
  assertEquals([v2.listsFilesSince, v3.listsFilesSince], ["2.29", "3.24"]);
  assertEquals([v2.savesPower, v3.savesPower], [false, true]);
  assertEquals([v2.dataSpeeds[2], v3.dataSpeeds[2]], [3_500_000, 2_250_000]);
  assertEquals([v2.ledTypes.includes(4), v3.ledTypes.includes(4)], [true, false]);
});
