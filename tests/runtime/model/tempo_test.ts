import { assert, assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type TempoChange, TempoMap } from "../../../runtime/model/tempo.ts";

/** 120 bpm in 4/4, bar 5 at 8 s: 60 bpm in 3/4, bar 7 at 14 s: 240 bpm in 6/8. */
const CHANGES: readonly TempoChange[] = [
  { bar: 1, bpm: 120, beats: 4 },
  { bar: 5, bpm: 60, beats: 3 },
  { bar: 7, bpm: 240, beats: 6 },
];
const MAP = new TempoMap(CHANGES);

for (
  const [bar, beat, ms] of [
    [1, 1, 0],
    [1, 2, 500],
    [4, 4.5, 7750],
    [5, 1, 8000],
    [6, 3, 13_000],
    [7, 1, 14_000],
    [7, 2, 14_250],
    [9, 1, 17_000],
    [0, 1, -2000],
    [-3, 4, -6500],
  ] as const
) {
  Deno.test(`TempoMap.at() puts beat ${beat} of bar ${bar} at ${ms} ms`, () => assertEquals(MAP.at(bar, beat), ms));
}

for (
  const [ms, beats, moved] of [
    [0, 1, 500],
    [7500, 1, 8000],
    [7500, 2, 9000],
    [7750, 1, 8500],
    [9000, -2, 7500],
    [0, 22, 14_000],
    [14_250, -1, 14_000],
    [14_250, -2, 13_000],
    [-1000, 3, 500],
  ] as const
) {
  Deno.test(`TempoMap.addBeats() moves ${ms} ms by ${beats} to ${moved} ms`, () => {
    assertEquals(MAP.addBeats(ms, beats), moved);
  });
}

for (
  const [ms, bars, moved] of [
    [0, 4, 8000],
    [0, 6, 14_000],
    [1000, 4, 9500],
    [7000, 1, 9500],
    [9500, -1, 7000],
    [14_000, -6, 0],
    [14_000, -7, -2000],
  ] as const
) {
  Deno.test(`TempoMap.addBars() moves ${ms} ms by ${bars} to ${moved} ms`, () =>
    assertEquals(MAP.addBars(ms, bars), moved));
}

Deno.test("TempoMap begins where bar 1 does", () => {
  const map = new TempoMap(CHANGES, 3000);
  assertEquals([map.at(1), map.at(5), map.at(7), map.addBars(0, 1)], [3000, 11_000, 17_000, 2000]);
});

/** Changes that are no tempo map, and why. */
const REFUSED: readonly (readonly [readonly TempoChange[], string])[] = [
  [[], "A tempo map needs at least one tempo"],
  [[{ bar: 1, bpm: 0, beats: 4 }], "Tempo must be above 0 and at most 1000 bpm: 0"],
  [[{ bar: 1, bpm: -1, beats: 4 }], "Tempo must be above 0 and at most 1000 bpm: -1"],
  [[{ bar: 1, bpm: NaN, beats: 4 }], "Tempo must be above 0 and at most 1000 bpm: NaN"],
  [[{ bar: 1, bpm: 1001, beats: 4 }], "Tempo must be above 0 and at most 1000 bpm: 1001"],
  [[{ bar: 1, bpm: 120, beats: 0 }], "Meter must have at least 1 beat: 0"],
  [[{ bar: 1, bpm: 120, beats: 1.5 }], "Meter must have at least 1 beat: 1.5"],
  [[{ bar: 2, bpm: 120, beats: 4 }], "The first tempo must begin at bar 1: it begins at bar 2"],
  [[CHANGES[0]!, CHANGES[2]!, CHANGES[1]!], "Tempo changes must ascend: bar 5 comes after bar 7"],
  [[CHANGES[0]!, CHANGES[0]!], "Tempo changes must ascend: bar 1 comes after bar 1"],
  [[CHANGES[0]!, { bar: NaN, bpm: 120, beats: 4 }], "Tempo changes must ascend: bar NaN comes after bar 1"],
];

for (const [changes, message] of REFUSED) {
  Deno.test(`TempoMap refuses: ${message}`, () => {
    assertThrows(() => new TempoMap(changes), RangeError, message);
  });
}

const change = fc.record({
  gap: fc.integer({ min: 1, max: 40 }),
  bpm: fc.double({ min: 20, max: 400, noNaN: true }),
  beats: fc.integer({ min: 1, max: 15 }),
});
const maps = fc.tuple(fc.array(change, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 10_000 })).map(
  ([list, start]) => {
    let bar = 1;
    return new TempoMap(list.map(({ gap, bpm, beats }, i) => ({ bar: bar += i === 0 ? 0 : gap, bpm, beats })), start);
  },
);

Deno.test("TempoMap.addBeats() and addBars() undo themselves, to the microsecond", () => {
  const times = fc.integer({ min: 0, max: 300_000_000 }).map((ticks) => ticks / 1000);
  const counts = fc.double({ min: -500, max: 500, noNaN: true });
  fc.assert(fc.property(maps, times, counts, (map, ms, count) => {
    // Either way may move a time by half a microsecond, and a beat that is slower there makes more of it.
    assertAlmostEquals(map.addBeats(map.addBeats(ms, count), -count), ms, 0.03);
    assertAlmostEquals(map.addBars(map.addBars(ms, count), -count), ms, 0.03);
  }));
});

Deno.test("TempoMap.addBeats() of one and one more is that of two", () => {
  const halves = fc.integer({ min: 0, max: 400 }).map((n) => n / 2);
  fc.assert(fc.property(maps, halves, halves, (map, first, second) => {
    const start = map.at(1);
    assertAlmostEquals(map.addBeats(map.addBeats(start, first), second), map.addBeats(start, first + second), 1e-6);
  }));
});

Deno.test("TempoMap.at() rises from bar to bar and beat to beat, and bars follow without a gap", () => {
  fc.assert(fc.property(maps, fc.integer({ min: -20, max: 200 }), (map, bar) => {
    assertLess(map.at(bar), map.at(bar + 1));
    assertAlmostEquals(map.addBars(map.at(bar), 1), map.at(bar + 1), 1e-6);
    let last = -Infinity;
    for (let beat = 1; beat < 16; beat += 0.5) {
      let at: number;
      try {
        at = map.at(bar, beat);
      } catch (error) {
        assert(error instanceof RangeError);
        break;
      }
      assert(at > last && at < map.at(bar + 1));
      last = at;
    }
  }));
});
