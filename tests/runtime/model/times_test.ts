import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { TempoMap } from "../../../runtime/model/tempo.ts";
import {
  formatTime,
  parseTime,
  placeLength,
  placeMarkers,
  placeTime,
  type TimeContext,
  toTick,
} from "../../../runtime/model/times.ts";

/** 120 bpm in 4/4, from bar 5 on 60 bpm in 3/4: bar 5 is at 8 s, bar 6 at 11 s. */
const TEMPO = new TempoMap([{ bar: 1, bpm: 120, beats: 4 }, { bar: 5, bpm: 60, beats: 3 }]);

const CONTEXT: TimeContext = {
  tempo: TEMPO,
  before: 10_000,
  marker(name) {
    if (name === "verse") return 8000;
    if (name === "Übergang_2") return 500;
    throw new RangeError(`Unknown marker "${name}"`);
  },
};

/** What a person writes, and the milliseconds it stands for. */
const TIMES: readonly (readonly [string | number, number])[] = [
  ["1:02.500", 62_500],
  ["1:02.5", 62_500],
  ["1:2", 62_000],
  ["0:00", 0],
  ["90:00", 5_400_000],
  ["1:00:02.5", 3_602_500],
  ["12:59:59.999", 46_799_999],
  ["62.5s", 62_500],
  ["62.5 s", 62_500],
  [".5s", 500],
  ["250ms", 250],
  ["0.001ms", 0.001],
  ["0.0004ms", 0],
  ["2m", 120_000],
  ["2min", 120_000],
  ["1h", 3_600_000],
  ["1000h", 3_600_000_000],
  ["8", 8000],
  ["62.5", 62_500],
  [8, 8000],
  [62.5, 62_500],
  [0, 0],
  [-0, 0],
  ["bar 1", 0],
  ["bar 2", 2000],
  ["bar 2 beat 3", 3000],
  ["bar 2 beat 3.5", 3250],
  ["bar  2  beat  1", 2000],
  ["bar 5", 8000],
  ["bar 5 beat 2", 9000],
  ["bar 6", 11_000],
  ["1 bar", 2000],
  ["2 bars", 4000],
  ["0.5 bars", 1000],
  ["5bars", 11_000],
  ["1 beat", 500],
  ["3 beats", 1500],
  ["17beats", 9000],
  ["verse", 8000],
  ["verse + 1 bar", 11_000],
  ["verse - 1 bar", 6000],
  ["verse - 4s", 4000],
  ["verse-4s", 4000],
  ["verse + 2 bars - 50ms", 13_950],
  ["verse - 1 beat + 2 beats", 9000],
  ["1s + 1s + 1s - 500ms", 2500],
  ["bar 5 - bar 2", 6000],
  ["-1s + 3s", 2000],
  ["Übergang_2", 500],
  ["Übergang_2 + 1s", 1500],
  ["  1s  ", 1000],
  ["+2s", 12_000],
  ["+ 2s", 12_000],
  ["+2s - 500ms", 11_500],
  ["+1 bar", 13_000],
  ["+0:01", 11_000],
];

for (const [text, ms] of TIMES) {
  Deno.test(`placeTime() of ${JSON.stringify(text)} is ${ms} ms`, () => {
    assertEquals(placeTime(parseTime(text), CONTEXT), ms);
  });
}

const FORMS = "wanted 1:02.5, 62.5s, 250ms, bar 9, bar 9 beat 3, 2 bars, a marker, or a sum of these";

