import { assert, assertEquals, assertGreater, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { BLINK_MS, blinkTimes, hashText, hashUnit } from "../../../runtime/model/blinks.ts";
import { board, face, timelineOf } from "./notation.ts";

function blinksOf(text: string, more: Parameters<typeof timelineOf>[1] = {}, device = "t"): number[] {
  return timelineOf(text, more).devices.get(device)!.instants.map(({ at }) => at);
}

Deno.test("blinkTimes() blinks within 5.5 s, then every 4.5 to 5.5 s", () => {
  fc.assert(fc.property(fc.integer(), (seed) => {
    const times = blinkTimes([[0, Infinity]], 1000, 61_000, seed);
    assert(times[0]! >= 1000 && times[0]! <= 6500);
    times.slice(1).forEach((time, i) => assert(time - times[i]! >= 4499 && time - times[i]! <= 5501));
    assert(times.at(-1)! > 61_000 - 6000);
  }));
});

Deno.test("blinkTimes() blinks only where a whole blink fits into a rest", () => {
  const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 0, max: 9000 })), {
    maxLength: 30,
  });
  fc.assert(fc.property(spans, fc.integer(), fc.nat(20_000), fc.nat(90_000), (spans, seed, from, length) => {
    let at = 0;
    const rests = spans.map(([gap, rest]): [number, number] => [at += gap, at += rest]);
    const to = from + length;
    for (const time of blinkTimes(rests, from, to, seed)) {
      assert(time >= from && time + BLINK_MS <= to);
      // Rounding to milliseconds can move a blink by half of one.
      assert(rests.some(([start, end]) => time >= start + 149.5 && time + BLINK_MS <= end - 129.5));
    }
  }));
});

Deno.test("blinkTimes() is the same for the same seed, and another for another", () => {
  const times = (seed: number) => blinkTimes([[0, Infinity]], 0, 60_000, seed);
  assertEquals(times(7), times(7));
  assertNotEquals(times(7), times(8));
  assertEquals(new Set(Array.from({ length: 50 }, (_, seed) => times(seed)[0])).size > 45, true);
});

Deno.test("hashUnit() and hashText() spread evenly, and depend on nothing but what they are given", () => {
  let sum = 0;
  for (let n = 0; n < 1000; n++) {
    const unit = hashUnit(1, n);
    assert(unit >= 0 && unit < 1);
    sum += unit;
  }
  assert(Math.abs(sum / 1000 - 0.5) < 0.05);
  assertEquals(hashUnit(3, 4), hashUnit(3, 4));
  const hashes = ["tree", "tree2", "eert", "", "t", "constructor"].map((name) => hashText(1, name));
  assertEquals(new Set(hashes).size, hashes.length);
  assertEquals(hashes.every(Number.isInteger), true);
  assertNotEquals(hashText(1, "tree"), hashText(2, "tree"));
});

Deno.test("blink: auto blinks only while mouth and eyes rest", () => {
  const show = `0s t blink=auto
    4s t sing=0:ai,3000:rest,9000:o,9100:rest
    20s t eyes=closed
    30s t eyes=open
    40s t mouth=smile
    50s t mouth=rest
    70s`;
  const busy = [[4000, 7000], [13_000, 13_100], [20_000, 30_000], [40_000, 50_000]];
  for (let seed = 0; seed < 20; seed++) {
    const times = blinksOf(show, { seed });
    assertGreater(times.length, 4);
    for (const time of times) assert(busy.every(([from, to]) => time + BLINK_MS + 129 <= from! || time >= to! + 149));
  }
});

Deno.test("blink: off ends it, and the later written of two at one moment wins", () => {
  assertEquals(blinksOf("0s t blink=auto\n30s t blink=off\n90s").every((time) => time < 30_000), true);
  assertEquals(blinksOf("5s t blink=auto\n5s t blink=off\n60s"), []);
  assertEquals(blinksOf("5s t blink=off\n5s t blink=auto\n60s").length > 5, true);
  assertEquals(blinksOf("0s t blink=off\n60s"), []);
});

Deno.test("blink: auto goes on to the end of the show and no further", () => {
  const times = blinksOf("10s t blink=auto", { end: "60s" });
  assert(times[0]! >= 10_000);
  assert(times.at(-1)! > 50_000 && times.at(-1)! < 60_000);
  assertEquals(blinksOf("10s t blink=auto"), []);
});

Deno.test("blink: auto and blinks of the show are in the order of time", () => {
  const times = blinksOf("0s t blink=auto\n20s t blink\n40s t blink\n60s");
  assertEquals(times, times.toSorted((a, b) => a - b));
  assertEquals(times.filter((time) => time === 20_000 || time === 40_000).length, 2);
});

Deno.test("blink: auto depends on the seed and the device's name, and not on the other devices", () => {
  const show = "0s t blink=auto\n60s";
  const alone = blinksOf(show, { devices: [face("t")], groups: {} });
  assertGreater(alone.length, 5);
  assertEquals(blinksOf(show, { devices: [board("a"), board("b"), face("t")], groups: {} }), alone);
  assertEquals(blinksOf(show, { devices: [face("t"), board("b")], groups: {} }), alone);
  assertNotEquals(blinksOf(show, { seed: 2 }), alone);
  assertNotEquals(blinksOf("0s faces blink=auto\n60s", {}, "u"), alone);
});
