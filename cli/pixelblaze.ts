/** `cuelight pixelblaze`: what one board is asked from the command line. @module */

import { PixelblazeClient } from "../runtime/devices/client/pixelblaze_client.ts";
import { didYouMean } from "../runtime/model/mod.ts";
import { type DeviceArgs, readArgs } from "./devices/args.ts";
import { deviceCommand } from "./devices/device_exit.ts";
import { EXIT, usage } from "./exit.ts";
import { activate } from "./pixelblaze/activate.ts";
import { backup } from "./pixelblaze/backup.ts";
import type { BoardCommand } from "./pixelblaze/board_command.ts";
import { config } from "./pixelblaze/config.ts";
import { controls } from "./pixelblaze/controls.ts";
import { deletes } from "./pixelblaze/delete.ts";
import { get } from "./pixelblaze/get.ts";
import { list } from "./pixelblaze/list.ts";
import { playlist } from "./pixelblaze/playlist.ts";
import { put } from "./pixelblaze/put.ts";
import { reboot } from "./pixelblaze/reboot.ts";
import { restore } from "./pixelblaze/restore.ts";
import { show } from "./pixelblaze/show.ts";
import { vars } from "./pixelblaze/vars.ts";
import { print } from "./terminal.ts";

/** Every command, in the order of the help. */
const COMMANDS: Readonly<Record<string, BoardCommand>> = {
  list,
  show,
  activate,
  vars,
  controls,
  playlist,
  config,
  get,
  put,
  delete: deletes,
  backup,
  restore,
  reboot,
};

const VALUES = ["pattern", "http-port", "timeout"] as const;
const FLAGS = ["save", "yes", "stats", "exact", "no-reboot", "source-only", "json"] as const;
/** Options that every command has. */
const COMMON: readonly string[] = ["http-port", "timeout", "json", "help"];

const COMMON_HELP = `  --json          for scripts
  --timeout S     seconds to wait for an answer (5)
  --http-port N   port of the web server, when it is not 80; a WebSocket that is not on 81 goes with the address

exit codes: 0 all went well, 2 wrong usage, 3 it could not run`;

/** Runs the command; returns its exit code. */
export function pixelblazeCommand(args: readonly string[]): Promise<number> {
  return deviceCommand(async () => {
    const options = readArgs(args, VALUES, FLAGS);
    if (options.has("help")) {
      print(helpFor(options.words));
      return EXIT.ok;
    }
    const [address, name, ...words] = options.words;
    if (address === undefined) throw usage("Which board? cuelight pixelblaze 192.168.4.20 list; see cuelight devices");
    if (name === undefined) {
      throw usage(
        Object.hasOwn(COMMANDS, address)
          ? `Which board is to ${address}? cuelight pixelblaze 192.168.4.20 ${address}`
          : `What is ${address} to do? One of ${Object.keys(COMMANDS).join(", ")}`,
      );
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : undefined;
    if (command === undefined) {
      throw usage(
        `Unknown command "${name}": ${didYouMean(name, Object.keys(COMMANDS))}; see cuelight pixelblaze --help`,
      );
    }
    checkUse(name, command, words, options);
    await runOn(address, command, words, options);
    return EXIT.ok;
  });
}

function checkUse(name: string, command: BoardCommand, words: readonly string[], options: DeviceArgs): void {
  const [least, most] = command.count;
  const use = `cuelight pixelblaze ADDRESS ${name} ${command.words}`.trimEnd();
  if (words.length < least) throw usage(`Too little is said: wanted ${use}`);
  if (words.length > most) throw usage(`"${words[most]}" is too much: wanted ${use}`);
  const foreign = options.given.find((option) => !COMMON.includes(option) && !command.options.includes(option));
  if (foreign !== undefined) {
    throw usage(`--${foreign} says nothing to ${name}: see cuelight pixelblaze ${name} --help`);
  }
}

async function runOn(
  address: string,
  command: BoardCommand,
  words: readonly string[],
  options: DeviceArgs,
): Promise<void> {
  const seconds = options.number("timeout", 0.05, 600);
  const httpPort = options.number("http-port", 1, 65535);
  let client: PixelblazeClient | undefined;
  const connect = async () =>
    client ??= await PixelblazeClient.connect(address, {
      httpPort,
      ...seconds !== undefined && { timeoutMs: seconds * 1000, httpTimeoutMs: seconds * 1000 },
    });
  try {
    await command.run({ address, words, options, connect });
  } finally {
    await client?.close();
  }
}

function helpFor(words: readonly string[]): string {
  const name = words.find((word) => Object.hasOwn(COMMANDS, word));
  if (name !== undefined) {
    const { about, words: takes, help } = COMMANDS[name]!;
    const head = `cuelight pixelblaze ADDRESS ${name} ${takes}`.trimEnd();
    return `${head}: ${about}\n\n${help}\n\n${COMMON_HELP}`;
  }
  const rows = Object.entries(COMMANDS).map(([name, { words, about }]) =>
    `  ${`${name} ${words}`.padEnd(28)} ${about}`
  );
  return `cuelight pixelblaze: one Pixelblaze board

  cuelight pixelblaze 192.168.4.20 list
  cuelight pixelblaze 192.168.4.20 activate Twinkle

The address is that of the board's web page, or a host name; cuelight devices lists the boards of a network.

${rows.join("\n")}

Each has its own help: cuelight pixelblaze backup --help. What cannot be undone is asked about first; --yes says yes.

${COMMON_HELP}`;
}
