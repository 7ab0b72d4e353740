/** What the show is doing, for everybody who asks. @module */

import type { Clock, Millis } from "../runtime/time/clock.ts";
import { Audience, type Listener } from "./audience.ts";
import { Pacer } from "./pacer.ts";
import type { PreviewStatus } from "./types.ts";

/** Least time between two updates in milliseconds: 10 a second. */
const UPDATE_INTERVAL = 100;
const KEEP_ALIVE = 1000;
const MOST_LISTENERS = 16;

/** An update as it is sent. */
export interface PreviewUpdate {
  /** Goes up when fixtures or cues are new, and differs between two servers: the page then loads them again. */
  readonly scene: string;
  /** Milliseconds since the status was given: while playing, the playhead is that much further by now, times the rate. */
  readonly age: Millis;
  /** Nothing before the show said anything. */
  readonly status: PreviewStatus | null;
}

/** Sends status to whoever listens. */
export class Updates {
  readonly #clock: Clock;
  readonly #audience = new Audience(MOST_LISTENERS);
  readonly #pacer: Pacer;
  readonly #serverId = crypto.randomUUID();
  #revision = 0;
  #status: PreviewStatus | null = null;
  #since: Millis = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#pacer = new Pacer({
      clock,
      interval: UPDATE_INTERVAL,
      keepAlive: KEEP_ALIVE,
      run: () => this.#send(),
    });
  }

  get isFull(): boolean {
    return this.#audience.isFull;
  }

  /** The newest status as JSON text. */
  json(): string {
    const update: PreviewUpdate = {
      scene: `${this.#serverId}.${this.#revision}`,
      age: this.#status === null ? 0 : this.#clock.now() - this.#since,
      status: this.#status,
    };
    return JSON.stringify(update);
  }

  set(status: PreviewStatus): void {
    this.#status = status;
    this.#since = this.#clock.now();
    this.#pacer.request();
  }

  /** Has pages load the scene again. */
  sceneChanged(): void {
    this.#revision++;
    this.#pacer.request();
  }

  /** Takes in a socket, which may still be connecting: see {@link Updates.greet}. */
  add(listener: Listener): void {
    this.#audience.add(listener);
  }

  /** Tells a socket that has just opened how things are. */
  greet(listener: Listener): void {
    listener.send(this.json());
  }

  delete(listener: Listener): void {
    this.#audience.delete(listener);
  }

  close(): void {
    this.#pacer.close();
    this.#audience.close();
  }

  #send(): void {
    const skipped = this.#audience.tell(this.json());
    // Whoever missed this update gets the state of things a little later, even if nothing more happens.
    if (skipped > 0) this.#pacer.alive();
  }
}
