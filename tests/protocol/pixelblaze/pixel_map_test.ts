import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  decodePixelMap,
  encodePixelMap,
  makePixelMap,
  type MapFit,
  mapPixelCount,
  type PixelMap,
} from "../../../protocol/pixelblaze/pixel_map.ts";
import { assertRefused, bytes, law } from "./support.ts";

const GOLDEN: [string, string, PixelMap][] = [
  ["the empty map", "02000000 00000000 00000000", { version: 2, dimensions: 0, values: Uint16Array.of() }],
  ["a map of firmware 3", "02000000 02000000 08000000 0000 ffff 0080 0100", {
    version: 2,
    dimensions: 2,
    values: Uint16Array.of(0, 65535, 32768, 1),
  }],
  ["a map of firmware 2", "01000000 03000000 06000000 00ff80 010203", {
    version: 1,
    dimensions: 3,
    values: Uint16Array.of(0, 255, 128, 1, 2, 3),
  }],
  ["a line", "02000000 01000000 02000000 3412", { version: 2, dimensions: 1, values: Uint16Array.of(0x1234) }],
];

for (const [name, hex, map] of GOLDEN) {
  Deno.test(`encodePixelMap() writes ${name}`, () => assertEquals(encodePixelMap(map), bytes(hex)));
  Deno.test(`decodePixelMap() reads ${name}`, () => assertEquals(decodePixelMap(bytes(hex)), map));
}

Deno.test("encodePixelMap() gives the size in bytes, not in pixels", () => {
  const size = (dimensions: 2 | 3, version: 1 | 2, pixels: number) => {
    const header = encodePixelMap({ version, dimensions, values: new Uint16Array(dimensions * pixels) }).subarray(
      0,
      12,
    );
    return header.toHex();
  };
  assertEquals(size(3, 1, 40), "010000000300000078000000");
  assertEquals(size(2, 2, 24), "020000000200000060000000");
});

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted a version, got 0 bytes"],
  ["half a header", "02000000 0200", "at 4: wanted dimensions, got 2 bytes"],
  ["version 0", "00000000 02000000 00000000", "at 0: wanted version 1 or 2, got 0"],
  ["version 3", "03000000 02000000 00000000", "at 0: wanted version 1 or 2, got 3"],
  ["4 dimensions", "02000000 04000000 00000000", "at 4: wanted 0 to 3 dimensions, got 4"],
  ["the pixel count as size", "02000000 02000000 01000000 00000000", "at 8: wanted 4 bytes, got 1"],
  ["a size of 4 GB", "02000000 02000000 ffffffff", "at 8: wanted 0 bytes, got 4294967295"],
  ["half a pixel", "02000000 02000000 02000000 0000", "at 8: wanted pixels of 4 bytes, got 2 bytes"],
  ["pixels without dimensions", "02000000 00000000 02000000 0000", "at 8: wanted pixels of 0 bytes, got 2 bytes"],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decodePixelMap() refuses ${name}`, () => assertRefused(() => decodePixelMap(bytes(hex)), message));
}

/** Worked by hand from the mapper's arithmetic, which real backups prove to the bit. */
const MADE: [string, number[][], MapFit, number[]][] = [
  ["a square that fills", [[0, 0], [10, 5]], "fill", [0, 0, 65535, 65535]],
  ["a wide map that is contained", [[0, 0], [10, 5]], "contain", [0, 16384, 65535, 49151]],
  ["a line in the plane that fills", [[0, 3], [4, 3]], "fill", [0, 0, 65535, 0]],
  ["a line in the plane that is contained", [[0, 3], [4, 3]], "contain", [0, 32768, 65535, 32768]],
  ["negative coordinates", [[-1, -1, -1], [1, 1, 1], [0, 0.5, -0.5]], "fill", [
    0,
    0,
    0,
    65535,
    65535,
    65535,
    32768,
    49151,
    16384,
  ]],
  ["one point", [[7, 7]], "fill", [0, 0]],
  ["one point that is contained", [[7, 7]], "contain", [0, 0]],
  ["thirds", [[0], [1], [3]], "fill", [0, 21845, 65535]],
  ["no points", [], "fill", []],
];

for (const [name, points, fit, values] of MADE) {
  Deno.test(`makePixelMap() makes ${name}`, () => {
    assertEquals([...makePixelMap(points, fit).values], values);
  });
}

Deno.test("makePixelMap() makes coordinates of a byte for firmware 2", () => {
  const map = makePixelMap([[0, 0], [2, 4], [1, 1]], "fill", 1);
  assertEquals(map, { version: 1, dimensions: 2, values: Uint16Array.of(0, 0, 255, 255, 128, 64) });
  assertEquals(mapPixelCount(map), 3);
});

const UNMAKEABLE: [string, number[][], string][] = [
  ["points without coordinates", [[]], "got 0 coordinates, allowed are 1 to 3"],
  ["4 coordinates", [[1, 2, 3, 4]], "got 4 coordinates, allowed are 1 to 3"],
  ["points that differ", [[1, 2], [1]], "got [1] for pixel 1, allowed are 2 finite coordinates"],
  ["a longer point", [[1, 2], [1, 2, 3]], "got [1,2,3] for pixel 1, allowed are 2 finite coordinates"],
  ["NaN", [[1, NaN]], "for pixel 0, allowed are 2 finite coordinates"],
];

for (const [name, points, message] of UNMAKEABLE) {
  Deno.test(`makePixelMap() refuses ${name}`, () => {
    assertThrows(() => makePixelMap(points), RangeError, message);
  });
}

Deno.test("decodePixelMap() reads back what encodePixelMap() wrote", () => {
  const map = fc.constantFrom<1 | 2>(1, 2).chain((version) =>
    fc.record({
      version: fc.constant(version),
      dimensions: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
      values: fc.uint16Array({ max: version === 1 ? 255 : 65535, maxLength: 30 }),
    })
  );
  law(map, ({ version, dimensions, values }) => {
    const whole = Uint16Array.from(values.slice(0, values.length - values.length % dimensions));
    const sent: PixelMap = { version, dimensions, values: whole };
    assertEquals(decodePixelMap(encodePixelMap(sent)), sent);
  });
});

Deno.test("makePixelMap() stays in range, and keeps proportions when it contains", () => {
  const point = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 2 });
  law(fc.array(point, { minLength: 2, maxLength: 20 }), (points) => {
    const { values } = makePixelMap(points, "contain");
    const extent = (all: number[]) => Math.max(...all) - Math.min(...all);
    const axis = (all: ArrayLike<number>[], at: number) => all.map((one) => one[at] ?? 0);
    const pixels = points.map((_, at) => values.subarray(at * 2, at * 2 + 2));
    const given = [extent(axis(points, 0)), extent(axis(points, 1))];
    const made = [extent(axis(pixels, 0)), extent(axis(pixels, 1))];
    const largest = Math.max(...given);
    given.forEach((size, at) => {
      const wanted = largest === 0 ? 0 : size / largest * 65535;
      assertEquals(Math.abs((made[at] ?? 0) - wanted) <= 1, true);
    });
  });
});
