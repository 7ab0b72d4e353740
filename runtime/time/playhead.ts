/** Play, pause, seek, rate, loop and GO: the way from clock time to show time. @module */

import { TICK, toTick } from "../model/times.ts";
import type { Millis } from "./clock.ts";

/** What a {@link Playhead} moves over. */
export interface PlayheadOptions {
  /** Where the show ends: the playhead stops there. */
  readonly duration: Millis;
  /** Where it holds until a GO, in ascending order. */
  readonly holds?: readonly Millis[];
  /** Plays `[from, to)` over and over once it gets there. */
  readonly loop?: { readonly from: Millis; readonly to: Millis } | undefined;
  /** Show time per clock time; 1 when left out. */
  readonly rate?: number;
}

/** A stretch of show time that was played over: everything in `[from, to)` happened. */
export interface Span {
  /** Its first moment. */
  readonly from: Millis;
  /** The first moment after it. */
  readonly to: Millis;
  /** True when it does not go on where the last one ended. */
  readonly jumped: boolean;
  /** Clock time at which `to` was reached. */
  readonly endedAt: Millis;
  /** Show time per clock time while it was played. */
  readonly rate: number;
}

/**
 * Where the show is. Its position is reckoned from one anchor, `position = at + (now - since) * rate`, never summed up.
 * Whoever uses it gives the clock's time; times never descend.
 */
export class Playhead {
  /** Where the show ends. */
  readonly duration: Millis;
  readonly #holds: readonly Millis[];
  readonly #loop: { readonly from: Millis; readonly to: Millis } | undefined;
  #rate: number;
  #playing = false;
  /** Show time at `#since`. */
  #at = 0;
  #since = 0;
  /** What has been played and not yet been handed out by {@link spans}. */
  #spans: Span[] = [];
  /** Everything before this is in a span. */
  #played = 0;
  /** Holds before this one have been given their GO. */
  #passed = -1;
  #generation = 0;
  /** The next span does not go on where the last one ended. */
  #jumped = true;

  /**
   * Stands still at 0.
   *
   * @throws {RangeError} when the rate is not above 0 and at most 100, or less than 1 ms of the loop is in the show
   */
  constructor(options: PlayheadOptions) {
    this.duration = options.duration;
    this.#holds = options.holds ?? [];
    this.#loop = options.loop && checkLoop(options.loop, options.duration);
    this.#rate = checkRate(options.rate ?? 1);
  }

  /** Grows with every seek and turn of the loop: what belongs to an old one is stale. */
  get generation(): number {
    return this.#generation;
  }

  /** True between play and pause, also while it holds or has reached the end. */
  get playing(): boolean {
    return this.#playing;
  }

  /** Show time per clock time, while it moves. */
  get rate(): number {
    return this.#rate;
  }

