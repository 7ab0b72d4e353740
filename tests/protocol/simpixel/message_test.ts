import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { ProtocolError } from "../../../protocol/errors.ts";
import {
  decodeSimPixel,
  encodeSimPixel,
  encodeSimPixelColors,
  encodeSimPixelConfig,
  type SimPixelByteOrder,
  simPixelColorsLength,
  type SimPixelMessage,
} from "../../../protocol/simpixel/mod.ts";

/** One LED at (154, 766, 12) as the SimPixel page and BiblioPixel agree on it, and as the vendor prints it. */
const GOLDEN: [string, string, SimPixelByteOrder, SimPixelMessage][] = [
  ["a layout", "00009A00FE020C00", "little", { kind: "config", coordinates: Int16Array.of(154, 766, 12) }],
  ["the vendor's printed layout", "0000009A02FE000C", "big", {
    kind: "config",
    coordinates: Int16Array.of(154, 766, 12),
  }],
  [
    "the first LEDs of a BiblioPixel matrix",
    "0000000000000000010000000000",
    "little",
    { kind: "config", coordinates: Int16Array.of(0, 0, 0, 1, 0, 0) },
  ],
  ["negative coordinates", "0000FFFF0080FF7F", "little", {
    kind: "config",
    coordinates: Int16Array.of(-1, -32768, 32767),
  }],
  ["a colour", "000140D67F", "little", { kind: "colors", rgb: Uint8Array.of(64, 214, 127) }],
  ["a frame that changes nothing", "0001", "little", { kind: "colors", rgb: Uint8Array.of() }],
];

for (const [name, hex, byteOrder, message] of GOLDEN) {
  Deno.test(`encodeSimPixel() writes ${name}`, () => {
    assertEquals(encodeSimPixel(message, { byteOrder }).toHex().toUpperCase(), hex);
  });
  Deno.test(`decodeSimPixel() reads ${name}`, () => {
    assertEquals(decodeSimPixel(Uint8Array.fromHex(hex), { byteOrder }), message);
  });
}

Deno.test("encodeSimPixel() has the lengths of a 64 x 64 matrix from BiblioPixel", () => {
  assertEquals(encodeSimPixelConfig(new Int16Array(3 * 4096)).length, 24_578);
  assertEquals(encodeSimPixelColors(new Uint8Array(3 * 4096)).length, 12_290);
  assertEquals(simPixelColorsLength(4096), 12_290);
});

const BROKEN: [string, string, string][] = [
  ["no bytes", "", "simpixel: at 0: wanted an opcode of 2 bytes, got 0 bytes"],
  ["half an opcode", "00", "simpixel: at 0: wanted an opcode of 2 bytes, got 1 bytes"],
  ["an unknown opcode", "0002", "simpixel: at 0: wanted opcode 0x0000 or 0x0001, got 0x0002"],
  ["an opcode in the wrong byte order", "0100FFFFFF", "simpixel: at 0: wanted opcode 0x0000 or 0x0001, got 0x0100"],
  ["a layout without LEDs", "0000", "simpixel: at 2: wanted a layout of 1 or more LEDs, got none"],
  [
    "a LED without z",
    "000001000200030004000500",
    "simpixel: at 8: wanted 6 bytes for each LED, got 4 bytes at the end",
  ],
  ["a LED without blue", "000140D6", "simpixel: at 2: wanted 3 bytes for each LED, got 2 bytes at the end"],
];

for (const [name, hex, message] of BROKEN) {
  Deno.test(`decodeSimPixel() refuses ${name}`, () => {
    const error = assertThrows(() => decodeSimPixel(Uint8Array.fromHex(hex)), ProtocolError);
    assertEquals(error.message, message);
  });
}

const REFUSED: [string, readonly number[], string][] = [
  ["an empty layout", [], "got 0 coordinates, want 3 for each of 1 or more LEDs"],
  ["a LED without z", [1, 2], "got 2 coordinates, want 3 for each of 1 or more LEDs"],
  ["a fraction", [0, 0, 0, 0, 0.5, 0], "y of LED 1 is 0.5, a whole number from -32768 to 32767 is allowed"],
  ["NaN", [NaN, 0, 0], "x of LED 0 is NaN"],
  ["a coordinate too large", [0, 0, 32768], "z of LED 0 is 32768"],
  ["a coordinate too small", [0, -32769, 0], "y of LED 0 is -32769"],
];

