/** Effects with chance in them: the same seed gives the same frames. @module */

import { type Canvas, chance, fillAll, lighten, put, toRgb, wrap } from "./canvas.ts";
import type { Effect } from "./steady_effects.ts";

/** Most bursts that are drawn at once; older ones, which have nearly faded, are left out. */
const MAX_BURSTS = 256;
/** Most fading pixels that are drawn at once. */
const MAX_TWINKLES = 4096;

/** Every `rateMs` a burst of `width` pixels at a random place, in a random colour of the list, fades in `decayMs`. */
export function paintBurst({ rateMs, decayMs, width, colours }: Effect<"burst">, canvas: Canvas): void {
  for (const { step, level } of recent(canvas.age, rateMs, decayMs, MAX_BURSTS)) {
    const first = pick(canvas, canvas.count, step, 0) - Math.floor(width / 2);
    const colour = toRgb(wrap(colours, pick(canvas, colours.length, step, 1)));
    const last = Math.min(canvas.count, first + width);
    for (let pixel = Math.max(0, first); pixel < last; pixel++) lighten(canvas, pixel, colour, level);
  }
}

/** Every `rateMs` a random pixel lights up in a random colour of the list and fades in `fadeMs`. */
export function paintTwinkleFade({ rateMs, fadeMs, colours }: Effect<"twinkle_fade">, canvas: Canvas): void {
  for (const { step, level } of recent(canvas.age, rateMs, fadeMs, MAX_TWINKLES)) {
    const colour = toRgb(wrap(colours, pick(canvas, colours.length, step, 1)));
    lighten(canvas, pick(canvas, canvas.count, step, 0), colour, level);
  }
}

/** Every `timeMs` other random pixels, `count` of them or a tenth for 0, show colours of the list over the background. */
export function paintTwinkle({ timeMs, count, background, colours }: Effect<"twinkle">, canvas: Canvas): void {
  const step = Math.floor(canvas.age / timeMs);
  const wanted = Math.min(canvas.count, count === 0 ? Math.ceil(canvas.count / 10) : count);
  fillAll(canvas, toRgb(background));
  // The first places of a shuffle, so that no pixel is drawn twice.
  const order = Int32Array.from({ length: canvas.count }, (_, pixel) => pixel);
  for (let i = 0; i < wanted; i++) {
    const j = i + pick(canvas, canvas.count - i, step, i, 0);
    const pixel = order[j]!;
    order[j] = order[i]!;
    put(canvas, pixel, toRgb(wrap(colours, pick(canvas, colours.length, step, i, 1))));
  }
}

/**
 * Every pixel by itself shows a random colour on the way from `minColour` to `maxColour` (in hue, saturation and value),
 * and another one after a random time from `minTimeMs` to `maxTimeMs`.
 */
export function paintFlicker(effect: Effect<"flicker">, canvas: Canvas): void {
  const { minTimeMs, maxTimeMs, minColour: a, maxColour: b } = effect;
  // Changes fall on an even grid, moved by up to a quarter of the range either way: so two that follow each other are
  // from min to max apart, and the step at any time is known without counting from the start.
  const mean = (minTimeMs + maxTimeMs) / 2;
  const sway = (maxTimeMs - minTimeMs) / 2;
  for (let pixel = 0; pixel < canvas.count; pixel++) {
    const change = (k: number) => k * mean + (chance(canvas.seed, pixel, k, 2) - 0.5) * sway;
    const time = canvas.age + (1 + chance(canvas.seed, pixel, 0, 3)) * mean;
    const near = Math.floor(time / mean);
    const step = time < change(near) ? near - 1 : time < change(near + 1) ? near : near + 1;
    const part = chance(canvas.seed, pixel, step, 4);
    const colour = { h: a.h + (b.h - a.h) * part, s: a.s + (b.s - a.s) * part, v: a.v + (b.v - a.v) * part };
    put(canvas, pixel, toRgb(colour));
  }
}

/** The steps, one every `rateMs` from 0 on, that are less than `fadeMs` old, and how bright they still are. */
function* recent(
  age: number,
  rateMs: number,
  fadeMs: number,
  most: number,
): Generator<{ step: number; level: number }> {
  const newest = Math.floor(age / rateMs);
  for (let step = newest; step >= 0 && step > newest - most; step--) {
    const level = 1 - (age - step * rateMs) / fadeMs;
    if (!(level > 0)) return;
    yield { step, level };
  }
}

/** A random whole number from 0 below `below`. */
function pick(canvas: Canvas, below: number, a: number, b: number, c = 0): number {
  return Math.floor(chance(canvas.seed, a, b, c) * below);
}
