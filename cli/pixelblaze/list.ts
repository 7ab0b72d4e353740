/** `cuelight pixelblaze ADDRESS list`. @module */

import { plainJson, plainTable } from "../devices/plain.ts";
import { print, tell } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

export const list: BoardCommand = {
  about: "the patterns that are stored",
  words: "",
  help: `The patterns in the board's own order, with their ids. A * marks the one that runs.
Commands take a pattern by its name or its id; ids tell patterns of one name apart.`,
  count: [0, 0],
  options: [],
  async run({ connect, options }) {
    const client = await connect();
    const { activeProgram } = await client.sequencer.state();
    const patterns = (await client.patterns.list()).map(({ id, name }) => ({
      name,
      id,
      runs: id === activeProgram?.activeProgramId,
    }));
    if (options.has("json")) return print(plainJson(patterns));
    if (patterns.length === 0) return tell("It has no patterns");
    const rows = patterns.map(({ name, id, runs }) => [runs ? "*" : " ", name, id]);
    print(plainTable([["", "pattern", "id"], ...rows]));
  },
};
