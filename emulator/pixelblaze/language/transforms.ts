/**
 * Coordinate transformations, and the map's coordinates as the pattern sees them.
 *
 * The order (the later applies to what the earlier made) and the sine of the rotations (that of the arithmetic) are
 * inferred; no device was measured.
 * @module
 */

import { ONE } from "../arithmetic/basic.ts";
import { cos, sin } from "../arithmetic/trig.ts";
import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import {
  add,
  and,
  choose,
  count,
  eq,
  ge,
  giveUp,
  keep,
  type Kernel,
  kernel,
  load,
  lt,
  narrow,
  negate,
  type Operand,
  run,
  shl,
  shr,
  store,
  times,
  type Value,
  when,
  wide,
} from "../arithmetic/wasm/value.ts";
import { STATE } from "./layout.ts";
import { callee, invoke, spend } from "./steps.ts";

/** How many transformations there may be; the README's limit. More are passed over. */
const MOST_TRANSFORMS = 31;
const CELLS = 12;
const IDENTITY: readonly number[] = [ONE, 0, 0, 0, 0, ONE, 0, 0, 0, 0, ONE, 0];
/** Bytes of one pixel's coordinates. */
export const COORDINATE_SIZE = 12;

/** A row of a matrix times a vector: the sum of the whole products, truncated once. */
function product(row: readonly Operand[], vector: readonly Value[]): Value {
  const sum = row.slice(0, 3).map((cell, i) => times(wide(cell), wide(vector[i]!))).reduce((a, b) => add(a, b));
  return narrow(shr(sum, 16));
}

/** Puts three rows of four in front of the transformations there are, so that they apply after these. */
const premultiply: Kernel = kernel("premultiply", CELLS, (f, ...cells) => {
  when(f, ge(load(0, STATE.transforms), MOST_TRANSFORMS), () => giveUp(f, 0));
  const old = Array.from({ length: CELLS }, (_, i) => keep(f, load(0, STATE.matrix + 4 * i)));
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 4; column++) {
      const cell = product(cells.slice(4 * row), [old[column]!, old[4 + column]!, old[8 + column]!]);
      const moved = column === 3 ? add(cell, cells[4 * row + 3]!) : cell;
      store(f, 0, STATE.matrix + 4 * (4 * row + column), moved);
    }
  }
  store(f, 0, STATE.transforms, add(load(0, STATE.transforms), 1));
  return 0;
});

/** `resetTransform`. */
export const resetTransform: Kernel = kernel("resetTransform", 0, (f) => {
  store(f, 0, STATE.transforms, 0);
  for (const [i, cell] of IDENTITY.entries()) store(f, 0, STATE.matrix + 4 * i, cell);
  return 0;
});

/** `transform`: 16 numbers, column after column; the fourth row is not used. */
export const transform: Kernel = kernel("transform", 16, (_f, ...m) => {
  const rows = [0, 1, 2].flatMap((row) => [0, 1, 2, 3].map((column) => m[4 * column + row]!));
  return premultiply(...rows);
});

/** `translate3D`. */
export const translate3D: Kernel = kernel(
  "translate3D",
  3,
  (_f, x, y, z) => premultiply(ONE, 0, 0, x, 0, ONE, 0, y, 0, 0, ONE, z),
);

/** `translate`. */
export const translate: Kernel = kernel("translate", 2, (_f, x, y) => translate3D(x, y, 0));

/** `scale3D`. */
export const scale3D: Kernel = kernel(
  "scale3D",
  3,
  (_f, x, y, z) => premultiply(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0),
);

/** `scale`. */
export const scale: Kernel = kernel("scale", 2, (_f, x, y) => scale3D(x, y, ONE));

/** `rotateX`. */
export const rotateX: Kernel = kernel("rotateX", 1, (f, angle) => {
  const [s, c] = [keep(f, sin(angle)), keep(f, cos(angle))];
  return premultiply(ONE, 0, 0, 0, 0, c, negate(s), 0, 0, s, c, 0);
});

/** `rotateY`. */
export const rotateY: Kernel = kernel("rotateY", 1, (f, angle) => {
  const [s, c] = [keep(f, sin(angle)), keep(f, cos(angle))];
  return premultiply(c, 0, s, 0, 0, ONE, 0, 0, negate(s), 0, c, 0);
});

/** `rotateZ` and `rotate`. */
export const rotateZ: Kernel = kernel("rotateZ", 1, (f, angle) => {
  const [s, c] = [keep(f, sin(angle)), keep(f, cos(angle))];
  return premultiply(c, negate(s), 0, 0, s, c, 0, 0, 0, 0, ONE, 0);
});

/** Takes the transformations over into the frame that begins. Without a 2D or 3D map there are none. */
export const beginFrame: Kernel = kernel("beginFrame", 0, (f) => {
  const used = choose(lt(1, load(0, STATE.mapDimensions)), load(0, STATE.transforms), 0);
  store(f, 0, STATE.frameTransforms, used);
  for (let i = 0; i < CELLS; i++) store(f, 0, STATE.frameMatrix + 4 * i, load(0, STATE.matrix + 4 * i));
  return 0;
});

/** A pixel's coordinate on an axis, through the matrix at an address. */
export function transformed(matrix: number, axis: number, point: readonly Value[]): Value {
  const row = [0, 1, 2, 3].map((column) => load(0, matrix + 4 * (4 * axis + column)));
  return add(product(row, point), row[3]!);
}

/** The coordinates of a pixel, its address given, as the map has them. */
export function coordinates(f: FunctionBody, address: Value): Value[] {
  return [0, 4, 8].map((offset) => keep(f, load(address, offset)));
}

/** `mapPixels`: with today's transformations; y and z are 0 where the map has none. */
export const mapPixels: Kernel = kernel("mapPixels", 2, (f, fn, place) => {
  const found = callee(f, fn, place);
  const dimensions = keep(f, load(0, STATE.mapDimensions));
  const flat = keep(f, lt(dimensions, 2));
  const pixels = keep(f, load(0, STATE.pixelCount));
  spend(f, pixels, place);
  count(f, pixels, (i) => {
    const [x, y, z] = coordinates(f, add(load(0, STATE.coordinates), times(i, COORDINATE_SIZE)));
    const point = [x!, keep(f, choose(flat, 0, y!)), keep(f, choose(eq(dimensions, 3), z!, 0))];
    when(
      f,
      and(eq(flat, 0), lt(0, load(0, STATE.transforms))),
      () => run(f, invoke(found, shl(i, 16), ...[0, 1, 2].map((axis) => transformed(STATE.matrix, axis, point)))),
      () => run(f, invoke(found, shl(i, 16), ...point)),
    );
  });
  return 0;
});
