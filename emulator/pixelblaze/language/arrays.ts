/** Arrays: made once, never freed, of fixed length. @module */

import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import { OP } from "../arithmetic/wasm/opcodes.ts";
import {
  add,
  count,
  geU,
  gt,
  keep,
  type Kernel,
  kernel,
  le,
  load,
  type Local,
  lt,
  not,
  type Operand,
  run,
  set,
  shl,
  shr,
  store,
  sub,
  type Value,
  when,
  whilst,
} from "../arithmetic/wasm/value.ts";
import { failWhen, FAULT } from "./faults.ts";
import { ARRAYS, FIRST_ARRAY, STATE } from "./layout.ts";
import { callee, invoke, spend } from "./steps.ts";

/** What one comparison or exchange of a sort costs. */
const SORT_STEPS = 32;

/** The address of the entry of an array in the list of arrays; stops the pattern if the number is no array. */
const entryOf: Kernel = kernel("entryOf", 2, (f, handle, place) => {
  const id = keep(f, sub(handle, FIRST_ARRAY));
  failWhen(f, geU(id, load(0, STATE.arrayCount)), FAULT.notArray, place);
  return shl(id, 3);
});

/** An array's first element's address and its length, the array being checked. */
export function opened(f: FunctionBody, handle: Operand, place: Operand): { first: Local; length: Local } {
  const entry = keep(f, entryOf(handle, place));
  return { first: keep(f, load(entry, ARRAYS)), length: keep(f, load(entry, ARRAYS + 4)) };
}

/** Makes an array of a plain number of elements. */
export const makeArray: Kernel = kernel("makeArray", 2, (f, length, place) => {
  failWhen(f, le(length, 0), FAULT.arraySize, place);
  const first = keep(f, load(0, STATE.heapTop));
  const room = shr(sub(load(0, STATE.heapEnd), first), 2);
  failWhen(f, gt(length, room), FAULT.outOfMemory, place);
  const id = keep(f, load(0, STATE.arrayCount));
  store(f, 0, STATE.arrayCount, add(id, 1));
  store(f, 0, STATE.heapTop, add(first, shl(length, 2)));
  store(f, shl(id, 3), ARRAYS, first);
  store(f, shl(id, 3), ARRAYS + 4, length);
  return add(id, FIRST_ARRAY);
});

/**
 * `array(n)`: n rounded up. The stock pattern "fireflies" makes array(1 + pixelCount / 10) and then uses every index
 * below that number, so a fraction must have room.
 */
export const array: Kernel = kernel("array", 2, (_f, n, place) => makeArray(shr(add(n, 0xffff), 16), place));

/** The address of an element; the index loses its fraction, downwards. */
const elementAddress: Kernel = kernel("elementAddress", 3, (f, handle, index, place) => {
  const entry = keep(f, entryOf(handle, place));
  const i = keep(f, shr(index, 16));
  failWhen(f, geU(i, load(entry, ARRAYS + 4)), FAULT.index, place);
  return add(load(entry, ARRAYS), shl(i, 2));
});

/** `a[index]`. */
export const element: Kernel = kernel(
  "element",
  3,
  (_f, handle, index, place) => load(elementAddress(handle, index, place)),
);

/** `a[index] = value`; the value comes first, as the firmware works it out first. */
export const setElement: Kernel = kernel("setElement", 4, (f, value, handle, index, place) => {
  store(f, elementAddress(handle, index, place), 0, value);
  return value;
});

/** `arrayLength`. */
export const arrayLength: Kernel = kernel(
  "arrayLength",
  2,
  (_f, handle, place) => shl(load(entryOf(handle, place), ARRAYS + 4), 16),
);

/** Goes through an array; `step` is given an element, its index as a plain number, and its address. */
function each(
  f: FunctionBody,
  handle: Local,
  place: Local,
  step: (value: Value, index: Local, address: Local) => void,
): void {
  const { first, length } = opened(f, handle, place);
  spend(f, length, place);
  count(f, length, (i) => {
    const address = keep(f, add(first, shl(i, 2)));
    step(load(address), i, address);
  });
}

/** `arrayForEach`. */
export const arrayForEach: Kernel = kernel("arrayForEach", 3, (f, handle, fn, place) => {
  const found = callee(f, fn, place);
  each(f, handle, place, (value, i) => run(f, invoke(found, value, shl(i, 16), handle)));
  return 0;
});

