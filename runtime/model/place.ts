/** Cues to moments: times, sequences and groups resolved. @module */

import { lengthOf } from "./actions.ts";
import { KINDS } from "./kinds.ts";
import type { Problems, Where } from "./problem.ts";
import type { Action, Cue, DeviceSpec, Show, TimeText } from "./show.ts";
import { didYouMean } from "./suggest.ts";
import type { TempoMap } from "./tempo.ts";
import type { CueMark } from "./timeline.ts";
import { parseTime, placeLength, placeTime, type TimeContext, type TimeExpression } from "./times.ts";

/** An action on one device at one moment. */
export interface Placed {
  readonly at: number;
  readonly device: DeviceSpec;
  readonly action: Action;
  /** Of actions at one moment the one with the larger order is the later written. */
  readonly order: number;
}

/** Most actions a show may come to once its sequences are played out. */
export const MOST_ACTIONS = 200_000;

/** The name of the moment at which the cue before has ended: `at: follow + 1s`. */
const FOLLOW = "follow";

/** Places every cue of a show. What cannot be placed is told to `problems` and left out. */
export class CuePlacer {
  readonly placed: Placed[] = [];
  readonly cues: CueMark[] = [];
  readonly #show: Show;
  readonly #tempo: TempoMap | undefined;
  readonly #markers: ReadonlyMap<string, number>;
  readonly #problems: Problems;
  readonly #targets: ReadonlyMap<string, readonly DeviceSpec[]>;
  readonly #playing: string[] = [];
  #order = 0;
  #full = false;

  constructor(show: Show, tempo: TempoMap | undefined, markers: ReadonlyMap<string, number>, problems: Problems) {
    this.#show = show;
    this.#tempo = tempo;
    this.#markers = markers;
    this.#problems = problems;
    this.#targets = resolveTargets(show, problems);
    this.#checkNumbers();
    this.#cueList();
  }

  #cueList(): void {
    let before: { at: number; end: number } | undefined;
    this.#show.cues.forEach((cue) => {
      // A cue whose time is wrong is played all the same, so that what is wrong in it is told too.
      const at = this.#timeOf(cue, before) ?? before?.at ?? 0;
      const end = this.#playCue(cue, at);
      const number = cue.number === undefined ? undefined : String(cue.number);
      this.cues.push({ at, end, hold: cue.wait === "go", name: cue.label ?? number ?? cue.play ?? "" });
      before = { at, end };
    });
    this.cues.sort((a, b) => a.at - b.at);
  }

  #timeOf(cue: Cue, before: { at: number; end: number } | undefined): number | undefined {
    if (cue.at === undefined) {
      if (cue.wait === "go") return before?.end ?? 0;
      this.#problems.error("Cue has no time: write at: with a time, at: follow, or wait: go", cue.where);
      return undefined;
    }
    return this.#try(keyOf(cue.where, "at"), () => placeTime(parseTime(cue.at!), this.#context(before)));
  }

  #context(before?: { at: number; end: number }): TimeContext {
    return {
      tempo: this.#tempo,
      before: before?.at,
      marker: (name) => {
        if (name === FOLLOW && before !== undefined) return before.end;
        const at = this.#markers.get(name);
        if (at !== undefined) return at;
        if (name === FOLLOW) throw new RangeError("There is no cue before this one to follow");
        if (Object.hasOwn(this.#show.markers, name)) throw new RangeError(`Marker "${name}" has no time`);
        throw new RangeError(`Unknown marker "${name}": ${didYouMean(name, Object.keys(this.#show.markers))}`);
      },
    };
  }

  /** Plays a cue at `at`; returns when its longest action has ended. */
  #playCue(cue: Cue, at: number): number {
    let end = at;
    this.#order++;
    for (const step of cue.steps) {
      for (const action of step.actions) {
        this.#play(step.target, action, at);
        end = Math.max(end, at + lengthOf(action, (time) => this.#length(time, at)));
      }
    }
    if (cue.play !== undefined) end = Math.max(end, this.#playSequence(cue, cue.play, at));
    return end;
  }

  #play(target: string, action: Action, at: number): void {
    const devices = this.#targets.get(target);
    if (devices === undefined) {
      const known = [...this.#targets.keys()];
      return this.#problems.error(`Unknown device or group "${target}": ${didYouMean(target, known)}`, action.where);
    }
    const able = devices.filter((device) => KINDS[device.kind].actions.includes(action.do));
    if (able.length === 0 && devices.length > 0) {
      const kind = devices[0]!.kind;
      const takes = KINDS[kind].actions;
      this.#problems.error(
        `"${target}" is a ${kind} and takes no ${action.do}: ${didYouMean(action.do, takes)}`,
        action.where,
      );
    }
    for (const device of able) {
      if (this.placed.length >= MOST_ACTIONS) return this.#tooMany(action.where);
      this.placed.push({ at, device, action, order: this.#order * 2 + (action.do === "pattern" ? 0 : 1) });
    }
  }

  #tooMany(where: Where): void {
    if (!this.#full) {
      this.#problems.error(`Show comes to more than ${MOST_ACTIONS} actions: repeat sequences less often`, where);
    }
    this.#full = true;
  }

  #playSequence(cue: Cue, name: string, at: number): number {
    const sequence = Object.hasOwn(this.#show.sequences, name) ? this.#show.sequences[name] : undefined;
    if (sequence === undefined) {
      this.#problems.error(
        `Unknown sequence "${name}": ${didYouMean(name, Object.keys(this.#show.sequences))}`,
        cue.where,
      );
      return at;
    }
    if (this.#playing.includes(name)) {
      this.#problems.error(`Sequence "${name}" plays itself: ${[...this.#playing, name].join(" plays ")}`, cue.where);
      return at;
    }
    const times = cue.repeat ?? 1;
    if (!(Number.isInteger(times) && times >= 1)) {
      this.#problems.error(`Cannot repeat ${times} times: wanted a whole number from 1`, cue.where);
      return at;
    }
    this.#playing.push(name);
    let start = at;
    for (let i = 0; i < times && !this.#full; i++) {
      const end = this.#playOnce(sequence, start);
      const next = cue.every === undefined ? end : start + this.#length(cue.every, start);
      if (next <= start && times > 1) {
        this.#problems.error(
          `Sequence "${name}" takes no time and cannot be repeated: write every: with a time`,
          cue.where,
        );
        break;
      }
      start = next;
    }
    this.#playing.pop();
    return start;
  }

  /**
   * Plays a sequence's cues from `start`; returns where a repetition begins: after its longest action, and when its
   * last cue takes no time, after a step as long as the one before it.
   */
  #playOnce(sequence: readonly Cue[], start: number): number {
    let before: { at: number; end: number } | undefined;
    let end = start;
    let step = 0;
    for (const cue of sequence) {
      if (cue.wait !== undefined || cue.at === undefined) {
        this.#problems.error(
          "A cue of a sequence needs at: with a time from the sequence's start, and cannot wait",
          cue.where,
        );
        continue;
      }
      const context = this.#context(before);
      const placed = this.#try(keyOf(cue.where, "at"), () => {
        const time = relativeOnly(parseTime(cue.at!));
        return time.relative ? placeTime(time, context) : start + placeLength(time, start, context);
      });
      const at = placed ?? start;
      const cueEnd = this.#playCue(cue, at);
      step = at - (before?.at ?? start);
      end = Math.max(end, cueEnd);
      before = { at, end: cueEnd };
    }
    return before !== undefined && end === before.at ? end + step : end;
  }

  #length(time: TimeText, from: number): number {
    try {
      return placeLength(parseTime(time), from, this.#context());
    } catch {
      return 0; // told where the action plays
    }
  }

  #try<T>(where: Where, run: () => T): T | undefined {
    try {
      return run();
    } catch (error) {
      this.#problems.error(error instanceof Error ? error.message : String(error), where);
      return undefined;
    }
  }

  #checkNumbers(): void {
    const seen = new Set<number>();
    for (const { number, where } of this.#show.cues) {
      if (number === undefined) continue;
      if (seen.has(number)) this.#problems.error(`Cue number ${number} is there twice`, where);
      seen.add(number);
    }
  }
}

