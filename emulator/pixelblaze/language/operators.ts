/** Operators of two numbers. @module */

import { divide, mul, ONE, remainder, shiftCount } from "../arithmetic/basic.ts";
import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { narrow, over, rem, shl, type Value, wide } from "../arithmetic/wasm/value.ts";

/** The right side: how to write it, and what it is if that is known. */
export interface RightSide {
  readonly emit: () => void;
  readonly known: number | undefined;
}

const DIRECT: Readonly<Record<string, number>> = {
  "+": OP.i32Add,
  "-": OP.i32Sub,
  "&": OP.i32And,
  "|": OP.i32Or,
  "^": OP.i32Xor,
  "<<": OP.i32Shl,
  ">>": OP.i32ShrS,
};
/** Divisors up to this are divided by without the library's first rough step. */
const EXACT_BELOW = 16 * ONE;

/** Leaves the result of an operator; comparisons are not among them. */
export function binary(f: FunctionBody, operator: string, left: () => void, right: RightSide): void {
  const a: Value = { type: I32, emit: left };
  const b: Value = { type: I32, emit: right.emit };
  switch (operator) {
    case "*":
      return mul(a, b).emit(f);
    case "/":
      return quotient(a, b, right.known).emit(f);
    case "%":
      return (right.known ? rem(a, right.known) : remainder(a, b)).emit(f);
    case "<<":
    case ">>":
      left();
      if (right.known === undefined) shiftCount(b).emit(f);
      else f.constant(I32, right.known >> 16);
      return f.op(DIRECT[operator]!);
    default:
      left();
      right.emit();
      return f.op(DIRECT[operator]!);
  }
}

/** By a known divisor above 1 and below 16 the quotient is the plain one: it cannot overflow. */
function quotient(a: Value, b: Value, divisor: number | undefined): Value {
  if (divisor === undefined || divisor <= ONE || divisor >= EXACT_BELOW) return divide(a, b);
  return narrow(over(shl(wide(a), 16), divisor));
}
