import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { ProtocolError } from "../../../protocol/errors.ts";
import {
  encodeSimPixelColors,
  encodeSimPixelConfig,
  readSimPixelRecording,
  simPixelMessagesDue,
  simPixelMessagesToReach,
  type SimPixelRecording,
  writeSimPixelRecording,
} from "../../../protocol/simpixel/mod.ts";

const layout = encodeSimPixelConfig([0, 0, 0, 5, 0, 0]);

function frame(...rgb: number[]): Uint8Array {
  return encodeSimPixelColors(Uint8Array.from(rgb));
}

const RECORDING: SimPixelRecording = [
  { at: 0, bytes: layout },
  { at: 0, bytes: frame(1, 1, 1, 2, 2, 2) },
  { at: 25, bytes: frame(3, 3, 3, 4, 4, 4) },
  { at: 50.5, bytes: frame(5, 5, 5) },
  { at: 75, bytes: frame() },
];

const JSON_TEXT = `{"format":"cuelight simpixel recording","version":1,"messages":[
[0,"AAAAAAAAAAAFAAAAAAA="],
[0,"AAEBAQECAgI="],
[25,"AAEDAwMEBAQ="],
[50.5,"AAEFBQU="],
[75,"AAE="]
]}
`;

Deno.test("writeSimPixelRecording() writes one message to a line", () => {
  assertEquals(writeSimPixelRecording(RECORDING), JSON_TEXT);
});

Deno.test("readSimPixelRecording() reads what was written", () => {
  assertEquals(readSimPixelRecording(JSON_TEXT), RECORDING);
  assertEquals(readSimPixelRecording(writeSimPixelRecording([])), []);
});

const WINDOWS: [number, number, number[]][] = [
  [0, 0, []],
  [0, 25, [0, 1]],
  [25, 50.5, [2]],
  [25, 51, [2, 3]],
  [0.001, 1000, [2, 3, 4]],
  [-10, 0, []],
  [75, 25, []],
  [75.1, 1e9, []],
];

for (const [from, to, indices] of WINDOWS) {
  Deno.test(`simPixelMessagesDue() has ${indices.length} messages in [${from}, ${to})`, () => {
    assertEquals(simPixelMessagesDue(RECORDING, from, to), indices.map((i) => RECORDING[i]!));
  });
}

Deno.test("simPixelMessagesDue() joins windows to the whole", () => {
  const cuts = fc.array(fc.oneof(fc.constantFrom(0, 25, 50.5, 75), fc.double({ min: 0, max: 100, noNaN: true })));
  fc.assert(fc.property(cuts, (cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), 101];
    const joined = edges.slice(1).flatMap((to, i) => simPixelMessagesDue(RECORDING, edges[i]!, to));
    assertEquals(joined, [...RECORDING]);
  }));
});

const REACHED: [number, number[]][] = [[-1, []], [0, [0, 1]], [24, [0, 1]], [25, [0, 2]], [60, [0, 2, 3]], [99, [
  0,
  2,
  3,
]]];

for (const [time, indices] of REACHED) {
  Deno.test(`simPixelMessagesToReach() reaches ${time} ms with ${indices.length} messages`, () => {
    assertEquals(simPixelMessagesToReach(RECORDING, time), indices.map((i) => RECORDING[i]!));
  });
}

