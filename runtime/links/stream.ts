/** A link over a pair of byte streams: the common part of the tty, TCP and any Web-Serial-like port. @module */

import type { Data, Link, LinkEvents } from "./link.ts";

/** What a line transport is made of. */
export interface Port {
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  close(): void;
}

const ENCODER = new TextEncoder();

/**
 * Carries bytes over a port that `open` opens. At most one write is outstanding: what is sent while the link is
 * {@link Link.busy} is dropped, because a mouth that waits in a buffer is a mouth that is late.
 */
export class StreamLink implements Link {
  #events: LinkEvents | undefined;
  #port: Port | undefined;
  #writing = false;

  constructor(open: () => Promise<Port>, events: LinkEvents) {
    this.#events = events;
    this.#run(open).catch((error) => this.#lost(error instanceof Error ? error.message : String(error)));
  }

  get busy(): boolean {
    return this.#writing;
  }

  send(data: Data): void {
    if (this.#port === undefined || this.#writing) return;
    this.#writing = true;
    this.#write(this.#port, typeof data === "string" ? ENCODER.encode(data) : data)
      .catch((error) => this.#lost(error instanceof Error ? error.message : String(error)));
  }

  close(): void {
    this.#events = undefined;
    if (!this.#writing) this.#closePort();
  }

  async #run(open: () => Promise<Port>): Promise<void> {
    const port = await open();
    if (this.#events === undefined) return port.close();
    this.#port = port;
    this.#events.open();
    const buffer = new Uint8Array(1024);
    while (this.#events !== undefined) {
      const length = await port.read(buffer);
      if (length === null) return this.#lost("the other side closed it");
      this.#events?.data(buffer.slice(0, length));
    }
  }

  async #write(port: Port, bytes: Uint8Array): Promise<void> {
    for (let sent = 0, took = 0; sent < bytes.length; sent += took) {
      took = await port.write(bytes.subarray(sent));
      if (took === 0) throw new Error("the port takes no data");
    }
    this.#writing = false;
    if (this.#events === undefined) return this.#closePort();
    this.#events.idle();
  }

  #lost(reason: string): void {
    const events = this.#events;
    this.#events = undefined;
    this.#closePort();
    events?.lost(reason);
  }

  #closePort(): void {
    try {
      this.#port?.close();
    } catch {
      // Already gone, e.g. unplugged.
    }
    this.#port = undefined;
  }
}
