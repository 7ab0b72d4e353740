/** The watchdog's steps, and calls of functions that are values. @module */

import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import { I32 } from "../arithmetic/wasm/opcodes.ts";
import {
  emit,
  geU,
  keep,
  type Kernel,
  kernel,
  load,
  type Local,
  lt,
  type Operand,
  store,
  sub,
  type Value,
} from "../arithmetic/wasm/value.ts";
import { failWhen, FAULT } from "./faults.ts";
import { FIRST_FUNCTION, STATE } from "./layout.ts";

/** Takes steps off what is left. */
export function spend(f: FunctionBody, steps: Operand, place: Operand): void {
  const left = keep(f, sub(load(0, STATE.steps), steps));
  store(f, 0, STATE.steps, left);
  failWhen(f, lt(left, 0), FAULT.watchdog, place);
}

/** The place of a function in the table; stops the pattern if the number is none. */
export const tablePlace: Kernel = kernel("tablePlace", 2, (f, handle, place) => {
  const index = keep(f, sub(handle, FIRST_FUNCTION));
  const size: Value = { type: I32, emit: (f) => f.tableSize() };
  failWhen(f, geU(index, size), FAULT.notFunction, place);
  return index;
});

/** Finds a function that is a value, once for all the calls of it. */
export function callee(f: FunctionBody, handle: Operand, place: Operand): Local {
  return keep(f, tablePlace(handle, place));
}

/** Calls what {@link callee} found; arguments beyond the table's number are dropped, those left out are 0. */
export function invoke(found: Operand, ...args: Operand[]): Value {
  return {
    type: I32,
    emit: (f) => {
      for (let i = 0; i < f.tableArity; i++) emit(f, args[i] ?? 0);
      emit(f, found);
      f.callIndirect();
    },
  };
}
