/** The line that shows how the show is doing. @module */

import { formatTime, type Timeline } from "../runtime/model/mod.ts";
import type { Player, PlayerEvent } from "../runtime/player.ts";
import { KEYS_HELP } from "./keys.ts";
import { print, type Terminal } from "./terminal.ts";

/** How often a line is written where there is no terminal to write over, in show milliseconds. */
const LINE_EVERY_MS = 10_000;

/** Tells of cues and devices as they come, and keeps one line with time, cue and devices; as JSON lines when asked. */
export class Progress {
  readonly #timeline: Timeline;
  readonly #terminal: Terminal;
  readonly #json: boolean;
  #cue = "";
  #nextLine = 0;
  #saidKeys = false;
  /** Why each device that is away was lost. */
  readonly #lost = new Map<string, string>();

  constructor(timeline: Timeline, terminal: Terminal, json: boolean) {
    this.#timeline = timeline;
    this.#terminal = terminal;
    this.#json = json;
  }

  /** What the player tells. */
  event(event: PlayerEvent, position: number): void {
    if (event.type === "cue") this.#cue = event.name;
    if (this.#json) {
      if (event.type !== "message" && event.type !== "sent" && event.type !== "thinned") {
        print(JSON.stringify({ ...event, position }));
      }
      return;
    }
    const time = this.#terminal.paint("dim", formatTime(position, 1).padStart(7));
    const { paint } = this.#terminal;
    switch (event.type) {
      case "cue":
        this.#terminal.line(`${time}  ${paint("bold", event.name)}`);
        break;
      case "hold":
        this.#terminal.line(`${time}  ${paint("yellow", "waits for a GO")}`);
        break;
      case "state":
        if (event.state === "ready") {
          this.#terminal.line(
            `${time}  ${event.device} ${paint("green", "ready")}${
              event.detail === "" ? "" : `: ${clean(event.detail)}`
            }`,
          );
        }
        if (event.state === "ready") this.#lost.delete(event.device);
        if (event.state === "waiting" && event.detail !== "" && this.#lost.get(event.device) !== event.detail) {
          // Every try that fails for the same reason is not news.
          this.#lost.set(event.device, event.detail);
          this.#terminal.line(`${time}  ${event.device} ${paint("red", "not there")}: ${clean(event.detail)}`);
        }
        break;
      case "notice":
        this.#terminal.line(`${time}  ${event.device} ${paint("yellow", clean(event.message))}`);
        break;
      case "skipped":
        this.#terminal.line(`${time}  ${event.device} ${paint("yellow", `skipped ${event.count} that came too late`)}`);
        break;
    }
  }

  /** Writes the line anew. */
  show(player: Player): void {
    if (this.#json) return;
    const { position } = player;
    if (this.#terminal.isTerminal) {
      this.#terminal.live(this.#line(player));
    } else if (position >= this.#nextLine) {
      this.#terminal.line(this.#line(player));
      this.#nextLine = (Math.floor(position / LINE_EVERY_MS) + 1) * LINE_EVERY_MS;
    }
    if (this.#terminal.isTerminal && !this.#saidKeys) {
      this.#saidKeys = true;
      if (Deno.stdin.isTerminal()) this.#terminal.line(this.#terminal.paint("dim", `keys: ${KEYS_HELP}`));
    }
  }

  #line(player: Player): string {
    const { paint } = this.#terminal;
    const symbol = player.isDark ? "■" : player.playhead.playing ? "▶" : "❚❚";
    const devices = player.devices.map(({ name, state }) =>
      `${name} ${state === "ready" ? paint("green", "●") : paint("red", `○ ${state}`)}`
    );
    const time = `${formatTime(player.position, 1)} / ${formatTime(this.#timeline.duration, 1)}`;
    return `${symbol} ${paint("bold", time)}  ${paint("cyan", this.#cue)}  ${devices.join("  ")}`;
  }
}

/** Text from a device without what could command a terminal. */
function clean(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, "?");
}
