/**
 * Perlin noise. The reference's names and parameters are those of stb_perlin.h, so its algorithm is used, in float32 as
 * on a chip with a float unit. That the firmware does the same is inferred, not measured.
 * @module
 */

import { NOISE_TABLES, NOISE_WRAP } from "./layout.ts";
import { NOISE_DATA } from "./noise_tables.ts";
import type { FunctionBody } from "./wasm/body.ts";
import { F32, I32, OP } from "./wasm/opcodes.ts";
import {
  absF,
  add,
  and,
  choose,
  constant,
  count,
  eq,
  float,
  floorF,
  gt,
  integer,
  keep,
  type Kernel,
  kernel,
  load,
  type Local,
  lt,
  type Operand,
  rem,
  set,
  shr,
  store,
  sub,
  times,
  type Value,
} from "./wasm/value.ts";

/** More octaves than this add nothing a 16.16 number can show. */
const MOST_OCTAVES = 32;
/** Where the gradients begin within the tables. */
const GRADIENT_TABLE = 512;
const SMALLEST_WRAP = 2;
const LARGEST_WRAP = 256;

/** Noise at a point given in float32, around -1 to 1, for a seed 0..255. */
const noise3: Kernel = kernel("noise3", [F32, F32, F32, I32], (f, x, y, z, seed) => {
  const [x0, x1] = cell(f, x, 0);
  const [y0, y1] = cell(f, y, 4);
  const [z0, z1] = cell(f, z, 8);
  const u = keep(f, ease(x));
  const v = keep(f, ease(y));
  const w = keep(f, ease(z));
  const plane = (xi: Value, dx: Operand): Value => {
    const hash = keep(f, entry(add(entry(xi), seed)));
    const line = (yi: Value, dy: Operand): Value => {
      const row = keep(f, entry(add(hash, yi)));
      const near = gradient(add(row, z0), sub(x, dx), sub(y, dy), z);
      const far = gradient(add(row, z1), sub(x, dx), sub(y, dy), sub(z, 1));
      return between(f, near, far, w);
    };
    return between(f, line(y0, 0), line(y1, 1), v);
  };
  return between(f, plane(x0, 0), plane(x1, 1), u);
}, { result: F32, data: NOISE_DATA });

/** The two whole numbers around a coordinate, wrapped; the coordinate itself becomes its fraction. */
function cell(f: FunctionBody, coordinate: Local, axis: number): [Local, Local] {
  const below = keep(f, floorF(coordinate));
  set(f, coordinate, sub(coordinate, below));
  const wrap = keep(f, load(0, NOISE_WRAP + axis));
  const first = keep(f, rem(integer(below), wrap));
  set(f, first, choose(lt(first, 0), add(first, wrap), first));
  const second = keep(f, add(first, 1));
  set(f, second, choose(eq(second, wrap), 0, second));
  return [first, second];
}

function ease(a: Value): Value {
  return times(times(times(add(times(sub(times(a, 6), 15), a), 10), a), a), a);
}

function between(f: FunctionBody, near: Value, far: Value, weight: Value): Value {
  const start = keep(f, near);
  return add(start, times(sub(far, start), weight));
}

function entry(index: Value): Value {
  return load(index, NOISE_TABLES, OP.i32Load8U);
}

/** One of ±x±y, ±x±z, ±y±z. */
const gradient: Kernel = kernel("gradient", [I32, F32, F32, F32], (f, hash, x, y, z) => {
  const index = keep(f, load(hash, NOISE_TABLES + GRADIENT_TABLE, OP.i32Load8U));
  const first = keep(f, choose(lt(index, 8), x, y));
  const second = keep(f, choose(lt(index, 4), y, z));
  return add(
    choose(and(index, 1), sub(0, first), first),
    choose(and(index, 2), sub(0, second), second),
  );
}, { result: F32 });

function toFloat(raw: Value): Value {
  return times(float(raw), constant(F32, 1 / 65536));
}

function toRaw(value: Value): Value {
  return integer(times(value, constant(F32, 65536)));
}

function whole(raw: Value): Value {
  return shr(raw, 16);
}

/** Noise at (x, y, z), around -1 to 1; the low 8 bits of the whole seed count. */
export const perlin: Kernel = kernel(
  "perlin",
  4,
  (_f, x, y, z, seed) => toRaw(noise3(toFloat(x), toFloat(y), toFloat(z), and(whole(seed), 255))),
);

/** What one octave adds to the sum, given the noise there, the amplitude, and a local that is 1 at first. */
type Octave = (noise: Local, amplitude: Local, previous: Local) => Value;

function fractal(
  f: FunctionBody,
  [x, y, z, lacunarity, gain, octaves]: readonly [Local, Local, Local, Local, Local, Local],
  firstAmplitude: number,
  octave: Octave,
): Value {
  const [px, py, pz] = [keep(f, toFloat(x)), keep(f, toFloat(y)), keep(f, toFloat(z))];
  const step = keep(f, toFloat(lacunarity));
  const fade = keep(f, toFloat(gain));
  const frequency = keep(f, constant(F32, 1));
  const amplitude = keep(f, constant(F32, firstAmplitude));
  const previous = keep(f, constant(F32, 1));
  const sum = keep(f, constant(F32, 0));
  const rounds = keep(f, whole(octaves));
  count(f, choose(gt(rounds, MOST_OCTAVES), MOST_OCTAVES, rounds), (i) => {
    const noise = keep(f, noise3(times(px, frequency), times(py, frequency), times(pz, frequency), i));
    set(f, sum, add(sum, octave(noise, amplitude, previous)));
    set(f, frequency, times(frequency, step));
    set(f, amplitude, times(amplitude, fade));
  });
  return toRaw(sum);
}

/** The octaves' sum. */
export const perlinFbm: Kernel = kernel(
  "perlinFbm",
  6,
  (f, x, y, z, lacunarity, gain, octaves) =>
    fractal(f, [x, y, z, lacunarity, gain, octaves], 1, (noise, amplitude) => times(noise, amplitude)),
);

/** The sum of the octaves' magnitudes. */
export const perlinTurbulence: Kernel = kernel(
  "perlinTurbulence",
  6,
  (f, x, y, z, lacunarity, gain, octaves) =>
    fractal(f, [x, y, z, lacunarity, gain, octaves], 1, (noise, amplitude) => absF(times(noise, amplitude))),
);

/** Ridges: every octave is (offset - |noise|)², weighted with the one before. */
export const perlinRidge: Kernel = kernel("perlinRidge", 7, (f, x, y, z, lacunarity, gain, offset, octaves) => {
  const height = keep(f, toFloat(offset));
  return fractal(f, [x, y, z, lacunarity, gain, octaves], 0.5, (noise, amplitude, previous) => {
    const ridge = keep(f, sub(height, absF(noise)));
    set(f, ridge, times(ridge, ridge));
    const part = keep(f, times(times(ridge, amplitude), previous));
    set(f, previous, ridge);
    return part;
  });
});

/** After how many whole numbers the noise repeats on each axis, 2..256; anything else becomes the nearest of these. */
export const setPerlinWrap: Kernel = kernel("setPerlinWrap", 3, (f, ...axes) => {
  for (const [i, axis] of axes.entries()) {
    const wrap = keep(f, whole(axis));
    set(f, wrap, choose(lt(wrap, SMALLEST_WRAP), SMALLEST_WRAP, wrap));
    store(f, 0, NOISE_WRAP + 4 * i, choose(gt(wrap, LARGEST_WRAP), LARGEST_WRAP, wrap));
  }
  return 0;
});