/** What a person writes by mistake, and what is said about it. */
const NO_TIMES: readonly (readonly [string | number, typeof SyntaxError | typeof RangeError, string])[] = [
  ["", SyntaxError, `Not a time: "", ${FORMS}`],
  ["   ", SyntaxError, `Not a time: "   ", ${FORMS}`],
  ["+", SyntaxError, `Not a time: "+", ${FORMS}`],
  ["1s +", SyntaxError, `Not a time: "1s +", ${FORMS}`],
  ["1s + + 2s", SyntaxError, `Not a time: "1s + + 2s" at "+ 2s", ${FORMS}`],
  ["#", SyntaxError, `Not a time: "#" at "#", ${FORMS}`],
  ["1:60", SyntaxError, 'Not a time: "1:60" has 60 seconds, wanted below 60'],
  ["1:60:00", SyntaxError, 'Not a time: "1:60:00" has 60 minutes, wanted below 60'],
  ["1:02:60", SyntaxError, 'Not a time: "1:02:60" has 60 seconds, wanted below 60'],
  ["1:2:3:4", SyntaxError, 'Not a time: "1:2:3:4" at ":4", wanted + or - or the end'],
  ["1:023", SyntaxError, 'Not a time: "1:023" at "3", wanted + or - or the end'],
  ["1:02.", SyntaxError, 'Not a time: "1:02." at ".", wanted + or - or the end'],
  ["5x", SyntaxError, 'Not a time: "5x" at "x", wanted + or - or the end'],
  ["5sec", SyntaxError, 'Not a time: "5sec" at "sec", wanted + or - or the end'],
  ["5 S", SyntaxError, 'Not a time: "5 S" at "S", wanted + or - or the end'],
  ["1e3", SyntaxError, 'Not a time: "1e3" at "e3", wanted + or - or the end'],
  ["1,5s", SyntaxError, 'Not a time: "1,5s" at ",5s", wanted + or - or the end'],
  ["1s 500ms", SyntaxError, 'Not a time: "1s 500ms" at "500ms", wanted + or - or the end'],
  ["verse chorus", SyntaxError, 'Not a time: "verse chorus" at "chorus", wanted + or - or the end'],
  ["bar 2 beat", SyntaxError, 'Not a time: "bar 2 beat" at "beat", wanted + or - or the end'],
  ["bar 2.5", SyntaxError, 'Not a time: "bar 2.5" at ".5", wanted + or - or the end'],
  [NaN, SyntaxError, "Not a time: NaN"],
  [Infinity, SyntaxError, "Not a time: Infinity"],
  ["nowhere", RangeError, 'Unknown marker "nowhere"'],
  ["-1s", RangeError, "Time lies 1000 ms before the start of the show"],
  [-1, RangeError, "Time lies 1000 ms before the start of the show"],
  ["verse - 5 bars", RangeError, "Time lies 2000 ms before the start of the show"],
  ["bar 0", RangeError, "Time lies 2000 ms before the start of the show"],
  ["+1s - 20s", RangeError, "Time lies 9000 ms before the start of the show"],
  ["bar 2 beat 0", RangeError, "Bar 2 has no beat 0: it has 4"],
  ["bar 2 beat 5", RangeError, "Bar 2 has no beat 5: it has 4"],
  ["bar 5 beat 4", RangeError, "Bar 5 has no beat 4: it has 3"],
  ["1000h + 1ms", RangeError, "Time lies beyond 1000 hours"],
  [1e308, RangeError, "Time lies beyond 1000 hours"],
  [-1e308, RangeError, "before the start of the show"],
  [`${"9".repeat(400)}s`, RangeError, "Time lies beyond 1000 hours"],
  [`${"9".repeat(400)}s - ${"9".repeat(400)}s`, RangeError, "Time lies beyond 1000 hours"],
  [`${"9".repeat(400)} bars`, RangeError, "Time lies beyond 1000 hours"],
  [`bar ${"9".repeat(400)}`, RangeError, "Time lies beyond 1000 hours"],
];

for (const [text, error, message] of NO_TIMES) {
  Deno.test(`placeTime() refuses ${JSON.stringify(text).slice(0, 30)}: ${message.slice(0, 60)}`, () => {
    assertThrows(() => placeTime(parseTime(text), CONTEXT), error, message);
  });
}

for (const text of ["bar 2", "2 bars", "1 beat"]) {
  Deno.test(`placeTime() of "${text}" needs a tempo`, () => {
    const wanted = "Bars and beats need a tempo: the show has none, write tempo: { bpm: 120, meter: 4/4 }";
    assertThrows(() => placeTime(parseTime(text), { marker: () => 0 }), RangeError, wanted);
  });
}

Deno.test("placeTime() refuses +2s when there is no cue before", () => {
  const wanted = "A time that begins with + counts from the cue before: there is none";
  assertThrows(() => placeTime(parseTime("+2s"), { marker: () => 0 }), RangeError, wanted);
});

/** A length, where it begins, and how long it is: bars and beats are as long as they are there. */
const LENGTHS: readonly (readonly [string | number, number, number])[] = [
  ["2s", 5000, 2000],
  [2, 5000, 2000],
  ["+2s", 5000, 2000],
  ["2 bars", 0, 4000],
  ["2 bars", 6000, 5000],
  ["2 bars", 8000, 6000],
  ["1 beat", 7500, 500],
  ["1 beat", 7750, 750],
  ["1 bar - 50ms", 8000, 2950],
  ["0s", 0, 0],
];

