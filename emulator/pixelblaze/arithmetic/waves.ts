/** Waveforms and curves of raw 16.16. @module */

import { clamp, divide, mul, ONE, truth, wrapped } from "./basic.ts";
import { PI_RAW, sin } from "./trig.ts";
import { add, choose, eq, ge, giveUp, keep, type Kernel, kernel, lt, shl, shr, sub, when } from "./wasm/value.ts";

/** (1 + sin(2 pi v)) / 2; its timing is that of a sine, so it is none of a table. */
export const wave: Kernel = kernel(
  "wave",
  1,
  (_f, v) => shr(add(sin(mul(wrapped(v), 2 * PI_RAW)), ONE), 1),
);

/** Up from 0 to 1 and down again. */
export const triangle: Kernel = kernel("triangle", 1, (f, v) => {
  const phase = keep(f, wrapped(v));
  return shl(choose(lt(phase, ONE / 2), phase, sub(ONE, phase)), 1);
});

/** 1 for the first `duty` of every 1, else 0. */
export const square: Kernel = kernel("square", 2, (_f, v, duty) => truth(lt(wrapped(v), duty)));

/** low + (high - low) × weight. */
export const mix: Kernel = kernel("mix", 3, (_f, low, high, weight) => add(low, mul(sub(high, low), weight)));

/** 3t² - 2t³ of where v is between low and high, clamped. Where both are equal it is a step. */
export const smoothstep: Kernel = kernel("smoothstep", 3, (f, low, high, v) => {
  when(f, eq(low, high), () => giveUp(f, truth(ge(v, high))));
  const t = keep(f, clamp(divide(sub(v, low), sub(high, low)), 0, ONE));
  return mul(mul(t, t), sub(3 * ONE, shl(t, 1)));
});

/** (1-t)²p0 + 2(1-t)t p1 + t²p2. */
export const bezierQuadratic: Kernel = kernel("bezierQuadratic", 4, (f, t, p0, p1, p2) => {
  const u = keep(f, sub(ONE, t));
  const start = mul(mul(u, u), p0);
  const middle = mul(shl(mul(u, t), 1), p1);
  return add(add(start, middle), mul(mul(t, t), p2));
});

/** (1-t)³p0 + 3(1-t)²t p1 + 3(1-t)t²p2 + t³p3. */
export const bezierCubic: Kernel = kernel("bezierCubic", 5, (f, t, p0, p1, p2, p3) => {
  const u = keep(f, sub(ONE, t));
  const uu = keep(f, mul(u, u));
  const tt = keep(f, mul(t, t));
  const start = add(mul(mul(uu, u), p0), mul(mul(3 * ONE, mul(uu, t)), p1));
  return add(start, add(mul(mul(3 * ONE, mul(u, tt)), p2), mul(mul(tt, t), p3)));
});
