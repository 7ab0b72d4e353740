/** WebSockets that are told the newest state. @module */

/** The part of a WebSocket that an audience uses. */
export type Listener = Pick<WebSocket, "readyState" | "bufferedAmount" | "send" | "close">;

/** How many messages may wait in a socket before its owner is passed over. */
const MOST_WAITING = 2;

/** A state of few bytes is passed over only if a fair amount of bytes waits. */
const LEAST_WAITING_BYTES = 4096;

/**
 * Up to so many sockets, each of which gets what it can take: one that is behind misses messages, it is never queued for.
 */
export class Audience {
  readonly #limit: number;
  readonly #listeners = new Set<Listener>();
  #skipped = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Sockets that are open or about to be. */
  get size(): number {
    this.#forgetClosed();
    return this.#listeners.size;
  }

  /** Messages that were not sent to a listener because it was behind. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Whether one more would be too many. */
  get isFull(): boolean {
    return this.size >= this.#limit;
  }

  add(listener: Listener): void {
    this.#listeners.add(listener);
  }

  delete(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  /** Sends to all that keep up. Gives back how many were passed over. */
  tell(message: Uint8Array<ArrayBuffer> | string): number {
    const most = Math.max(MOST_WAITING * message.length, LEAST_WAITING_BYTES);
    let skipped = 0;
    for (const listener of this.#listeners) {
      if (listener.readyState !== WebSocket.OPEN) continue;
      if (listener.bufferedAmount > most) skipped++;
      else listener.send(message);
    }
    this.#skipped += skipped;
    return skipped;
  }

  /** Closes all. */
  close(): void {
    for (const listener of this.#listeners) listener.close(1001, "The preview was closed");
    this.#listeners.clear();
  }

  /** A socket that gave up on a silent peer is closing for as long as the peer stays silent: its place is free at once. */
  #forgetClosed(): void {
    for (const listener of this.#listeners) {
      if (listener.readyState > WebSocket.OPEN) this.#listeners.delete(listener);
    }
  }
}
