/**
 * Writes where the lights of the singing tree's two boards hang: examples/singing_tree/layouts/canopy.json and
 * lawn.json.
 *
 *     deno run -A tools/carol/write_layouts.ts
 *
 * Metres; x to the right, y up, z towards whoever looks on. The singing tree, 0.6 m tall, stands at the origin.
 * @module
 */

import { sine } from "./sine.ts";

/** A place in metres, rounded to the millimetre. */
export type Point = readonly [x: number, y: number, z: number];

/** A board's lights in the order of their wire. */
export interface Layout {
  readonly name: string;
  readonly points: readonly Point[];
}

const CANOPY = { lights: 300, turns: 11, low: 0.03, high: 1.3, radius: 0.76, waist: 0.12, z: -0.4 };

/** The opening of the canopy, half an ellipse: half its width, and its height. */
const NICHE = { across: 0.36, up: 0.78 };

/**
 * A tall spiral tree of evenly spaced lights behind the singing tree, wound upwards. It leaves an arch free, in which
 * the singing tree stands. `waist` is how far its side is drawn in from a straight cone.
 */
export function canopy(): Layout {
  const { lights, turns, low, high, radius, waist, z } = CANOPY;
  const along = (part: number): Point => {
    const reach = radius * (1 - part) * (1 - waist * part);
    return [reach * sine(turns * part + 0.5), low + (high - low) * part, z + reach * sine(turns * part + 0.75)];
  };
  const isHung = ([x, y]: Point) => (x / NICHE.across) ** 2 + (y / NICHE.up) ** 2 > 1;
  return { name: "canopy", points: evenlySpaced(along, isHung, lights) };
}

const LAWN = { rows: 10, columns: 20, near: 1.02, far: 0.45, height: -0.04, drop: 0.24, mound: 0.08, halfAngle: 0.125 };

/** A snowy mound in front of the tree: rows fan out and fall towards the onlooker; the wire turns back at each end. */
export function lawn(): Layout {
  const { rows, columns, near, far, height, drop, mound, halfAngle } = LAWN;
  const points = Array.from({ length: rows * columns }, (_, i): Point => {
    const row = Math.floor(i / columns);
    const column = row % 2 === 0 ? i % columns : columns - 1 - i % columns;
    const across = column / (columns - 1) * 2 - 1;
    const down = row / (rows - 1);
    const reach = far + (near - far) * down;
    const turn = across * halfAngle;
    return [
      reach * sine(1 + turn),
      height - drop * down - mound * across * across,
      reach * sine(1.25 + turn) - 0.35,
    ].map(toMillimetre) as [number, number, number];
  });
  return { name: "lawn", points };
}

/** Points at equal distances on those parts of a curve from 0 to 1 where lights are hung, its ends included. */
function evenlySpaced(curve: (part: number) => Point, isHung: (point: Point) => boolean, count: number): Point[] {
  const fine = Array.from({ length: count * 100 }, (_, i) => curve(i / (count * 100 - 1)));
  let length = 0;
  const lengths = fine.map((point, i) => length += i > 0 && isHung(point) ? distance(fine[i - 1]!, point) : 0);
  let at = lengths.findIndex((so) => so > 0);
  return Array.from({ length: count }, (_, i) => {
    while (at < fine.length - 1 && lengths[at]! < length * i / (count - 1)) at++;
    return fine[at]!.map(toMillimetre) as [number, number, number];
  });
}

function distance(a: Point, b: Point): number {
  return Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2);
}

function toMillimetre(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}

/** A layout as the text of its file, a point on each line. */
export function layoutText(layout: Layout): string {
  const points = layout.points.map((point) => `    [${point.join(", ")}]`);
  return `{\n  "name": "${layout.name}",\n  "points": [\n${points.join(",\n")}\n  ]\n}\n`;
}

if (import.meta.main) {
  for (const layout of [canopy(), lawn()]) {
    const file = new URL(`../../examples/singing_tree/layouts/${layout.name}.json`, import.meta.url);
    await Deno.writeTextFile(file, layoutText(layout));
  }
}
