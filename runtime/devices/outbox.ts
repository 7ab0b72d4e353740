/** Decides what one device is told when, within what it can take. @module */

import { pointCost } from "../model/kinds.ts";
import { RateWindow, WINDOW_MS } from "../model/rate_window.ts";
import type { DeviceTimeline, Instant, State } from "../model/timeline.ts";
import { segmentValue, type Track, type Value } from "../model/track.ts";
import type { Adapter, Message } from "./adapter.ts";

/** Where the show is, for one device. */
export interface View {
  /** The clock's time. */
  readonly now: number;
  /** Show time that the device should show now. */
  readonly position: number;
  /** Show time per clock time; 0 when the show stands still. */
  readonly speed: number;
}

/** Where messages go. */
export interface Sink {
  /** Whether a message would leave at once. */
  ready(): boolean;
  send(message: Message): void;
}

/** What an {@link Outbox} tells. */
export interface OutboxEvents {
  /** What was due at `due` (clock time) has been sent at `at`. */
  sent(due: number, at: number): void;
  refused(reason: string): void;
  /** Instants that were not sent within a quarter of a second and no longer make sense; the first was due at `due`. */
  skipped(count: number, due: number): void;
  /** A sample of a ramp was left out to keep to the rate. */
  thinned(): void;
}

/** An instant that could not be sent for so long is left out. */
const INSTANT_LIFE_MS = 250;

/**
 * Keeps what the device is, as far as it has been told, and sends the difference to what it should be: always the newest value of a
 * key, so nothing queues. Values that jump are sent as soon as the rate allows; a ramp is sampled in the middle of the
 * time for which a sample will stand, only when that leaves room for what is due next, and its last value always.
 */
export class Outbox {
  readonly #timeline: DeviceTimeline;
  readonly #adapter: Adapter;
  readonly #events: OutboxEvents;
  readonly #window: RateWindow;
  readonly #shadow = new Map<string, Value>();
  /** Of which segment of its track each value in the shadow is; what is missing here is told at once. */
  readonly #told = new Map<string, number>();
  #instants: { readonly instant: Instant; readonly due: number }[] = [];
  #lastSample = -Infinity;
  /** Clock time of the oldest value that is due and not yet sent. */
  #due: number | undefined;

  constructor(timeline: DeviceTimeline, adapter: Adapter, events: OutboxEvents) {
    this.#timeline = timeline;
    this.#adapter = adapter;
    this.#events = events;
    this.#window = new RateWindow(timeline.rateHz);
  }

  /** When a message may be sent within the rate: `now` itself when one may be sent now. */
  nextFree(now: number): number {
    return this.#window.nextFree(now);
  }

  /** Whether a message may be sent now and leaves room for everything that is due within the next second. */
  hasRoom(view: View): boolean {
    return this.#roomFor(view, 1);
  }

  /** Counts a message that went past the outbox. */
  count(now: number): void {
    this.#window.take(now);
  }

  /** The device has lost its memory, or another one is at the end of the link: all has to be told anew. */
  forget(): void {
    this.#shadow.clear();
    this.#lastSample = -Infinity;
  }

  /** The show jumped: what was due before no longer is. */
  jump(): void {
    this.#due = undefined;
    this.#instants = [];
    this.#told.clear();
  }

  /** Show time in `[from, to)` has been played: what was in it became due, at the clock time that `dueAt` gives. */
  play(from: number, to: number, dueAt: (position: number) => number): void {
    const { points } = this.#timeline;
    for (let i = this.#timeline.pointIndex(from); i < points.length && points[i]!.at < to; i++) {
      if (points[i]!.keys.length > 0) this.#due ??= dueAt(points[i]!.at);
    }
    for (const instant of this.#timeline.instantsIn(from, to)) {
      this.#instants.push({ instant, due: dueAt(instant.at) });
    }
  }

  /** Forgets what is too late. Called at every look, before {@link pump}; while the link is down nothing is owed. */
  note(now: number, linked: boolean): void {
    if (!linked) this.#due = undefined;
    const alive = this.#instants.filter(({ due }) => now - due <= INSTANT_LIFE_MS);
    const skipped = this.#instants.length - alive.length;
    if (skipped > 0) this.#events.skipped(skipped, this.#instants[0]!.due);
    this.#instants = alive;
  }

