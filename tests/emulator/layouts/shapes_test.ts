import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import type { LayoutPoint } from "../../../emulator/layouts/layout.ts";
import { matrix, ring, spiral, strip } from "../../../emulator/layouts/shapes.ts";

const round = (points: readonly LayoutPoint[]) =>
  points.map((point) => point.map((value) => Math.round(value * 1e6) / 1e6 + 0));

Deno.test("strip() runs from left to right", () => {
  assertEquals(round(strip(3, 0.5).points), [[0, 0, 0], [0.5, 0, 0], [1, 0, 0]]);
});

Deno.test("matrix() begins at the top left", () => {
  assertEquals(round(matrix(2, 2, { pitch: 1 }).points), [[0, 1, 0], [1, 1, 0], [0, 0, 0], [1, 0, 0]]);
});

Deno.test("matrix() turns every second row if it is serpentine", () => {
  const { points } = matrix(2, 3, { pitch: 1, serpentine: true });
  assertEquals(round(points).map(([x]) => x), [0, 1, 1, 0, 0, 1]);
});

Deno.test("ring() goes clockwise from the top", () => {
  assertEquals(round(ring(4, 1).points), [[0, 1, 0], [1, 0, 0], [0, -1, 0], [-1, 0, 0]]);
});

Deno.test("spiral() winds up a cone at even distances", () => {
  const { points } = spiral(200, 8, 2, 0.6);
  const [first, last] = [points[0]!, points[199]!];
  assertEquals(round([first]), [[0, 0, 0.6]]);
  assertAlmostEquals(last[1], 2, 1e-6);
  points.forEach(([x, y, z]) => assertAlmostEquals(Math.hypot(x, z), 0.6 * (1 - y / 2), 1e-9));
  const steps = points.slice(1).map(([x, y, z], i) =>
    Math.hypot(x - points[i]![0], y - points[i]![1], z - points[i]![2])
  );
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  assert(most / least < 1.06, `steps from ${least} to ${most}`);
  const turns = points.slice(1).filter(([x, , z], i) => points[i]![0] < 0 && x >= 0 && z > 0).length;
  assertEquals(turns, 7);
});

Deno.test("spiral() without turns is a line up the cone, and one pixel is at its foot", () => {
  assertEquals(round(spiral(3, 0, 2, 0.5).points), [[0, 0, 0.5], [0, 1, 0.25], [0, 2, 0]]);
  assertEquals(round(spiral(1, 5, 2, 0.5).points), [[0, 0, 0.5]]);
});

for (
  const [what, make] of [
    ["strip(0)", () => strip(0)],
    ["strip(1.5)", () => strip(1.5)],
    ["strip(NaN)", () => strip(NaN)],
    ["matrix(200, 101)", () => matrix(200, 101)],
    ["ring(20001)", () => ring(20_001)],
    ["spiral(-1, 1, 1, 1)", () => spiral(-1, 1, 1, 1)],
  ] as const
) {
  Deno.test(`${what} is refused`, () => {
    assertThrows(make, RangeError, "allowed are 1 to 20000");
  });
}

Deno.test("matrix() makes 20,000 pixels", () => assertEquals(matrix(200, 100).points.length, 20_000));