for (const [text, from, ms] of LENGTHS) {
  Deno.test(`placeLength() of ${JSON.stringify(text)} from ${from} ms is ${ms} ms`, () => {
    assertEquals(placeLength(parseTime(text), from, CONTEXT), ms);
  });
}

Deno.test("placeLength() refuses a length below 0", () => {
  const wanted = "A length cannot be below 0: it is -1000 ms";
  assertThrows(() => placeLength(parseTime("-1s"), 5000, CONTEXT), RangeError, wanted);
});

Deno.test("placeLength() refuses a length that is no number of milliseconds", () => {
  const wanted = "A length cannot be beyond 1000 hours";
  assertThrows(() => placeLength(parseTime(1e308), 0, CONTEXT), RangeError, wanted);
  assertThrows(() => placeLength(parseTime("1001h"), 0, CONTEXT), RangeError, wanted);
});

/** Markers as written, where they are placed, and what is refused. */
const MARKERS: readonly {
  readonly name: string;
  readonly markers: Record<string, string | number>;
  readonly placed: Record<string, number>;
  readonly refused?: readonly string[];
}[] = [
  { name: "places each", markers: { a: "0:08", b: "bar 5", c: 3 }, placed: { a: 8000, b: 8000, c: 3000 } },
  {
    name: "lets them lean on each other in any order",
    markers: { c: "b + 1 bar", b: "a + 2s", a: "6s" },
    placed: { a: 6000, b: 8000, c: 11_000 },
  },
  {
    name: "refuses a ring, and what leans on it",
    markers: { a: "b + 1s", b: "a", c: "a + 1s", d: "1s" },
    placed: { d: 1000 },
    refused: [
      'a: Marker "b" has no time',
      'b: Marker "a" leans on itself: a leans on b leans on a',
      'c: Marker "a" has no time',
    ],
  },
  {
    name: "refuses one that leans on itself",
    markers: { a: "a + 1s" },
    placed: {},
    refused: ['a: Marker "a" leans on itself: a leans on a'],
  },
  {
    name: "refuses an unknown one with the nearest",
    markers: { chorus: "1s", b: "chorsu + 1s" },
    placed: { chorus: 1000 },
    refused: ['b: Unknown marker "chorsu": did you mean "chorus"?'],
  },
  {
    name: "refuses a time that counts from a cue",
    markers: { a: "+2s" },
    placed: {},
    refused: ["a: A time that begins with + counts from the cue before: there is none"],
  },
  {
    name: "refuses names that would be read as something else in a time",
    markers: { "chorus-1": "1s", "2nd": "1s", "half time": "1s", "": "1s", follow: "1s", Übergang: "1s" },
    placed: { Übergang: 1000 },
    refused: [
      '2nd: A marker cannot be called "2nd": wanted letters, digits and _, and no digit first',
      'chorus-1: A marker cannot be called "chorus-1": wanted letters, digits and _, and no digit first',
      'half time: A marker cannot be called "half time": wanted letters, digits and _, and no digit first',
      ': A marker cannot be called "": wanted letters, digits and _, and no digit first',
      'follow: A marker cannot be called "follow": that is where the cue before ends',
    ],
  },
  {
    name: "places names that every object has",
    markers: { constructor: "1s", toString: "constructor + 1s", b: "hasOwnProperty" },
    placed: { constructor: 1000, toString: 2000 },
    refused: ['b: Unknown marker "hasOwnProperty": known are constructor, toString, b'],
  },
];

for (const { name, markers, placed, refused = [] } of MARKERS) {
  Deno.test(`placeMarkers() ${name}`, () => {
    const told: string[] = [];
    const found = placeMarkers(markers, TEMPO, (marker, message) => told.push(`${marker}: ${message}`));
    assertEquals([...found].sort(), Object.entries(placed).sort());
    assertEquals(told.sort(), [...refused].sort());
  });
}

/** `m0: m1 + 1s`, `m1: m2 + 1s` and so on: each leans on one that is placed after it. */
function chain(length: number): Record<string, string> {
  const markers: Record<string, string> = { [`m${length - 1}`]: "0s" };
  for (let i = length - 2; i >= 0; i--) markers[`m${i}`] = `m${i + 1} + 1s`;
  return Object.fromEntries(Object.entries(markers).reverse());
}

