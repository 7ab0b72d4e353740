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
  /** Everything before this has been handed out by {@link spans}. */
  #played = 0;
  /** Holds before this one have been given their GO. */
  #passed = -1;
  #generation = 0;
  /** The next span does not go on where the last one ended. */
  #jumped = true;

  /**
   * Stands still at 0.
   *
   * @throws {RangeError} when the rate is not above 0, or the loop is empty
   */
  constructor(options: PlayheadOptions) {
    this.duration = options.duration;
    this.#holds = options.holds ?? [];
    this.#loop = options.loop;
    this.#rate = checkRate(options.rate ?? 1);
    if (this.#loop !== undefined && !(this.#loop.to - this.#loop.from >= 1)) {
      throw new RangeError(`Loop must be at least 1 ms long: it goes from ${this.#loop.from} to ${this.#loop.to}`);
    }
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

  /** Show time at `now`. While it holds, it stands one microsecond before the cue that waits. */
  positionAt(now: Millis): Millis {
    return this.#clamp(this.#free(now));
  }

  /** Show time per clock time at `now`: 0 when paused, holding or at the end. */
  speedAt(now: Millis): number {
    if (!this.#playing) return 0;
    const position = this.#free(now);
    return position >= this.#stop() ? 0 : this.#rate;
  }

  /** The hold it stands at, or undefined. */
  holdingAt(now: Millis): Millis | undefined {
    const hold = this.#nextHold();
    return this.#playing && hold !== undefined && this.#free(now) >= hold - TICK ? hold : undefined;
  }

  /** Whether the end has been reached. */
  endedAt(now: Millis): boolean {
    if (!this.#playing || (this.#loop !== undefined && this.#at < this.#loop.to)) return false;
    return this.positionAt(now) >= this.duration;
  }

  /** When the playhead will next stop or turn by itself; undefined when it does not move. */
  nextStop(now: Millis): Millis | undefined {
    if (this.speedAt(now) === 0) return undefined;
    const position = this.#free(now);
    const turn = this.#loop !== undefined && position < this.#loop.to ? this.#loop.to : Infinity;
    return now + (Math.min(this.#stop(), turn) - position) / this.#rate;
  }

  /** What has been played since the last call, in order; one more span than turns of the loop, empty ones left out. */
  spans(now: Millis): readonly Span[] {
    const spans: Span[] = [];
    const loop = this.#loop;
    if (
      loop !== undefined && this.#playing && this.#at < loop.to && this.#free(now) >= loop.to && this.#stop() >= loop.to
    ) {
      this.#push(spans, loop.to);
      const length = loop.to - loop.from;
      const turns = Math.floor((this.#free(now) - loop.to) / length) + 1;
      this.#since += (loop.to - this.#at + (turns - 1) * length) / this.#rate;
      this.#at = loop.from;
      this.#passed = this.#holds.findLastIndex((hold) => hold < loop.from);
      this.#jump(loop.from);
    }
    if (this.#playing) this.#push(spans, toTick(this.positionAt(now) + TICK));
    return spans;
  }

  /** Begins or goes on to play. */
  play(now: Millis): void {
    this.#anchor(now, this.positionAt(now));
    this.#playing = true;
  }

  /** Stands still. */
  pause(now: Millis): void {
    this.#anchor(now, this.positionAt(now));
    this.#playing = false;
  }

  /** Jumps: what is jumped over does not happen. Holds before `position` count as passed, one at it holds. */
  seek(now: Millis, position: Millis): void {
    const to = Math.min(this.duration, Math.max(0, toTick(position)));
    this.#passed = this.#holds.findLastIndex((hold) => hold < to);
    this.#anchor(now, to);
    this.#jump(to);
  }

  /** Changes the rate from here on. @throws {RangeError} when it is not above 0 and at most 100 */
  setRate(now: Millis, rate: number): void {
    checkRate(rate);
    this.#anchor(now, this.positionAt(now));
    this.#rate = rate;
  }

  /** GO: plays on past the hold it stands at. False when it holds nowhere, so that a GO too many does nothing. */
  go(now: Millis): boolean {
    const hold = this.holdingAt(now);
    if (hold === undefined) return false;
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

  #push(spans: Span[], until: Millis): void {
    if (until <= this.#played) return;
    spans.push({ from: this.#played, to: until, jumped: this.#jumped });
    this.#played = until;
    this.#jumped = false;
  }

  /** Where it would be if nothing stopped it. */
  #free(now: Millis): Millis {
    return this.#playing ? toTick(this.#at + (now - this.#since) * this.#rate) : this.#at;
  }

  #clamp(position: Millis): Millis {
    const hold = this.#nextHold();
    if (hold !== undefined && position >= hold - TICK) return Math.max(0, toTick(hold - TICK));
    return Math.min(position, this.duration);
  }

  #nextHold(): Millis | undefined {
    return this.#holds[this.#passed + 1];
  }

  #stop(): Millis {
    const hold = this.#nextHold();
    return hold === undefined ? this.duration : Math.min(this.duration, hold - TICK);
  }
}

function checkRate(rate: number): number {
  if (rate > 0 && rate <= 100) return rate;
  throw new RangeError(`Cannot play at rate ${rate}: wanted above 0 and at most 100`);
}
