/** `cuelight pixelblaze ADDRESS activate`. @module */

import { plain, plainJson } from "../devices/plain.ts";
import { print } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

export const activate: BoardCommand = {
  about: "start a pattern",
  words: "PATTERN",
  help: `Starts a pattern, by its name or id, and waits until the board says that it runs.

  --save   also after a restart; writes to flash, which wears it`,
  count: [1, 1],
  options: ["save"],
  async run({ connect, options, words }) {
    const client = await connect();
    const state = await client.patterns.activate(words[0]!, { save: options.has("save") });
    if (options.has("json")) return print(plainJson(state));
    print(`${plain(state.activeProgram?.name ?? words[0]!)} runs`);
  },
};
