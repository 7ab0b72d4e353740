/** Plays the music of a performance through mpv, and keeps it where the show is. @module */

import type { Clock } from "../runtime/time/clock.ts";
import { reason } from "./load.ts";

/** Music that plays. */
export interface Music {
  /** Tells where the show is, in milliseconds, and how fast it moves; 0 when it stands still. Called often. */
  follow(position: number, speed: number): void;
  close(): Promise<void>;
}

/** Music further from the show than this is moved: sound 45 ms early is what people notice first (ITU-R BT.1359-1). */
const DRIFT_MS = 40;
/** After a move mpv needs a moment to tell the truth again. */
const SETTLE_MS = 600;
/** How often the socket of a starting mpv is tried, and how long. */
const TRY_MS = 50;
const TRIES = 60;

/**
 * Starts mpv on a file, paused. Undefined, with the reason told, when that cannot be done: a show without music is
 * still a show.
 *
 * @param offset where in the show the music begins, in milliseconds
 */
export async function startMusic(
  file: string,
  offset: number,
  clock: Clock,
  tell: (text: string) => void,
): Promise<Music | undefined> {
  const folder = await Deno.makeTempDir();
  try {
    return await MpvMusic.start(file, offset, clock, folder);
  } catch (error) {
    await Deno.remove(folder, { recursive: true });
    const why = error instanceof Deno.errors.NotFound ? "mpv is not installed" : reason(error);
    tell(`Music ${file} is not played: ${why}; install mpv, or say --no-music and start it yourself`);
    return undefined;
  }
}

class MpvMusic implements Music {
  readonly #process: Deno.ChildProcess;
  readonly #socket: Deno.UnixConn;
  readonly #clock: Clock;
  readonly #offset: number;
  readonly #folder: string;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #wanted: { position: number; speed: number; at: number } | undefined;
  #told: { pause: boolean; speed: number } = { pause: true, speed: 1 };
  #movedAt = -Infinity;
  #closed = false;

  private constructor(process: Deno.ChildProcess, socket: Deno.UnixConn, clock: Clock, offset: number, folder: string) {
    this.#process = process;
    this.#socket = socket;
    this.#clock = clock;
    this.#offset = offset;
    this.#folder = folder;
    this.#writer = socket.writable.getWriter();
    this.#send(["observe_property", 1, "time-pos"]);
    this.#listen().catch(() => {}); // mpv has gone: the show goes on without music.
  }

  static async start(file: string, offset: number, clock: Clock, folder: string): Promise<MpvMusic> {
    const path = `${folder}/mpv`;
    const args = [
      "--no-video",
      "--no-terminal",
      "--pause",
      "--keep-open=always",
      "--hr-seek=yes",
      `--input-ipc-server=${path}`,
      "--",
      file,
    ];
    const process = new Deno.Command("mpv", { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
    for (let i = 0;; i++) {
      try {
        return new MpvMusic(process, await Deno.connect({ transport: "unix", path }), clock, offset, folder);
      } catch (error) {
        if (i === TRIES) {
          process.kill();
          throw error instanceof Deno.errors.NotFound ? new Error("mpv does not answer") : error;
        }
        await new Promise<void>((resolve) => clock.at(clock.now() + TRY_MS, resolve));
      }
    }
  }

  follow(position: number, speed: number): void {
    const before = this.#wanted;
    const now = this.#clock.now();
    this.#wanted = { position, speed, at: now };
    const pause = speed === 0 || position < this.#offset;
    if (pause !== this.#told.pause || (before !== undefined && this.#jumped(before, position, now))) this.#move(now);
    if (speed > 0 && speed !== this.#told.speed) this.#send(["set_property", "speed", this.#told.speed = speed]);
    if (pause !== this.#told.pause) this.#send(["set_property", "pause", this.#told.pause = pause]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    try {
      this.#process.kill();
    } catch {
      // It has ended by itself.
    }
    await this.#process.status;
    await this.#writer.abort().catch(() => {});
    try {
      this.#socket.close();
    } catch {
      // Closed with its streams.
    }
    await Deno.remove(this.#folder, { recursive: true });
  }

  #jumped(before: { position: number; speed: number; at: number }, position: number, now: number): boolean {
    return Math.abs(position - before.position - (now - before.at) * before.speed) > 250;
  }

  #move(now: number): void {
    const { position } = this.#wanted!;
    this.#movedAt = now;
    this.#send(["seek", Math.max(0, position - this.#offset) / 1000, "absolute+exact"]);
  }

  async #listen(): Promise<void> {
    let rest = "";
    for await (const text of this.#socket.readable.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#hear(JSON.parse(line));
    }
  }

  /** Where mpv says it is, against where the show is at that moment. */
  #hear({ event, data }: { event?: string; data?: unknown }): void {
    if (event !== "property-change" || typeof data !== "number" || this.#wanted === undefined || this.#told.pause) {
      return;
    }
    const now = this.#clock.now();
    if (now - this.#movedAt < SETTLE_MS) return;
    const position = this.#wanted.position + (now - this.#wanted.at) * this.#wanted.speed;
    if (Math.abs(data * 1000 - (position - this.#offset)) <= DRIFT_MS) return;
    this.#wanted = { ...this.#wanted, position, at: now };
    this.#move(now);
  }

  #send(command: readonly unknown[]): void {
    if (this.#closed) return;
    this.#writer.write(new TextEncoder().encode(`${JSON.stringify({ command })}\n`)).catch(() => {});
  }
}
