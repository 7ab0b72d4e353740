/** The clock of a performance. @module */

import type { Cancel, Clock, Millis } from "./clock.ts";

/** Longest single sleep: a timer that is set too far ahead is not kept exactly. */
const LONGEST_SLEEP_MS = 60_000;

/** Monotonic time since the process began; steps of the machine's date do not touch it. */
export class RealClock implements Clock {
  /** Milliseconds since the process began. */
  now(): Millis {
    return performance.now();
  }

  /** Runs `run` at or after `when`. */
  at(when: Millis, run: () => void): Cancel {
    let timer: ReturnType<typeof setTimeout>;
    const arm = () => {
      const wait = when - performance.now();
      timer = wait > LONGEST_SLEEP_MS ? setTimeout(arm, LONGEST_SLEEP_MS) : setTimeout(run, Math.max(0, wait));
    };
    arm();
    return () => clearTimeout(timer);
  }
}

/** Milliseconds since 1970 at the clock's 0, for time sync and for people; read once, so that it never steps. */
export function unixOrigin(): Millis {
  return Date.now() - performance.now();
}
