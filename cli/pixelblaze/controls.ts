/** `cuelight pixelblaze ADDRESS controls`. @module */

import { assignment, numbers } from "../devices/args.ts";
import { plainJson, plainTable } from "../devices/plain.ts";
import { usage } from "../exit.ts";
import { print, tell } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";
import { valueRows } from "./values_text.ts";

/** What the pattern language calls the controls that take a value; a board passes over other names in silence. */
const SETTABLE = /^(slider|toggle|trigger|inputNumber|hsvPicker|rgbPicker)/;

export const controls: BoardCommand = {
  about: "read or set the sliders and pickers of a pattern",
  words: "[NAME=VALUE ...]",
  help:
    `Without words, prints the controls of the pattern that runs with their live values. With words, sets them, all at
once; sliders take 0..1 or a percentage, pickers three of them:

  cuelight pixelblaze 192.168.4.20 controls sliderSpeed=40% hsvPickerColour=0.1,1,1 --save

  --pattern P   prints the stored values of another pattern
  --save        keeps the values for the next time the pattern starts; writes to flash, which wears it`,
  count: [0, 64],
  options: ["pattern", "save"],
  async run({ connect, options, words }) {
    const wanted = Object.fromEntries(words.map(assignment).map(([name, text]) => [name, numbers(name, text)]));
    const pattern = options.text("pattern");
    if (words.length > 0 && pattern !== undefined) {
      throw usage("Only controls of the pattern that runs can be set: activate it first, and leave --pattern out");
    }
    const wrong = Object.keys(wanted).find((name) => !SETTABLE.test(name));
    if (wrong !== undefined) {
      throw usage(
        `There is no control "${wrong}": names begin with slider, toggle, trigger, inputNumber, hsvPicker or rgbPicker`,
      );
    }
    const client = await connect();
    if (words.length > 0) return await client.setControls(wanted, { save: options.has("save") });
    const values = pattern === undefined ? await client.getControls() : await client.patterns.getControls(pattern);
    if (options.has("json")) return print(plainJson(values));
    const rows = valueRows(values);
    if (rows.length === 0) return tell("It has no controls");
    print(plainTable(rows));
  },
};
