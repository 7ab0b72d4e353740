/** `cuelight emulate`: software Pixelblazes that any client can talk to. @module */

import { parseArgs } from "@std/cli/parse-args";
import { decodePbb, flashFileKind, ipv4ToId, PIXELBLAZE_UDP_PORT } from "../protocol/mod.ts";
import { type Fleet, startFleet } from "../emulator/fleet.ts";
import { compile } from "../emulator/pixelblaze/language/compile.ts";
import {
  type BoardLogEntry,
  type BoardOptions,
  type Flash,
  type FolderFlash,
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
  --restore FILE    start every board from a backup (.pbb), pixels and patterns and all
  --flash DIR       keep the boards' flash in folders below DIR, from one run to the next; --restore goes over it
  --firmware V      version they claim (3.40); below 3 they are v2 boards
  --fps N           most frames a second (60); patterns that would be slower on a V3 are slower here too
  --beacon HOST     who hears their beacons on UDP 1889 (127.0.0.1)
  --drift PPM       how wrong their clocks run, up to this many parts per million (20)
  --faults SEED     about once a minute something goes wrong, in the order that SEED gives
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
  "fps",
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
  const patterns = options.patterns === undefined ? [] : await patternsIn(options.patterns);
  const flashes = await flashesOf(options.flash, options.boards, backup);
  const fleet = await startFleet({
    boards: flashes.map((flash, i) => boardOf(options, i, { flash, patterns, now: clock.now() })),
    clock,
    firstAddress: options.first,
    ...(options.freePorts ? { ports: { ws: 0, http: 0 } } : {}),
    beaconTo: { hostname: options.beacon, port: PIXELBLAZE_UDP_PORT },
  });
  if (options.faults !== undefined) {
    const span = { from: clock.now(), to: clock.now() + FAULTS_MS, perMinute: FAULTS_PER_MINUTE };
    fleet.boards.forEach(({ board }, i) => board.scheduleFaults(randomFaults(options.faults! + i, span)));
  }
  tellBoards(fleet, options.json);
  await untilStopped(clock, options.seconds);
  await fleet.close();
  for (const flash of flashes) if ("flushed" in flash) await flash.flushed();
  return EXIT.ok;
}

type Options = ReturnType<typeof read>;

/** What the board of an index is made from. A board that has no pattern from anywhere has one to show. */
function boardOf(
  options: Options,
  index: number,
  { flash, patterns, now }: { flash: Flash; patterns: readonly PatternSource[]; now: number },
): BoardOptions {
  const isBare = patterns.length === 0 && !flash.list().some((path) => flashFileKind(path) === "pattern");
  return {
    name: options.boards === 1 ? "Soft board" : `Soft board ${index + 1}`,
    pixelCount: options.pixels,
    patterns: isBare ? [USUAL_PATTERN] : patterns,
    compile,
    flash,
    seed: index + 1,
    firmware: options.firmware,
    fps: options.fps,
    modelFrameRate: true,
    driftPpm: options.drift * (2 * (index + 1) / (options.boards + 1) - 1),
    now,
    onLog: (entry) => tellLog(index, entry),
  };
}

/** Says where the boards are and what they have. */
function tellBoards(fleet: Fleet, asJson: boolean): void {
  const rows = fleet.boards.map(({ board, hostname, wsPort, httpPort }) => ({
    name: board.name,
    address: hostname,
    wsPort,
    httpPort,
    pixels: board.pixelCount,
    patterns: board.state.ids.length,
    playing: board.playing?.name ?? null,
  }));
  if (asJson) return print(JSON.stringify(rows));
  print(
    table([
      ["name", "address", "websocket", "http", "pixels", "patterns", "plays"],
      ...rows.map((row) => Object.values(row).map((value) => value === null ? "nothing" : String(value))),
    ]),
  );
  tell("Ctrl-C ends it");
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
  const checked = (name: string, usual: string, isRight: (value: string) => boolean, wanted: string): string => {
    const value = text(name) ?? usual;
    if (isRight(value)) return value;
    throw usage(`--${name} is "${value}": wanted ${wanted}`);
  };
  return {
    help: parsed["help"] === true,
    json: parsed["json"] === true,
    freePorts: parsed["free-ports"] === true,
    boards: number("boards", 1, 1, 250),
    pixels: number("pixels", 100, 1, 5000),
    fps: number("fps", 60, 1, 1000),
    drift: number("drift", 20, 0, 1000, false),
    faults: number("faults", undefined, 0, 2 ** 31),
    seconds: number("seconds", undefined, 0.1, 1_000_000, false),
    first: checked("first", "127.0.0.2", isIpv4, "an IPv4 address"),
    beacon: text("beacon") ?? "127.0.0.1",
    firmware: checked("firmware", "3.40", (value) => /^\d+\.\d+$/.test(value), "a version such as 3.40"),
    patterns: text("patterns"),
    restore: text("restore"),
    flash: text("flash"),
  };
}

async function patternsIn(folder: string): Promise<readonly PatternSource[]> {
  try {
    const { patterns, refused } = await readPatterns(folder);
    for (const { file, error } of refused) tell(`${folder}/${file} is left out: ${error}`);
    if (patterns.length === 0) tell(`There are no patterns in ${folder}: wanted .js and .epe files`);
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

/** The flash of every board: that of the folder, or an empty one in memory, with the backup over it. */
async function flashesOf(
  folder: string | undefined,
  count: number,
  backup: Map<string, Uint8Array> | undefined,
): Promise<(Flash | FolderFlash)[]> {
  const flashes: (Flash | FolderFlash)[] = [];
  for (let number = 1; number <= count; number++) {
    const flash = folder === undefined
      ? new MemoryFlash()
      : await openFlashFolder(`${folder}/board${number}`).catch((error) => {
        throw couldNotRun(`Cannot keep flash in ${folder}: ${reason(error)}`);
      });
    const lost = [...backup ?? []].filter(([path, bytes]) => !flash.write(path, bytes)).map(([path]) => path);
    if (lost.length > 0) {
      tell(`board ${number}: ${lost.join(", ")} of the backup left out: the flash is full, or the name is none`);
    }
    flashes.push(flash);
  }
  return flashes;
}

/** What goes wrong and what is worth a note; not what the boards pass over in silence. */
function tellLog(index: number, { level, text }: BoardLogEntry): void {
  if (level !== "ignored") tell(`board ${index + 1}: ${text}`);
}

function isIpv4(text: string): boolean {
  try {
    ipv4ToId(text);
    return true;
  } catch {
    return false;
  }
}
