import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { autoBlinks, type Mouth, type MouthChange } from "../../../shows/lipsync/mod.ts";

const track: MouthChange[] = [
  { at: 0, mouth: "rest" },
  { at: 9000, mouth: "ai" },
  { at: 12_000, mouth: "rest" },
  { at: 12_300, mouth: "e" },
  { at: 30_000, mouth: "rest" },
];

Deno.test("autoBlinks() blinks only in rests, well inside of them", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const blinks = autoBlinks(track, seed, 60_000);
    for (const at of blinks) {
      const inFirst = at >= 150 && at + 100 + 130 <= 9000;
      const inLast = at >= 30_150 && at + 100 + 130 <= 60_000;
      assert(inFirst || inLast, `blinks at ${at}`);
    }
    blinks.slice(1).forEach((at, i) => assert(at - (blinks[i] ?? 0) >= 4500));
    assert(blinks.length >= 6);
  }));
});

Deno.test("autoBlinks() is the same for the same seed, and another for another", () => {
  assertEquals(autoBlinks(track, 7), autoBlinks(track, 7));
  assertNotEquals(autoBlinks(track, 7), autoBlinks(track, 8));
});

Deno.test("autoBlinks() blinks over a length of time, and 60 s beyond the end of a track", () => {
  const blinks = autoBlinks(30_000, 1);
  assert(blinks.length >= 5 && blinks.every((at) => at <= 30_000));
  assert((autoBlinks(track, 1).at(-1) ?? 0) > 80_000);
});

Deno.test("autoBlinks() never blinks while the mouth moves or is off", () => {
  const busy: MouthChange[] = (["ai", "off", "mbp"] as Mouth[]).map((mouth, i) => ({ at: i * 20_000, mouth }));
  assertEquals(autoBlinks(busy, 1, 60_000), []);
});
