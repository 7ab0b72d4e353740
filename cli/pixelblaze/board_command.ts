/** What every command for one board has in common. @module */

import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import type { DeviceArgs } from "../devices/args.ts";

/** A call of a command. */
export interface BoardCall {
  /** As it was typed, for hints. */
  readonly address: string;
  /** What follows the command's name. */
  readonly words: readonly string[];
  readonly options: DeviceArgs;
  /** Connects, once; what is refused without the board is refused before. */
  connect(): Promise<PixelblazeClient>;
}

/** A row of the table of commands. */
export interface BoardCommand {
  /** A line for the help. */
  readonly about: string;
  /** What it is called with, for the help: `[NAME=VALUE ...]`. */
  readonly words: string;
  /** What `--help` teaches. */
  readonly help: string;
  /** Fewest and most words. */
  readonly count: readonly [number, number];
  /** Options beside those of all commands. */
  readonly options: readonly string[];
  run(call: BoardCall): Promise<void>;
}

/** The board as people call it: `"Lawn" (192.168.4.20)`. */
export async function nameOf(client: PixelblazeClient): Promise<string> {
  const { name } = await client.getSettings();
  return name === undefined || name === "" ? client.address : `"${name}" (${client.address})`;
}
