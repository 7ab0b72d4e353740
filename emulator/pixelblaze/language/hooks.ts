/** What the functions of pins and sequencer ask the board. @module */

import { ONE } from "../arithmetic/basic.ts";
import { fromRaw, toRaw } from "../arithmetic/number.ts";
import type { PatternEnv } from "./types.ts";

/** Functions of the host by the names of {@link HOOKS}, in raw 16.16. */
export function hooks({ gpio, sequencer }: PatternEnv): Record<string, (...raw: number[]) => number> {
  const whole = (raw: number) => raw >> 16;
  return {
    analogRead: (pin) => toRaw(gpio?.analogRead?.(whole(pin!)) ?? 0),
    touchRead: (pin) => toRaw(gpio?.touchRead?.(whole(pin!)) ?? 0),
    digitalRead: (pin) => gpio?.digitalRead?.(whole(pin!)) === true ? ONE : 0,
    digitalWrite: (pin, state) => nothing(gpio?.digitalWrite?.(whole(pin!), state !== 0)),
    pinMode: (pin, mode) => nothing(gpio?.pinMode?.(whole(pin!), whole(mode!))),
    sequencerNext: () => nothing(sequencer?.next?.()),
    sequencerGetMode: () => toRaw(sequencer?.mode?.() ?? 0),
    playlistGetPosition: () => toRaw(sequencer?.position?.() ?? 0),
    playlistSetPosition: (position) => nothing(sequencer?.setPosition?.(Math.floor(fromRaw(position!)))),
    playlistGetLength: () => toRaw(sequencer?.length?.() ?? 0),
  };
}

function nothing(_: void): number {
  return 0;
}
