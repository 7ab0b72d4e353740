/** The firmware of a board. @module */

import { UPGRADE_STATES } from "../../../protocol/mod.ts";
import type { Millis } from "../../time/clock.ts";
import type { BoardAccess } from "./board_access.ts";
import { asking, telling } from "./board_messages.ts";
import { DeviceError } from "./device_error.ts";
import { waiting } from "./waiting.ts";

/** How an update of the firmware stands. */
export type PixelblazeUpgradeState = (typeof UPGRADE_STATES)[number];

const ASK_AGAIN_MS: Millis = 1000;
const CHECK_MS: Millis = 30_000;
const UPLOAD_MS: Millis = 180_000;

/** Looks for new firmware and installs it: only ever when {@link update} or {@link upload} is called. */
export class PixelblazeFirmware {
  readonly #board: BoardAccess;

  /** @ignore made by the client */
  constructor(board: BoardAccess) {
    this.#board = board;
  }

  /** The version, such as `3.40`. */
  async version(): Promise<string> {
    return (await this.#board.settings()).ver ?? "";
  }

  /** How an update stands; a number that is not known is `unknown`. */
  async state(): Promise<PixelblazeUpgradeState> {
    return await this.#board.ask(
      asking(
        "read the state of the update",
        { getUpgradeState: true },
        (message) =>
          message.kind === "upgradeState" ? UPGRADE_STATES[message.upgradeState?.code ?? 0] ?? "unknown" : undefined,
      ),
    );
  }

  /** Has the board, which needs the internet for it, look for new firmware: `updateAvailable` or `upToDate`. */
  async check(): Promise<PixelblazeUpgradeState> {
    await this.#board.ask(telling("look for new firmware", { upgradeVersion: "check" }));
    return await this.#settled("look for new firmware", ["unknown", "checking"]);
  }

  /**
   * Has the board install the firmware that {@link check} found. It reboots when it is done; if it is cut off from power
   * in between, it may not start again.
   *
   * @returns `inProgress` as a rule
   */
  async update(): Promise<PixelblazeUpgradeState> {
    await this.#board.ask(telling("update the firmware", { upgradeVersion: "update" }));
    return await this.#settled("update the firmware", ["unknown", "checking", "updateAvailable"]);
  }

  /** Installs firmware from a `.stfu` archive; as {@link update} for what may go wrong. */
  async upload(archive: Uint8Array): Promise<void> {
    const request = { kind: "update", bytes: archive } as const;
    await this.#board.requestOk("update the firmware", request, { timeoutMs: UPLOAD_MS });
  }

  async #settled(task: string, open: readonly PixelblazeUpgradeState[]): Promise<PixelblazeUpgradeState> {
    const { clock, device } = this.#board;
    const until = clock.now() + CHECK_MS;
    while (clock.now() < until) {
      await waiting(clock, ASK_AGAIN_MS);
      const state = await this.state();
      if (!open.includes(state)) return state;
    }
    throw new DeviceError("timeout", device, task, `it says nothing new within ${CHECK_MS / 1000} s`);
  }
}
