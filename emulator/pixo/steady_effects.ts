/** Effects that show one colour on all pixels at a time. @module */

import type { EffectCommand, EffectName } from "../../protocol/pixo/definition.ts";
import { type Canvas, fillAll, mix, toRgb, wrap } from "./canvas.ts";

/** The command of one effect. */
export type Effect<N extends EffectName> = Extract<EffectCommand, { command: N }>;

/** One colour for good. */
export function paintStatic(effect: Effect<"static">, canvas: Canvas): void {
  fillAll(canvas, toRgb(effect.colour));
}

/** Each colour rises from black and falls back to it in `timeMs`, brightest half way. */
export function paintBreath({ timeMs, colours }: Effect<"breath">, canvas: Canvas): void {
  const turn = Math.floor(canvas.age / timeMs);
  const part = canvas.age / timeMs - turn;
  fillAll(canvas, toRgb(wrap(colours, turn)), 1 - Math.abs(2 * part - 1));
}

/** Each colour for `timeMs`. */
export function paintCycle({ timeMs, colours }: Effect<"cycle">, canvas: Canvas): void {
  fillAll(canvas, toRgb(wrap(colours, Math.floor(canvas.age / timeMs))));
}

/** Through all colours and back to the first in `timeMs`, in straight lines of red, green and blue. */
export function paintFade({ timeMs, colours }: Effect<"fade">, canvas: Canvas): void {
  const place = (canvas.age / timeMs) * colours.length;
  const from = Math.floor(place);
  fillAll(canvas, mix(toRgb(wrap(colours, from)), toRgb(wrap(colours, from + 1)), place - from));
}
