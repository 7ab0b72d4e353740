/** Runs something now and then, but not more often than allowed. @module */

import type { Cancel, Clock, Millis } from "../runtime/time/clock.ts";

/** How often a {@link Pacer} runs. */
export interface PacerOptions {
  readonly clock: Clock;
  /** Least time between two runs. */
  readonly interval: Millis;
  /** Longest time between two runs, as long as somebody shows signs of life in between. */
  readonly keepAlive: Millis;
  readonly run: () => void;
}

/**
 * Merges many requests into few runs, and runs now and then without a request for as long as {@link Pacer.alive} or
 * {@link Pacer.request} was called since the last run.
 */
export class Pacer {
  readonly #options: PacerOptions;
  #due: Millis = -Infinity;
  #lastRun: Millis = -Infinity;
  #timer: Cancel | undefined;
  #requested = false;
  #isAlive = false;
  #closed = false;

  constructor(options: PacerOptions) {
    this.#options = options;
  }

  /** Asks for a run as soon as the interval allows, never inside this call. */
  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    this.#arm(Math.max(this.#lastRun + this.#options.interval, this.#options.clock.now()));
  }

  /** A sign of life: there is nothing new, but the last state still holds. */
  alive(): void {
    this.#isAlive = true;
    if (this.#timer === undefined) {
      this.#arm(Math.max(this.#lastRun + this.#options.keepAlive, this.#options.clock.now()));
    }
  }

  /** No run begins after this. */
  close(): void {
    this.#closed = true;
    this.#timer?.();
  }

  #arm(due: Millis): void {
    this.#timer?.();
    this.#due = due;
    if (!this.#closed) this.#timer = this.#options.clock.at(due, () => this.#fire());
  }

  #fire(): void {
    this.#timer = undefined;
    const now = this.#options.clock.now();
    if (now < this.#due) return this.#arm(this.#due);
    if (!this.#requested && !this.#isAlive) return;
    // The planned time counts, not the late one, so that a steady stream keeps its rate; after a stall it starts anew.
    this.#lastRun = now - this.#due < this.#options.interval ? this.#due : now;
    this.#requested = false;
    this.#isAlive = false;
    this.#options.run();
    if (this.#timer === undefined) this.#arm(this.#lastRun + this.#options.keepAlive);
  }
}
