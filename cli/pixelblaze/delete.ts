/** `cuelight pixelblaze ADDRESS delete`. @module */

import { confirm } from "../devices/confirm.ts";
import { plain } from "../devices/plain.ts";
import type { BoardCommand } from "./board_command.ts";

export const deletes: BoardCommand = {
  about: "delete a pattern or a file for good",
  words: "PATTERN|/PATH",
  help: `Deletes a pattern with its control values, by its name or id, or a file of the flash, whose path begins with /.
It asks first: what is deleted is gone, unless there is a backup.

  --yes   do not ask`,
  count: [1, 1],
  options: ["yes"],
  async run({ connect, options, words }) {
    const what = words[0]!;
    const client = await connect();
    const yes = options.has("yes");
    if (what.startsWith("/")) {
      await confirm(`Delete ${plain(what)} on ${client.address} for good?`, yes);
      return await client.files.delete(what);
    }
    const { id, name } = await client.patterns.find(what);
    await confirm(`Delete the pattern "${plain(name)}" on ${client.address} for good?`, yes);
    await client.patterns.delete(id);
  },
};
