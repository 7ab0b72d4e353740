/** The SimPixel stream: the layout once, the last frame, then frames. @module */

import type { SimPixelByteOrder } from "../protocol/simpixel/mod.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { Audience, type Listener } from "./audience.ts";
import { Pacer } from "./pacer.ts";
import type { Stage } from "./stage.ts";
import type { PreviewStats } from "./types.ts";

/** Least time between two frames in milliseconds: 40 a second. */
const FRAME_INTERVAL = 25;

/** How often an unchanged frame is sent again, so that a page can tell a still picture from a dead show. */
const KEEP_ALIVE = 1000;

/** Most viewers at one time. */
const MOST_VIEWERS = 16;

/** Sends the colours of a stage to whoever watches. */
export class Stream {
  readonly #stage: Stage;
  readonly #audience = new Audience(MOST_VIEWERS);
  readonly #pacer: Pacer;
  #frames = 0;

  constructor(stage: Stage, clock: Clock) {
    this.#stage = stage;
    this.#pacer = new Pacer({ clock, interval: FRAME_INTERVAL, keepAlive: KEEP_ALIVE, run: () => this.#send() });
  }

  get stats(): PreviewStats {
    return { clients: this.#audience.size, frames: this.#frames, skipped: this.#audience.skipped };
  }

  get isFull(): boolean {
    return this.#audience.isFull;
  }

  /** Takes in a socket, which may still be connecting: see {@link Stream.greet}. */
  add(listener: Listener): void {
    this.#audience.add(listener);
  }

  /** Gives a socket that has just opened the layout and the last frame, so that it can draw at once. */
  greet(listener: Listener, byteOrder: SimPixelByteOrder): void {
    listener.send(this.#stage.config(byteOrder));
    listener.send(this.#stage.frame);
  }

  delete(listener: Listener): void {
    this.#audience.delete(listener);
  }

  /** The colours of the stage have changed. */
  changed(): void {
    this.#pacer.request();
  }

  /** The show goes on, whether or not a colour has changed. */
  alive(): void {
    this.#pacer.alive();
  }

  close(): void {
    this.#pacer.close();
    this.#audience.close();
  }

  #send(): void {
    const skipped = this.#audience.tell(this.#stage.frame);
    this.#frames++;
    // Whoever missed this frame gets it with the next keep-alive, even if the show then says nothing more.
    if (skipped > 0) this.#pacer.alive();
  }
}
