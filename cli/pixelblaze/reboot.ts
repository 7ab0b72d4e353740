/** `cuelight pixelblaze ADDRESS reboot`. @module */

import { confirm } from "../devices/confirm.ts";
import { plain, plainJson } from "../devices/plain.ts";
import { print, tell } from "../terminal.ts";
import { type BoardCommand, nameOf } from "./board_command.ts";

export const reboot: BoardCommand = {
  about: "restart the board",
  words: "",
  help:
    `Restarts the board and waits until it is back. It asks first: what was not saved is gone, and it is dark meanwhile.

  --yes   do not ask`,
  count: [0, 0],
  options: ["yes"],
  async run({ connect, options }) {
    const client = await connect();
    const board = plain(await nameOf(client));
    await confirm(`Restart ${board}? What was not saved is gone.`, options.has("yes"));
    await client.reboot();
    await client.reconnect();
    if (options.has("json")) print(plainJson({ address: client.address, rebooted: true }));
    else tell(`${board} is back`);
  },
};
