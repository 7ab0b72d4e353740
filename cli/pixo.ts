/** `cuelight pixo`: what one Pixo is asked from the command line. @module */

import {
  type CommandName,
  type CommandOf,
  COMMANDS,
  formatReply,
  parseLine,
  type PixoCommand,
  type PixoInfo,
  type PixoReply,
  redact,
  type RepliedName,
} from "../protocol/pixo/mod.ts";
import { PixoClient } from "../runtime/devices/client/pixo_client.ts";
import { waiting } from "../runtime/devices/client/waiting.ts";
import { didYouMean } from "../runtime/model/mod.ts";
import { RealClock } from "../runtime/time/real_clock.ts";
import { type DeviceArgs, readArgs } from "./devices/args.ts";
import { deviceCommand } from "./devices/device_exit.ts";
import { plain, plainJson, plainTable } from "./devices/plain.ts";
import { EXIT, usage } from "./exit.ts";
import { print, tell } from "./terminal.ts";

const HELP = `cuelight pixo: one Pixo, over its serial port or a TCP line

  cuelight pixo /dev/ttyACM0 info
  cuelight pixo /dev/ttyACM0 send "chase@outline|250|R|W & face@smile"
  cuelight pixo tcp://192.168.4.30:7000 send name "brightness|40"

  info           what the device tells of itself
  send LINE...   does commands of the Pixo Device API, a line each; commands of one line are joined by &

What a device replies is printed. Effects and faces have no reply: that they are sent is all there is to know. If the
device shows nothing, set it to Command mode with its button, and check its port. Lines are checked before they are
sent; --raw sends them as they stand, for commands that a newer firmware has, and prints what comes back within a second.

  --json         for scripts
  --raw          send lines unchecked
  --timeout S    seconds to wait for a reply (2)
  --baud N       speed of the serial port (115200); USB devices do not care

Serial ports need all permissions: deno run -A.
exit codes: 0 all went well, 2 wrong usage, 3 it could not run`;

const ACTIONS = ["info", "send"] as const;
/** How long to listen for replies to lines nobody knows. */
const RAW_REPLY_MS = 1000;

/** Runs the command; returns its exit code. */
export function pixoCommand(args: readonly string[]): Promise<number> {
  return deviceCommand(async () => {
    const options = readArgs(args, ["timeout", "baud"], ["json", "raw"]);
    if (options.has("help")) {
      print(HELP);
      return EXIT.ok;
    }
    const [port, action, ...lines] = options.words;
    if (port === undefined) throw usage("Which Pixo? cuelight pixo /dev/ttyACM0 info");
    if (action === undefined) throw usage(`What is it to do? cuelight pixo ${port} info, or send LINE`);
    if (action === "info" && lines.length > 0) {
      throw usage(`Nothing is known about "${lines[0]}": see cuelight pixo --help`);
    }
    if (action === "info") await info(port, options);
    else if (action === "send") await send(port, lines, options);
    else throw usage(`Unknown action "${action}": ${didYouMean(action, ACTIONS)}; see cuelight pixo --help`);
    return EXIT.ok;
  });
}

function connect(port: string, options: DeviceArgs): Promise<PixoClient> {
  const seconds = options.number("timeout", 0.05, 600);
  return PixoClient.connect(port, {
    timeoutMs: seconds === undefined ? undefined : seconds * 1000,
    baud: options.number("baud", 300, 4_000_000),
  });
}

/** What people call the fields. */
const FIELDS: readonly [keyof PixoInfo, string][] = [
  ["name", "name"],
  ["persona", "persona"],
  ["serial", "serial number"],
  ["software", "software"],
  ["hardware", "hardware"],
  ["percent", "brightness"],
  ["wifiEnabled", "Wi-Fi"],
  ["wifiSsid", "network"],
];

async function info(port: string, options: DeviceArgs): Promise<void> {
  await using client = await connect(port, options);
  const told = await client.info();
  if (options.has("json")) return print(plainJson(told));
  const rows = FIELDS.filter(([field]) => told[field] !== undefined)
    .map(([field, label]) => [label, field === "percent" ? `${told.percent} %` : String(told[field])]);
  for (const [key, value] of told.others ?? []) rows.push([key, value]);
  print(rows.length === 0 ? "It tells nothing of itself" : plainTable(rows));
}

async function send(port: string, lines: readonly string[], options: DeviceArgs): Promise<void> {
  if (lines.length === 0) throw usage(`Send what? cuelight pixo ${port} send "face@smile"`);
  const raw = options.has("raw");
  // All of them before the first one is sent, so that a slip in the last does not leave half of it done.
  const parsed = raw ? [] : lines.map((line) => parseLine(line));
  for (const { warnings } of parsed) for (const { message } of warnings) tell(plain(message));
  await using client = await connect(port, options);
  const replies = raw ? await sendRaw(client, lines) : [];
  for (const { commands } of parsed) replies.push(...await doAll(client, commands));
  if (options.has("json")) print(plainJson(replies));
  else for (const reply of replies) print(plain(redact(formatReply(reply))));
}

async function sendRaw(client: PixoClient, lines: readonly string[]): Promise<PixoReply[]> {
  const replies: PixoReply[] = [];
  const feed = client.replies();
  const reading = (async () => {
    for await (const reply of feed) replies.push(reply);
  })();
  for (const line of lines) await client.sendLine(line);
  await waiting(new RealClock(), RAW_REPLY_MS);
  await feed.return?.();
  await reading;
  return replies;
}

/** Does the commands of a line in their order; those without a reply go together, as they stand in the line. */
async function doAll(client: PixoClient, commands: readonly PixoCommand[]): Promise<PixoReply[]> {
  const replies: PixoReply[] = [];
  let together: PixoCommand[] = [];
  for (const command of commands) {
    if (!hasReply(command) && command.command !== "info") {
      together.push(command);
      continue;
    }
    if (together.length > 0) await client.send(...together);
    together = [];
    replies.push(hasReply(command) ? await client.ask(command) : { reply: "info", ...await client.info() });
  }
  if (together.length > 0) await client.send(...together);
  return replies;
}

function hasReply(command: PixoCommand): command is CommandOf<RepliedName<CommandName>> {
  return "reply" in COMMANDS[command.command];
}
