/** Times as people write them: `1:02.500`, `250ms`, `chorus + 2 bars - 50ms`. @module */

import { didYouMean } from "./suggest.ts";
import type { TempoMap } from "./tempo.ts";

/** All times of a compiled show are whole microseconds, so that sums from different ways meet exactly. */
export const TICK = 0.001;

/** The longest time there is, 1000 hours: sums of times stay whole microseconds. */
const LONGEST_MS = 3_600_000_000;

/** The name of the moment at which the cue before has ended: `at: follow + 1s`. */
export const FOLLOW = "follow";

/** Markers that may lean on one another in a row. */
const MOST_LEANING = 100;

/** The nearest whole microsecond. */
export function toTick(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

/** A part of a time. */
export type Term =
  | { readonly kind: "ms"; readonly ms: number }
  | { readonly kind: "bars" | "beats"; readonly count: number }
  | { readonly kind: "bar"; readonly bar: number; readonly beat: number }
  | { readonly kind: "marker"; readonly name: string };

/** A part of a time, added or taken off. */
export interface Signed {
  /** Whether it is added or taken off. */
  readonly sign: 1 | -1;
  /** What it is. */
  readonly term: Term;
}

/** A time that is parsed but not yet placed. */
export interface TimeExpression {
  /** True for `+2s` alone: counted from the cue before. */
  readonly relative: boolean;
  /** In the order of the text. */
  readonly terms: readonly Signed[];
}

/** What a time expression may lean on. */
export interface TimeContext {
  readonly tempo?: TempoMap | undefined;
  /** Time of the cue before, for a relative time. */
  readonly before?: number | undefined;
  /** The time of a marker; throws when there is none. */
  marker(name: string): number;
}

const CLOCK = /^(?:(\d+):)?(\d+):(\d{1,2}(?:\.\d+)?)/;
const LENGTH = /^(\d+(?:\.\d+)?|\.\d+)\s*(ms|min|bars?|beats?|s|m|h)(?![\p{L}\p{N}_])/u;
const BAR = /^bar\s+(\d+)(?:\s+beat\s+(\d+(?:\.\d+)?))?(?![\p{L}\p{N}_])/u;
const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*/u;
const NUMBER = /^(\d+(?:\.\d+)?|\.\d+)/;
const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };
const FORMS = "1:02.5, 62.5s, 250ms, bar 9, bar 9 beat 3, 2 bars, a marker, or a sum of these";

/**
 * Parses a time. A bare number is seconds.
 *
 * @throws {SyntaxError} naming the part that is not a time and the forms that are
 */
export function parseTime(text: string | number): TimeExpression {
  if (typeof text === "number") {
    if (!Number.isFinite(text)) throw new SyntaxError(`Not a time: ${text}`);
    return { relative: false, terms: [{ sign: text < 0 ? -1 : 1, term: { kind: "ms", ms: Math.abs(text) * 1000 } }] };
  }
  let rest = text.trim();
  const relative = rest.startsWith("+");
  let sign: 1 | -1 = 1;
  if (relative || rest.startsWith("-")) {
    sign = relative ? 1 : -1;
    rest = rest.slice(1).trimStart();
  }
  const terms: Signed[] = [];
  while (true) {
    const [term, length] = takeTerm(rest, text);
    terms.push({ sign, term });
    rest = rest.slice(length).trimStart();
    if (rest === "") return { relative, terms };
    if (rest[0] !== "+" && rest[0] !== "-") {
      throw new SyntaxError(`Not a time: "${text}" at "${rest}", wanted + or - or the end`);
    }
    sign = rest[0] === "+" ? 1 : -1;
    rest = rest.slice(1).trimStart();
  }
}