for (const [name, coordinates, message] of REFUSED) {
  Deno.test(`encodeSimPixelConfig() refuses ${name}`, () => {
    assertThrows(() => encodeSimPixelConfig(coordinates), RangeError, message);
  });
}

Deno.test("encodeSimPixelColors() returns the very buffer that fits and a view of a longer one", () => {
  const fits = new Uint8Array(5);
  assertStrictEquals(encodeSimPixelColors(Uint8Array.of(1, 2, 3), fits), fits);
  assertEquals(fits, Uint8Array.of(0, 1, 1, 2, 3));
  const longer = new Uint8Array(9).fill(7);
  const message = encodeSimPixelColors(Uint8Array.of(1, 2, 3), longer);
  assertEquals(message, fits);
  assertStrictEquals(message.buffer, longer.buffer);
  assertEquals([...longer.subarray(5)], [7, 7, 7, 7]);
});

Deno.test("encodeSimPixelColors() refuses part of a LED and a buffer too short", () => {
  assertThrows(() => encodeSimPixelColors(new Uint8Array(4)), RangeError, "got 4 bytes, want 3 for each LED");
  assertThrows(
    () => encodeSimPixelColors(new Uint8Array(6), new Uint8Array(7)),
    RangeError,
    "the buffer has 7 bytes, want 8 or more",
  );
});

Deno.test("decodeSimPixel() reads messages that begin in the middle of a buffer", () => {
  const buffer = Uint8Array.fromHex("FFFFFF00009A00FE020C00FF");
  assertEquals(decodeSimPixel(buffer.subarray(3, 11)), {
    kind: "config",
    coordinates: Int16Array.of(154, 766, 12),
  });
});

Deno.test("decodeSimPixel() gives back what was encoded", () => {
  const byteOrder = fc.constantFrom<SimPixelByteOrder>("little", "big");
  const led = fc.tuple(...Array(3).fill(fc.integer({ min: -32768, max: 32767 })) as fc.Arbitrary<number>[]);
  const message: fc.Arbitrary<SimPixelMessage> = fc.oneof(
    fc.array(led, { minLength: 1 }).map((leds) => ({
      kind: "config" as const,
      coordinates: Int16Array.from(leds.flat()),
    })),
    fc.uint8Array({ maxLength: 300 }).map((rgb) => ({
      kind: "colors" as const,
      rgb: rgb.slice(0, rgb.length - rgb.length % 3),
    })),
  );
  fc.assert(fc.property(message, byteOrder, (message, byteOrder) => {
    assertEquals(decodeSimPixel(encodeSimPixel(message, { byteOrder }), { byteOrder }), message);
  }));
});

Deno.test("decodeSimPixel() meets 100,000 random and mutated messages with a message or a ProtocolError", () => {
  const random = seeded(0x51337);
  const seeds = GOLDEN.map(([, hex]) => Uint8Array.fromHex(hex));
  let read = 0;
  for (let i = 0; i < 100_000; i++) {
    const bytes = i % 2 === 0 ? noise(random) : mutate(seeds[random(seeds.length)]!, random);
    try {
      const message = decodeSimPixel(bytes);
      assertEquals(encodeSimPixel(message).toHex(), bytes.toHex());
      read++;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
  assertEquals(read > 1_000 && read < 99_000, true, `${read} of 100,000 were messages`);
});

/** Whole numbers in [0, below), the same in every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  return (below) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * below) | 0;
  };
}

function noise(random: (below: number) => number): Uint8Array {
  const bytes = Uint8Array.from({ length: random(40) }, () => random(256));
  if (bytes.length > 1 && random(2) === 0) bytes.set([0, random(3)]);
  return bytes;
}

function mutate(seed: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = [...seed];
  for (let n = 1 + random(3); n > 0; n--) {
    const at = random(bytes.length + 1);
    if (random(3) === 0) bytes.splice(at, 1);
    else if (random(2) === 0) bytes.splice(at, 0, random(256));
    else if (at < bytes.length) bytes[at] = random(256);
  }
  return Uint8Array.from(bytes);
}
