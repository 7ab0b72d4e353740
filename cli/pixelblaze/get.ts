/** `cuelight pixelblaze ADDRESS get`. @module */

import { encodeEpe, patternPath } from "../../protocol/mod.ts";
import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import { mayWrite, writeLocal } from "../devices/local_file.ts";
import { fileName, plainJson, plainLines } from "../devices/plain.ts";
import { print, tell } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

export const get: BoardCommand = {
  about: "copy a pattern or a file off the board",
  words: "PATTERN|/PATH [FILE]",
  help:
    `Copies a pattern, by its name or id, or a file of the flash, whose path begins with /, to a file of this machine.
How a pattern is written goes by the end of the file's name:

  .epe   an export, for any board and firmware: source and picture; when no FILE is given
  .js    the source alone
  .pbp   as it lies in flash, with the bytecode of this firmware

  cuelight pixelblaze 192.168.4.20 get Twinkle
  cuelight pixelblaze 192.168.4.20 get Twinkle twinkle.js
  cuelight pixelblaze 192.168.4.20 get /config.json -

A FILE of - is the standard output.

  --yes   replace FILE without asking`,
  count: [1, 2],
  options: ["yes"],
  async run({ connect, options, words }) {
    const [what, given] = words as [string, string?];
    const isPath = what.startsWith("/");
    const file = given ?? (isPath ? fileName(what.split("/").at(-1)!) : `${fileName(what)}.epe`);
    if (file !== "-") await mayWrite(file, options.has("yes"));
    const client = await connect();
    const bytes = isPath ? await client.files.get(what) : await patternAs(client, what, file);
    if (file === "-") return await toStdout(bytes);
    await writeLocal(file, bytes);
    if (options.has("json")) print(plainJson({ file, bytes: bytes.length }));
    else tell(`${file}: ${bytes.length} bytes`);
  },
};

async function patternAs(client: PixelblazeClient, idOrName: string, file: string): Promise<Uint8Array> {
  if (/\.js$/i.test(file) || file === "-") return new TextEncoder().encode(await client.patterns.getSource(idOrName));
  if (!/\.pbp$/i.test(file)) return new TextEncoder().encode(encodeEpe(await client.patterns.export(idOrName)));
  return await client.files.get(patternPath((await client.patterns.find(idOrName)).id));
}

/** As it is for a pipe; on a terminal nothing of it can be a command. */
async function toStdout(bytes: Uint8Array): Promise<void> {
  const shown = Deno.stdout.isTerminal()
    ? new TextEncoder().encode(`${plainLines(new TextDecoder().decode(bytes))}\n`)
    : bytes;
  for (let sent = 0; sent < shown.length;) sent += await Deno.stdout.write(shown.subarray(sent));
}
