/** Every client's connection to one software board. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import { Session, type SessionCarrier, type SessionHost } from "./session.ts";

/** Opens, counts and drops connections, and sends to all of them. */
export class SessionHub {
  readonly #host: SessionHost;
  readonly #sessions = new Set<Session>();
  #opened = 0;

  /**
   * Without connections.
   *
   * @param host What the sessions need of their board.
   */
  constructor(host: Omit<SessionHost, "closed">) {
    this.#host = { ...host, closed: (session) => void this.#sessions.delete(session) };
  }

  /** Connections that stand. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Opens one. */
  open(carrier: SessionCarrier): Session {
    const session = new Session(++this.#opened, this.#host, carrier);
    this.#sessions.add(session);
    return session;
  }

  /** Sends to every client. */
  broadcast(data: string | Uint8Array, now: Millis): void {
    for (const session of this.#sessions) session.send(data, now);
  }

  /** Sends late messages that are due. */
  flush(now: Millis): void {
    for (const session of [...this.#sessions]) session.flush(now);
  }

  /** When the next late message leaves; infinity if none waits. */
  get due(): Millis {
    let due = Infinity;
    for (const session of this.#sessions) due = Math.min(due, session.due ?? due);
    return due;
  }

  /** Ends every connection. */
  dropAll(): void {
    for (const session of [...this.#sessions]) session.drop();
  }
}
