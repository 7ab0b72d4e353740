import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { encodeSimPixelConfig, measurePitch, type Point, scaleToSimPixel } from "../../../protocol/simpixel/mod.ts";

function grid(columns: number, rows: number, pitch: number): Point[] {
  return Array.from({ length: columns * rows }, (_, i) => [(i % columns) * pitch, Math.floor(i / columns) * pitch, 0]);
}

Deno.test("scaleToSimPixel() makes an even pitch 5 units and turns y over", () => {
  const layout = scaleToSimPixel([[0, 0, 0], [0.1, 0, 0], [0, 0.1, 0], [0, 0, 0.1]]);
  assertEquals([...layout.coordinates], [0, 5, 0, 5, 5, 0, 0, 0, 0, 0, 5, 5]);
  assertAlmostEquals(layout.scale, 50);
  assertAlmostEquals(layout.pitch, 5);
  assertEquals(layout.pointSize, 23);
});

Deno.test("scaleToSimPixel() takes y of a Pixelblaze map as it is", () => {
  const layout = scaleToSimPixel([[0, 0, 0], [0, 1, 0], [1, 1, 0]], { y: "down" });
  assertEquals([...layout.coordinates], [0, 0, 0, 0, 5, 0, 5, 5, 0]);
});

const LAYOUTS: [string, Point[], number, number][] = [
  ["one LED", [[3, 4, 5]], 0, 23],
  ["LEDs that share one place", [[1, 1, 1], [1, 1, 1]], 0, 23],
  ["one pair closer than the rest", [...grid(10, 10, 1), [0.2, 0, 0]], 2, 45],
  ["a line too long for pitch 5", Array.from({ length: 3001 }, (_, i): Point => [i, 0, 0]), 2, 9],
  ["a line too long for pitch 2", Array.from({ length: 6001 }, (_, i): Point => [i, 0, 0]), 1, 5],
];

for (const [name, points, pitch, pointSize] of LAYOUTS) {
  Deno.test(`scaleToSimPixel() scales ${name} to pitch ${pitch}`, () => {
    const layout = scaleToSimPixel(points);
    assertAlmostEquals(layout.pitch, pitch, 1e-9);
    assertEquals(layout.pointSize, pointSize);
  });
}

Deno.test("scaleToSimPixel() keeps every layout where the page's camera sees it", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const points = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 50 });
  fc.assert(fc.property(points, (points) => {
    const { coordinates, pointSize } = scaleToSimPixel(points);
    encodeSimPixelConfig(coordinates);
    const extent = (axis: number) => Math.max(...coordinates.filter((_, i) => i % 3 === axis));
    const [width, height, depth] = [extent(0), extent(1), extent(2)] as const;
    const camera = Math.max(1.648 * height, 1.49 * width) + depth + 10;
    assertEquals(Math.max(width, height, depth) <= 6000, true, "an extent is at most 6000");
    assertEquals(camera + depth / 2 < 10_000, true, "the back is before the far plane");
    assertEquals(Math.min(...coordinates) >= 0 && pointSize >= 1, true);
  }));
});

const REFUSED: [string, Point[], string][] = [
  ["no points", [], "got no points, want 1 or more"],
  ["NaN", [[0, 0, 0], [0, NaN, 0]], "y of point 1 is NaN, a finite number is allowed"],
  ["infinity", [[0, 0, Infinity]], "z of point 0 is Infinity"],
  ["a layout without end", [[-1e308, 0, 0], [1e308, 0, 0]], "its extents are Infinity x 0 x 0"],
];

for (const [name, points, message] of REFUSED) {
  Deno.test(`scaleToSimPixel() refuses ${name}`, () => {
    assertThrows(() => scaleToSimPixel(points), RangeError, message);
  });
}

Deno.test("measurePitch() finds what comparing every pair finds", () => {
  const number = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: -5, max: 5, noNaN: true }));
  const layout = fc.uniqueArray(fc.tuple(number, number, number), { maxLength: 60, selector: String });
  fc.assert(
    fc.property(layout, (points) => {
      const nearest = points.map((p) => Math.min(...points.map((q) => apart(p, q)).filter((d) => d > 0)));
      const distances = nearest.filter(Number.isFinite).sort((a, b) => a - b);
      const { smallest, median } = measurePitch([...points, ...points.slice(0, 5)]);
      assertAlmostEquals(smallest, distances[0] ?? 0, 1e-12);
      assertAlmostEquals(median, distances[distances.length >> 1] ?? 0, 1e-12);
    }),
    { numRuns: 300 },
  );
});

function apart(p: Point, q: Point): number {
  return Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2);
}

Deno.test("measurePitch() visits few neighbours even where all LEDs are in one plane or line", () => {
  for (const points of [grid(20_000, 1, 1), grid(1, 20_000, 1), grid(100, 200, 1)]) {
    assertEquals(measurePitch(points), { smallest: 1, median: 1 });
  }
});
