/** What a board sends by itself, for whoever loops over it. @module */

import type { BoardAccess } from "./board_access.ts";
import { type PixelblazeMessage, telling } from "./board_messages.ts";
import { DeviceError } from "./device_error.ts";
import { Feed } from "./feed.ts";

/** How a stream ends before its connection does. */
export interface StreamOptions {
  /** Ends it with the reason it is aborted with. Leaving the loop ends it too. */
  readonly signal?: AbortSignal;
}

/** What a stream is made of. */
export interface StreamKind<T> {
  /** For messages: `stream the statistics`. */
  readonly task: string;
  /** How many are kept for a slow reader. */
  readonly limit: number;
  /** Whether the board sends it only while its updates are on. */
  readonly needsUpdates?: boolean;
  /** What of a message belongs to it. */
  pick(message: PixelblazeMessage): T | undefined;
}

interface OpenStream {
  readonly needsUpdates: boolean;
  take(message: PixelblazeMessage): void;
  end(over: { readonly error?: unknown }): void;
}

/** The streams that are open. A board's switch for updates is on while one of them needs it. */
export class BoardStreams {
  readonly #board: () => BoardAccess;
  readonly #open = new Set<OpenStream>();

  /** @param board asked for when it is needed, because the two know each other */
  constructor(board: () => BoardAccess) {
    this.#board = board;
  }

  /** Begins a stream. */
  start<T>(kind: StreamKind<T>, { signal }: StreamOptions): Feed<T> {
    const stop = () => feed.end({ error: signal?.reason });
    const feed = new Feed<T>(kind.limit, () => {
      signal?.removeEventListener("abort", stop);
      this.#left(stream);
    });
    const stream: OpenStream = {
      needsUpdates: kind.needsUpdates ?? false,
      take: (message) => {
        const value = kind.pick(message);
        if (value !== undefined) feed.push(value);
      },
      end: (over) => feed.end(over),
    };
    const board = this.#board();
    if (signal?.aborted) stop();
    else if (!board.open) {
      feed.end({ error: new DeviceError("closed", board.device, kind.task, "it is not connected") });
    } else {
      signal?.addEventListener("abort", stop);
      const first = stream.needsUpdates && !this.#needUpdates;
      this.#open.add(stream);
      if (first) board.ask(telling(kind.task, { sendUpdates: true })).catch((error) => feed.end({ error }));
    }
    return feed;
  }

  /** The board sent something. */
  heard(message: PixelblazeMessage): void {
    for (const stream of [...this.#open]) stream.take(message);
  }

  /** The connection has ended, closed when there is no error. */
  ended(error: unknown): void {
    for (const stream of [...this.#open]) stream.end(error === undefined ? {} : { error });
  }

  get #needUpdates(): boolean {
    return [...this.#open].some(({ needsUpdates }) => needsUpdates);
  }

  #left(stream: OpenStream): void {
    const was = this.#needUpdates;
    this.#open.delete(stream);
    const board = this.#board();
    if (!was || this.#needUpdates || !board.open) return;
    // Whether it arrives is nothing to wait for: a board that is told nothing goes on sending, and is passed over.
    board.ask(telling("switch updates off", { sendUpdates: false })).catch(() => {});
  }
}
