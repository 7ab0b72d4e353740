/** Sine and its kin, and the arcs, as simap/Arduino_fixpt works them out. Raw 16.16, angles in radians. @module */

import { divide, mul, ONE } from "./basic.ts";
import { sqrt } from "./roots.ts";
import {
  add,
  choose,
  ge,
  giveUp,
  gt,
  keep,
  type Kernel,
  kernel,
  lt,
  negate,
  or,
  over,
  rem,
  set,
  sub,
  when,
} from "./wasm/value.ts";

/** Pi. */
export const PI_RAW = 205887;
const TURN = 2 * PI_RAW;
const HALF_PI = PI_RAW >> 1;
const QUARTER_PI = 0xc90f;
const THREE_QUARTER_PI = 0x25b2f;
/** The arc's cubic: .1963 r³ - .9817 r, plus a quarter or three quarters of pi. */
const CUBIC = 0x3240;
const LINEAR = 0xfb50;
/** Factorials of 3, 5, 7, 9, 11 with the signs of the Taylor series. */
const SERIES = [-6, 120, -5040, 362880, -39916800];

/** Taylor series to the 11th power after the angle is brought to ±pi: up to .0062 off at the ends. */
export const sin: Kernel = kernel("sin", 1, (f, angle) => {
  const power = keep(f, rem(angle, TURN));
  when(
    f,
    gt(power, PI_RAW),
    () => set(f, power, sub(power, TURN)),
    () => when(f, lt(power, -PI_RAW), () => set(f, power, add(power, TURN))),
  );
  const square = keep(f, mul(power, power));
  const sum = keep(f, power);
  for (const divisor of SERIES) {
    set(f, power, mul(power, square));
    const term = over(power, Math.abs(divisor));
    set(f, sum, divisor < 0 ? sub(sum, term) : add(sum, term));
  }
  return sum;
});

/** sin(angle + pi/2). */
export const cos: Kernel = kernel("cos", 1, (_f, angle) => sin(add(angle, HALF_PI)));

/** sin ÷ cos. */
export const tan: Kernel = kernel("tan", 1, (_f, angle) => divide(sin(angle), cos(angle)));

/** The angle of (x, y) by a cubic, up to .01 off. At (0, 0) it gives the garbage the library gives. */
export const atan2: Kernel = kernel("atan2", 2, (f, y, x) => {
  const height = keep(f, choose(lt(y, 0), negate(y), y));
  const ratio = keep(f, 0);
  const start = keep(f, 0);
  when(f, ge(x, 0), () => {
    set(f, ratio, divide(sub(x, height), add(x, height)));
    set(f, start, QUARTER_PI);
  }, () => {
    set(f, ratio, divide(add(x, height), sub(height, x)));
    set(f, start, THREE_QUARTER_PI);
  });
  const cube = mul(mul(ratio, ratio), ratio);
  const angle = keep(f, add(sub(mul(CUBIC, cube), mul(LINEAR, ratio)), start));
  return choose(lt(y, 0), negate(angle), angle);
});

/** atan2(x, 1). */
export const atan: Kernel = kernel("atan", 1, (_f, x) => atan2(x, ONE));

/** atan2(x, √(1 - x²)): what the device's timings suggest. 0 outside ±1. */
export const asin: Kernel = kernel("asin", 1, (f, x) => {
  when(f, or(gt(x, ONE), lt(x, -ONE)), () => giveUp(f, 0));
  return atan2(x, sqrt(sub(ONE, mul(x, x))));
});

/** pi/2 - asin(x). */
export const acos: Kernel = kernel("acos", 1, (_f, x) => sub(HALF_PI, asin(x)));
