/** `cuelight devices`: which boards are on this network. @module */

import { PIXELBLAZE_UDP_PORT } from "../protocol/mod.ts";
import { BoardNetwork, type HeardBoard } from "../runtime/devices/network.ts";
import { DeviceError } from "../runtime/devices/client/device_error.ts";
import { PixelblazeClient } from "../runtime/devices/client/pixelblaze_client.ts";
import { webSocketLink } from "../runtime/links/websocket.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { RealClock, unixOrigin } from "../runtime/time/real_clock.ts";
import { type DeviceArgs, readArgs } from "./devices/args.ts";
import { deviceCommand } from "./devices/device_exit.ts";
import { plainJson, plainTable } from "./devices/plain.ts";
import { EXIT, usage } from "./exit.ts";
import { print, tell, Terminal } from "./terminal.ts";

const HELP = `cuelight devices: which Pixelblaze boards are on this network

  cuelight devices
  cuelight devices --seconds 10 --json

Boards say about once a second, on UDP port 1889, that they are there. The command listens for a while, asks every
board it has heard what it is, and prints one table. The offset is how far a board's clock is ahead of this machine's:
boards that are in step have about the same. The clocks are left alone; playing a show sets them.

No board is heard? They must be in the same network, without a wall between its Wi-Fi and its cables ("client
isolation"), and the firewall of this machine must let UDP 1889 in. A board that follows another one in a sync group
keeps quiet.

  --seconds N    how long to listen (3)
  --json         for scripts: [{ name, address, version, pixels, offsetMs, error }]
  --host ADDR    address of this machine to listen on (all of them, 0.0.0.0)
  --port N       UDP port to listen on (1889)
  --ws-port N    port of the boards' WebSocket (81)

exit codes: 0 all went well, 2 wrong usage, 3 it could not run`;

/** How long a board may take to say what it is. */
const ANSWER_MS = 3000;
/** How often the number of boards is shown. */
const SHOW_MS = 200;

/** A board of the table. */
interface FoundBoard {
  readonly name: string | undefined;
  readonly address: string;
  readonly version: string | undefined;
  readonly pixels: number | undefined;
  readonly offsetMs: number;
  /** Why it did not say what it is. */
  readonly error?: string;
}

/** Runs the command; returns its exit code. */
export function devicesCommand(args: readonly string[]): Promise<number> {
  return deviceCommand(async () => {
    const options = readArgs(args, ["seconds", "host", "port", "ws-port"], ["json"]);
    if (options.has("help")) {
      print(HELP);
      return EXIT.ok;
    }
    if (options.words.length > 0) {
      throw usage(`Nothing is known about "${options.words[0]}": see cuelight devices --help`);
    }
    const seconds = options.number("seconds", 0.1, 3600) ?? 3;
    const boards = await listen(seconds * 1000, options);
    if (options.has("json")) print(plainJson(boards));
    else if (boards.length > 0) {
      print(plainTable([["name", "address", "version", "pixels", "offset"], ...boards.map(row)]));
    }
    if (boards.length === 0) tell(`No board was heard within ${seconds} s: see cuelight devices --help`);
    return EXIT.ok;
  });
}

async function listen(ms: number, options: DeviceArgs): Promise<readonly FoundBoard[]> {
  const clock = new RealClock();
  const wsPort = options.number("ws-port", 1, 65535) ?? 81;
  const network = await BoardNetwork.open({
    clock,
    origin: unixOrigin(),
    hostname: options.text("host") ?? "0.0.0.0",
    port: options.number("port", 0, 65535) ?? PIXELBLAZE_UDP_PORT,
    sync: false,
    connect: (address) => webSocketLink(`ws://${hostOf(address)}:${wsPort}`),
  });
  const terminal = new Terminal();
  let heard: readonly HeardBoard[];
  try {
    await untilHeard(clock, ms, () => terminal.live(`listening: ${count(network.boards.length)}`));
    heard = network.boards;
  } finally {
    terminal.endLive();
    await network.close();
  }
  const found = await Promise.all(heard.map((board) => describe(board, wsPort, clock)));
  return found.sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "") || a.address.localeCompare(b.address));
}

function untilHeard(clock: Clock, ms: number, show: () => void): Promise<void> {
  const until = clock.now() + ms;
  return new Promise((resolve) => {
    const look = () => {
      if (clock.now() >= until) return resolve();
      show();
      clock.at(Math.min(until, clock.now() + SHOW_MS), look);
    };
    look();
  });
}

async function describe({ name, address, offsetMs }: HeardBoard, wsPort: number, clock: Clock): Promise<FoundBoard> {
  try {
    await using client = await PixelblazeClient.connect(`${hostOf(address)}:${wsPort}`, {
      clock,
      connectMs: ANSWER_MS,
      timeoutMs: ANSWER_MS,
    });
    const settings = await client.getSettings();
    return { name: settings.name ?? name, address, version: settings.ver, pixels: settings.pixelCount, offsetMs };
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    return { name, address, version: undefined, pixels: undefined, offsetMs, error: error.reason };
  }
}

function row({ name, address, version, pixels, offsetMs, error }: FoundBoard): string[] {
  if (error !== undefined) return [name ?? "?", address, "", "", `${offset(offsetMs)}, does not answer: ${error}`];
  return [name ?? "", address, version ?? "", String(pixels ?? ""), offset(offsetMs)];
}

function offset(ms: number): string {
  const sign = ms < 0 ? "-" : "+";
  const size = Math.abs(ms);
  if (size < 10_000) return `${sign}${Math.round(size)} ms`;
  return size < 600_000 ? `${sign}${Math.round(size / 1000)} s` : "not set";
}

function count(boards: number): string {
  return `${boards} board${boards === 1 ? "" : "s"}`;
}

function hostOf(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}
