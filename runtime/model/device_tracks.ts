/** Builds one device's tracks from its actions, which come in the order they happen. @module */

import type { Where } from "./problem.ts";
import type { KindName, MouthChange } from "./show.ts";
import type { Instant } from "./timeline.ts";
import { toTick } from "./times.ts";
import { Track, type Value } from "./track.ts";

/** A ramp that a pattern change cut off. */
export interface Cut {
  readonly key: string;
  /** When it was cut off. */
  readonly at: number;
  /** When it would have ended. */
  readonly end: number;
  readonly where: Where;
}

/** Gives the times of blinks within `rests`, between `from` and `to`. */
export type Blinker = (rests: readonly (readonly [number, number])[], from: number, to: number) => readonly number[];

interface Entry {
  readonly at: number;
  readonly key: string;
  readonly value: Value;
  /** The track of mouths it belongs to; such a track ends where a later cue takes the mouth. */
  readonly block?: number;
}

/**
 * The rules of a device's tracks:
 * a later written value wins a moment; a ramp without `from` begins at what the track is worth; a pattern clears the
 * board's variables and controls; an effect on all of a device replaces those on its parts; a track of mouths ends where a later cue takes the mouth.
 */
export class DeviceTracks {
  readonly #kind: KindName;
  readonly #brightness: number;
  readonly #onCut: (cut: Cut) => void;
  readonly #tracks = new Map<string, Track>();
  readonly #ramps = new Map<string, { end: number; where: Where }>();
  readonly #instants: Instant[] = [];
  readonly #mouths: Entry[] = [];
  readonly #blinks: { at: number; on: boolean }[] = [];
  #blocks = 0;

  constructor(kind: KindName, brightness: number, onCut: (cut: Cut) => void) {
    this.#kind = kind;
    this.#brightness = brightness;
    this.#onCut = onCut;
  }

  /** Sets `key` at `at`. */
  set(at: number, key: string, value: Value): void {
    if (key === "mouth") {
      this.#mouths.push({ at, key, value });
      return;
    }
    if (key === "pattern") this.#forgetVariables(at);
    if (key === "effect:all") this.#clear(at, (other) => other.startsWith("effect:"));
    this.#ramps.delete(key);
    this.#track(key).push({ start: at, end: at, from: value, to: value, ease: "linear" });
  }

  /** Ramps `key` from `at` on; gives what is wrong when it cannot. */
  ramp(
    at: number,
    key: string,
    to: Value,
    over: number,
    ease: string,
    from: Value | undefined,
    where: Where,
  ): string | undefined {
    const name = key.slice(key.indexOf(":") + 1);
    const track = this.#track(key);
    const first = from ?? track.at(at);
    if (first === undefined) {
      return `Ramp of ${name} has nothing to begin at: set ${name} in an earlier cue, or write from:`;
    }
    if (lengthOf(first) !== lengthOf(to)) {
      return `Ramp of ${name} cannot lead from ${inWords(first)} to ${inWords(to)}: both must have as many numbers`;
    }
    const end = toTick(at + over);
    track.push({ start: at, end, from: over === 0 ? to : first, to, ease });
    this.#ramps.set(key, { end, where });
    return undefined;
  }

  /** Fires an instant. */
  fire(instant: Instant): void {
    this.#instants.push(instant);
  }

  /** Lays a track of mouths, each `at` milliseconds after `start`; what would be before 0 is at 0. */
  mouths(start: number, changes: readonly MouthChange[]): void {
    const block = ++this.#blocks;
    for (const { at, mouth } of changes) {
      this.#mouths.push({ at: Math.max(0, toTick(start + at)), key: "mouth", value: mouth, block });
    }
  }

  /** From `at` on the eyes blink by themselves, or no more. */
  autoBlink(at: number, on: boolean): void {
    this.#blinks.push({ at, on });
  }

