/**
 * The four operations and rounding in 16.16 fixed point, as the firmware does them.
 *
 * Numbers are raw i32: 65536 is 1. The algorithms are those of simap/Arduino_fixpt (MIT, from libfixmath) with overflow
 * detection and rounding off, which give a V3's largest errors to the last printed digit (measured on firmware 3.67,
 * PXLBLZ-IDE divergence report).
 * @module
 */

import {
  add,
  and,
  choose,
  giveUp,
  gt,
  keep,
  type Kernel,
  kernel,
  lt,
  narrow,
  negate,
  not,
  type Operand,
  overU,
  rem,
  set,
  shl,
  shr,
  shrU,
  sub,
  times,
  type Value,
  when,
  wide,
  wideU,
  xor,
} from "./wasm/value.ts";

/** 1. */
export const ONE = 65536;
/** -32768: what a division by 0 gives. */
export const MINIMUM = -0x80000000;
const WHOLE = ~0xffff;
const FRACTION = 0xffff;

/** a × b: the middle 32 bits of the 64-bit product, so it is truncated downwards and wraps. */
export function mul(a: Operand, b: Operand): Value {
  return narrow(shr(times(wide(a), wide(b)), 16));
}

/** The fraction above the next whole number below, 0 to 1: what `wave`, `hsv` and their kin make of an argument. */
export function wrapped(a: Operand): Value {
  return and(a, FRACTION);
}

/**
 * a ÷ b, truncated towards 0; 0 as a divisor gives {@link MINIMUM}.
 *
 * A divisor of 16 or more is first divided by roughly, as the library does; the rest of that step is cut off, which
 * shows in the last bit of some quotients.
 */
export const divide: Kernel = kernel("divide", 2, (f, a, b) => {
  when(f, not(b), () => giveUp(f, MINIMUM));
  const remainder = keep(f, magnitude(a));
  const divisor = keep(f, magnitude(b));
  const quotient = keep(f, 0);
  when(f, and(divisor, ~0xfffff), () => {
    set(f, quotient, overU(remainder, add(shrU(divisor, 17), 1)));
    set(f, remainder, sub(remainder, narrow(shrU(times(wideU(quotient), wideU(divisor)), 17))));
  });
  set(f, quotient, add(quotient, narrow(overU(shl(wideU(remainder), 17), wideU(divisor)))));
  set(f, quotient, shrU(quotient, 1));
  return choose(lt(xor(a, b), 0), negate(quotient), quotient);
});

function magnitude(a: Value): Value {
  return choose(lt(a, 0), negate(a), a);
}

/** The remainder with the sign of a. A divisor of 0 gives 0 (the device is not known). */
export const remainder: Kernel = kernel("remainder", 2, (f, a, b) => {
  when(f, not(b), () => giveUp(f, 0));
  return rem(a, b);
});

/** The remainder with the sign of b. A divisor of 0 gives 0. */
export const mod: Kernel = kernel("mod", 2, (f, a, b) => {
  when(f, not(b), () => giveUp(f, 0));
  const r = keep(f, rem(a, b));
  return choose(and(not(not(r)), lt(xor(r, b), 0)), add(r, b), r);
});

/** |a|; that of -32768 is itself. */
export const abs: Kernel = kernel("abs", 1, (_f, a) => magnitude(a));

/** The next whole number below. */
export const floor: Kernel = kernel("floor", 1, (_f, a) => and(a, WHOLE));

/** The next whole number above. */
export const ceil: Kernel = kernel("ceil", 1, (_f, a) => add(and(a, WHOLE), choose(and(a, FRACTION), ONE, 0)));

/** The nearest whole number, halves upwards. */
export const round: Kernel = kernel("round", 1, (_f, a) => and(add(a, ONE / 2), WHOLE));

/** The whole number towards 0. */
export const trunc: Kernel = kernel("trunc", 1, (_f, a) => and(add(a, and(shr(a, 31), FRACTION)), WHOLE));

/** What {@link trunc} cuts off, with the sign of a. */
export const frac: Kernel = kernel("frac", 1, (_f, a) => sub(a, trunc(a)));

/** The smaller. */
export const min: Kernel = kernel("min", 2, (_f, a, b) => choose(lt(a, b), a, b));

/** The larger. */
export const max: Kernel = kernel("max", 2, (_f, a, b) => choose(gt(a, b), a, b));

/** a, not below `low`, then not above `high`. */
export const clamp: Kernel = kernel("clamp", 3, (_f, a, low, high) => min(max(a, low), high));

/** `~`: drops the fraction, then turns the bits of the whole part. */
export function complement(a: Operand): Value {
  return and(xor(a, -1), WHOLE);
}

/** `<<` and `>>` move all 32 bits by the whole part of the count, modulo 32. */
export function shiftCount(count: Operand): Value {
  return shr(count, 16);
}

/** 1 for a condition that holds, else 0. */
export function truth(condition: Value): Value {
  return shl(condition, 16);
}
