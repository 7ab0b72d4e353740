/** What each action does to a device's tracks: one row an action. @module */

import { parseAmount } from "./amount.ts";
import { EASINGS } from "./easing.ts";
import { controlOf, CONTROLS, EYES, FACES, MOUTHS } from "./kinds.ts";
import type { Action, Amount, MouthChange, TimeText } from "./show.ts";
import { didYouMean } from "./suggest.ts";
import type { Instant } from "./timeline.ts";
import type { Value } from "./track.ts";

/** Where an action plays: one device at one moment. What it refuses, it tells `error`. */
export interface Stage {
  set(key: string, value: Value): void;
  /** Without `from` the ramp begins at what the track is worth. */
  ramp(key: string, to: Value, over: number, ease: string, from: Value | undefined): void;
  fire(name: Instant["name"], value?: string): void;
  /** A track of mouths of its own, each `at` milliseconds from here. */
  mouths(changes: readonly MouthChange[]): void;
  /** From here on, eyes blink by themselves, or no more. */
  autoBlink(on: boolean): void;
  /** The length of a time, in milliseconds; 0 for one that is refused. */
  length(time: TimeText): number;
  error(message: string): void;
}

/** The board's 16.16 numbers are from minus this on, and below this. */
const VAR_LIMIT = 32768;

type ActionOf<Name extends Action["do"]> = Action & { readonly do: Name };
type Row<Name extends Action["do"]> = (action: ActionOf<Name>, stage: Stage) => void;

const ROWS: { readonly [Name in Action["do"]]: Row<Name> } = {
  pattern({ name }, stage) {
    if (name === "") return stage.error("A pattern needs a name");
    stage.set("pattern", name);
  },
  vars({ values }, stage) {
    for (const [name, value] of Object.entries(values)) set(stage, `var:${name}`, value);
  },
  controls({ values }, stage) {
    for (const [name, value] of Object.entries(values)) set(stage, `control:${name}`, value);
  },
  brightness({ level, over, ease }, stage) {
    if (over === undefined) set(stage, "brightness", level);
    else ramp(stage, "brightness", level, undefined, over, ease);
  },
  ramp({ to, from, over, ease }, stage) {
    for (const [name, value] of Object.entries(to)) {
      const first = from !== undefined && Object.hasOwn(from, name) ? from[name] : undefined;
      ramp(stage, rampKey(name), value, first, over, ease);
    }
    for (const name of Object.keys(from ?? {})) {
      if (!Object.hasOwn(to, name)) {
        stage.error(`Ramp begins at a "${name}" that it leads nowhere: ${didYouMean(name, Object.keys(to))}`);
      }
    }
  },
  blackout({ over }, stage) {
    ramp(stage, "brightness", 0, undefined, over, "linear");
  },
  face({ name }, stage) {
    const face = Object.hasOwn(FACES, name) ? FACES[name] : undefined;
    if (face === undefined) return stage.error(`Unknown face "${name}": ${didYouMean(name, Object.keys(FACES))}`);
    stage.set("eyes", face.eyes);
    stage.set("mouth", face.mouth);
  },
  mouth({ name }, stage) {
    const mouth = name.toLowerCase();
    if (!MOUTHS.includes(mouth)) return stage.error(`Unknown mouth "${name}": ${didYouMean(name, MOUTHS)}`);
    stage.set("mouth", mouth);
  },
  eyes({ name }, stage) {
    if (!EYES.includes(name)) return stage.error(`Unknown eyes "${name}": ${didYouMean(name, EYES)}`);
    stage.set("eyes", name);
  },
  blink({ mode }, stage) {
    if (mode === "once") stage.fire("blink");
    else stage.autoBlink(mode === "auto");
  },
  effects({ effects }, stage) {
    for (const [target, effect] of Object.entries(effects)) stage.set(`effect:${target}`, effect.trim());
  },
  lipsync({ mouths }, stage) {
    if (mouths === undefined) {
      return stage.error("Lip-sync has not been read: its file was not loaded before compiling");
    }
    stage.mouths(mouths);
  },
  next(_action, stage) {
    stage.fire("next");
  },
  trigger({ name }, stage) {
    if (!/^trigger[A-Z0-9_$]/.test(name)) {
      return stage.error(`Not a trigger: "${name}", wanted the name of a pattern's function such as triggerFlash`);
    }
    stage.fire("trigger", name);
  },
  command({ line }, stage) {
    stage.fire("command", line);
  },
};