const head = `{"format":"cuelight simpixel recording","version":1,"messages":`;
const REFUSED: [string, string, RegExp][] = [
  ["no JSON", "{", /at 0: wanted JSON, got something else/],
  ["a number", "7", /wanted an object, got number/],
  ["null", "null", /wanted an object, got null/],
  ["another format", `{"format":"x"}`, /wanted format "cuelight simpixel recording", got "x"/],
  ["a later version", head.replace("1", "2") + "[]}", /wanted version 1, got 2/],
  ["no messages", head + "{}}", /wanted a list of messages, got object/],
  ["a message without a time", head + `[["AAE="]]}`, /at 0: wanted \[milliseconds, base64\], got a list of 1/],
  ["what is not base64", head + `[[0,"A*"]]}`, /at 0: wanted base64, got "A\*"/],
  ["colours before a layout", head + `[[0,"AAE="]]}`, /at 0: wanted a layout before any colours, got colours/],
  ["no SimPixel message", head + `[[0,"AAI="]]}`, /wanted opcode 0x0000 or 0x0001, got 0x0002/],
  ["a time below 0", head + `[[-1,"AAAAAAAAAAA="]]}`, /at 0: wanted a time of 0 ms or more, got -1/],
  [
    "a time that goes back",
    head + `[[5,"AAAAAAAAAAA="],[4,"AAE="]]}`,
    /at 1: wanted a time of 5 ms or more, got 4/,
  ],
  [
    "more colours than LEDs",
    head + `[[0,"AAAAAAAAAAA="],[1,"AAEBAQECAgI="]]}`,
    /at 1: wanted colours for 1 LEDs or fewer, got 2/,
  ],
  ["deep nesting", "[".repeat(200_000), /wanted JSON/],
];

for (const [name, text, message] of REFUSED) {
  Deno.test(`readSimPixelRecording() refuses ${name}`, () => {
    assertMatch(assertThrows(() => readSimPixelRecording(text), ProtocolError).message, message);
  });
}

Deno.test("readSimPixelRecording() keeps to its limits", () => {
  assertThrows(
    () => readSimPixelRecording(JSON_TEXT, { maxCharacters: 100 }),
    ProtocolError,
    "wanted 100 characters or fewer",
  );
  assertThrows(
    () => readSimPixelRecording(JSON_TEXT, { maxMessages: 4 }),
    ProtocolError,
    "wanted 4 messages or fewer, got 5",
  );
});

Deno.test("writeSimPixelRecording() refuses what the reader would refuse", () => {
  assertThrows(() => writeSimPixelRecording(RECORDING.slice(1)), ProtocolError, "wanted a layout before any colours");
  assertThrows(() => writeSimPixelRecording([{ at: NaN, bytes: layout }]), ProtocolError, "got NaN");
});

Deno.test("readSimPixelRecording() reads back every recording that was written", () => {
  const led = fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 3, maxLength: 3 });
  const layoutOf = fc.array(led, { minLength: 1, maxLength: 4 }).map((leds) => encodeSimPixelConfig(leds.flat()));
  const colours = fc.uint8Array({ maxLength: 3 }).map((rgb) =>
    encodeSimPixelColors(rgb.slice(0, rgb.length - rgb.length % 3))
  );
  const next = fc.tuple(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.oneof(layoutOf, colours));
  fc.assert(fc.property(layoutOf, fc.array(next, { maxLength: 12 }), (first, rest) => {
    let time = 0;
    const recording = [{ at: 0, bytes: first }, ...rest.map(([wait, bytes]) => ({ at: time += wait, bytes }))];
    assertEquals(readSimPixelRecording(writeSimPixelRecording(recording)), recording);
  }));
});

Deno.test("readSimPixelRecording() meets 100,000 mutated texts with a recording or a ProtocolError", () => {
  const random = seeded(0x51338);
  // Short, because its length is what a run costs.
  const texts = [head + `[[0,"AAAAAAAAAAA="],[1,"AAEBAgM="],[2.5,"AAE="]]}`, head + `[[0,"AAAAAAAAAAA="]]}`];
  let read = 0;
  for (let run = 0; run < 100_000; run++) {
    let text = texts[random(texts.length)]!;
    for (let edits = random(3); edits >= 0; edits--) {
      const at = random(text.length + 1);
      const put = random(3) === 0 ? "" : PUT[random(PUT.length)]!;
      text = text.slice(0, at) + put + text.slice(at + random(5));
    }
    try {
      const recording = readSimPixelRecording(text);
      assertEquals(recording.length <= 3, true);
      read++;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
  assertEquals(read > 1000 && read < 99_000, true, `${read} of 100,000 were recordings`);
});

const PUT = ["", '"', "[", "]", "{", "}", ",", "0", "-", "1e9", "null", "A", "=", "AAAA", " ", "\ud800", "é"];

/** Whole numbers in [0, below), the same in every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * below) | 0;
  };
}
