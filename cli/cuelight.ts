/** The `cuelight` command: one row for each of its commands. @module */

import { didYouMean } from "../runtime/model/mod.ts";
import { devicesCommand } from "./devices.ts";
import { doShow, type ShowMode } from "./do_show.ts";
import { emulateCommand } from "./emulate.ts";
import { EXIT, usage } from "./exit.ts";
import { HELP } from "./help.ts";
import { lipsyncCommand } from "./lipsync.ts";
import { loadShow, ShowRefused } from "./load.ts";
import { parseShowArgs } from "./options.ts";
import { phonemesCommand } from "./phonemes.ts";
import { pixelblazeCommand } from "./pixelblaze.ts";
import { pixoCommand } from "./pixo.ts";
import { problemJson, tellProblems } from "./problems_text.ts";
import { print } from "./terminal.ts";
import { VERSION } from "./version.ts";

interface Command {
  /** A line for the help. */
  readonly about: string;
  run(args: readonly string[]): Promise<number>;
}

const SHOW_MODES: readonly ShowMode[] = ["play", "rehearse", "check", "print"];

/** Commands beside those for shows. */
const COMMANDS: Readonly<Record<string, Command>> = {
  devices: { about: "boards on the network: name, address, version, pixels, clock", run: devicesCommand },
  pixelblaze: { about: "one board: patterns, variables, playlist, files, backup", run: pixelblazeCommand },
  pixo: { about: "one face: info, send", run: pixoCommand },
  lipsync: { about: "what a lip-sync file sings, as a table and a picture; converts it", run: lipsyncCommand },
  phonemes: { about: "the sounds and mouths of words", run: phonemesCommand },
  emulate: { about: "software Pixelblaze boards, for any client", run: emulateCommand },
};

/** Runs the command line; returns the exit code. */
export async function cuelight(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
    const rows = Object.entries(COMMANDS).map(([command, { about }]) => `  cuelight ${command.padEnd(20)} ${about}`);
    print(
      rows.length === 0 ? HELP.replace(/More commands.*?COMMANDS\n\n/s, "") : HELP.replace("COMMANDS", rows.join("\n")),
    );
    return name === undefined ? EXIT.wrongUsage : EXIT.ok;
  }
  if (name === "--version" || name === "-V") {
    print(VERSION);
    return EXIT.ok;
  }
  const mode = SHOW_MODES.find((mode) => mode === name);
  if (mode !== undefined) return await showCommand(mode, rest);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return await command.run(rest);
  throw usage(
    `Unknown command "${name}": ${didYouMean(name, [...SHOW_MODES, ...Object.keys(COMMANDS)])}; see cuelight --help`,
  );
}

async function showCommand(mode: ShowMode, args: readonly string[]): Promise<number> {
  const options = parseShowArgs(args);
  if (options.help) {
    print(HELP.replace(/\n\nMore commands.*?COMMANDS/s, ""));
    return EXIT.ok;
  }
  const [file, ...more] = options.rest;
  if (file === undefined) throw usage(`Which show? cuelight ${mode} show.yaml`);
  if (more.length > 0) throw usage(`One show at a time: "${more[0]}" is too much`);
  try {
    return await doShow(mode, await loadShow(file), options);
  } catch (error) {
    if (!(error instanceof ShowRefused)) throw error;
    if (mode === "check" && options.json) {
      print(JSON.stringify({ ok: false, problems: error.problems.map(problemJson) }, null, 2));
    } else tellProblems(error.problems);
    return error.code;
  }
}
