/** A compiled show: a pure function of time. @module */

import type { DeviceSpec, KindName } from "./show.ts";
import type { Track, Value } from "./track.ts";

/** What a device should be at one moment: the value of every key that has one. */
export type State = ReadonlyMap<string, Value>;

/** Something that happens once and leaves no value behind; never fired by a seek. */
export interface Instant {
  /** When, in milliseconds. */
  readonly at: number;
  /** Which kind it is. */
  readonly name: "blink" | "next" | "trigger" | "command";
  /** The control of a `trigger`, the line of a `command`. */
  readonly value?: string;
}

/** A moment at which a device has to be told something: a value jumps, a ramp ends, an instant fires. */
export interface Point {
  /** When, in milliseconds. */
  readonly at: number;
  /** Tracks that jump or end a ramp. */
  readonly keys: readonly string[];
  /** How many instants fire. */
  readonly instants: number;
}

/** One thing that begins at one moment, for people and logs. */
export type TimelineEvent =
  | {
    /** When, in milliseconds. */
    readonly at: number;
    readonly device: string;
    readonly type: "set";
    readonly key: string;
    readonly value: Value | undefined;
  }
  | {
    /** When, in milliseconds. */
    readonly at: number;
    readonly device: string;
    readonly type: "ramp";
    readonly key: string;
    readonly from: Value | undefined;
    readonly to: Value | undefined;
    readonly end: number;
    readonly ease: string;
  }
  | {
    /** When, in milliseconds. */
    readonly at: number;
    readonly device: string;
    readonly type: "instant";
    /** What people call it. */
    readonly name: string;
    readonly value?: string;
  };

/** A row of the cue list, placed in time. */
export interface CueMark {
  /** When, in milliseconds. */
  readonly at: number;
  /** When its longest action is over. */
  readonly end: number;
  /** True when the show holds before it until a GO. */
  readonly hold: boolean;
  /** Its label, its number, or the sequence it plays; empty when it has none of these. */
  readonly name: string;
}

/** One device's part of a {@link Timeline}. */
export class DeviceTimeline {
  /** What people call it. */
  readonly name: string;
  /** What it is. */
  readonly kind: KindName;
  /** As it was written. */
  readonly spec: DeviceSpec;
  /** Most messages a second. */
  readonly rateHz: number;
  /** Shortest time between two samples of a ramp, in milliseconds. */
  readonly sampleMs: number;
  /** How much earlier it is sent what it should show, in milliseconds. */
  readonly latencyMs: number;
  /** By key, e.g. `pattern`, `var:speed`, `effect:star`. */
  readonly tracks: ReadonlyMap<string, Track>;
  /** In ascending order. */
  readonly instants: readonly Instant[];
  /** In ascending order. */
  readonly points: readonly Point[];

  /** Made by `compile`. */
  constructor(
    fields: Pick<
      DeviceTimeline,
      "name" | "kind" | "spec" | "rateHz" | "sampleMs" | "latencyMs" | "tracks" | "instants"
    >,
  ) {
    this.name = fields.name;
    this.kind = fields.kind;
    this.spec = fields.spec;
    this.rateHz = fields.rateHz;
    this.sampleMs = fields.sampleMs;
    this.latencyMs = fields.latencyMs;
    this.tracks = fields.tracks;
    this.instants = fields.instants;
    this.points = pointsOf(fields.tracks, fields.instants);
  }

  /** What the device should be at `t`. */
  stateAt(t: number): State {
    const state = new Map<string, Value>();
    for (const [key, track] of this.tracks) {
      const value = track.at(t);
      if (value !== undefined) state.set(key, value);
    }
    return state;
  }

  /** Index of the first point at or after `t`. */
  pointIndex(t: number): number {
    return lowerBound(this.points, t);
  }

  /** Instants in `[from, to)`. */
  instantsIn(from: number, to: number): readonly Instant[] {
    return this.instants.slice(lowerBound(this.instants, from), lowerBound(this.instants, to));
  }
}

