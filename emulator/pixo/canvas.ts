/** What an effect paints on, and how colours become bytes. @module */

import type { Hsv } from "../../protocol/pixo/colour.ts";

/** Red, green and blue, each 0..255 and not yet rounded. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The pixels of one target for one moment. */
export interface Canvas {
  /** Number of pixels. */
  readonly count: number;
  /** Milliseconds since the effect began, 0 or more. */
  readonly age: number;
  /** Seed of everything random. */
  readonly seed: number;
  /** Three numbers a pixel, 0..255, black at first. */
  readonly rgb: Float32Array;
}

/** The colour as the LEDs show it, with no gamma. */
export function toRgb({ h, s, v }: Hsv): Rgb {
  const part = (n: number) => {
    const k = (n + h * 6) % 6;
    return 255 * v * (1 - s * Math.max(0, Math.min(k, 4 - k, 1)));
  };
  return [part(5), part(3), part(1)];
}

/** The colour at full saturation and value on the colour circle; any turn counts from the last whole one. */
export function hue(turn: number): Rgb {
  return toRgb({ h: turn - Math.floor(turn), s: 1, v: 1 });
}

/** The colour between `a` (part 0) and `b` (part 1). */
export function mix(a: Rgb, b: Rgb, part: number): Rgb {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

/** Sets a pixel to a colour times a level of 0..1. */
export function put(canvas: Canvas, pixel: number, [red, green, blue]: Rgb, level = 1): void {
  canvas.rgb[3 * pixel] = red * level;
  canvas.rgb[3 * pixel + 1] = green * level;
  canvas.rgb[3 * pixel + 2] = blue * level;
}

/** Sets every pixel. */
export function fillAll(canvas: Canvas, colour: Rgb, level = 1): void {
  for (let pixel = 0; pixel < canvas.count; pixel++) put(canvas, pixel, colour, level);
}

/** Lets a colour shine on a pixel: each part becomes the brighter of the two. A pixel off the canvas is left out. */
export function lighten(canvas: Canvas, pixel: number, colour: Rgb, level: number): void {
  if (pixel < 0 || pixel >= canvas.count) return;
  for (let part = 0; part < 3; part++) {
    canvas.rgb[3 * pixel + part] = Math.max(canvas.rgb[3 * pixel + part]!, colour[part]! * level);
  }
}

/** The item of a list of one or more at any whole number, round and round. */
export function wrap<T>(list: readonly T[], index: number): T {
  return list[((index % list.length) + list.length) % list.length]!;
}

/** A number from 0 up to 1, the same for the same seed and whole numbers. */
export function chance(seed: number, a: number, b = 0, c = 0): number {
  let hash = (seed | 0) ^ 0x9e3779b9;
  for (const value of [a, b, c]) {
    hash = Math.imul(hash ^ (value | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return (hash >>> 0) / 2 ** 32;
}
