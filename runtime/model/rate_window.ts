/** Counts messages in the second that has just passed. @module */

/** A limit of messages in any sliding second. */
export class RateWindow {
  readonly #rateHz: number;
  #sent: number[] = [];

  /** @param rateHz whole messages a second; a fraction is rounded down, below 1 it is 1 */
  constructor(rateHz: number) {
    this.#rateHz = Math.max(1, Math.floor(rateHz));
  }

  /** How many more messages may be sent at `at`, with all that was taken before; 0 also when it was too many. */
  free(at: number): number {
    return Math.max(0, this.#rateHz - this.#sent.filter((time) => time + WINDOW_MS > at).length);
  }

  /** Whether messages sent at `at` would still leave room for `count` at `later`, or for as many as ever fit. */
  leavesRoom(at: number, messages: number, count: number, later: number): boolean {
    const still = later - at < WINDOW_MS ? messages : 0;
    return this.free(later) - still >= Math.min(count, this.#rateHz);
  }

  /** When at least one message may be sent: `at` itself when one may be sent now. */
  nextFree(at: number): number {
    if (this.free(at) > 0) return at;
    return this.#sent[this.#sent.length - this.#rateHz]! + WINDOW_MS;
  }

  /** Notes a message that is sent at `at`; times never descend. */
  take(at: number): void {
    this.#sent = this.#sent.filter((time) => time + WINDOW_MS > at);
    this.#sent.push(at);
  }
}

/**
 * A message sent this long ago counts no more: a second, and a twentieth so that messages which bunch up on their way
 * still keep the limit where they arrive.
 */
export const WINDOW_MS = 1050;