/** The place of a key of what stands at `where`, where places are paths. */
function keyOf(where: Where, key: string): Where {
  return where.path === undefined ? where : { ...where, path: [...where.path, key] };
}

function relativeOnly(time: TimeExpression): TimeExpression {
  for (const { term } of time.terms) {
    if (term.kind === "bar") throw new RangeError("A sequence counts from its own start: write 2 bars, not bar 2");
    if (term.kind === "marker" && term.name !== FOLLOW) {
      throw new RangeError(`A sequence counts from its own start: marker "${term.name}" cannot be used in it`);
    }
  }
  return time;
}

/** The devices behind every name that a cue may use: each device, each group, and `all`. */
function resolveTargets(show: Show, problems: Problems): Map<string, readonly DeviceSpec[]> {
  const targets = new Map<string, readonly DeviceSpec[]>();
  for (const device of show.devices) {
    if (targets.has(device.name)) problems.error(`Device "${device.name}" is there twice`, device.where);
    targets.set(device.name, [device]);
  }
  targets.set("all", show.devices);
  function members(group: string, above: readonly string[]): readonly DeviceSpec[] {
    const found = new Set<DeviceSpec>();
    for (const name of show.groups[group]!) {
      const where = { ...show.where, path: ["groups", group] };
      if (Object.hasOwn(show.groups, name)) {
        if (above.includes(name)) problems.error(`Group "${name}" contains itself`, where);
        else members(name, [...above, name]).forEach((device) => found.add(device));
      } else if (targets.has(name)) targets.get(name)!.forEach((device) => found.add(device));
      else problems.error(`Unknown device "${name}" in group "${group}": ${didYouMean(name, targets.keys())}`, where);
    }
    return show.devices.filter((device) => found.has(device));
  }
  for (const group of Object.keys(show.groups)) {
    if (targets.has(group)) {
      problems.error(`Group "${group}" has the name of a device`, { ...show.where, path: ["groups", group] });
      continue;
    }
    targets.set(group, members(group, [group]));
  }
  return targets;
}
