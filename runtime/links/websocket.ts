/** A link over the runtime's own WebSocket. @module */

import type { Connect, Data, Link, LinkEvents } from "./link.ts";

/** Most bytes that may wait in a socket before it counts as busy. */
const BUSY_BYTES = 4096;

/**
 * Connects to a WebSocket server, e.g. `ws://192.168.4.20:81`.
 *
 * The client cannot see a peer that is silent and has no ping, and a connect to a hole never ends: whoever uses this
 * link keeps its own time limits and closes it. An abandoned socket is not waited for.
 *
 * A connect throws a DOMException when `url` is none.
 */
export function webSocketLink(url: string): Connect {
  return (events) => new WebSocketLink(url, events);
}

class WebSocketLink implements Link {
  readonly #socket: WebSocket;
  #events: LinkEvents | undefined;

  constructor(url: string, events: LinkEvents) {
    this.#events = events;
    this.#socket = new WebSocket(url);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onopen = () => this.#events === undefined ? this.#socket.close() : this.#events.open();
    this.#socket.onmessage = ({ data }) => {
      this.#events?.data(typeof data === "string" ? data : new Uint8Array(data as ArrayBuffer));
    };
    this.#socket.onerror = (event) =>
      this.#lost(event instanceof ErrorEvent && event.message !== "" ? event.message : "connection failed");
    this.#socket.onclose = ({ code, reason }) => this.#lost(reason !== "" ? reason : `connection closed (${code})`);
  }

  get busy(): boolean {
    return this.#socket.bufferedAmount > BUSY_BYTES;
  }

  send(data: Data): void {
    if (this.#events === undefined || this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(typeof data === "string" ? data : data.slice());
  }

  close(): void {
    this.#events = undefined;
    try {
      this.#socket.close();
    } catch {
      // It was still connecting: it closes itself once it opens.
    }
  }

  #lost(reason: string): void {
    const events = this.#events;
    this.#events = undefined;
    events?.lost(reason);
  }
}
