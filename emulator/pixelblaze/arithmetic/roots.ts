/** Square roots of raw 16.16. @module */

import type { Callable } from "./wasm/body.ts";
import { F64, OP } from "./wasm/opcodes.ts";
import {
  add,
  choose,
  double,
  geU,
  gt,
  integer,
  keep,
  type Kernel,
  kernel,
  lt,
  negate,
  type Operand,
  set,
  shl,
  shrU,
  sub,
  times,
  type Value,
  when,
} from "./wasm/value.ts";

/** The host's power function; the firmware's is a floating-point one as well. */
export const HOST_POW: Callable = { name: "pow", signature: { params: [F64, F64], result: F64 } };

/**
 * The square root, truncated; of a negative number that of its magnitude, negated.
 *
 * The device is at times one raw step lower than the library, which is what this is.
 */
export const sqrt: Kernel = kernel("sqrt", 1, (f, a) => {
  const square = keep(f, choose(lt(a, 0), negate(a), a));
  const root = keep(f, integer(rootOf(times(double(square), 65536))));
  // -32768 has no positive twin, but as a number without sign it is 32768 itself.
  when(f, lt(square, 0), () => set(f, root, ROOT_OF_32768));
  when(f, gt(square, CAREFUL_ABOVE), () => {
    const whole = keep(f, integer(rootOf(double(square))));
    const rest = keep(f, sub(square, times(whole, whole)));
    when(f, gt(rest, 65535), () => set(f, root, carefulRoot(whole, rest)));
  });
  return choose(lt(a, 0), negate(root), root);
});

/** Raw numbers above this may leave a rest of more than 16 bits after the root's whole part. */
const CAREFUL_ABOVE = 1 << 30;
const ROOT_OF_32768 = 11863283;

/**
 * The root's lower eight bits when the rest of its whole part does not fit 16 bits: the library takes ½ off by hand,
 * a quarter too much, so that some roots come out one raw step low.
 */
const carefulRoot: Kernel = kernel("carefulRoot", 2, (f, whole, rest) => {
  const root = keep(f, add(shl(whole, 16), 0x8000));
  set(f, rest, sub(shl(sub(rest, whole), 16), 0x8000));
  for (let bit = 1 << 14; bit > 0; bit >>= 2) {
    const fits = keep(f, geU(rest, add(root, bit)));
    when(f, fits, () => set(f, rest, sub(rest, add(root, bit))));
    set(f, root, add(shrU(root, 1), choose(fits, bit, 0)));
  }
  return root;
});

/** √(x² + y²) without overflow on the way: its timing is that of one square root, so it is not done in 16.16. */
export const hypot: Kernel = kernel("hypot", 2, (_f, x, y) => integer(rootOf(add(square(x), square(y)))));

/** √(x² + y² + z²). */
export const hypot3: Kernel = kernel(
  "hypot3",
  3,
  (_f, x, y, z) => integer(rootOf(add(add(square(x), square(y)), square(z)))),
);

function square(a: Operand): Value {
  return times(double(a), double(a));
}

function rootOf(a: Value): Value {
  return {
    type: F64,
    emit: (f) => {
      a.emit(f);
      f.op(OP.f64Sqrt);
    },
  };
}
