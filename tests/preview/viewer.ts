/** A WebSocket client for tests, whose messages are asked for one by one. */

import { deadline } from "@std/async/deadline";

/** Longest wait for a message that must come, in milliseconds. */
const PATIENCE = 5000;

export class Viewer implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly #inbox: (Uint8Array | string)[] = [];
  readonly #closed = Promise.withResolvers<void>();
  #wake: (() => void) | undefined;
  #isClosed = false;

  constructor(url: string) {
    this.socket = new WebSocket(url.replace(/^http/, "ws"));
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = ({ data }) => {
      this.#inbox.push(typeof data === "string" ? data : new Uint8Array(data));
      this.#wake?.();
    };
    this.socket.onerror = (event) => event.preventDefault();
    this.socket.onclose = () => {
      this.#isClosed = true;
      this.#closed.resolve();
      this.#wake?.();
    };
  }

  /** Messages that came and were not asked for yet. */
  get waiting(): number {
    return this.#inbox.length;
  }

  /** Resolves once the connection is closed. */
  get closed(): Promise<void> {
    return deadline(this.#closed.promise, PATIENCE);
  }

  /** The next message. */
  async next(): Promise<Uint8Array | string> {
    while (this.#inbox.length === 0) {
      if (this.#isClosed) throw new Error("The connection was closed before a message came");
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await deadline(promise, PATIENCE);
    }
    return this.#inbox.shift()!;
  }

  /** The next message of bytes as hex, or the next text. */
  async nextText(): Promise<string> {
    const message = await this.next();
    return typeof message === "string" ? message : message.toHex();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isClosed) this.socket.close();
    await this.closed;
  }
}
