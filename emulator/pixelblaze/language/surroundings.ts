/** What a pattern asks of its board: time, clock, map, pins, sequencer. @module */

import { truth } from "../arithmetic/basic.ts";
import type { Callable } from "../arithmetic/wasm/body.ts";
import { I32 } from "../arithmetic/wasm/opcodes.ts";
import {
  eq,
  giveUp,
  type Kernel,
  kernel,
  le,
  load,
  narrow,
  overU,
  remU,
  shl,
  when,
  wideU,
} from "../arithmetic/wasm/value.ts";
import { STATE } from "./layout.ts";

/** `time`: how far the clock is into a span of 65.536 s × interval; 0 for an interval of 0 or less. */
export const time: Kernel = kernel("time", 1, (f, interval) => {
  when(f, le(interval, 0), () => giveUp(f, 0));
  const into = remU(load(0, STATE.now), interval);
  return narrow(overU(shl(wideU(into), 16), wideU(interval)));
});

/** `pixelMapDimensions`. */
export const pixelMapDimensions: Kernel = kernel("pixelMapDimensions", 0, () => shl(load(0, STATE.mapDimensions), 16));
/** `has2DMap`. */
export const has2DMap: Kernel = kernel("has2DMap", 0, () => truth(eq(load(0, STATE.mapDimensions), 2)));
/** `has3DMap`. */
export const has3DMap: Kernel = kernel("has3DMap", 0, () => truth(eq(load(0, STATE.mapDimensions), 3)));
/** `nodeId`. */
export const nodeId: Kernel = kernel("nodeId", 0, () => load(0, STATE.nodeId));
/** `pixelCount`. */
export const pixelCount: Kernel = kernel("pixelCount", 0, () => shl(load(0, STATE.pixelCount), 16));

/** The clock's fields in the order in which they are kept. */
export const CLOCK_FIELDS = ["year", "month", "day", "hour", "minute", "second", "weekday"] as const;
/** `clockYear` and the others, by name. */
export const CLOCK_KERNELS: Readonly<Record<string, Kernel>> = Object.fromEntries(
  CLOCK_FIELDS.map((field, i) => {
    const name = `clock${field[0]!.toUpperCase()}${field.slice(1)}`;
    return [name, kernel(name, 0, () => load(0, STATE.clock + 4 * i))];
  }),
);

function hook(name: string, params: number): Callable {
  return { name, signature: { params: new Array<typeof I32>(params).fill(I32), result: I32 } };
}

/** Functions the host answers, in raw 16.16. */
export const HOOKS: Readonly<Record<string, Callable>> = {
  analogRead: hook("analogRead", 1),
  pinMode: hook("pinMode", 2),
  digitalWrite: hook("digitalWrite", 2),
  digitalRead: hook("digitalRead", 1),
  touchRead: hook("touchRead", 1),
  sequencerNext: hook("sequencerNext", 0),
  sequencerGetMode: hook("sequencerGetMode", 0),
  playlistGetPosition: hook("playlistGetPosition", 0),
  playlistSetPosition: hook("playlistSetPosition", 1),
  playlistGetLength: hook("playlistGetLength", 0),
};

/** The numbers behind the names of pins and their modes: those of the ESP32's Arduino core. */
export const PIN_CONSTANTS: Readonly<Record<string, number>> = {
  LOW: 0,
  HIGH: 1,
  INPUT: 1,
  OUTPUT: 3,
  INPUT_PULLUP: 5,
  INPUT_PULLDOWN: 9,
  OUTPUT_OPEN_DRAIN: 19,
  ANALOG: 192,
  T0: 4,
  T2: 2,
  T4: 13,
  T6: 14,
  T7: 27,
};
