/** Layouts of the usual shapes. @module */

import { type Layout, type LayoutPoint, MAX_POINTS } from "./layout.ts";

/** Pixels along a line from left to right, the first at the origin. @throws {RangeError} unless 1..20,000 pixels. */
export function strip(count: number, pitch = 1 / 30): Layout {
  return shape(`strip of ${count}`, count, (i) => [i * pitch, 0, 0]);
}

/** How a {@link matrix} is laid out. */
export interface MatrixOptions {
  /** Metres between neighbours, 0.02 by default. */
  readonly pitch?: number;
  /** True if every second row runs from right to left. */
  readonly serpentine?: boolean;
}

/** Rows of pixels from the top left, each row from left to right. @throws {RangeError} unless 1..20,000 pixels. */
export function matrix(width: number, height: number, options: MatrixOptions = {}): Layout {
  const { pitch = 0.02, serpentine = false } = options;
  return shape(`matrix of ${width} x ${height}`, width * height, (i) => {
    const row = Math.floor(i / width);
    const along = i % width;
    const column = serpentine && row % 2 === 1 ? width - 1 - along : along;
    return [column * pitch, (height - 1 - row) * pitch, 0];
  });
}

/**
 * Pixels wound around a cone, from its foot up to its tip: a tree. They are equally far from each other along the wire.
 *
 * @param turns Times around, 0 or more; counted at equal heights.
 * @param height Metres from foot to tip.
 * @param radius Metres at the foot.
 * @throws {RangeError} unless 1..20,000 pixels.
 */
export function spiral(count: number, turns: number, height: number, radius: number): Layout {
  // In the part p of the height the wire is ∫ √(slant² + (around·(1-p))²) dp long.
  const slant = Math.hypot(height, radius);
  const around = Math.PI * 2 * turns * radius;
  const left = (rest: number) =>
    around === 0
      ? slant * rest
      : (rest * Math.hypot(slant, around * rest) + (slant ** 2 / around) * Math.asinh((around * rest) / slant)) / 2;
  const wire = (part: number) => left(1) - left(1 - part);
  const total = wire(1);
  return shape(`spiral of ${count}`, count, (i) => {
    const part = solve(wire, count === 1 ? 0 : (total * i) / (count - 1));
    const angle = Math.PI * 2 * turns * part;
    const r = radius * (1 - part);
    return [r * Math.sin(angle), height * part, r * Math.cos(angle)];
  });
}

/** Pixels around a circle that faces the viewer, from the top on clockwise. @throws {RangeError} unless 1..20,000 pixels. */
export function ring(count: number, radius = 0.25): Layout {
  return shape(`ring of ${count}`, count, (i) => {
    const angle = (Math.PI * 2 * i) / count;
    return [radius * Math.sin(angle), radius * Math.cos(angle), 0];
  });
}

function shape(name: string, count: number, place: (index: number) => LayoutPoint): Layout {
  if (!Number.isInteger(count) || count < 1 || count > MAX_POINTS) {
    throw new RangeError(`Cannot make a ${name}: have ${count} pixels, allowed are 1 to ${MAX_POINTS}`);
  }
  return { name, points: Array.from({ length: count }, (_, i) => place(i)), submodels: {} };
}

/** The part from 0 to 1 at which a growing function has this value, by halving. */
function solve(grows: (part: number) => number, value: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (grows(middle) < value) low = middle;
    else high = middle;
  }
  return low;
}
