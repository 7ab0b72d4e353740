/** Plays a show on software devices in memory and keeps every message. @module */

import type { LoadedShow } from "../../cli/load.ts";
import { SoftBoard } from "../../emulator/pixelblaze/board.ts";
import { compile } from "../../emulator/pixelblaze/language/compile.ts";
import { memoryBoard } from "../../emulator/pixelblaze/memory_board.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { DEVICE_KINDS } from "../../runtime/devices/kinds.ts";
import type { MemoryLink } from "../../runtime/links/memory.ts";
import { memoryLink } from "../../runtime/links/memory.ts";
import { formatTime } from "../../runtime/model/mod.ts";
import { Player, type Reach } from "../../runtime/player.ts";
import { ManualClock } from "../../runtime/time/manual_clock.ts";

/** Time that devices get to be ready before the show begins, in milliseconds. */
const GREETING_MS = 500;

/** Plays a whole show on a manual clock; gives each device's messages, a line each with its time in the show. */
export function traceShow({ timeline, patterns }: LoadedShow): Map<string, string> {
  const clock = new ManualClock();
  const stops: (() => void)[] = [];
  const reach = new Map<string, Reach>();
  const lines = new Map<string, string[]>();
  for (const { name, kind, spec } of timeline!.devices.values()) {
    let link: MemoryLink;
    if (kind === "pixelblaze") {
      const board = new SoftBoard({
        name: spec.boardName ?? name,
        pixelCount: 8,
        patterns: patterns.get(name) ?? [],
        compile,
      });
      const twin = memoryBoard(board, clock);
      stops.push(twin.stop);
      link = twin;
    } else {
      const pixo = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!() });
      link = memoryLink({
        accept: (reply) => ({
          receive: (data) => pixo.receive(String(data), clock.now()).forEach((line) => reply(`${line}\n`)),
          closed() {},
        }),
      }, clock);
    }
    lines.set(name, []);
    reach.set(name, { adapter: DEVICE_KINDS[kind].adapter(), connect: () => link.connect });
  }
  const player = new Player({
    timeline: timeline!,
    clock,
    reach,
    onEvent(event) {
      if (event.type !== "message") return;
      const at = formatTime(event.at - GREETING_MS);
      lines.get(event.device)!.push(`${at.padStart(9)}  ${String(event.data).trimEnd()}`);
    },
  });
  player.connect();
  clock.advance(GREETING_MS);
  player.play();
  clock.advance(timeline!.duration + 100);
  player.stop();
  for (const stop of stops) stop();
  return new Map([...lines].map(([name, list]) => [name, `${list.join("\n")}\n`]));
}