  /** Show time at `now`. While it holds, it stands one microsecond before the cue that waits, even before one at 0. */
  positionAt(now: Millis): Millis {
    this.#turn(now);
    return Math.min(this.#free(now), this.#stop());
  }

  /** Show time per clock time at `now`: 0 when paused, holding or at the end. */
  speedAt(now: Millis): number {
    return this.#playing && this.positionAt(now) < this.#stop() ? this.#rate : 0;
  }

  /**
   * Where it will be `lead` of clock time after `now`, and how fast, if nobody touches it. It does not look past a hold,
   * a turn of the loop or the end: there it stands still.
   */
  ahead(now: Millis, lead: Millis): { readonly position: Millis; readonly speed: number } {
    const position = this.positionAt(now);
    const speed = this.speedAt(now);
    if (speed === 0 || lead === 0) return { position, speed };
    const last = this.#loops() ? Math.min(this.#stop(), toTick(this.#loop!.to - TICK)) : this.#stop();
    const there = toTick(position + lead * speed);
    return there < last ? { position: there, speed } : { position: Math.max(position, last), speed: 0 };
  }

  /** The hold it stands at, or undefined. */
  holdingAt(now: Millis): Millis | undefined {
    const position = this.positionAt(now);
    const hold = this.#nextHold();
    return this.#playing && hold !== undefined && position >= toTick(hold - TICK) ? hold : undefined;
  }

  /** Whether the end has been reached. */
  endedAt(now: Millis): boolean {
    return this.#playing && this.positionAt(now) >= this.duration && !this.#loops();
  }

  /** When the playhead will next stop or turn by itself; undefined when it does not move. */
  nextStop(now: Millis): Millis | undefined {
    if (this.speedAt(now) === 0) return undefined;
    const turn = this.#loops() ? this.#loop!.to : Infinity;
    return now + (Math.min(this.#stop(), turn) - this.#free(now)) / this.#rate;
  }

  /**
   * What has been played since the last call, in order. After several turns of the loop in one stall only the last is
   * told: what lies further back is skipped. A seek forgets what was not asked for before it.
   */
  spans(now: Millis): readonly Span[] {
    this.#collect(now);
    const spans = this.#spans;
    this.#spans = [];
    return spans;
  }

  /** Begins or goes on to play. */
  play(now: Millis): void {
    this.#collect(now);
    this.#anchor(now, this.positionAt(now));
    this.#playing = true;
  }

  /** Stands still. */
  pause(now: Millis): void {
    this.#collect(now);
    this.#anchor(now, this.positionAt(now));
    this.#playing = false;
  }

  /**
   * Jumps: what is jumped over does not happen. Holds before `position` count as passed, one at it holds. Before the
   * start is the start, after the end the end.
   *
   * @throws {RangeError} when `position` is not a number
   */
  seek(now: Millis, position: Millis): void {
    if (Number.isNaN(position)) throw new RangeError("Cannot seek: the position is not a number");
    const to = Math.min(this.duration, Math.max(0, toTick(position)));
    this.#passed = this.#holds.findLastIndex((hold) => hold < to);
    this.#spans = [];
    this.#anchor(now, to);
    this.#jump(to);
  }

  /** Changes the rate from here on. @throws {RangeError} when it is not above 0 and at most 100 */
  setRate(now: Millis, rate: number): void {
    checkRate(rate);
    this.#collect(now);
    this.#anchor(now, this.positionAt(now));
    this.#rate = rate;
  }

  /** GO: plays on past the hold it stands at. False when it holds nowhere, so that a GO too many does nothing. */
  go(now: Millis): boolean {
    const hold = this.holdingAt(now);
    if (hold === undefined) return false;
    this.#collect(now);
    this.#passed = this.#holds.lastIndexOf(hold);
    this.#anchor(now, hold);
    return true;
  }

  #anchor(now: Millis, position: Millis): void {
    this.#at = position;
    this.#since = now;
  }

  #jump(position: Millis): void {
    this.#played = position;
    this.#jumped = true;
    this.#generation++;
  }

  /** Puts what has been played into spans. */
  #collect(now: Millis): void {
    const position = this.positionAt(now);
    if (this.#playing) this.#push(toTick(position + TICK));
  }

  #push(until: Millis): void {
    if (until <= this.#played) return;
    this.#spans.push({
      from: this.#played,
      to: until,
      jumped: this.#jumped,
      endedAt: this.#since + (until - this.#at) / this.#rate,
      rate: this.#rate,
    });
    this.#played = until;
    this.#jumped = false;
  }

  /** Turns the loop as often as is due; where a hold is in the loop, it is never due twice. */
  #turn(now: Millis): void {
    if (!this.#playing || !this.#loops() || this.#free(now) < this.#loop!.to || this.#stop() < this.#loop!.to) return;
    const { from, to } = this.#loop!;
    const length = to - from;
    const holds = this.#holds.some((hold) => hold >= from && hold < to);
    const more = holds ? 0 : Math.floor((this.#free(now) - to) / length);
    this.#push(to);
    this.#since += (to - this.#at + more * length) / this.#rate;
    this.#at = from;
    this.#passed = this.#holds.findLastIndex((hold) => hold < from);
    this.#jump(from);
  }

  /** Whether it turns at the end of the loop. */
  #loops(): boolean {
    return this.#loop !== undefined && this.#at < this.#loop.to;
  }

  /** Where it would be if nothing stopped it. */
  #free(now: Millis): Millis {
    return this.#playing ? toTick(this.#at + (now - this.#since) * this.#rate) : this.#at;
  }

  /** The next hold on its way; one at the end of the loop is not. */
  #nextHold(): Millis | undefined {
    const hold = this.#holds[this.#passed + 1];
    return hold !== undefined && this.#loops() && hold >= this.#loop!.to ? undefined : hold;
  }

  /** How far it can go: just before the next hold, or to the end. */
  #stop(): Millis {
    const hold = this.#nextHold();
    return hold === undefined ? this.duration : Math.min(this.duration, toTick(hold - TICK));
  }
}

function checkLoop(
  { from, to }: { readonly from: Millis; readonly to: Millis },
  duration: Millis,
): { readonly from: Millis; readonly to: Millis } {
  const loop = { from: Math.max(0, from), to: Math.min(to, duration) };
  if (loop.to - loop.from >= 1) return loop;
  throw new RangeError(`Cannot loop from ${from} to ${to} ms: wanted at least 1 ms of the ${duration} ms of the show`);
}

function checkRate(rate: number): number {
  if (rate > 0 && rate <= 100) return rate;
  throw new RangeError(`Cannot play at rate ${rate}: wanted above 0 and at most 100`);
}
