/** Colours of the pixel that is being rendered. @module */

import { clamp, divide, mul, ONE, wrapped } from "../arithmetic/basic.ts";
import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import { OP } from "../arithmetic/wasm/opcodes.ts";
import {
  add,
  and,
  choose,
  eq,
  geU,
  giveUp,
  gt,
  keep,
  type Kernel,
  kernel,
  le,
  load,
  lt,
  not,
  or,
  run,
  set,
  shl,
  shr,
  store,
  sub,
  times,
  type Value,
  when,
  whilst,
} from "../arithmetic/wasm/value.ts";
import { opened } from "./arrays.ts";
import { STATE } from "./layout.ts";
import { spend } from "./steps.ts";

/** A palette's entry: position, red, green, blue. */
const ENTRY = 16;

function unit(value: Value): Value {
  return clamp(value, 0, ONE);
}

/** 0..1 as a byte, truncated like everything else in the firmware; 1 is 255. */
function byte(value: Value): Value {
  return shr(times(value, 255), 16);
}

function put(f: FunctionBody, red: Value, green: Value, blue: Value): void {
  const pixel = keep(f, load(0, STATE.pixel));
  for (const [i, channel] of [red, green, blue].entries()) store(f, pixel, i, byte(channel), OP.i32Store8);
}

/** `rgb`: clamped to 0..1. */
export const rgb: Kernel = kernel("rgb", 3, (f, red, green, blue) => {
  put(f, unit(red), unit(green), unit(blue));
  return 0;
});

/** `hsv`: the hue wraps, saturation and value are clamped; no gamma. */
export const hsv: Kernel = kernel("hsv", 3, (f, hue, saturation, value) => {
  set(f, saturation, unit(saturation));
  set(f, value, unit(value));
  const sixths = keep(f, times(wrapped(hue), 6));
  const sector = keep(f, shr(sixths, 16));
  const part = keep(f, wrapped(sixths));
  const low = keep(f, mul(value, sub(ONE, saturation)));
  // What falls within an odd sector rises within an even one.
  const odd = and(sector, 1);
  const slope = keep(f, choose(odd, part, sub(ONE, part)));
  const moving = keep(f, mul(value, sub(ONE, mul(saturation, slope))));
  const channel = (highIn: [number, number], movingIn: [number, number]): Value => {
    const high = or(eq(sector, highIn[0]), eq(sector, highIn[1]));
    const between = or(eq(sector, movingIn[0]), eq(sector, movingIn[1]));
    return choose(high, value, choose(between, moving, low));
  };
  put(f, channel([0, 5], [1, 4]), channel([1, 2], [0, 3]), channel([3, 4], [2, 5]));
  return 0;
});

/** `setPalette`: the array is kept, not copied, so that later changes of it show. */
export const setPalette: Kernel = kernel("setPalette", 2, (f, palette, place) => {
  opened(f, palette, place);
  store(f, 0, STATE.palette, palette);
  return 0;
});

/** `paint`: a place in the palette, linear between its entries and the end colours beyond; the hues when there is none. */
export const paint: Kernel = kernel("paint", 3, (f, position, brightness, place) => {
  const palette = keep(f, load(0, STATE.palette));
  when(f, not(palette), () => {
    run(f, hsv(position, ONE, brightness));
    giveUp(f, 0);
  });
  const { first, length } = opened(f, palette, place);
  const end = keep(f, add(first, shl(shr(length, 2), 4)));
  when(f, geU(first, end), () => {
    run(f, rgb(0, 0, 0));
    giveUp(f, 0);
  });
  set(f, position, wrapped(position));
  const next = keep(f, first);
  const searching = keep(f, 1);
  whilst(f, () => searching, () => {
    set(f, searching, and(lt(next, end), le(load(next), position)));
    set(f, next, choose(searching, add(next, ENTRY), next));
  });
  spend(f, shr(sub(next, first), 4), place);
  const last = keep(f, choose(gt(next, first), sub(next, ENTRY), next));
  set(f, next, choose(lt(next, end), next, last));
  const span = keep(f, sub(load(next), load(last)));
  const weight = keep(f, choose(span, divide(sub(position, load(last)), span), 0));
  const channel = (offset: number): Value => {
    const from = keep(f, load(last, offset));
    return unit(mul(add(from, mul(sub(load(next, offset), from), weight)), brightness));
  };
  put(f, channel(4), channel(8), channel(12));
  return 0;
});
