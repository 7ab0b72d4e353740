/** Powers and logarithms of raw 16.16, as simap/Arduino_fixpt works them out. @module */

import { divide, MINIMUM, mul, ONE } from "./basic.ts";
import { HOST_POW } from "./roots.ts";
import { F64, OP } from "./wasm/opcodes.ts";
import {
  add,
  and,
  call,
  choose,
  constant,
  double,
  eq,
  ge,
  giveUp,
  gt,
  integer,
  keep,
  type Kernel,
  kernel,
  le,
  lt,
  negate,
  not,
  or,
  overU,
  set,
  shl,
  shr,
  shrU,
  sub,
  times,
  type Value,
  when,
  whilst,
} from "./wasm/value.ts";

const MAXIMUM = 0x7fffffff;
const E_RAW = 178145;
const E_TO_4 = 3578144;
/** Above this e^x does not fit, below the other it is 0. */
const LARGEST = 681391;
const SMALLEST = -772243;

/** The power series, up to 29 terms; e^-x is 1 ÷ e^x. Saturates at both ends. */
export const exp: Kernel = kernel("exp", 1, (f, a) => {
  when(f, not(a), () => giveUp(f, ONE));
  when(f, eq(a, ONE), () => giveUp(f, E_RAW));
  when(f, ge(a, LARGEST), () => giveUp(f, MAXIMUM));
  when(f, le(a, SMALLEST), () => giveUp(f, 0));
  const x = keep(f, choose(lt(a, 0), negate(a), a));
  const sum = keep(f, add(x, ONE));
  const term = keep(f, x);
  const done = f.open(OP.block);
  for (let i = 2; i < 30; i++) {
    set(f, term, mul(term, overWhole(x, i)));
    set(f, sum, add(sum, term));
    lt(term, i > 15 ? 500 : 20).emit(f);
    f.branch(OP.brIf, done);
  }
  f.close();
  when(f, lt(a, 0), () => giveUp(f, divide(ONE, sum)));
  return sum;
});

/** What `divide` gives for a small positive number and a whole divisor, without its 64-bit division. */
function overWhole(x: Value, divisor: number): Value {
  if (divisor < 16) return overU(x, divisor);
  const rough = overU(x, (divisor >> 1) + 1);
  const rest = sub(x, shrU(times(rough, divisor), 1));
  return shrU(add(rough, overU(shl(rest, 1), divisor)), 1);
}

/** Newton's method on {@link exp}, at most 11 rounds. -32768 for 0 and below. */
export const log: Kernel = kernel("log", 1, (f, a) => {
  when(f, le(a, 0), () => giveUp(f, MINIMUM));
  const scale = keep(f, 0);
  whilst(f, () => gt(a, 100 * ONE), () => {
    set(f, a, divide(a, E_TO_4));
    set(f, scale, add(scale, 4 * ONE));
  });
  whilst(f, () => lt(a, ONE), () => {
    set(f, a, mul(a, E_TO_4));
    set(f, scale, sub(scale, 4 * ONE));
  });
  const guess = keep(f, 2 * ONE);
  const round = keep(f, 0);
  const going = keep(f, 1);
  whilst(f, () => going, () => {
    const power = keep(f, exp(guess));
    const step = keep(f, divide(sub(a, power), power));
    when(f, gt(step, 3 * ONE), () => set(f, step, 3 * ONE));
    set(f, guess, add(guess, step));
    set(f, going, and(lt(round, 10), or(gt(step, 1), lt(step, -1))));
    set(f, round, add(round, 1));
  });
  return add(guess, scale);
});

/** One bit after the other by squaring. -32768 for 0 and below. */
export const log2: Kernel = kernel("log2", 1, (f, a) => {
  when(f, le(a, 0), () => giveUp(f, MINIMUM));
  when(f, eq(a, 1), () => giveUp(f, -16 * ONE));
  const small = keep(f, lt(a, ONE));
  when(f, small, () => set(f, a, divide(ONE, a)));
  const result = keep(f, 0);
  whilst(f, () => ge(a, 2 * ONE), () => {
    set(f, result, add(result, 1));
    set(f, a, shr(a, 1));
  });
  for (let bit = 0; bit < 16; bit++) {
    set(f, a, mul(a, a));
    const over2 = keep(f, ge(a, 2 * ONE));
    set(f, result, or(shl(result, 1), over2));
    set(f, a, shr(a, over2));
  }
  return choose(small, negate(result), result);
});

/** A floating-point power, truncated and saturated; 0 where there is none. */
export const pow: Kernel = kernel(
  "pow",
  2,
  (_f, base, exponent) => integer(times(call(HOST_POW, toDouble(base), toDouble(exponent)), constant(F64, ONE))),
);

function toDouble(a: Value): Value {
  return times(double(a), constant(F64, 1 / ONE));
}
