/** Everything that stops a pattern while it runs. @module */

import type { Callable, FunctionBody } from "../arithmetic/wasm/body.ts";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { emit, type Operand, type Value, when } from "../arithmetic/wasm/value.ts";

/** The `vmerr` of each. The firmware's own numbers are not published, so these are ours; 1 is left to the board. */
export const FAULT = {
  watchdog: 2,
  index: 3,
  notArray: 4,
  notFunction: 5,
  outOfMemory: 6,
  arraySize: 7,
  callDepth: 8,
  internal: 9,
} as const;

/** What each means. */
export const FAULT_MESSAGES: Readonly<Record<number, string>> = {
  [FAULT.watchdog]: "Stopped by the watchdog: the pattern does not come to an end",
  [FAULT.index]: "Array index out of range",
  [FAULT.notArray]: "Not an array",
  [FAULT.notFunction]: "Not a function",
  [FAULT.outOfMemory]: "Out of memory for arrays",
  [FAULT.arraySize]: "An array must have at least one element",
  [FAULT.callDepth]: "Too many calls within calls",
  [FAULT.internal]: "The pattern could not go on",
};

/** Tells the host and does not return: the fault, and the offset into the source. */
export const HOST_FAIL: Callable = { name: "fail", signature: { params: [I32, I32], result: undefined } };

/** Stops the pattern if a condition is not 0. */
export function failWhen(f: FunctionBody, condition: Value, fault: number, place: Operand): void {
  when(f, condition, () => fail(f, fault, place));
}

/** Stops the pattern. */
export function fail(f: FunctionBody, fault: number, place: Operand): void {
  emit(f, fault);
  emit(f, place);
  f.call(HOST_FAIL);
  f.op(OP.unreachable);
}

/** What {@link HOST_FAIL} throws through the module. */
export class PatternStop extends Error {
  constructor(readonly fault: number, readonly offset: number) {
    super(FAULT_MESSAGES[fault] ?? "");
  }
}