  /** Sends what is due and may be sent; gives the clock time at which to ask again, undefined for "when something happens". */
  pump(view: View, sink: Sink): number | undefined {
    const next = this.#nextPoint(view);
    const { target, moving } = this.#target(view, next);
    const { changes, forgotten } = this.#changes(target);
    const samples = [...changes.keys()].filter((key) =>
      moving.has(key) && !forgotten.has(key) && this.#goesOn(key, view)
    );
    const urgent = changes.size > samples.length;
    const sampleAt = this.#lastSample + this.#timeline.sampleMs;
    if (!urgent) this.#due = undefined;
    if (!urgent && this.#instants.length === 0) {
      if (moving.size === 0) return next;
      if (view.now < sampleAt) return earliest(next, sampleAt);
      if (next !== undefined && next - view.now < this.#timeline.sampleMs) return next;
      if (this.nextFree(view.now) > view.now) return earliest(next, this.nextFree(view.now));
      if (!this.#roomFor(view, 1)) {
        this.#events.thinned();
        return earliest(next, view.now + this.#timeline.sampleMs);
      }
    } else if (
      samples.length > 0 && (view.now < sampleAt || !(urgent || this.#roomFor(view, 1 + this.#instants.length)))
    ) {
      if (view.now >= sampleAt) this.#events.thinned();
      for (const key of samples) changes.delete(key);
    }
    const blockedUntil = this.#send(changes, moving, view, sink);
    if (blockedUntil !== undefined) return blockedUntil;
    if (moving.size === 0) return next;
    const again = this.#lastSample + this.#timeline.sampleMs;
    return earliest(next, again > view.now ? again : view.now + this.#timeline.sampleMs);
  }

  /** Undefined when all is sent; else the clock time to try again, Infinity when the sink has to become ready first. */
  #send(changes: Map<string, Value>, moving: ReadonlySet<string>, view: View, sink: Sink): number | undefined {
    if (changes.size === 0 && this.#instants.length === 0) return undefined;
    const { messages, refused } = this.#adapter.encode(changes, this.#instants.map(({ instant }) => instant));
    for (const { keys, reason } of refused) {
      if (reason !== "") this.#events.refused(reason);
      for (const key of keys) this.#remember(key, changes.get(key)!, view);
    }
    for (const message of messages) {
      if (!sink.ready()) return Infinity;
      if (this.#window.free(view.now) === 0) return this.#window.nextFree(view.now);
      sink.send(message);
      this.#window.take(view.now);
      if (message.clears !== undefined) {
        for (const key of [...this.#shadow.keys()].filter(message.clears)) this.#shadow.delete(key);
      }
      for (const [key, value] of message.makes) {
        this.#remember(key, value, view);
        if (moving.has(key)) this.#lastSample = view.now;
      }
      for (const { due } of this.#instants.splice(0, message.fires)) this.#events.sent(due, view.now);
    }
    if (this.#due !== undefined) this.#events.sent(this.#due, view.now);
    this.#due = undefined;
    return undefined;
  }

  /** The device has been told a value, or is not to be told it again. */
  #remember(key: string, value: Value, view: View): void {
    this.#shadow.set(key, value);
    this.#told.set(key, this.#timeline.tracks.get(key)!.indexAt(view.position));
  }

  /** Whether a value goes on where the device has been told to be, so that it can wait. */
  #goesOn(key: string, view: View): boolean {
    const told = this.#told.get(key);
    if (told === undefined || !this.#shadow.has(key)) return false;
    const track = this.#timeline.tracks.get(key)!;
    for (let index = track.indexAt(view.position); index > told; index--) if (jumps(track, index)) return false;
    return true;
  }

  /** What the device should be, and which keys are on their way to somewhere else. */
  #target(view: View, next: number | undefined): { target: Map<string, Value>; moving: Set<string> } {
    const target = new Map<string, Value>();
    const moving = new Set<string>();
    const { sampleMs, tracks } = this.#timeline;
    const stands = next !== undefined && next - view.now < 2 * sampleMs ? next - view.now : sampleMs;
    for (const [key, track] of tracks) {
      const index = track.indexAt(view.position);
      const segment = track.segments[index];
      if (segment === undefined) continue;
      const end = track.endOf(index);
      const isMoving = view.speed > 0 && view.position < end && segment.from !== segment.to;
      const until = isMoving ? Math.min(view.position + stands * view.speed, end) : view.position;
      const value = segmentValue(segment, (view.position + until) / 2);
      if (isMoving) moving.add(key);
      if (value !== undefined) target.set(key, value);
    }
    return { target, moving };
  }

  /** What differs between what the device is and what it should be, and what has to be told anew all the same. */
  #changes(target: State): { changes: Map<string, Value>; forgotten: ReadonlySet<string> } {
    const forgotten = new Set(this.#adapter.forgets(this.#shadow, target));
    const changes = new Map<string, Value>();
    for (const [key, value] of target) {
      if (forgotten.has(key) || !same(this.#shadow.get(key), value)) changes.set(key, value);
    }
    return { changes, forgotten };
  }

  /** Clock time of the next point, undefined when there is none or the show stands still. */
  #nextPoint(view: View): number | undefined {
    if (view.speed === 0) return undefined;
    const { points } = this.#timeline;
    let index = this.#timeline.pointIndex(view.position);
    if (points[index]?.at === view.position) index++;
    return index < points.length ? clockTime(points[index]!.at, view) : undefined;
  }

  /** Whether `messages` sent now leave room for everything that is due within the next second. */
  #roomFor(view: View, messages: number): boolean {
    if (this.#window.free(view.now) < messages) return false;
    const { points } = this.#timeline;
    let wanted = 0;
    for (let i = this.#timeline.pointIndex(view.position); i < points.length; i++) {
      const at = clockTime(points[i]!.at, view);
      if (at <= view.now) continue;
      if (at - view.now >= WINDOW_MS) break;
      wanted += pointCost(this.#timeline.kind, points[i]!);
      if (!this.#window.leavesRoom(view.now, messages, wanted, at)) return false;
    }
    return true;
  }
}

/** Whether a track jumps where the segment at `index` begins. */
function jumps(track: Track, index: number): boolean {
  const segment = track.segments[index]!;
  const before = track.segments[index - 1];
  return !same(before && segmentValue(before, segment.start), segment.from);
}

function clockTime(position: number, view: View): number {
  return view.speed === 0 ? view.now : view.now + (position - view.position) / view.speed;
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => one === b[i]);
}