Deno.test("placeMarkers() follows a hundred markers that lean on one another, and no more", () => {
  const told: string[] = [];
  assertEquals(placeMarkers(chain(100), undefined, (name) => told.push(name)).get("m0"), 99_000);
  assertEquals(told, []);
  placeMarkers(chain(101), undefined, (name, message) => told.push(`${name}: ${message}`));
  assertEquals(told.length, 100);
  assertEquals(told[99], "m99: More than 100 markers lean on one another");
});

Deno.test("placeMarkers() asks for each of 20000 markers once, whatever they lean on", () => {
  let reads = 0;
  const markers = new Proxy(chain(20_000), {
    get(target, name) {
      reads++;
      return Reflect.get(target, name);
    },
  });
  placeMarkers(markers, undefined, () => {});
  // Once for itself, and once for each that leans on it.
  assertEquals(reads <= 2 * 20_000, true, `${reads} reads`);
});

Deno.test("sums of times that mean the same moment meet exactly", () => {
  const settings = fc.record({
    bpm: fc.double({ min: 20, max: 300, noNaN: true }),
    later: fc.integer({ min: 40, max: 240 }),
    beats: fc.integer({ min: 1, max: 12 }),
    start: fc.integer({ min: 0, max: 100_000 }),
    bar: fc.integer({ min: 1, max: 200 }),
    bars: fc.integer({ min: 0, max: 60 }),
  });
  fc.assert(fc.property(settings, ({ bpm, later, beats, start, bar, bars }) => {
    const tempo = new TempoMap([{ bar: 1, bpm, beats }, { bar: 100, bpm: later, beats: 3 }], start / 1000);
    const marker = placeTime(parseTime(`bar ${bar}`), { tempo, marker: () => 0 });
    const context: TimeContext = { tempo, before: marker, marker: () => marker };
    const direct = placeTime(parseTime(`bar ${bar + bars}`), context);
    assertEquals(placeTime(parseTime(`chorus + ${bars} bars`), context), direct);
    assertEquals(placeTime(parseTime(`+${bars} bars`), context), direct);
    assertEquals(toTick(marker + placeLength(parseTime(`${bars} bars`), marker, context)), direct);
    const halfway = placeTime(parseTime(`bar ${bar} beat 1.5`), context);
    assertEquals(placeTime(parseTime("0.25 beats"), { ...context, before: 0 }), toTick(tempo.addBeats(0, 0.25)));
    assertEquals(placeTime(parseTime("chorus + 0.25 beats + 0.25 beats"), context), halfway);
  }));
});

/** Milliseconds, digits, and what is shown. */
const FORMATTED: readonly (readonly [number, number | undefined, string])[] = [
  [0, undefined, "0:00.000"],
  [-0, undefined, "0:00.000"],
  [62_500, undefined, "1:02.500"],
  [62_500, 1, "1:02.5"],
  [62_500, 0, "1:03"],
  [59_999.6, undefined, "1:00.000"],
  [59_999.4, undefined, "0:59.999"],
  [3_600_000, undefined, "1:00:00.000"],
  [3_599_999.9, undefined, "1:00:00.000"],
  [36_061_001, undefined, "10:01:01.001"],
  [-1500, undefined, "-0:01.500"],
  [-0.0004, undefined, "0:00.000"],
  [0.25, 6, "0:00.000250"],
];

for (const [ms, digits, text] of FORMATTED) {
  Deno.test(`formatTime() of ${ms} ms with ${digits ?? "the usual"} digits is ${text}`, () => {
    assertEquals(formatTime(ms, digits), text);
  });
}

Deno.test("parseTime() reads what formatTime() writes", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 3_600_000_000 }), (ms) => {
    assertEquals(placeTime(parseTime(formatTime(ms)), CONTEXT), ms);
  }));
  fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (ticks) => {
    assertEquals(placeTime(parseTime(formatTime(ticks / 1000, 6)), CONTEXT), ticks / 1000);
  }));
});

Deno.test("parseTime() reads random text or refuses it with a SyntaxError, and nothing is placed off the grid", () => {
  const piece = fc.constantFrom(
    "1",
    "02",
    ":",
    ".",
    "s",
    "ms",
    "bar ",
    "beat ",
    "bars",
    "+",
    "-",
    " ",
    "verse",
    "9e9",
    "é",
  );
  const text = fc.oneof(fc.string(), fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")));
  fc.assert(
    fc.property(text, (text) => {
      try {
        const ms = placeTime(parseTime(text), CONTEXT);
        assertEquals(ms, toTick(ms));
        assertAlmostEquals(Math.round(ms * 1000), ms * 1000, 1e-3);
      } catch (error) {
        if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
});
