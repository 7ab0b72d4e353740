/** A player on software boards and faces in memory, on a manual clock, with every message kept. @module */

import { miniTree } from "../../emulator/layouts/mini_tree.ts";
import { SoftBoard } from "../../emulator/pixelblaze/board.ts";
import { type MemoryBoard, memoryBoard } from "../../emulator/pixelblaze/memory_board.ts";
import { pixoPeer } from "../../emulator/pixo/pixo_peer.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { DEVICE_KINDS } from "../../runtime/devices/kinds.ts";
import type { Connect } from "../../runtime/links/link.ts";
import { type MemoryLink, memoryLink } from "../../runtime/links/memory.ts";
import type { Show, State, Timeline } from "../../runtime/model/mod.ts";
import { compile } from "../../runtime/model/mod.ts";
import { Player, type PlayerEvent, type PlayerOptions, type Reach } from "../../runtime/player.ts";
import { Report } from "../../runtime/report.ts";
import type { Cancel, Clock, Millis } from "../../runtime/time/clock.ts";
import { ManualClock } from "../../runtime/time/manual_clock.ts";
import { fakeCompile } from "../emulator/pixelblaze/fake_pattern.ts";

const SOURCE =
  "export var x = 0\nexport var y = 0\nexport function sliderSpeed(v) {}\nexport function triggerFlash() {}";

/** A message on a wire. */
export interface OnWire {
  readonly at: Millis;
  readonly data: string;
}

/** Everything about one device. */
export interface Staged {
  readonly link: MemoryLink;
  /** What the player sent on any connection, and `open` where a connection began. */
  readonly wire: OnWire[];
  /** The most messages that waited for their ack at a time. */
  readonly mostUnacked: () => number;
}

/** A board on the stage. */
export interface StagedBoard extends Staged {
  readonly board: SoftBoard;
  readonly twin: MemoryBoard;
}

/** A face on the stage. */
export interface StagedFace extends Staged {
  readonly pixo: SoftPixo;
}

/** A clock on which timers between two times of `late` ring at the second one, as in a process that stands still. */
export class StallingClock implements Clock {
  readonly #clock: ManualClock;
  readonly late: [from: Millis, to: Millis][] = [];

  constructor(clock: ManualClock) {
    this.#clock = clock;
  }

  now(): Millis {
    return this.#clock.now();
  }

  at(when: Millis, run: () => void): Cancel {
    const stall = this.late.find(([from, to]) => when >= from && when < to);
    return this.#clock.at(stall?.[1] ?? when, run);
  }
}

/** What a {@link stage} can be told. */
export interface PlayerStageOptions extends Partial<Omit<PlayerOptions, "timeline" | "clock" | "reach">> {
  /** Takes the place of how a device is reached. */
  readonly reach?: (name: string, reach: Reach) => Reach;
}

/** A show on its stage: boards called as in the show, all with the patterns A and B. Time is 0, nothing is connected. */
export function stage(show: Show, options: PlayerStageOptions = {}) {
  const manual = new ManualClock();
  const clock = new StallingClock(manual);
  const timeline: Timeline = compile(show);
  const boards = new Map<string, StagedBoard>();
  const faces = new Map<string, StagedFace>();
  const reaches = new Map<string, Reach>();
  const events: PlayerEvent[] = [];
  const report = new Report(timeline.devices.keys());
  for (const { name, kind } of timeline.devices.values()) {
    const staged = kind === "pixelblaze" ? makeBoard(name) : makeFace();
    const reach: Reach = { adapter: DEVICE_KINDS[kind].adapter(), connect: () => keep(staged.link.connect, staged) };
    reaches.set(name, options.reach?.(name, reach) ?? reach);
  }
  const { reach: _, onEvent, ...rest } = options;
  const player = new Player({
    timeline,
    clock,
    reach: reaches,
    ...rest,
    onEvent(event) {
      events.push(event);
      report.add(event);
      onEvent?.(event);
    },
  });

  function makeBoard(name: string): Staged {
    const board = new SoftBoard({
      name,
      pixelCount: 2,
      patterns: ["A", "B"].map((pattern) => ({ id: pattern.repeat(17), name: pattern, source: SOURCE })),
      compile: fakeCompile,
    });
    const twin = memoryBoard(board, clock, name.length);
    const staged = { board, twin, link: twin, wire: [], mostUnacked: () => unacked.get(staged)?.most ?? 0 };
    boards.set(name, staged);
    return staged;
  }

  function makeFace(): Staged {
    const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
    const link = memoryLink(pixoPeer(pixo, clock), clock);
    const staged = { pixo, link, wire: [], mostUnacked: () => 0 };
    faces.set("face", staged);
    return staged;
  }

  /** Keeps what is sent on each connection, and counts what is unacknowledged. */
  function keep(connect: Connect, staged: Staged): Connect {
    return (told) => {
      let waiting = 0;
      const link = connect({
        ...told,
        open() {
          staged.wire.push({ at: clock.now(), data: "open" });
          told.open();
        },
        data(data) {
          if (data === '{"ack":1}') waiting--;
          told.data(data);
        },
      });
      return {
        get busy() {
          return link.busy;
        },
        send(data) {
          staged.wire.push({ at: clock.now(), data: String(data) });
          if (/"ping"|"setControls"/.test(String(data))) waiting++;
          unacked.set(staged, { most: Math.max(waiting, unacked.get(staged)?.most ?? 0) });
          link.send(data);
        },
        close: () => link.close(),
      };
    };
  }

  return {
    timeline,
    clock,
    player,
    events,
    report,
    board: (name = "board") => boards.get(name)!,
    face: () => faces.get("face")!,
    /** Goes on by so many milliseconds. */
    run: (ms: Millis) => manual.advance(ms),
    /** Connects, waits half a second, and plays: show time is clock time less 500. */
    start() {
      player.connect();
      manual.advance(500);
      player.play();
    },
    /** Stops the player and the boards; afterwards no timer may be left. */
    end() {
      player.stop();
      manual.advance(0);
      for (const { twin } of boards.values()) twin.stop();
    },
    /** When the next timer rings. */
    next: () => manual.next,
    /** States of a device with their times, as text. */
    states: (device: string) =>
      events.filter((event) => event.type === "state" && event.device === device).map((event) =>
        event.type === "state" ? `${event.at} ${event.state}${event.detail === "" ? "" : `: ${event.detail}`}` : ""
      ),
    notices: (device: string) =>
      events.flatMap((event) => event.type === "notice" && event.device === device ? [event.message] : []),
  };
}

const unacked = new WeakMap<Staged, { most: number }>();

/** A wire as text, with show time when play began at 500. */
export function wireText({ wire }: Staged): string[] {
  return wire.map(({ at, data }) => `${Math.round(at * 1000) / 1000} ${data.trimEnd()}`);
}

/** What a board shows, by key, as far as a timeline would name it. */
export function boardState({ board }: StagedBoard, now: Millis): State {
  const { player, settings } = board.state;
  board.tick(now);
  const vars = Object.entries(player.vars()).map(([key, value]) => [`var:${key}`, value as number] as const);
  return new Map<string, number | string>([
    ["pattern", player.pattern?.name ?? ""],
    ["brightness", settings.brightness],
    ...vars,
  ]);
}
