/** `cuelight pixelblaze ADDRESS vars`. @module */

import { didYouMean } from "../../runtime/model/mod.ts";
import { assignment, numbers } from "../devices/args.ts";
import { plainJson, plainTable } from "../devices/plain.ts";
import { usage } from "../exit.ts";
import { print, tell } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";
import { valueRows } from "./values_text.ts";

export const vars: BoardCommand = {
  about: "read or set the exported variables of the pattern that runs",
  words: "[NAME=VALUE ...]",
  help: `Without words, prints the variables that the running pattern exports. With words, sets them, all at once:

  cuelight pixelblaze 192.168.4.20 vars speed=0.2 colour=1,0,0.5

An array is set as a whole. Variables are never saved: starting the pattern anew resets them.`,
  count: [0, 256],
  options: [],
  async run({ connect, options, words }) {
    const wanted = Object.fromEntries(words.map(assignment).map(([name, text]) => [name, numbers(name, text)]));
    const client = await connect();
    const known = await client.getVars();
    if (words.length > 0) {
      const missing = Object.keys(wanted).find((name) => !Object.hasOwn(known, name));
      if (missing !== undefined) {
        throw usage(
          `The pattern that runs exports no variable "${missing}": ${didYouMean(missing, Object.keys(known))}`,
        );
      }
      return await client.setVars(wanted);
    }
    if (options.has("json")) return print(plainJson(known));
    const rows = valueRows(known);
    if (rows.length === 0) return tell("The pattern that runs exports no variables");
    print(plainTable(rows));
  },
};
