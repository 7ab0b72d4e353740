/** `cuelight pixelblaze ADDRESS backup`. @module */

import { encodePbb } from "../../protocol/mod.ts";
import { mayWrite, writeLocal } from "../devices/local_file.ts";
import { fileName, plainJson } from "../devices/plain.ts";
import { kilobytes, progressBar } from "../devices/progress_bar.ts";
import { print, tell, Terminal } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

export const backup: BoardCommand = {
  about: "copy everything off the board into one file",
  words: "[FILE]",
  help:
    `Copies patterns, their controls, playlists, map and settings into a backup (.pbb), as the board's own web page makes
them. Without FILE it is called after the board. It is written when everything is there, so there are no half ones.

  cuelight pixelblaze 192.168.4.20 backup lawn.pbb

  --yes   replace FILE without asking`,
  count: [0, 1],
  options: ["yes"],
  async run({ connect, options, words }) {
    if (words[0] !== undefined) await mayWrite(words[0], options.has("yes"));
    const client = await connect();
    const { name } = await client.getSettings();
    const file = words[0] ?? `${fileName(name ?? client.address)}.pbb`;
    if (words[0] === undefined) await mayWrite(file, options.has("yes"));
    const terminal = new Terminal();
    try {
      const files = await client.backup({ progress: progressBar(terminal, "backing up") });
      await writeLocal(file, new TextEncoder().encode(encodePbb(files)));
      const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      if (options.has("json")) print(plainJson({ file, files: files.size, bytes }));
      else tell(`${file}: ${files.size} files, ${kilobytes(bytes)}`);
    } finally {
      terminal.endLive();
    }
  },
};
