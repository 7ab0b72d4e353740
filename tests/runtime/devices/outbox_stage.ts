/** Plays a timeline through an outbox on a clock that is nobody's, and keeps what leaves. @module */

import { encodeProgramList } from "../../../protocol/pixelblaze/program_list.ts";
import type { Adapter, Message } from "../../../runtime/devices/adapter.ts";
import { DEVICE_KINDS } from "../../../runtime/devices/kinds.ts";
import { Outbox } from "../../../runtime/devices/outbox.ts";
import type { DeviceTimeline, Timeline, Value } from "../../../runtime/model/mod.ts";
import { Playhead } from "../../../runtime/time/playhead.ts";

/** Patterns every board of these tests has. */
export const PATTERNS = ["A", "B", "C"];

/** One message that left. */
export interface Left {
  readonly at: number;
  readonly position: number;
  readonly message: Message;
}

/** Something that is done to the playhead, or told the outbox, at a time of the clock. */
export interface Touch {
  readonly at: number;
  readonly run: (playhead: Playhead, outbox: Outbox, now: number) => void;
}

/** How it is played. */
export interface StageOptions {
  readonly touches?: readonly Touch[];
  readonly rate?: number;
  /** Whether the link takes a message at a time; where it does not, it is asked again every 10 ms. */
  readonly ready?: (now: number) => boolean;
  /** Times between which nothing is looked at. */
  readonly stall?: readonly [from: number, to: number];
}

/** What came of it. */
export interface Played {
  readonly left: readonly Left[];
  /** Due time and time of what was sent. */
  readonly sent: readonly (readonly [due: number, at: number])[];
  readonly skipped: number;
  readonly thinned: number;
  readonly refused: readonly string[];
  /** What the device is, by key: what it was told last and has not forgotten. */
  readonly told: ReadonlyMap<string, Value>;
  /** How often it was looked at. */
  readonly looks: number;
}

/** An adapter of a device's kind that knows the patterns. */
export function readyAdapter(timeline: DeviceTimeline): Adapter {
  const adapter = DEVICE_KINDS[timeline.kind].adapter();
  adapter.greet();
  const programs = PATTERNS.map((name) => ({ id: name.repeat(17), name }));
  if (timeline.kind === "pixelblaze") encodeProgramList(programs).forEach((frame) => adapter.receive(frame));
  return adapter;
}

/** Most looks a second that a show of these tests can need. */
const MOST_LOOKS = 400;

/** Plays one device of a timeline from clock time 0 until nothing more happens. */
export function playOutbox(timeline: Timeline, device: DeviceTimeline, options: StageOptions = {}): Played {
  const { touches = [], ready = () => true, stall } = options;
  const left: Left[] = [];
  const sent: [number, number][] = [];
  const refused: string[] = [];
  const told = new Map<string, Value>();
  let skipped = 0;
  let thinned = 0;
  const outbox = new Outbox(device, readyAdapter(device), {
    sent: (due, at) => sent.push([due, at]),
    refused: (reason) => refused.push(reason),
    skipped: (count) => skipped += count,
    thinned: () => thinned++,
  });
  const playhead = new Playhead({ duration: timeline.duration, holds: timeline.holds, rate: options.rate ?? 1 });
  playhead.seek(0, 0);
  playhead.play(0);
  const waiting = [...touches].sort((a, b) => a.at - b.at);
  let generation = -1;
  let looks = 0;
  let now = 0;
  for (let next: number | undefined = 0; next !== undefined;) {
    now = Math.max(now, next);
    if (stall !== undefined && now >= stall[0] && now < stall[1]) now = stall[1];
    while (waiting[0] !== undefined && waiting[0].at <= now) waiting.shift()!.run(playhead, outbox, now);
    if (++looks > (now / 1000 + 5) * MOST_LOOKS) throw new Error(`Looked ${looks} times until ${now} ms`);
    const spans = playhead.spans(now);
    const view = { now, position: playhead.positionAt(now), speed: playhead.speedAt(now) };
    if (playhead.generation !== generation) outbox.jump();
    generation = playhead.generation;
    for (const { from, to, endedAt, rate } of spans) {
      outbox.play(from, to, (position) => endedAt + (position - to) / rate);
    }
    outbox.note(now, true);
    const again = outbox.pump(view, {
      ready: () => ready(now),
      send(message) {
        left.push({ at: now, position: view.position, message });
        for (const [key, value] of message.makes) makeKnown(told, key, value);
      },
    });
    const times = [again === Infinity ? now + 10 : again, playhead.nextStop(now), waiting[0]?.at];
    const known = times.filter((time) => time !== undefined);
    next = known.length === 0 ? undefined : Math.min(...known);
  }
  return { left, sent, skipped, thinned, refused, told, looks };
}

/** Sets what a device knows; a new pattern makes a board forget its variables, an effect on all of a face its parts'. */
export function makeKnown(known: Map<string, Value>, key: string, value: Value): void {
  const covered = key === "pattern" ? /^(var|control):/ : key === "effect:all" ? /^effect:/ : undefined;
  if (covered !== undefined) { for (const other of [...known.keys()]) if (covered.test(other)) known.delete(other); }
  known.set(key, value);
}

/** What left as text: time, and what it makes of the device or how many instants it fires. */
export function leftText({ left }: Played): string[] {
  return left.map(({ at, message }) => {
    const made = message.makes.map(([key, value]) => `${key}=${typeof value === "number" ? round(value) : value}`);
    return [String(round(at)), ...made, ...(message.fires > 0 ? [`fires ${message.fires}`] : [])].join(" ");
  });
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** The most messages in any window of `ms` milliseconds. */
export function most(times: readonly number[], ms: number): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((time) => time >= from && time - from < ms).length),
  );
}
