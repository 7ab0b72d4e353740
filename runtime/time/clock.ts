/** The one door to time: everything that waits or asks "when" is given a {@link Clock}. @module */

/** A time or a length of time in milliseconds; fractions count. */
export type Millis = number;

/** Takes back what {@link Clock.at} arranged; calling it twice, or after it ran, does nothing. */
export type Cancel = () => void;

/** Monotonic time. It never goes back, and steps of the wall clock do not touch it. */
export interface Clock {
  /** Milliseconds since an origin of the clock's own. */
  now(): Millis;
  /**
   * Runs `run` once, at or after `when`. A `when` that is past runs soon, never inside this call.
   * The real clock's timers may be early by up to 0.8 ms, so whoever is called asks `now()` again.
   */
  at(when: Millis, run: () => void): Cancel;
}
