/** `cuelight emulate`: software Pixelblazes that any client can talk to. @module */

import { parseArgs } from "@std/cli/parse-args";
import { decodePbb, PIXELBLAZE_UDP_PORT } from "../protocol/mod.ts";
import { startFleet } from "../emulator/fleet.ts";
import { compile } from "../emulator/pixelblaze/language/compile.ts";
import {
  type BoardLogEntry,
  type BoardOptions,
  type Flash,
  MemoryFlash,
  openFlashFolder,
  randomFaults,
} from "../emulator/pixelblaze/mod.ts";
import { didYouMean } from "../runtime/model/mod.ts";
import { couldNotRun, EXIT, usage } from "./exit.ts";
import { reason } from "./load.ts";
import { type PatternSource, readPatterns } from "./patterns.ts";
import { performanceClock } from "./perform.ts";
import { USUAL_PATTERN } from "./software.ts";
import { untilStopped } from "./signals.ts";
import { print, table, tell } from "./terminal.ts";

const HELP = `cuelight emulate: software Pixelblaze boards, for any client

  cuelight emulate --boards 8 --patterns my_patterns
  cuelight emulate --restore backup.pbb

  --boards N        how many (1), on 127.0.0.2 and up, ports 80 and 81 as real boards have them
  --first ADDRESS   address of the first board (127.0.0.2)
  --free-ports      any free ports instead of 80 and 81
  --patterns DIR    a folder of .js and .epe patterns for every board
  --pixels N        pixels of every board (100)
  --restore FILE    start every board from a backup (.pbb)
  --flash DIR       keep the boards' flash in folders below DIR
  --firmware V      version they claim (3.40); below 3 they are v2 boards
  --beacon HOST     who hears their beacons on UDP 1889 (127.0.0.1)
  --drift PPM       how wrong their clocks run, up to this many parts per million (20)
  --faults SEED     now and then something goes wrong, in the order that SEED gives
  --seconds N       end after N seconds
  --json            print the boards as JSON`;

const VALUES = [
  "boards",
  "first",
  "patterns",
  "pixels",
  "restore",
  "flash",
  "firmware",
  "beacon",
  "drift",
  "faults",
  "seconds",
] as const;
const FLAGS = ["free-ports", "json", "help"] as const;

/** Largest backup that is read, in bytes. */
const LARGEST_BACKUP = 64 * 1024 * 1024;
/** For how long faults are planned, and how many. */
const FAULTS_MS = 8 * 3_600_000;
const FAULTS_PER_MINUTE = 1;

/** Runs boards until it is stopped; returns the exit code. */
export async function emulateCommand(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options.help) {
    print(HELP);
    return EXIT.ok;
  }
  const clock = performanceClock();
  const backup = options.restore === undefined ? undefined : await readBackup(options.restore);
  const patterns = await patternsIn(options.patterns, backup === undefined);
  const boards: BoardOptions[] = [];
  for (let i = 0; i < options.boards; i++) {
    boards.push({
      name: options.boards === 1 ? "Soft board" : `Soft board ${i + 1}`,
      pixelCount: options.pixels,
      patterns,
      compile,
      seed: i + 1,
      firmware: options.firmware,
      driftPpm: options.drift * (2 * (i + 1) / (options.boards + 1) - 1),
      now: clock.now(),
      onLog: (entry) => tellLog(i, entry),
      ...await flashOf(options.flash, i, backup),
    });
  }
  const fleet = await startFleet({
    boards,
    clock,
    firstAddress: options.first,
    ...(options.freePorts ? { ports: { ws: 0, http: 0 } } : {}),
    beaconTo: { hostname: options.beacon, port: PIXELBLAZE_UDP_PORT },
  });
  if (options.faults !== undefined) {
    fleet.boards.forEach(({ board }, i) =>
      board.scheduleFaults(
        randomFaults(options.faults! + i, {
          from: clock.now(),
          to: clock.now() + FAULTS_MS,
          perMinute: FAULTS_PER_MINUTE,
        }),
      )
    );
  }
  const rows = fleet.boards.map(({ board, hostname, wsPort, httpPort }) => ({
    name: board.name,
    address: hostname,
    wsPort,
    httpPort,
    pixels: board.pixelCount,
  }));
  if (options.json) print(JSON.stringify(rows));
  else {
    print(
      table([
        ["name", "address", "websocket", "http", "pixels"],
        ...rows.map((row) => Object.values(row).map(String)).map(([n, a, w, h, p]) => [n!, a!, w!, h!, p!]),
      ]),
    );
    tell(`${backup === undefined ? `${patterns.length} patterns each` : "as in the backup"}; Ctrl-C ends it`);
  }
  await untilStopped(clock, options.seconds);
  await fleet.close();
  return EXIT.ok;
}

