/** What every server of a software Pixo has in common. @module */

import { LineReader } from "../../protocol/pixo/line_reader.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { SoftPixo } from "./soft_pixo.ts";

/** A software Pixo that others can connect to. */
export interface PixoServer extends AsyncDisposable {
  /** Where: the path of a terminal, or `tcp://host:port`. */
  readonly address: string;
  /** Takes it away; done when nothing of it is left. Closing again does nothing. */
  close(): Promise<void>;
}

/** One connection's way through a Pixo: bytes in, bytes of replies out. */
export class PixoSession {
  readonly #lines = new LineReader();
  readonly #encoder = new TextEncoder();

  /** A session of its own line buffer with a device that others may use too. */
  constructor(readonly pixo: SoftPixo, readonly clock: Clock) {}

  /** Does the commands of the lines that `bytes` completes, and gives the replies with their line endings. */
  receive(bytes: Uint8Array): Uint8Array {
    const now = this.clock.now();
    const replies = this.#lines.push(bytes).flatMap((item) =>
      item.kind === "line" ? this.pixo.receive(item.text, now) : []
    );
    return this.#encoder.encode(replies.map((reply) => `${reply}\n`).join(""));
  }
}
