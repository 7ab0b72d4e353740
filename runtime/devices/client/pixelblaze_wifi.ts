/** The Wi-Fi of a board. @module */

import {
  type AccessPoint,
  type BoardRequest,
  decodeWifiScan,
  decodeWifiStatus,
  type WifiSave,
  type WifiStatus,
} from "../../../protocol/mod.ts";
import type { Millis } from "../../time/clock.ts";
import type { BoardAccess } from "./board_access.ts";
import { DeviceError } from "./device_error.ts";
import { understood } from "./pixelblaze_files.ts";
import { waiting } from "./waiting.ts";

const ASK_AGAIN_MS: Millis = 500;
const SCAN_MS: Millis = 15_000;

/** Reads and sets the network a board is in. Firmware 2 has no such pages. */
export class PixelblazeWifi {
  readonly #board: BoardAccess;

  /** @ignore made by the client */
  constructor(board: BoardAccess) {
    this.#board = board;
  }

  /** Which network it is in; `status` is one of `WIFI_STATES`. */
  async status(): Promise<WifiStatus> {
    return await this.#read("read the Wi-Fi status", { kind: "wifiStatus" }, decodeWifiStatus);
  }

  /** Has it look for networks, which takes some seconds, and gives those it found. */
  async scan(): Promise<readonly AccessPoint[]> {
    const { clock, device } = this.#board;
    const task = "look for networks";
    const until = clock.now() + SCAN_MS;
    while (clock.now() < until) {
      const found = await this.#read(task, { kind: "wifiScan" }, decodeWifiScan);
      if (found !== undefined) return found;
      await waiting(clock, ASK_AGAIN_MS);
    }
    throw new DeviceError("timeout", device, task, `it still looks after ${SCAN_MS / 1000} s`);
  }

  /**
   * Sets the network it joins, or has it be one. The board leaves the network it is in: with a wrong name or password it
   * can only be reached by its own setup network. The password is in no error and no log.
   */
  async save(wifi: WifiSave): Promise<void> {
    await this.#read("set the Wi-Fi", { kind: "wifiSave", wifi }, () => undefined);
  }

  async #read<T>(task: string, request: BoardRequest, decode: (text: string) => T): Promise<T> {
    const { device } = this.#board;
    const { status, bytes } = await this.#board.request(task, request);
    if (status === 200) return understood(device, task, () => decode(new TextDecoder().decode(bytes)));
    const reason = status === 404
      ? "it has no Wi-Fi pages, as firmware 2"
      : `its web server answered with status ${status}`;
    throw new DeviceError("refused", device, task, reason);
  }
}