function takeTerm(rest: string, whole: string): [Term, number] {
  let match = CLOCK.exec(rest);
  if (match !== null) {
    const [all, hours, minutes, seconds] = match;
    if (Number(seconds) >= 60) throw new SyntaxError(`Not a time: "${whole}" has ${seconds} seconds, wanted below 60`);
    if (hours !== undefined && Number(minutes) >= 60) {
      throw new SyntaxError(`Not a time: "${whole}" has ${minutes} minutes, wanted below 60`);
    }
    const ms = (Number(hours ?? 0) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
    return [{ kind: "ms", ms }, all.length];
  }
  match = LENGTH.exec(rest);
  if (match !== null) {
    const count = Number(match[1]);
    const unit = match[2]!;
    if (unit.startsWith("bar")) return [{ kind: "bars", count }, match[0].length];
    if (unit.startsWith("beat")) return [{ kind: "beats", count }, match[0].length];
    return [{ kind: "ms", ms: count * UNIT_MS[unit]! }, match[0].length];
  }
  match = BAR.exec(rest);
  if (match !== null) return [{ kind: "bar", bar: Number(match[1]), beat: Number(match[2] ?? 1) }, match[0].length];
  match = NAME.exec(rest);
  if (match !== null) return [{ kind: "marker", name: match[0] }, match[0].length];
  match = NUMBER.exec(rest);
  if (match !== null) return [{ kind: "ms", ms: Number(match[1]) * 1000 }, match[0].length];
  throw new SyntaxError(`Not a time: "${whole}"${rest === "" ? "" : ` at "${rest}"`}, wanted ${FORMS}`);
}

/**
 * The time an expression stands for, in whole microseconds.
 *
 * @throws {RangeError} for bars without a tempo, `+2s` without a cue before it, a time before 0 or beyond 1000 hours
 */
export function placeTime(expression: TimeExpression, context: TimeContext): number {
  if (expression.relative && context.before === undefined) {
    throw new RangeError("A time that begins with + counts from the cue before: there is none");
  }
  const ms = toTick(sum(expression, expression.relative ? context.before! : 0, context));
  if (ms < 0) throw new RangeError(`Time lies ${-ms} ms before the start of the show`);
  if (!(ms <= LONGEST_MS)) throw new RangeError("Time lies beyond 1000 hours");
  return ms;
}

/**
 * The length an expression stands for when it begins at `from`: `2 bars` depends on where they are.
 *
 * @throws {RangeError} for bars without a tempo, or a length below 0 or beyond 1000 hours
 */
export function placeLength(expression: TimeExpression, from: number, context: TimeContext): number {
  const ms = toTick(sum(expression, from, context) - from);
  if (ms < 0) throw new RangeError(`A length cannot be below 0: it is ${ms} ms`);
  if (!(ms <= LONGEST_MS)) throw new RangeError("A length cannot be beyond 1000 hours");
  return ms;
}

function sum(expression: TimeExpression, start: number, context: TimeContext): number {
  let ms = start;
  for (const { sign, term } of expression.terms) {
    switch (term.kind) {
      case "ms":
        ms += sign * term.ms;
        break;
      case "bars":
        ms = tempoOf(context).addBars(ms, sign * term.count);
        break;
      case "beats":
        ms = tempoOf(context).addBeats(ms, sign * term.count);
        break;
      case "bar":
        ms += sign * tempoOf(context).at(term.bar, term.beat);
        break;
      case "marker":
        ms += sign * context.marker(term.name);
        break;
    }
  }
  return ms;
}

function tempoOf(context: TimeContext): TempoMap {
  if (context.tempo === undefined) {
    throw new RangeError("Bars and beats need a tempo: the show has none, write tempo: { bpm: 120, meter: 4/4 }");
  }
  return context.tempo;
}

/**
 * Places all markers, which may lean on each other in any order.
 *
 * @throws nothing: what cannot be placed is given to `refuse` and left out
 */
export function placeMarkers(
  markers: Readonly<Record<string, string | number>>,
  tempo: TempoMap | undefined,
  refuse: (name: string, message: string) => void,
): Map<string, number> {
  const placed = new Map<string, number>();
  const refused = new Map<string, string>();
  const underWay = new Set<string>();
  function marker(name: string): number {
    const known = placed.get(name);
    if (known !== undefined) return known;
    const text = Object.hasOwn(markers, name) ? markers[name] : undefined;
    if (text === undefined) throw new RangeError(`Unknown marker "${name}": ${didYouMean(name, Object.keys(markers))}`);
    if (underWay.has(name)) {
      throw new RangeError(`Marker "${name}" leans on itself: ${[...underWay, name].join(" leans on ")}`);
    }
    if (underWay.size >= MOST_LEANING) throw new RangeError(`More than ${MOST_LEANING} markers lean on one another`);
    if (!refused.has(name)) {
      underWay.add(name);
      try {
        checkName(name);
        const at = placeTime(parseTime(text), { tempo, marker });
        placed.set(name, at);
        return at;
      } catch (error) {
        refused.set(name, error instanceof Error ? error.message : String(error));
      } finally {
        underWay.delete(name);
      }
    }
    throw new RangeError(`Marker "${name}" has no time`);
  }
  for (const name of Object.keys(markers)) {
    try {
      marker(name);
    } catch {
      refuse(name, refused.get(name)!);
    }
  }
  return placed;
}

/** A name that cannot stand in a time would be read as something else there: `chorus-1` as a sum. */
function checkName(name: string): void {
  if (name === FOLLOW) throw new RangeError(`A marker cannot be called "${FOLLOW}": that is where the cue before ends`);
  if (NAME.exec(name)?.[0] !== name) {
    throw new RangeError(`A marker cannot be called "${name}": wanted letters, digits and _, and no digit first`);
  }
}

/** `1:02.500`, or `1:00:02.500` from an hour on; `digits` of the seconds' fraction, 3 by default. */
export function formatTime(ms: number, digits = 3): string {
  const scale = 10 ** digits;
  const units = Math.round(Math.abs(ms) / 1000 * scale);
  const sign = ms < 0 && units > 0 ? "-" : "";
  const seconds = (units % (60 * scale) / scale).toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, "0");
  const minutes = Math.floor(units / (60 * scale));
  const hours = Math.floor(minutes / 60);
  return hours > 0
    ? `${sign}${hours}:${String(minutes % 60).padStart(2, "0")}:${seconds}`
    : `${sign}${minutes}:${seconds}`;
}
