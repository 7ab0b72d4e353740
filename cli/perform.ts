/** Plays a show, live or in rehearsal, while somebody watches. @module */

import { BoardNetwork } from "../runtime/devices/network.ts";
import { DEVICE_KINDS } from "../runtime/devices/kinds.ts";
import type { DeviceSpec, Timeline } from "../runtime/model/mod.ts";
import { Player, type PlayerEvent, type Reach } from "../runtime/player.ts";
import { Report } from "../runtime/report.ts";
import type { Cancel, Clock } from "../runtime/time/clock.ts";
import { RealClock, unixOrigin } from "../runtime/time/real_clock.ts";
import type { ShowArgs, Span } from "./options.ts";
import { messageOf } from "./exit.ts";
import { listenToKeys } from "./keys.ts";
import { Progress } from "./progress.ts";
import { reportJson, reportText } from "./report_text.ts";
import { onSignals } from "./signals.ts";
import { print, Terminal } from "./terminal.ts";

/** The longest wait for devices before the show begins without those that are missing. */
const WAIT_MS = 4000;
/** How often the progress line is written anew. */
const PROGRESS_MS = 100;
/** Time for the last messages after the end of the show. */
const SETTLE_MS = 300;

/** What is on stage. */
export interface Stage {
  readonly timeline: Timeline;
  /** The devices, at the addresses where they are to be reached. */
  readonly devices: readonly DeviceSpec[];
  readonly network: BoardNetwork | undefined;
  readonly clock: Clock;
  /** Called once the player is there, and then ten times a second. */
  readonly onPlayer?: (player: Player) => void;
  readonly onTick?: (player: Player) => void;
  readonly onEvent?: (event: PlayerEvent) => void;
  /** Stays when the show is over, until somebody stops it. */
  readonly stays?: boolean;
}

/** Opens the board network where the show has boards; a port that is taken is told and the show goes on without. */
export async function openNetwork(
  devices: readonly DeviceSpec[],
  options: { readonly clock: Clock; readonly sync: boolean; readonly hostname?: string; readonly port?: number },
  tell: (text: string) => void,
): Promise<BoardNetwork | undefined> {
  const boards = devices.filter(({ kind }) => kind === "pixelblaze");
  const unnamed = boards.filter(({ host, boardName }) => host === undefined && boardName !== undefined);
  if (boards.length === 0 || (!options.sync && unnamed.length === 0)) return undefined;
  try {
    return await BoardNetwork.open({ ...options, origin: unixOrigin() });
  } catch (error) {
    const without = unnamed.length === 0
      ? ""
      : `, and ${unnamed.map(({ name }) => name).join(", ")} cannot be found by name`;
    tell(`${messageOf(error as Error)}: boards are not kept in step${without}; is Firestorm or another show running?`);
    return undefined;
  }
}

/** A clock for a performance. */
export function performanceClock(): Clock {
  return new RealClock();
}

/** Plays what is on stage until it ends or is stopped; returns the exit code. */
export async function perform(stage: Stage, span: Span, args: ShowArgs): Promise<number> {
  const { timeline, clock, network } = stage;
  const terminal = new Terminal();
  const report = new Report(timeline.devices.keys());
  const progress = new Progress(timeline, terminal, args.json);
  let over = false;
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = () => {
      over = true;
      resolve();
    };
  });
  const cancels: Cancel[] = [];
  let ticking: Cancel | undefined;
  const player = new Player({
    timeline,
    clock,
    reach: reachOf(stage.devices, network),
    rate: args.rate,
    ...span,
    onEvent(event) {
      report.add(event);
      progress.event(event, player.position);
      stage.onEvent?.(event);
      if (event.type === "end" && stage.stays !== true) cancels.push(clock.at(clock.now() + SETTLE_MS, finish));
    },
  });
  stage.onPlayer?.(player);
  const stop = onSignals(finish);
  const keys = args.json ? undefined : listenToKeys(player, finish);
  try {
    player.connect();
    if (args.wait) await ready(player, clock, () => over);
    if (args.seconds !== undefined) cancels.push(clock.at(clock.now() + args.seconds * 1000, finish));
    player.play();
    tick();
    await finished;
  } finally {
    for (const cancel of cancels) cancel();
    ticking?.();
    keys?.();
    stop();
    player.stop();
    await settled(clock, 50);
    terminal.endLive();
    await network?.close();
  }
  const devices = report.devices;
  if (args.json) print(JSON.stringify({ type: "report", ...reportJson(timeline, player.position, devices) }));
  else terminal.line(reportText(timeline, player.position, devices, terminal));
  return 0;

  function tick(): void {
    progress.show(player);
    stage.onTick?.(player);
    ticking = clock.at(clock.now() + PROGRESS_MS, tick);
  }
}

function reachOf(devices: readonly DeviceSpec[], network: BoardNetwork | undefined): Map<string, Reach> {
  return new Map(devices.map((spec): [string, Reach] => {
    const kind = DEVICE_KINDS[spec.kind];
    const connect = () =>
      kind.unreachable(spec) === undefined ? kind.connect(spec, (name) => network?.find(name)) : undefined;
    return [spec.name, { adapter: kind.adapter(), connect }];
  }));
}

/** Waits until all devices are ready, but not longer than a person would. */
async function ready(player: Player, clock: Clock, isOver: () => boolean): Promise<void> {
  const until = clock.now() + WAIT_MS;
  while (!isOver() && clock.now() < until && player.devices.some(({ state }) => state !== "ready")) {
    await settled(clock, 20);
  }
}

function settled(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(clock.now() + ms, resolve));
}
