/** `cuelight pixelblaze ADDRESS restore`. @module */

import { decodePbb, type FlashFiles, ProtocolError } from "../../protocol/mod.ts";
import { DeviceError } from "../../runtime/devices/client/device_error.ts";
import type { Restored } from "../../runtime/devices/client/pixelblaze_backup.ts";
import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import { confirm } from "../devices/confirm.ts";
import { readLocal } from "../devices/local_file.ts";
import { plain, plainJson } from "../devices/plain.ts";
import { progressBar } from "../devices/progress_bar.ts";
import { couldNotRun } from "../exit.ts";
import { print, tell, Terminal } from "../terminal.ts";
import { type BoardCommand, nameOf } from "./board_command.ts";

const LARGEST = 64 << 20;

export const restore: BoardCommand = {
  about: "write a backup onto the board, and restart it",
  words: "FILE",
  help:
    `Writes every file of a backup (.pbb) that differs from what the board has, and restarts the board so that it takes
notice. It asks first. Files that are the same are left alone, so a restore that broke off can be done again.
A backup holds the name of its board: give the other one a name of its own afterwards.

  --exact       also delete what is on the board and not in the backup
  --no-reboot   do not restart the board
  --yes         do not ask`,
  count: [1, 1],
  options: ["exact", "no-reboot", "yes"],
  async run({ connect, options, words }) {
    const file = words[0]!;
    const files = await readBackup(file);
    const exact = options.has("exact");
    const client = await connect();
    const board = plain(await nameOf(client));
    const lost = exact ? "everything else on it is deleted" : "what it has under the same names is replaced";
    await confirm(`Restore ${files.size} files of ${file} on ${board}? For good: ${lost}.`, options.has("yes"));
    const restored = await write(client, files, exact);
    const reboots = !options.has("no-reboot");
    if (reboots) {
      await client.reboot();
      await client.reconnect();
    }
    if (options.has("json")) return print(plainJson({ ...restored, rebooted: reboots }));
    const { written, unchanged, deleted } = restored;
    tell(`${written.length} files written, ${unchanged.length} were the same, ${deleted.length} deleted`);
    tell(reboots ? `${plain(await nameOf(client))} is back` : "It takes notice when it is restarted");
  },
};

async function readBackup(file: string): Promise<FlashFiles> {
  const bytes = await readLocal(file, LARGEST);
  try {
    return decodePbb(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof ProtocolError) throw couldNotRun(`Cannot read ${file}: ${error.message}`);
    throw error;
  }
}

async function write(client: PixelblazeClient, files: FlashFiles, exact: boolean): Promise<Restored> {
  const terminal = new Terminal();
  try {
    return await client.restore(files, { exact, progress: progressBar(terminal, "restoring") });
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    throw couldNotRun(`${error.message}. The restore broke off: run it again, what is written already is left alone`);
  } finally {
    terminal.endLive();
  }
}
