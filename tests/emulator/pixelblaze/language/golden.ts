// What a pattern shows in a fixed room over a fixed time, written down so that a change is seen.

import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import type { ControlValue, PatternEnv } from "../../../../emulator/pixelblaze/language/types.ts";
import { crc32 } from "../../../../protocol/pixelblaze/crc32.ts";
import { gridMap, SENSORS } from "./support.ts";

/** One pattern in one room. */
export interface Golden {
  /** CRC-32 of all frames, and of the variables as they are printed. */
  readonly frames: number;
  readonly variables: number;
  /** First, middle and last pixel of the last frame. */
  readonly pixels: readonly string[];
}

const PIXELS = 64;
const FRAMES = 30;
const MAPS: Record<string, PatternEnv["map"]> = {
  line: undefined,
  plane: gridMap(8, 8),
  room: gridMap(4, 4, 4),
};
const VALUES: Record<number, ControlValue> = { 0: [], 1: .75, 3: [.6, .5, .25] };

/** Runs a pattern in all rooms, turning every control half way. */
export function golden(source: string): Record<string, Golden> {
  const pattern = compile(source);
  const shown: Record<string, Golden> = {};
  for (const [room, map] of Object.entries(MAPS)) {
    const run = pattern.start({
      pixelCount: PIXELS,
      seed: 1,
      sensors: SENSORS,
      nodeId: 2,
      wallClock: () => ({ year: 2024, month: 12, day: 24, hour: 18, minute: 30, second: 25, weekday: 3 }),
      sequencer: { mode: () => 2, position: () => 4, length: () => 9 },
      gpio: { digitalRead: () => true, analogRead: () => .8, touchRead: () => .5 },
      ...map === undefined ? {} : { map },
    });
    const frames = new Uint8Array(3 * PIXELS * FRAMES);
    for (let i = 0; i < FRAMES; i++) {
      if (i === FRAMES / 2) { for (const { name, arity } of pattern.controls) run.setControl(name, VALUES[arity]!); }
      frames.set(run.frame(1000 + 40 * i, 40), 3 * PIXELS * i);
    }
    if (run.fault !== undefined) {
      throw new Error(`${room}: ${run.fault.message} at ${run.fault.line}:${run.fault.column}`);
    }
    const last = frames.subarray(3 * PIXELS * (FRAMES - 1));
    shown[room] = {
      frames: crc32(frames),
      variables: crc32(new TextEncoder().encode(JSON.stringify({ ...run.getVars(), ...run.readControls() }))),
      pixels: [0, PIXELS / 2, PIXELS - 1].map((i) => hex(last.subarray(3 * i, 3 * i + 3))),
    };
  }
  return shown;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