/** Plays an action on a stage. */
export function playAction<Name extends Action["do"]>(action: ActionOf<Name>, stage: Stage): void {
  const row: Row<Name> = ROWS[action.do as Name];
  row(action, stage);
}

/** How long an action takes from its cue on, in milliseconds. */
export function lengthOf(action: Action, length: (time: TimeText) => number): number {
  switch (action.do) {
    case "ramp":
    case "blackout":
      return length(action.over);
    case "brightness":
      return action.over === undefined ? 0 : length(action.over);
    case "lipsync":
      return Math.max(0, action.mouths?.at(-1)?.at ?? 0);
    default:
      return 0;
  }
}

/** How many values, effects or mouths an action brings to each device. */
export function valuesIn(action: Action): number {
  switch (action.do) {
    case "vars":
    case "controls":
      return countNumbers(action.values);
    case "ramp":
      return countNumbers(action.to);
    case "effects":
      return Object.keys(action.effects).length;
    case "lipsync":
      return action.mouths?.length ?? 0;
    default:
      return 1;
  }
}

function countNumbers(values: Readonly<Record<string, Amount | readonly Amount[]>>): number {
  return Object.values(values).reduce((sum: number, value) => sum + (Array.isArray(value) ? value.length : 1), 0);
}

/** The track a name in a ramp means. */
function rampKey(name: string): string {
  if (name === "brightness") return "brightness";
  return controlOf(name) === undefined ? `var:${name}` : `control:${name}`;
}

function set(stage: Stage, key: string, amount: Amount | readonly Amount[]): void {
  const value = readValue(stage, key, amount);
  if (value !== undefined) stage.set(key, value);
}

function ramp(
  stage: Stage,
  key: string,
  to: Amount | readonly Amount[],
  from: Amount | readonly Amount[] | undefined,
  over: TimeText,
  ease = "linear",
): void {
  if (!EASINGS.has(ease)) return stage.error(`Unknown easing "${ease}": ${didYouMean(ease, EASINGS.keys())}`);
  const last = readValue(stage, key, to);
  const first = from === undefined ? undefined : readValue(stage, key, from);
  if (last === undefined || (from !== undefined && first === undefined)) return;
  stage.ramp(key, last, stage.length(over), ease, first);
}

/** The value written for a key, or undefined after telling what is wrong with it. */
function readValue(stage: Stage, key: string, amount: Amount | readonly Amount[]): Value | undefined {
  const name = key.slice(key.indexOf(":") + 1);
  try {
    checkLength(key, Array.isArray(amount) ? amount.length : undefined);
    if (Array.isArray(amount)) {
      const numbers = amount.map((one: Amount) => parseAmount(one));
      numbers.forEach((number, i) => checkRange(key, `${name}[${i}]`, number));
      return numbers;
    }
    const number = parseAmount(amount as Amount);
    checkRange(key, name, number);
    return number;
  } catch (error) {
    stage.error(`Cannot set ${name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** Whether a key takes a number (`length` undefined) or a list of so many. */
function checkLength(key: string, length: number | undefined): void {
  if (key.startsWith("var:")) {
    if (length === 0) throw new RangeError("wanted a number, or a list with at least one");
    return;
  }
  const takes = key === "brightness" ? "level" : controlOf(key.slice("control:".length))?.takes;
  if (takes === undefined) {
    throw new RangeError(
      `not the name of a control, those begin with ${CONTROLS.map(({ prefix }) => prefix).join(", ")}`,
    );
  }
  if (takes === "colour" && length !== 3) throw new RangeError("wanted three numbers 0..1");
  if (takes !== "colour" && length !== undefined) throw new RangeError("wanted one number");
}

function checkRange(key: string, name: string, value: number): void {
  const free = key.startsWith("var:") || controlOf(key.slice("control:".length))?.takes === "number";
  if (!free) return level(name, value);
  if (!(value >= -VAR_LIMIT && value < VAR_LIMIT)) {
    throw new RangeError(`${value} does not fit a Pixelblaze number, wanted -32768 to 32767.99`);
  }
}

function level(name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${name} is ${value}, wanted 0 to 1 or 0% to 100%`);
}
