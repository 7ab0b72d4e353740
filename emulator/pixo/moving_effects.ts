/** Effects that move along the pixels, from the first to the last. @module */

import { type Canvas, hue, put, type Rgb, toRgb, wrap } from "./canvas.ts";
import type { Effect } from "./steady_effects.ts";

/** The colours repeat along the pixels and move on by one pixel every `timeMs`. */
export function paintChase({ timeMs, colours }: Effect<"chase">, canvas: Canvas): void {
  paintBands(canvas, colours.map(toRgb), 1, timeMs);
}

/** As `chase`, with `width` pixels of each colour. */
export function paintChaseBand({ timeMs, width, colours }: Effect<"chase_band">, canvas: Canvas): void {
  paintBands(canvas, colours.map(toRgb), width, timeMs);
}

function paintBands(canvas: Canvas, colours: readonly Rgb[], width: number, timeMs: number): void {
  const steps = Math.floor(canvas.age / timeMs);
  for (let pixel = 0; pixel < canvas.count; pixel++) {
    put(canvas, pixel, wrap(colours, Math.floor((pixel - steps) / width)));
  }
}

/** The foreground grows over the background from the first pixel, covers all after `timeMs`, and stays. */
export function paintFill({ timeMs, background, foreground }: Effect<"fill">, canvas: Canvas): void {
  const part = timeMs === 0 ? 1 : Math.min(1, canvas.age / timeMs);
  paintFront(canvas, toRgb(background), toRgb(foreground), part);
}

/** Each colour in turn grows over the one before in `timeMs`; the first one grows over black. */
export function paintWipe({ timeMs, colours }: Effect<"wipe">, canvas: Canvas): void {
  const turn = Math.floor(canvas.age / timeMs);
  const before: Rgb = turn === 0 ? [0, 0, 0] : toRgb(wrap(colours, turn - 1));
  paintFront(canvas, before, toRgb(wrap(colours, turn)), canvas.age / timeMs - turn);
}

function paintFront(canvas: Canvas, behind: Rgb, ahead: Rgb, part: number): void {
  const covered = Math.floor(part * canvas.count);
  for (let pixel = 0; pixel < canvas.count; pixel++) put(canvas, pixel, pixel < covered ? ahead : behind);
}

/** A pulse of `width` pixels, brightest in its middle, comes in at the first pixel and is gone after `timeMs`; the next has the next colour. */
export function paintPulse({ timeMs, width, colours }: Effect<"pulse">, canvas: Canvas): void {
  const turn = Math.floor(canvas.age / timeMs);
  const tail = (canvas.age / timeMs - turn) * (canvas.count + width) - width;
  const colour = toRgb(wrap(colours, turn));
  for (let pixel = Math.max(0, Math.floor(tail)); pixel < Math.min(canvas.count, tail + width); pixel++) {
    const part = (pixel + 0.5 - tail) / width;
    if (part > 0 && part < 1) put(canvas, pixel, colour, Math.sin(Math.PI * part));
  }
}

/** Rainbows of `length` pixels; each pixel goes through all hues in `timeMs`. */
export function paintRainbow({ timeMs, length }: Effect<"rainbow">, canvas: Canvas): void {
  for (let pixel = 0; pixel < canvas.count; pixel++) put(canvas, pixel, hue(pixel / length - canvas.age / timeMs));
}

/** `freq` whole rainbows on the pixels as a loop, which turns once through the hues in `timeMs`. */
export function paintRainbowCycle({ timeMs, freq }: Effect<"rainbow_cycle">, canvas: Canvas): void {
  for (let pixel = 0; pixel < canvas.count; pixel++) {
    put(canvas, pixel, hue((pixel * freq) / canvas.count - canvas.age / timeMs));
  }
}

/**
 * Soft crests that move along, each with the next colour over black. The API names `wave` and no parameters: the first
 * number is taken as the milliseconds in which a crest moves by one length (1000 by default), the second as that length in
 * pixels (all by default), and without a colour it is white.
 */
export function paintWave({ values }: Effect<"wave">, canvas: Canvas): void {
  const [timeMs = 1000, length = canvas.count] = values.filter((value) => typeof value === "number");
  const colours = values.filter((value) => typeof value !== "number").map(toRgb);
  if (colours.length === 0) colours.push([255, 255, 255]);
  for (let pixel = 0; pixel < canvas.count; pixel++) {
    const place = pixel / Math.max(1, length) - canvas.age / Math.max(1, timeMs);
    const crest = Math.floor(place);
    put(canvas, pixel, wrap(colours, crest), Math.sin(Math.PI * (place - crest)) ** 2);
  }
}
