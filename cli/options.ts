/** Options of playing and rehearsing a show. @module */

import { parseArgs } from "@std/cli/parse-args";
import { didYouMean, parseTime, placeTime, type Timeline } from "../runtime/model/mod.ts";
import { usage } from "./exit.ts";

/** Every option with whether it takes a value. */
const OPTIONS = {
  from: "value",
  rate: "value",
  loop: "value",
  seconds: "value",
  port: "value",
  rehearse: "flag",
  check: "flag",
  print: "flag",
  json: "flag",
  "no-sync": "flag",
  "no-wait": "flag",
  "no-music": "flag",
  help: "flag",
} as const;

/** What was asked for. */
export interface ShowArgs {
  readonly from?: string;
  readonly loop?: string;
  readonly rate: number;
  /** End after so many seconds of the clock. */
  readonly seconds?: number;
  readonly port?: number;
  readonly rehearse: boolean;
  readonly check: boolean;
  readonly print: boolean;
  readonly json: boolean;
  /** Answer boards' beacons with the time. */
  readonly sync: boolean;
  /** Wait for devices before the show begins. */
  readonly wait: boolean;
  /** Play the music of the show. */
  readonly music: boolean;
  readonly help: boolean;
  /** What is no option. */
  readonly rest: readonly string[];
}

/** Reads the command line. @throws {Exit} for an option that is not there or has a wrong value */
export function parseShowArgs(args: readonly string[]): ShowArgs {
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const unknown: string[] = [];
  const parsed = parseArgs(args, {
    string: names.filter((name) => OPTIONS[name] === "value"),
    boolean: names.filter((name) => OPTIONS[name] === "flag"),
    alias: { help: "h" },
    unknown: (arg, key) => {
      if (key === undefined) return true;
      unknown.push(arg);
      return false;
    },
  });
  if (unknown.length > 0) {
    const name = unknown[0]!.replace(/^-+/, "").replace(/=.*$/, "");
    throw usage(`Unknown option ${unknown[0]}: ${didYouMean(name, names)}`);
  }
  const text = (name: string) => typeof parsed[name] === "string" ? parsed[name] : undefined;
  const number = (name: string, lowest: number, highest: number) => {
    const value = text(name);
    if (value === undefined) return undefined;
    const number = value.trim() === "" ? NaN : Number(value);
    if (number >= lowest && number <= highest) return number;
    throw usage(`--${name} is "${value}": wanted a number from ${lowest} to ${highest}`);
  };
  const from = text("from");
  const loop = text("loop");
  const seconds = number("seconds", 0.1, 1_000_000);
  const port = number("port", 0, 65535);
  return {
    rate: number("rate", 0.01, 100) ?? 1,
    rehearse: parsed["rehearse"] === true,
    check: parsed["check"] === true,
    print: parsed["print"] === true,
    json: parsed["json"] === true,
    sync: parsed["no-sync"] !== true,
    wait: parsed["no-wait"] !== true,
    music: parsed["no-music"] !== true,
    help: parsed["help"] === true,
    rest: parsed._.map(String),
    ...(from === undefined ? {} : { from }),
    ...(loop === undefined ? {} : { loop }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(port === undefined ? {} : { port }),
  };
}

/** A time on the command line: as in a show, markers too. @throws {Exit} when it is none */
function timeIn(timeline: Timeline, text: string, option: string): number {
  try {
    const marker = (name: string) => {
      const at = timeline.markers.get(name);
      if (at === undefined) {
        throw new RangeError(`unknown marker "${name}": ${didYouMean(name, timeline.markers.keys())}`);
      }
      return at;
    };
    const at = placeTime(parseTime(text), { marker });
    if (at <= timeline.duration) return at;
    throw new RangeError(`the show is over at ${timeline.duration / 1000} s`);
  } catch (error) {
    throw usage(`${option} is "${text}": ${error instanceof Error ? error.message : error}`);
  }
}

/** Where a show begins and what it plays over and over, as asked for. */
export interface Span {
  readonly from?: number;
  readonly loop?: { readonly from: number; readonly to: number };
}

/** Places `--from` and `--loop` in a show. @throws {Exit} when they do not lie in it */
export function spanIn(timeline: Timeline, { from, loop }: ShowArgs): Span {
  return {
    ...(from === undefined ? {} : { from: timeIn(timeline, from, "--from") }),
    ...(loop === undefined ? {} : { loop: loopIn(timeline, loop) }),
  };
}

/** `A..B`, or nothing for the whole show. */
function loopIn(timeline: Timeline, text: string): { from: number; to: number } {
  if (text === "") return { from: 0, to: timeline.duration };
  const [from, to, ...more] = text.split("..");
  if (from === undefined || to === undefined || more.length > 0) {
    throw usage(`--loop is "${text}": wanted A..B, such as 0:10..0:20`);
  }
  const loop = { from: timeIn(timeline, from, "--loop"), to: timeIn(timeline, to, "--loop") };
  if (loop.to - loop.from < 1) throw usage(`--loop is "${text}": its end must lie after its start`);
  return loop;
}
