/** What each effect of the Pixo Device API looks like. @module */

import type { EffectCommand, EffectName } from "../../protocol/pixo/definition.ts";
import type { Canvas } from "./canvas.ts";
import {
  paintChase,
  paintChaseBand,
  paintFill,
  paintPulse,
  paintRainbow,
  paintRainbowCycle,
  paintWave,
  paintWipe,
} from "./moving_effects.ts";
import { paintBurst, paintFlicker, paintTwinkle, paintTwinkleFade } from "./random_effects.ts";
import { type Effect, paintBreath, paintCycle, paintFade, paintStatic } from "./steady_effects.ts";

/** The effects that stay on their target; `clear` takes one away and shows nothing itself. */
export type ShownEffect = Exclude<EffectCommand, { command: "clear" }>;

type Painters = { readonly [N in Exclude<EffectName, "clear">]: (effect: Effect<N>, canvas: Canvas) => void };

const PAINTERS: Painters = {
  // A canvas is black at first.
  off: () => {},
  static: paintStatic,
  breath: paintBreath,
  burst: paintBurst,
  chase: paintChase,
  chase_band: paintChaseBand,
  cycle: paintCycle,
  fade: paintFade,
  fill: paintFill,
  flicker: paintFlicker,
  pulse: paintPulse,
  rainbow: paintRainbow,
  rainbow_cycle: paintRainbowCycle,
  twinkle: paintTwinkle,
  twinkle_fade: paintTwinkleFade,
  wave: paintWave,
  wipe: paintWipe,
};

/**
 * Paints an effect on `count` pixels as it is `age` milliseconds after it began: three numbers of 0..255 a pixel.
 * The same arguments give the same numbers; the work does not grow with `age`.
 */
export function paintEffect(effect: ShownEffect, count: number, age: number, seed: number): Float32Array {
  const canvas = { count, age: Math.max(0, age), seed, rgb: new Float32Array(3 * count) };
  // The table has the painter for exactly this command's type, which TypeScript cannot follow through the union.
  (PAINTERS[effect.command] as (effect: ShownEffect, canvas: Canvas) => void)(effect, canvas);
  return canvas.rgb;
}
