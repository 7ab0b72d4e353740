/** Plays a timeline on its devices. @module */

import { Device, type DeviceState } from "./devices/device.ts";
import type { Adapter } from "./devices/adapter.ts";
import type { View } from "./devices/outbox.ts";
import type { Connect, Data } from "./links/link.ts";
import { hashUnit } from "./model/blinks.ts";
import type { CueMark, Timeline } from "./model/timeline.ts";
import { TICK, toTick } from "./model/times.ts";
import type { Cancel, Clock, Millis } from "./time/clock.ts";
import { Playhead, type Span } from "./time/playhead.ts";

/** How a device of the show is reached. */
export interface Reach {
  /** Speaks its language. */
  readonly adapter: Adapter;
  /** A new connection to where the device is now, or undefined while that is not known. */
  readonly connect: () => Connect | undefined;
}

/** What happens while a show plays. `at` is the clock's time, `position` the show's. */
export type PlayerEvent =
  | {
    readonly type: "state";
    readonly at: Millis;
    readonly device: string;
    readonly state: DeviceState;
    readonly detail: string;
  }
  | { readonly type: "notice"; readonly at: Millis; readonly device: string; readonly message: string }
  | { readonly type: "message"; readonly at: Millis; readonly device: string; readonly data: Data }
  | { readonly type: "sent"; readonly at: Millis; readonly device: string; readonly due: Millis }
  | { readonly type: "skipped"; readonly at: Millis; readonly device: string; readonly count: number }
  | { readonly type: "thinned"; readonly at: Millis; readonly device: string }
  | { readonly type: "cue"; readonly at: Millis; readonly position: Millis; readonly name: string }
  | { readonly type: "hold"; readonly at: Millis; readonly position: Millis }
  | { readonly type: "end"; readonly at: Millis };

/** What a {@link Player} is made of. */
export interface PlayerOptions {
  /** What is played. */
  readonly timeline: Timeline;
  /** Says when. */
  readonly clock: Clock;
  /** How each device is reached; one that is missing here is not played. */
  readonly reach: ReadonlyMap<string, Reach>;
  /** Show time per clock time, 1 when left out. */
  readonly rate?: number;
  /** Where to begin, in milliseconds. */
  readonly from?: Millis;
  /** Played over and over once it is reached. */
  readonly loop?: { readonly from: Millis; readonly to: Millis } | undefined;
  /** Told of everything that happens. */
  readonly onEvent?: (event: PlayerEvent) => void;
}

/** A GO sooner after another one is the same press of the key. */
const GO_AGAIN_MS = 100;

/**
 * The show on its devices. At its heart is {@link pump}, which does what is due and says when to look again; everything
 * it does follows from where the playhead is, so a device that was away gets what it should show now and nothing else.
 */
export class Player {
  /** What is played. */
  readonly timeline: Timeline;
  /** Where the show is. */
  readonly playhead: Playhead;
  readonly #clock: Clock;
  readonly #devices: Device[] = [];
  readonly #onEvent: (event: PlayerEvent) => void;
  /** Show time up to which each device has played. */
  readonly #fired = new Map<Device, number>();
  #generation = -1;
  #timer: Cancel | undefined;
  #pumping = false;
  #again = false;
  #stopped = false;
  #dark = false;
  #cue: CueMark | undefined;
  #held: number | undefined;
  #wentAt = -Infinity;
  #ended = false;

