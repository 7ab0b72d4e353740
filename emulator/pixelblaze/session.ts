/** One client's connection to a software board. @module */

import { FrameReassembler } from "../../protocol/pixelblaze/reassembler.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import { MAX_UPLOAD_BYTES } from "./uploads.ts";

/** What a session needs of its board. */
export interface SessionHost {
  /** A message has come. */
  received(session: Session, data: string | Uint8Array, now: Millis): void;
  /** The session has ended. */
  closed(session: Session): void;
  /** Whether nothing goes in or out, though the connection stands. */
  frozen(now: Millis): boolean;
  /** By how much everything that is sent is late. */
  delayMs(now: Millis): Millis;
}

/** What carries a session's messages. */
export interface SessionCarrier {
  /** Delivers to the client. */
  readonly send: (data: string | Uint8Array) => void;
  /** The board has dropped the connection. Not called for {@link Session.close}. */
  readonly dropped?: () => void;
}

/** Bytes that may wait to be late; a client that asks for more is let go. */
const MOST_LATE = 4 * 1024 * 1024;

/** A connection: messages in through {@link receive}, out through the carrier's `send`. */
export class Session {
  /** Counts from 1 for each board. */
  readonly id: number;
  /** Uploads that are not complete. */
  readonly uploads = new FrameReassembler(MAX_UPLOAD_BYTES);
  readonly #host: SessionHost;
  readonly #carrier: SessionCarrier;
  #late: { due: Millis; data: string | Uint8Array }[] = [];
  #lateBytes = 0;
  #open = true;

  /** Boards make sessions: see `connect`. */
  constructor(id: number, host: SessionHost, carrier: SessionCarrier) {
    this.id = id;
    this.#host = host;
    this.#carrier = carrier;
  }

  /** Whether the connection stands, as the board sees it. */
  get open(): boolean {
    return this.#open;
  }

  /** When the next late message leaves. */
  get due(): Millis | undefined {
    return this.#late[0]?.due;
  }

  /** A message from the client. What makes no sense is noted and passed over; nothing is thrown. */
  receive(data: string | Uint8Array, now: Millis): void {
    if (!this.#open || this.#host.frozen(now)) return;
    this.#host.received(this, data, now);
  }

  /** Sends to the client, now or as late as the board is told to be, always in order. */
  send(data: string | Uint8Array, now: Millis): void {
    if (!this.#open || this.#host.frozen(now)) return;
    const delay = this.#host.delayMs(now);
    if (delay === 0 && this.#late.length === 0) return this.#carrier.send(data);
    this.#late.push({ due: now + delay, data });
    this.#lateBytes += data.length;
    if (this.#lateBytes > MOST_LATE) this.drop();
  }

  /** Sends late messages that are due; a frozen board loses them. */
  flush(now: Millis): void {
    while (this.#late[0] !== undefined && this.#late[0].due <= now) {
      const { data } = this.#late.shift()!;
      this.#lateBytes -= data.length;
      if (this.#open && !this.#host.frozen(now)) this.#carrier.send(data);
    }
  }

  /** The client has gone. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#late = [];
    this.#lateBytes = 0;
    this.uploads.clear();
    this.#host.closed(this);
  }

  /** The board ends the connection. */
  drop(): void {
    if (!this.#open) return;
    this.close();
    this.#carrier.dropped?.();
  }
}