/** A whole show over time. */
export class Timeline {
  /** What people call it. */
  readonly title: string;
  /** When the show is over, in milliseconds. */
  readonly duration: number;
  /** Its sound file, which begins at `offset` milliseconds. */
  readonly audio: { readonly file: string; readonly offset: number } | undefined;
  /** By name. */
  readonly devices: ReadonlyMap<string, DeviceTimeline>;
  /** In ascending order. */
  readonly cues: readonly CueMark[];
  /** Placed markers, in milliseconds. */
  readonly markers: ReadonlyMap<string, number>;

  /** Made by `compile`. */
  constructor(fields: Pick<Timeline, "title" | "duration" | "audio" | "devices" | "cues" | "markers">) {
    this.title = fields.title;
    this.duration = fields.duration;
    this.audio = fields.audio;
    this.devices = fields.devices;
    this.cues = fields.cues;
    this.markers = fields.markers;
  }

  /** When the show holds for a GO, in ascending order. */
  get holds(): readonly number[] {
    return this.cues.filter((cue) => cue.hold).map((cue) => cue.at);
  }

  /**
   * What every device should be at `t`. It depends on nothing but `t`: playing to `t`, jumping to it and jumping
   * back to it give the same.
   *
   * @example
   * ```ts
   * import { compile, pixelblaze, show } from "cuelight";
   * const lawn = pixelblaze("lawn", { host: "192.168.4.21" });
   * const timeline = compile(show("Dusk", {}, (s) => {
   *   s.at("0:00", lawn.brightness(0));
   *   s.at("0:01", lawn.ramp({ brightness: 1 }, { over: "2s" }));
   * }));
   * console.assert(timeline.stateAt(2000).get("lawn")?.get("brightness") === 0.5);
   * ```
   */
  stateAt(t: number): ReadonlyMap<string, State> {
    return new Map([...this.devices].map(([name, device]) => [name, device.stateAt(t)]));
  }

  /** What begins in `[from, to)`, in ascending order of time, device by device within one moment. */
  window(from: number, to: number): readonly TimelineEvent[] {
    const events: TimelineEvent[] = [];
    for (const device of this.devices.values()) {
      for (const [key, { segments }] of device.tracks) {
        for (let i = firstFrom(segments, from); i < segments.length && segments[i]!.start < to; i++) {
          const { start: at, end, from: first, to: last, ease } = segments[i]!;
          events.push(
            end > at
              ? { at, device: device.name, type: "ramp", key, from: first, to: last, end, ease }
              : { at, device: device.name, type: "set", key, value: last },
          );
        }
      }
      for (const { at, name, value } of device.instantsIn(from, to)) {
        events.push({ at, device: device.name, type: "instant", name, ...(value === undefined ? {} : { value }) });
      }
    }
    return events.sort((a, b) => a.at - b.at);
  }

  /** The cue with a name that began last at `t`, or undefined before the first. */
  cueAt(t: number): CueMark | undefined {
    return this.cues.findLast((cue) => cue.at <= t && cue.name !== "");
  }
}

function pointsOf(tracks: ReadonlyMap<string, Track>, instants: readonly Instant[]): Point[] {
  const byTime = new Map<number, { keys: Set<string>; instants: number }>();
  function at(time: number) {
    let point = byTime.get(time);
    if (point === undefined) byTime.set(time, point = { keys: new Set(), instants: 0 });
    return point;
  }
  for (const [key, track] of tracks) {
    track.segments.forEach((segment, i) => {
      // What is forgotten needs no word of its own: the pattern or effect that covers it is told.
      if (segment.start === -Infinity || segment.to === undefined) return;
      at(segment.start).keys.add(key);
      const next = track.segments[i + 1];
      if (segment.end > segment.start && (next === undefined || segment.end < next.start)) {
        at(segment.end).keys.add(key);
      }
    });
  }
  for (const instant of instants) at(instant.at).instants++;
  return [...byTime]
    .sort(([a], [b]) => a - b)
    .map(([time, point]) => ({ at: time, keys: [...point.keys], instants: point.instants }));
}

function firstFrom(segments: readonly { readonly start: number }[], from: number): number {
  return lowerIndex(segments.length, (i) => segments[i]!.start < from);
}

function lowerBound(list: readonly { readonly at: number }[], t: number): number {
  return lowerIndex(list.length, (i) => list[i]!.at < t);
}

/** The first index that is not `before`, of a list in which those that are come first. */
function lowerIndex(length: number, before: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
