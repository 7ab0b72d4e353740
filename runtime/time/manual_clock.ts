/** The clock of a test, and of everything that runs faster than time. @module */

import type { Cancel, Clock, Millis } from "./clock.ts";

interface Timer {
  readonly when: Millis;
  readonly order: number;
  readonly run: () => void;
}

/**
 * Stands still until it is told to go on. Timers run in order of time, those of one moment in the order in which they
 * were set; while one runs, `now()` is the time it was set for.
 *
 * @example
 * ```ts
 * import { ManualClock } from "cuelight/testing";
 * const clock = new ManualClock();
 * const heard: number[] = [];
 * clock.at(20, () => heard.push(clock.now()));
 * clock.advance(50);
 * console.assert(heard[0] === 20 && clock.now() === 50);
 * ```
 */
export class ManualClock implements Clock {
  #now: Millis;
  #order = 0;
  #timers: Timer[] = [];

  /**
   * Stands at `now`.
   *
   * @param now where it begins, 0 when left out
   */
  constructor(now: Millis = 0) {
    this.#now = now;
  }

  /** Where it stands. */
  now(): Millis {
    return this.#now;
  }

  /** Runs `run` when it is moved to `when` or past it. */
  at(when: Millis, run: () => void): Cancel {
    const timer = { when, order: this.#order++, run };
    const index = this.#timers.findIndex((other) => other.when > when);
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** When the next timer is due, or undefined when none is set. */
  get next(): Millis | undefined {
    return this.#timers[0]?.when;
  }

  /** Goes on by `ms`, running every timer on the way. */
  advance(ms: Millis): void {
    this.advanceTo(this.#now + ms);
  }

  /** Goes on to `when`, running every timer on the way. Timers that set timers for the same moment are followed too. */
  advanceTo(when: Millis): void {
    while (this.#timers[0] !== undefined && this.#timers[0].when <= when) {
      const timer = this.#timers.shift()!;
      this.#now = Math.max(this.#now, timer.when);
      timer.run();
    }
    this.#now = Math.max(this.#now, when);
  }
}