  /** Every track in the order of keys, so that two ways to write a show give the same. */
  get tracks(): ReadonlyMap<string, Track> {
    return new Map([...this.#tracks].sort(([a], [b]) => a < b ? -1 : 1));
  }

  /** Every instant in ascending order. */
  get instants(): readonly Instant[] {
    // Eyes that are closed or off have nothing to blink with, and a blink would open them.
    const eyes = this.#tracks.get("eyes");
    return this.#instants
      .filter(({ at, name }) => name !== "blink" || (eyes?.at(at) ?? "open") === "open")
      .sort((a, b) => a.at - b.at);
  }

  /** When the last value stands and the last instant has fired. */
  get end(): number {
    let end = 0;
    for (const { segments } of this.#tracks.values()) end = Math.max(end, segments.at(-1)?.end ?? 0);
    for (const { at } of this.#instants) end = Math.max(end, at);
    return end;
  }

  /** Lays the mouth's track, once all actions have played. */
  layMouths(): void {
    if (this.#mouths.length === 0) return;
    const track = this.#track("mouth");
    const begun = new Set<number>();
    let owner: number | undefined;
    for (const entry of this.#mouths.map((one, i) => ({ ...one, i })).sort((a, b) => a.at - b.at || a.i - b.i)) {
      if (entry.block !== undefined && entry.block !== owner && begun.has(entry.block)) continue;
      owner = entry.block;
      if (entry.block !== undefined) begun.add(entry.block);
      track.push({ start: entry.at, end: entry.at, from: entry.value, to: entry.value, ease: "linear" });
    }
  }

  /** Adds the blinks of the eyes that blink by themselves, up to the end of the show. */
  addBlinks(end: number, blinker: Blinker): void {
    const rests = this.#rests();
    this.#blinks.forEach(({ at, on }, i) => {
      if (!on) return;
      for (const time of blinker(rests, at, this.#blinks[i + 1]?.at ?? end)) {
        this.#instants.push({ at: time, name: "blink" });
      }
    });
  }

  /** What the board forgets when a pattern begins. */
  #forgetVariables(at: number): void {
    this.#clear(at, (key) => {
      if (!key.startsWith("var:") && !key.startsWith("control:")) return false;
      const running = this.#ramps.get(key);
      if (running !== undefined && running.end > at) this.#onCut({ key, at, ...running });
      this.#ramps.delete(key);
      return true;
    });
  }

  #clear(at: number, forgotten: (key: string) => boolean): void {
    for (const [key, track] of this.#tracks) {
      if (!forgotten(key) || track.at(at) === undefined) continue;
      track.push({ start: at, end: at, from: undefined, to: undefined, ease: "linear" });
    }
  }

  #track(key: string): Track {
    let track = this.#tracks.get(key);
    if (track !== undefined) return track;
    this.#tracks.set(key, track = new Track());
    const start = this.#startValue(key);
    if (start !== undefined) track.push({ start: -Infinity, end: -Infinity, from: start, to: start, ease: "linear" });
    return track;
  }

  /** What a key is worth before its first cue, so that a jump back to there has something to send. */
  #startValue(key: string): Value | undefined {
    if (key === "brightness") return this.#brightness;
    if (this.#kind !== "pixo") return undefined;
    if (key === "mouth") return "rest";
    if (key === "eyes") return "open";
    return key.startsWith("effect:") ? "clear" : undefined;
  }

  /** When mouth and eyes are at rest, so that a blink disturbs nothing. */
  #rests(): [number, number][] {
    const mouth = this.#tracks.get("mouth");
    const eyes = this.#tracks.get("eyes");
    const times = [0, ...[mouth, eyes].flatMap((track) => track?.segments.map(({ start }) => start) ?? [])]
      .filter((time) => time >= 0).sort((a, b) => a - b);
    const rests: [number, number][] = [];
    times.forEach((from, i) => {
      const to = times[i + 1] ?? Infinity;
      const atRest = (mouth?.at(from) ?? "rest") === "rest" && (eyes?.at(from) ?? "open") === "open";
      if (!atRest || to === from) return;
      const last = rests.at(-1);
      if (last !== undefined && last[1] === from) last[1] = to;
      else rests.push([from, to]);
    });
    return rests;
  }
}

/** How many numbers, undefined for a single one. */
function lengthOf(value: Value): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}

function inWords(value: Value): string {
  return Array.isArray(value) ? `a list of ${value.length}` : "a number";
}