function read(args: readonly string[]) {
  const known: readonly string[] = [...VALUES, ...FLAGS];
  const parsed = parseArgs(args, {
    string: VALUES,
    boolean: FLAGS,
    alias: { help: "h" },
    unknown: (arg, key) => {
      throw usage(
        key === undefined
          ? `Nothing is known about "${arg}": see cuelight emulate --help`
          : `Unknown option ${arg}: ${didYouMean(key, known)}`,
      );
    },
  });
  const text = (name: string) => typeof parsed[name] === "string" ? parsed[name] : undefined;
  const number = <T>(name: string, usual: T, lowest: number, highest: number, whole = true): number | T => {
    const given = text(name);
    if (given === undefined) return usual;
    const value = given.trim() === "" ? NaN : Number(given);
    if (value >= lowest && value <= highest && (!whole || Number.isInteger(value))) return value;
    throw usage(`--${name} is "${given}": wanted a ${whole ? "whole " : ""}number from ${lowest} to ${highest}`);
  };
  return {
    help: parsed["help"] === true,
    json: parsed["json"] === true,
    freePorts: parsed["free-ports"] === true,
    boards: number("boards", 1, 1, 250),
    pixels: number("pixels", 100, 1, 5000),
    drift: number("drift", 20, 0, 1000, false),
    faults: number("faults", undefined, 0, 2 ** 31),
    seconds: number("seconds", undefined, 0.1, 1_000_000, false),
    first: text("first") ?? "127.0.0.2",
    beacon: text("beacon") ?? "127.0.0.1",
    firmware: text("firmware") ?? "3.40",
    patterns: text("patterns"),
    restore: text("restore"),
    flash: text("flash"),
  };
}

/** A board that is neither given patterns nor a backup has one to show. */
async function patternsIn(folder: string | undefined, isBare: boolean): Promise<readonly PatternSource[]> {
  if (folder === undefined && !isBare) return [];
  if (folder === undefined) return [{ ...USUAL_PATTERN, vars: [], controls: [] }];
  try {
    const { patterns, refused } = await readPatterns(folder);
    for (const { file, error } of refused) tell(`${folder}/${file} is left out: ${error}`);
    return patterns;
  } catch (error) {
    throw couldNotRun(`Cannot read the patterns of ${folder}: ${reason(error)}`);
  }
}

async function readBackup(file: string): Promise<Map<string, Uint8Array>> {
  try {
    if ((await Deno.stat(file)).size > LARGEST_BACKUP) throw new Error(`it is larger than ${LARGEST_BACKUP} bytes`);
    return decodePbb(await Deno.readTextFile(file));
  } catch (error) {
    throw couldNotRun(`Cannot restore ${file}: ${reason(error)}`);
  }
}

async function flashOf(
  folder: string | undefined,
  index: number,
  backup: Map<string, Uint8Array> | undefined,
): Promise<{ flash?: Flash }> {
  if (folder === undefined) return backup === undefined ? {} : { flash: new MemoryFlash(backup) };
  const flash = await openFlashFolder(`${folder}/board${index + 1}`).catch((error) => {
    throw couldNotRun(`Cannot keep flash in ${folder}: ${reason(error)}`);
  });
  for (const [path, bytes] of backup ?? []) flash.write(path, bytes);
  return { flash };
}

function tellLog(index: number, { level, text }: BoardLogEntry): void {
  if (level === "error") tell(`board ${index + 1}: ${text}`);
}