/** `arrayMutate`. */
export const arrayMutate: Kernel = kernel("arrayMutate", 3, (f, handle, fn, place) => {
  const found = callee(f, fn, place);
  each(f, handle, place, (value, i, address) => store(f, address, 0, invoke(found, value, shl(i, 16), handle)));
  return 0;
});

/** `arrayMapTo`: what does not fit the second array is worked out and dropped. */
export const arrayMapTo: Kernel = kernel("arrayMapTo", 4, (f, source, target, fn, place) => {
  const found = callee(f, fn, place);
  const to = opened(f, target, place);
  each(f, source, place, (value, i) => {
    const mapped = keep(f, invoke(found, value, shl(i, 16), source));
    when(f, lt(i, to.length), () => store(f, add(to.first, shl(i, 2)), 0, mapped));
  });
  return 0;
});

/** `arrayReduce`. */
export const arrayReduce: Kernel = kernel("arrayReduce", 4, (f, handle, fn, start, place) => {
  const found = callee(f, fn, place);
  const sum = keep(f, start);
  each(f, handle, place, (value, i) => set(f, sum, invoke(found, sum, value, shl(i, 16), handle)));
  return sum;
});

/** `arraySum`. */
export const arraySum: Kernel = kernel("arraySum", 2, (f, handle, place) => {
  const sum = keep(f, 0);
  each(f, handle, place, (value) => set(f, sum, add(sum, value)));
  return sum;
});

/** Whether the element at an address belongs before another. */
type Before = (a: Value, b: Value) => Value;

/** Heapsort: bounded whatever the comparison says. */
function sort(f: FunctionBody, handle: Local, place: Local, before: Before): void {
  const { first, length } = opened(f, handle, place);
  const at = (i: Operand): Value => add(first, shl(i, 2));
  const root = keep(f, 0);
  const child = keep(f, 0);
  const end = keep(f, length);
  const moved = keep(f, 0);
  const sinkFrom = (start: Operand): void => {
    set(f, root, start);
    set(f, moved, load(at(root)));
    const done = f.open(OP.block);
    whilst(f, () => lt(assigned(f, child, add(shl(root, 1), 1)), end), () => {
      spend(f, SORT_STEPS, place);
      when(f, lt(add(child, 1), end), () => {
        when(f, before(load(at(child)), load(at(add(child, 1)))), () => set(f, child, add(child, 1)));
      });
      not(before(moved, load(at(child)))).emit(f);
      f.branch(OP.brIf, done);
      store(f, at(root), 0, load(at(child)));
      set(f, root, child);
    });
    f.close();
    store(f, at(root), 0, moved);
  };
  const start = keep(f, shr(length, 1));
  whilst(f, () => gt(start, 0), () => {
    set(f, start, sub(start, 1));
    sinkFrom(start);
  });
  const last = keep(f, 0);
  whilst(f, () => gt(end, 1), () => {
    set(f, end, sub(end, 1));
    set(f, last, load(at(end)));
    store(f, at(end), 0, load(first));
    store(f, first, 0, last);
    sinkFrom(0);
  });
}

/** A local that is set on the way. */
function assigned(f: FunctionBody, target: Local, value: Value): Value {
  set(f, target, value);
  return target;
}

/** `arraySort`: ascending. */
export const arraySort: Kernel = kernel("arraySort", 2, (f, handle, place) => {
  sort(f, handle, place, lt);
  return 0;
});

/** `arraySortBy`: the function is negative where its first argument belongs first. */
export const arraySortBy: Kernel = kernel("arraySortBy", 3, (f, handle, fn, place) => {
  const found = callee(f, fn, place);
  sort(f, handle, place, (a, b) => lt(invoke(found, a, b), 0));
  return 0;
});

/** Where `arrayReplace` with a plain number of values puts the first; stops the pattern if they do not fit. */
export const replaceAddress: Kernel = kernel("replaceAddress", 4, (f, handle, offset, values, place) => {
  const { first, length } = opened(f, handle, place);
  const start = keep(f, shr(offset, 16));
  failWhen(f, geU(start, add(length, 1)), FAULT.index, place);
  failWhen(f, gt(add(start, values), length), FAULT.index, place);
  return add(first, shl(start, 2));
});

/** The address of the first element of an array that was just made. */
export const firstElement: Kernel = kernel(
  "firstElement",
  1,
  (_f, handle) => load(shl(sub(handle, FIRST_ARRAY), 3), ARRAYS),
);
