/** Real time that waits: no timer is ever late by it, however busy the machine is. @module */

import type { Cancel, Clock, Millis } from "../../runtime/time/clock.ts";

interface Timer {
  readonly when: Millis;
  readonly run: () => void;
}

/**
 * Goes as fast as real time, but stands at a timer's time until that timer has run, and while it is held. A test on real
 * sockets that uses it takes longer on a busy machine, and sees the same.
 */
export class PatientClock implements Clock {
  #timers: Timer[] = [];
  #behind = 0;
  #last = 0;
  #held = false;
  #armed: ReturnType<typeof setTimeout> | undefined;

  now(): Millis {
    const free = performance.now() - this.#behind;
    const first = this.#held ? this.#last : this.#timers[0]?.when ?? Infinity;
    const time = Math.max(this.#last, Math.min(free, first));
    this.#behind += Math.max(0, free - time);
    return this.#last = time;
  }

  at(when: Millis, run: () => void): Cancel {
    const timer = { when, run };
    const index = this.#timers.findIndex((other) => other.when > when);
    this.#timers.splice(index < 0 ? this.#timers.length : index, 0, timer);
    this.#arm();
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
      this.#arm();
    };
  }

  /** Stands still until it is released. */
  hold(): void {
    this.now();
    this.#held = true;
  }

  /** Goes on. */
  release(): void {
    this.now();
    this.#held = false;
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#armed);
    const first = this.#timers[0];
    if (first === undefined || this.#held) return;
    this.#armed = setTimeout(() => {
      if (this.now() >= first.when) {
        this.#timers.shift();
        first.run();
      }
      this.#arm();
    }, Math.max(0, first.when - this.now()));
  }
}