  /** Nothing is connected yet. */
  constructor(options: PlayerOptions) {
    this.timeline = options.timeline;
    this.#clock = options.clock;
    this.#onEvent = options.onEvent ?? (() => {});
    this.playhead = new Playhead({
      duration: options.timeline.duration,
      holds: options.timeline.holds,
      loop: options.loop,
      rate: options.rate ?? 1,
    });
    [...options.reach].forEach(([name, reach], index) => this.#addDevice(name, reach, index));
    this.playhead.seek(this.#clock.now(), options.from ?? 0);
  }

  /** The devices, to look at. */
  get devices(): readonly { readonly name: string; readonly state: DeviceState }[] {
    return this.#devices;
  }

  /** Where the show is now. */
  get position(): Millis {
    return this.playhead.positionAt(this.#clock.now());
  }

  /** Whether it is dark by {@link blackout}. */
  get isDark(): boolean {
    return this.#dark;
  }

  /** Begins to connect to all devices. What they should show at the place where the show stands is sent as they come. */
  connect(): void {
    for (const device of this.#devices) device.start(this.#clock.now());
    this.#look();
  }

  /** Plays, or plays on; ends a {@link blackout}. */
  play(): void {
    this.#dark = false;
    this.#change((now) => this.playhead.play(now));
  }

  /** Stands still; devices keep what they show. */
  pause(): void {
    this.#change((now) => this.playhead.pause(now));
  }

  /** Jumps; what is jumped over does not happen. */
  seek(position: Millis): void {
    this.#change((now) => this.playhead.seek(now, position));
  }

  /** Plays faster or slower from here on. @throws {RangeError} when the rate is not above 0 and at most 100 */
  setRate(rate: number): void {
    this.#change((now) => this.playhead.setRate(now, rate));
  }

  /** Goes on past the cue that waits; false when none waits, or when the last GO was just now: a key bounces. */
  go(): boolean {
    const now = this.#clock.now();
    if (now - this.#wentAt < GO_AGAIN_MS || !this.playhead.go(now)) return false;
    this.#wentAt = now;
    this.#look();
    return true;
  }

  /** Everything dark at once, whatever waits; the show stands still until it is played again. */
  blackout(): void {
    this.#dark = true;
    this.#change((now) => this.playhead.pause(now));
  }

  /** Says farewell to all devices and ends their links. The player is not used again. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.();
    for (const device of this.#devices) device.stop(this.#clock.now());
  }

  /** Does what is due at `now`; gives the clock time at which to look again, undefined when only something new can help. */
  pump(now: Millis): Millis | undefined {
    const spans = this.playhead.spans(now);
    const position = this.playhead.positionAt(now);
    const jumped = this.playhead.generation !== this.#generation;
    this.#generation = this.playhead.generation;
    let next = this.playhead.nextStop(now);
    for (const device of this.#devices) {
      const view: View = { now, ...this.playhead.ahead(now, device.timeline.latencyMs) };
      if (jumped) device.jump();
      this.#play(device, spans, view);
      const again = device.pump(view, this.#dark);
      if (again !== undefined) next = Math.min(next ?? Infinity, again);
    }
    this.#tell(now, position, spans, jumped);
    return next;
  }

  /** Has a device play what the show played, and as far ahead as the device is slow. */
  #play(device: Device, spans: readonly Span[], view: View): void {
    const { latencyMs } = device.timeline;
    for (const span of spans) {
      const { from, to, endedAt, rate } = span;
      const begunAt = endedAt - (to - from) / rate;
      const begin = span.jumped ? from : this.#fired.get(device) ?? from;
      const end = span === spans.at(-1) ? Math.max(to, toTick(view.position + TICK)) : to;
      device.play(begin, end, (position) => Math.max(begunAt, endedAt + (position - to) / rate - latencyMs));
      this.#fired.set(device, span.jumped ? end : Math.max(begin, end));
    }
  }

  #addDevice(name: string, reach: Reach, index: number): void {
    const timeline = this.timeline.devices.get(name);
    if (timeline === undefined) return;
    const tell = (event: PlayerEvent) => this.#onEvent(event);
    const clock = this.#clock;
    let tries = 0;
    const device = new Device({
      timeline,
      ...reach,
      clock,
      chance: () => hashUnit(index, tries++),
      events: {
        wake: () => this.#look(),
        state: (state, detail) => tell({ type: "state", at: clock.now(), device: name, state, detail }),
        notice: (message) => tell({ type: "notice", at: clock.now(), device: name, message }),
        message: (data, at) => tell({ type: "message", at, device: name, data }),
        sent: (due, at) => tell({ type: "sent", at, device: name, due }),
        skipped: (count) => tell({ type: "skipped", at: clock.now(), device: name, count }),
        thinned: () => tell({ type: "thinned", at: clock.now(), device: name }),
      },
    });
    this.#devices.push(device);
  }

  #change(change: (now: Millis) => void): void {
    change(this.#clock.now());
    this.#look();
  }

  /** Pumps now, and again when the time comes. One that is asked for while another runs follows it. */
  #look(): void {
    if (this.#stopped) return;
    if (this.#pumping) {
      this.#again = true;
      return;
    }
    this.#pumping = true;
    let next: Millis | undefined;
    try {
      do {
        this.#again = false;
        next = this.pump(this.#clock.now());
      } while (this.#again);
    } finally {
      this.#pumping = false;
    }
    this.#timer?.();
    this.#timer = next === undefined ? undefined : this.#clock.at(next, () => this.#look());
  }

  /** Tells of every cue that was played over; after a jump, of the one in which the show stands. */
  #tell(now: Millis, position: Millis, spans: readonly Span[], jumped: boolean): void {
    const { cues } = this.timeline;
    const passed = jumped
      ? cues.filter((cue) => cue === this.timeline.cueAt(position))
      : cues.filter(({ at, name }) => name !== "" && spans.some(({ from, to }) => at >= from && at < to));
    for (const cue of passed) {
      if (cue !== this.#cue) this.#onEvent({ type: "cue", at: now, position: cue.at, name: cue.name });
      this.#cue = cue;
    }
    const hold = this.playhead.holdingAt(now);
    if (hold !== undefined && hold !== this.#held) this.#onEvent({ type: "hold", at: now, position: hold });
    this.#held = hold;
    const ended = this.playhead.endedAt(now);
    if (ended && !this.#ended) this.#onEvent({ type: "end", at: now });
    this.#ended = ended;
  }
}
