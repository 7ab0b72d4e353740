/** `cuelight pixelblaze ADDRESS config`. @module */

import { PIXELBLAZE_SETTABLE, type ValueKind } from "../../protocol/mod.ts";
import type { SettableSettings } from "../../runtime/devices/client/pixelblaze_options.ts";
import { didYouMean } from "../../runtime/model/mod.ts";
import { assignment } from "../devices/args.ts";
import { plainJson, plainTable } from "../devices/plain.ts";
import { usage } from "../exit.ts";
import { print } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";

export const config: BoardCommand = {
  about: "read or set the settings",
  words: "[NAME=VALUE ...]",
  help: `Without words, prints every setting that this firmware has. With words, sets them, all at once:

  cuelight pixelblaze 192.168.4.20 config brightness=40% name="Front lawn"

Levels are 0..1 or a percentage, times are in milliseconds, of a day as 22:30. Name, time zone and what the web page
shows are kept by the board in any case, the others only with --save.

  --save   also after a restart; writes to flash, which wears it`,
  count: [0, 64],
  options: ["save"],
  async run({ connect, options, words }) {
    const wanted = Object.fromEntries(words.map(assignment).map(([name, text]) => [name, settingOf(name, text)]));
    const client = await connect();
    if (words.length > 0) return await client.setSettings(wanted as SettableSettings, { save: options.has("save") });
    const settings = await client.getSettings();
    if (options.has("json")) return print(plainJson(settings));
    print(plainTable(Object.entries(settings).map(([name, value]) => [name, String(value)])));
  },
};

/** The value as the setting wants it. @throws {Exit} when it does not fit */
function settingOf(name: string, text: string): unknown {
  if (!Object.hasOwn(PIXELBLAZE_SETTABLE, name)) {
    throw usage(`There is no setting "${name}": ${didYouMean(name, Object.keys(PIXELBLAZE_SETTABLE))}`);
  }
  const kind = PIXELBLAZE_SETTABLE[name as keyof typeof PIXELBLAZE_SETTABLE] as ValueKind<unknown>;
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  const readings: unknown[] = [
    ...text === "true" || text === "on" ? [true] : text === "false" || text === "off" ? [false] : [],
    ...text === "null" ? [null] : [],
    ...percent === null ? [] : [Number(percent[1]) / 100],
    ...text.trim() === "" ? [] : [Number(text)],
    text,
  ];
  for (const value of readings) {
    if (!Number.isNaN(value) && kind.write(value) !== undefined) return value;
  }
  throw usage(`${name} is "${text}": wanted ${kind.wants}`);
}
