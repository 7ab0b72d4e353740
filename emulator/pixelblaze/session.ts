/** One client's connection to a software board. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import type { Millis } from "../../runtime/time/clock.ts";

/** What a session needs of its board. */
export interface SessionHost {
  /** A message has come. */
  received(session: Session, data: string | Uint8Array, now: Millis): void;
  /** The session has ended. */
  closed(session: Session): void;
  /** Whether nothing goes in or out, though the connection stands. */
  readonly frozen: boolean;
  /** By how much everything that is sent is late. */
  readonly delayMs: Millis;
}

/** What a session can do for whoever carries its messages. */
export interface SessionCarrier {
  /** Delivers to the client. */
  readonly send: (data: string | Uint8Array) => void;
  /** The board has dropped the connection. Not called for {@link Session.close}. */
  readonly dropped?: () => void;
}

/** A connection: messages in through {@link receive}, out through the carrier's `send`. */
export class Session {
  /** Counts from 1 for each board. */
  readonly id: number;
  readonly #host: SessionHost;
  readonly #carrier: SessionCarrier;
  #late: { due: Millis; data: string | Uint8Array }[] = [];
  #open = true;

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

  /** A message from the client. Bytes that make no sense are noted and passed over. */
  receive(data: string | Uint8Array, now: Millis): void {
    if (!this.#open || this.#host.frozen) return;
    this.#host.received(this, data, now);
  }

  /** Sends to the client, now or as late as the board is told to be. */
  send(data: string | Uint8Array, now: Millis): void {
    if (!this.#open || this.#host.frozen) return;
    const delay = this.#host.delayMs;
    if (delay === 0 && this.#late.length === 0) this.#carrier.send(data);
    else this.#late.push({ due: Math.max(now + delay, this.#late.at(-1)?.due ?? 0), data });
  }

  /** Sends late messages that are due. */
  flush(now: Millis): void {
    while (this.#open && this.#late.length > 0 && this.#late[0]!.due <= now) {
      this.#carrier.send(this.#late.shift()!.data);
    }
  }

  /** The client has gone. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#late = [];
    this.#host.closed(this);
  }

  /** The board ends the connection. */
  drop(): void {
    if (!this.#open) return;
    this.close();
    this.#carrier.dropped?.();
  }
}

/** The wording for a message that is passed over. @throws whatever else came. */
export function whyIgnored(error: unknown): string {
  if (error instanceof ProtocolError) return error.message;
  throw error;
}
