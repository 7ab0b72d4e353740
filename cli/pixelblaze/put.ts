/** `cuelight pixelblaze ADDRESS put`. @module */

import { decodeEpe, decodePatternFile, type PatternFile, ProtocolError } from "../../protocol/mod.ts";
import { DeviceError } from "../../runtime/devices/client/device_error.ts";
import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import { confirm } from "../devices/confirm.ts";
import { readLocal } from "../devices/local_file.ts";
import { plain, plainJson } from "../devices/plain.ts";
import { couldNotRun, usage } from "../exit.ts";
import { print } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

/** Larger than any flash. */
const LARGEST = 16 << 20;

export const put: BoardCommand = {
  about: "copy a pattern or a file onto the board",
  words: "FILE [/PATH]",
  help: `Stores a pattern, or with a PATH any file, in the board's flash. What is there under the same name is replaced.

  cuelight pixelblaze 192.168.4.20 put Twinkle.pbp
  cuelight pixelblaze 192.168.4.20 put config.json /config.json

A board runs a pattern only with bytecode, which its own web page makes of the source. A .pbp has it, for the firmware
it came from; an .epe or .js has not: import it on the web page's Edit tab. Software boards run sources.

  --source-only   store an .epe or .js all the same: a real board lists it, and runs it once its web page has saved it
  --yes           replace what is there without asking

Patterns can be started at once. Settings and maps are read when the board starts: reboot it after writing them.`,
  count: [1, 2],
  options: ["source-only", "yes"],
  async run({ connect, options, words }) {
    const [file, path] = words as [string, string?];
    if (path !== undefined && !path.startsWith("/")) throw usage(`"${path}" is no path on a board: it begins with /`);
    const bytes = await readLocal(file, LARGEST);
    const pattern = path === undefined ? patternIn(file, bytes, options.has("source-only")) : undefined;
    const client = await connect();
    if (pattern !== undefined) await putPattern(client, pattern, options.has("yes"), options.has("json"));
    else await putFile(client, path!, bytes, options.has("yes"), options.has("json"));
  },
};

function patternIn(file: string, bytes: Uint8Array, sourceOnly: boolean): PatternFile {
  const [, end = ""] = /\.(pbp|epe|js)$/i.exec(file) ?? [];
  if (end === "") throw usage(`Where does ${file} go? Give its path on the board, such as /config.json`);
  const nothing = new Uint8Array();
  try {
    if (end.toLowerCase() === "pbp") return decodePatternFile(bytes);
    if (!sourceOnly) {
      throw usage(
        `${file} has no bytecode, which only a board's own web page makes: see cuelight pixelblaze put --help`,
      );
    }
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const usual = file.replace(/^.*\//, "").replace(/\.\w+$/, "");
    if (end.toLowerCase() === "js") return { name: usual, jpeg: nothing, byteCode: nothing, source: text };
    const { name, preview, source } = decodeEpe(text);
    return { name: name === "" ? usual : name, jpeg: preview, byteCode: nothing, source };
  } catch (error) {
    if (error instanceof ProtocolError) throw couldNotRun(`Cannot read ${file}: ${error.message}`);
    if (error instanceof TypeError) throw couldNotRun(`Cannot read ${file}: it is not UTF-8 text`);
    throw error;
  }
}

async function putPattern(client: PixelblazeClient, pattern: PatternFile, yes: boolean, json: boolean): Promise<void> {
  const same = (await client.patterns.list()).filter(({ name }) => name === pattern.name);
  if (same.length > 1) {
    throw couldNotRun(`Cannot replace "${pattern.name}" on ${client.address}: ${same.length} patterns are called so`);
  }
  const [there] = same;
  if (there !== undefined) await confirm(`Replace the pattern "${plain(there.name)}" on ${client.address}?`, yes);
  const id = await client.patterns.save(pattern, there === undefined ? {} : { id: there.id });
  print(json ? plainJson({ name: pattern.name, id }) : `${plain(pattern.name)} is stored as ${id}`);
}

async function putFile(
  client: PixelblazeClient,
  path: string,
  bytes: Uint8Array,
  yes: boolean,
  json: boolean,
): Promise<void> {
  if (await exists(client, path)) await confirm(`Replace ${plain(path)} on ${client.address}?`, yes);
  await client.files.put(path, bytes);
  print(json ? plainJson({ path, size: bytes.length }) : `${plain(path)}: ${bytes.length} bytes`);
}

/** Whether there is such a file; older firmware has to be asked for the file itself. */
async function exists(client: PixelblazeClient, path: string): Promise<boolean> {
  try {
    return (await client.files.list()).some((file) => file.path === path);
  } catch (error) {
    if (!(error instanceof DeviceError) || error.code !== "refused") throw error;
    return await client.files.find(path) !== undefined;
  }
}
