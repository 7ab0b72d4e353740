/** Cues to moments: times, sequences and groups resolved. @module */

import { lengthOf, valuesIn } from "./actions.ts";
import { KINDS } from "./kinds.ts";
import type { Problems, Where } from "./problem.ts";
import type { Action, Cue, DeviceSpec, Show, Step, TimeText } from "./show.ts";
import { didYouMean } from "./suggest.ts";
import { resolveTargets } from "./targets.ts";
import type { TempoMap } from "./tempo.ts";
import type { CueMark } from "./timeline.ts";
import {
  FOLLOW,
  parseTime,
  placeLength,
  placeTime,
  TICK,
  type TimeContext,
  type TimeExpression,
  toTick,
} from "./times.ts";

/** An action on one device at one moment. */
export interface Placed {
  readonly at: number;
  readonly device: DeviceSpec;
  readonly action: Action;
  /** Of actions at one moment the one with the larger order is the later written. */
  readonly order: number;
}

/** Most actions a show may come to once its sequences are played out, each device counted. */
export const MOST_ACTIONS = 200_000;
/** Most cues, steps, values and mouths together, whether they come to an action or not. */
const MOST_PARTS = 2_000_000;
/** How deep sequences may play sequences. */
const DEEPEST = 100;

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
  readonly #played = new Set<string>();
  /** Steps of unknown devices that have been told, for those that a sequence repeats. */
  readonly #unknown = new Set<Step>();
  #order = 0;
  #parts = 0;
  #full = false;

  constructor(show: Show, tempo: TempoMap | undefined, markers: ReadonlyMap<string, number>, problems: Problems) {
    this.#show = show;
    this.#tempo = tempo;
    this.#markers = markers;
    this.#problems = problems;
    this.#targets = resolveTargets(show, problems);
    this.#checkNumbers();
    this.#cueList();
    if (!problems.hasErrors) this.#warnOfUnplayed();
  }

  /** Only once all else is right: a sequence may not be played because its name is wrong where it is. */
  #warnOfUnplayed(): void {
    for (const name of Object.keys(this.#show.sequences)) {
      if (this.#played.has(name)) continue;
      const where = { ...this.#show.where, path: ["sequences", name] };
      this.#problems.warn(`Sequence "${name}" is never played, and nothing in it has been checked`, where);
    }
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
      // Never at the moment of the cue before: one GO would play both, and what that one set would never be seen.
      if (cue.wait === "go") return before === undefined ? 0 : Math.max(before.end, toTick(before.at + TICK));
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
    if (!this.#fits(0, 1 + cue.steps.length, cue.where)) return end;
    this.#order++;
    for (const step of cue.steps) {
      for (const action of step.actions) {
        this.#play(step, action, at);
        end = Math.max(end, toTick(at + lengthOf(action, (time) => this.#length(time, at))));
      }
    }
    if (cue.play !== undefined) return Math.max(end, this.#playSequence(cue, cue.play, at));
    if (cue.repeat !== undefined || cue.every !== undefined) {
      this.#problems.error("Only a sequence repeats: write play: with its name", cue.where);
    }
    return end;
  }

  #play(step: Step, action: Action, at: number): void {
    const { target } = step;
    const devices = this.#targets.get(target);
    if (devices === undefined) {
      if (!this.#fits(0, 1, action.where) || this.#unknown.has(step)) return;
      this.#unknown.add(step);
      const known = [...this.#targets.keys()];
      return this.#problems.error(`Unknown device or group "${target}": ${didYouMean(target, known)}`, step.where);
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
    this.#checkRamp(target, action, able);
    if (!this.#fits(able.length, 1 + devices.length + able.length * valuesIn(action), action.where)) return;
    for (const device of able) {
      this.placed.push({ at, device, action, order: this.#order * 2 + (action.do === "pattern" ? 0 : 1) });
    }
  }

  /** In a group, those that have variables ramp them; somebody must. */
  #checkRamp(target: string, action: Action, able: readonly DeviceSpec[]): void {
    if (action.do !== "ramp" || able.length === 0 || able.some(({ kind }) => KINDS[kind].hasVariables)) return;
    const name = Object.keys(action.to).find((key) => key !== "brightness");
    if (name === undefined) return;
    this.#problems.error(
      `"${target}" is a ${able[0]!.kind} and can ramp nothing but brightness: it has no "${name}"`,
      action.where,
    );
  }

  /** False, and an error once, when a show that repeats too much comes to more than can be played. */
  #fits(actions: number, parts: number, where: Where): boolean {
    this.#parts += parts;
    const tooMany = this.placed.length + actions > MOST_ACTIONS;
    if (!tooMany && this.#parts <= MOST_PARTS) return true;
    if (!this.#full) {
      const most = tooMany ? `${MOST_ACTIONS} actions` : `${MOST_PARTS} cues, steps and values`;
      this.#problems.error(`Show comes to more than ${most}: repeat sequences less often`, where);
    }
    this.#full = true;
    return false;
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
    this.#played.add(name);
    if (this.#playing.includes(name)) {
      this.#problems.error(`Sequence "${name}" plays itself: ${[...this.#playing, name].join(" plays ")}`, cue.where);
      return at;
    }
    if (this.#playing.length >= DEEPEST) {
      this.#problems.error(`Sequences play sequences more than ${DEEPEST} deep`, cue.where);
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
      const next = cue.every === undefined ? end : this.#every(cue, cue.every, start);
      if (next === undefined) break;
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
        // What counts from the cue before has a place of its own; all else counts from the sequence's start.
        const placed = time.relative || time.terms.some(({ term }) => term.kind === "marker");
        return placed ? placeTime(time, context) : toTick(start + placeLength(time, start, context));
      });
      const at = placed ?? start;
      const cueEnd = this.#playCue(cue, at);
      step = at - (before?.at ?? start);
      end = Math.max(end, cueEnd);
      before = { at, end: cueEnd };
    }
    return before !== undefined && end === before.at ? toTick(end + step) : end;
  }

  /** When the repetition after the one at `start` begins. */
  #every(cue: Cue, every: TimeText, start: number): number | undefined {
    return this.#try(cue.where, () => toTick(start + placeLength(parseTime(every), start, this.#context())));
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
