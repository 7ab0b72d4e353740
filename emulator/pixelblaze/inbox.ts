/** Takes in what a client sends, no faster than leaves time for everything else. @module */

import type { Cancel, Clock, Millis } from "../../runtime/time/clock.ts";

/** How long messages are handled at a stretch, and how long the stretch is in which that counts. */
const WORK_MS: Millis = 20;
const STRETCH_MS: Millis = 100;
/** What may wait: beyond it the client floods the board. */
const MOST_WAITING = 4 * 1024 * 1024;
/** What a message takes up besides its characters or bytes. */
const MESSAGE_BYTES = 64;

/**
 * The messages of one client. They are handled as they come, until that has taken too long: the rest waits for a timer,
 * so that a client that floods a board does not keep the others from theirs.
 */
export class Inbox {
  readonly #clock: Clock;
  readonly #receive: (data: string | Uint8Array) => void;
  #waiting: (string | Uint8Array)[] = [];
  #bytes = 0;
  #since: Millis = -Infinity;
  #worked: Millis = 0;
  #cancel: Cancel | undefined;

  /**
   * Empty.
   *
   * @param receive Handles a message.
   */
  constructor(clock: Clock, receive: (data: string | Uint8Array) => void) {
    this.#clock = clock;
    this.#receive = receive;
  }

  /** Takes a message; false if too many wait, and then it is lost. */
  push(data: string | Uint8Array): boolean {
    if (this.#waiting.length === 0 && this.#hasTime()) {
      this.#handle(data);
      return true;
    }
    if (this.#bytes + data.length + MESSAGE_BYTES > MOST_WAITING) return false;
    this.#waiting.push(data);
    this.#bytes += data.length + MESSAGE_BYTES;
    this.#cancel ??= this.#clock.at(this.#clock.now(), () => this.#drain());
    return true;
  }

  /** Forgets what waits. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = [];
    this.#bytes = 0;
  }

  #drain(): void {
    this.#cancel = undefined;
    this.#since = this.#clock.now();
    this.#worked = 0;
    let handled = 0;
    while (handled < this.#waiting.length && this.#hasTime()) {
      const data = this.#waiting[handled++]!;
      this.#bytes -= data.length + MESSAGE_BYTES;
      this.#handle(data);
    }
    this.#waiting.splice(0, handled);
    if (this.#waiting.length > 0) this.#cancel = this.#clock.at(this.#clock.now(), () => this.#drain());
  }

  #hasTime(): boolean {
    const now = this.#clock.now();
    if (now - this.#since >= STRETCH_MS) {
      this.#since = now;
      this.#worked = 0;
    }
    return this.#worked < WORK_MS;
  }

  #handle(data: string | Uint8Array): void {
    const before = this.#clock.now();
    this.#receive(data);
    this.#worked += this.#clock.now() - before;
  }
}
