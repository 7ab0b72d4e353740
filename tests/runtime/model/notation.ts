/**
 * Shows and timelines as a few lines of text, for tables of cases.
 *
 * A show on two boards, `b` and `c` (together `boards`), and two faces, `t` and `u` (together `faces`), a cue a line:
 *
 *     0s b pattern=A x=1, t mouth=ai     at 0 s, board b starts A and sets x, and face t says ai
 *     1s b x>2/2s/sine-in                from 1 s on, b's x ramps to 2, over 2 s
 *     2s b x:0>2/2s                      the same from 0
 *     [verse + 1 bar] b dark/2s          a time with spaces; brightness to 0 over 2 s
 *     go t sing=0:ai,200:rest            waits for a GO where the cue before has ended
 *     go@5s t @star=static|Y             waits for a GO at 5 s; an effect on the star
 *     5s play twinkle *3 /500ms          a sequence three times, one every 500 ms
 *
 * @module
 */

import { compileAll } from "../../../runtime/model/compile.ts";
import { controlOf } from "../../../runtime/model/kinds.ts";
import type { Problem } from "../../../runtime/model/problem.ts";
import type { Action, Amount, Cue, DeviceSpec, Show, Step } from "../../../runtime/model/show.ts";
import type { Instant, State, Timeline } from "../../../runtime/model/timeline.ts";
import type { Segment, Value } from "../../../runtime/model/track.ts";

const where = { file: "show" };

/** A board of the show. */
export function board(name: string, more: Partial<DeviceSpec> = {}): DeviceSpec {
  return { name, kind: "pixelblaze", host: "127.0.0.1", where, ...more };
}

/** A face of the show. */
export function face(name: string, more: Partial<DeviceSpec> = {}): DeviceSpec {
  return { name, kind: "pixo", port: "tcp://127.0.0.1:1", where, ...more };
}

/** The show that a text says; `more` takes the place of what it says, `sequences` are texts too. */
export function showOf(
  text: string,
  more: Partial<Omit<Show, "sequences">> & { readonly sequences?: Readonly<Record<string, string>> } = {},
): Show {
  const { sequences = {}, ...rest } = more;
  return {
    title: "Test",
    seed: 1,
    devices: [board("b"), board("c"), face("t"), face("u")],
    groups: { boards: ["b", "c"], faces: ["t", "u"] },
    markers: {},
    cues: cuesOf(text),
    sequences: Object.fromEntries(Object.entries(sequences).map(([name, text]) => [name, cuesOf(text)])),
    where,
    ...rest,
  };
}

function cuesOf(text: string): Cue[] {
  const lines = text.split("\n").map((line, i) => [line.trim(), i + 1] as const).filter(([line]) => line !== "");
  return lines.map(([line, number]) => cueOf(line, number));
}

function cueOf(line: string, number: number): Cue {
  const match = /^(?:\[([^\]]*)\]|(\S+))\s*(.*)$/.exec(line)!;
  const [, long, short, rest = ""] = match;
  const time = long ?? short!;
  const place = { file: "show", line: number };
  const when = time === "go"
    ? { wait: "go" as const }
    : time.startsWith("go@")
    ? { wait: "go" as const, at: time.slice(3) }
    : { at: time };
  const play = /^play (\S+)(?: \*(\S+))?(?: \/(\S+))?$/.exec(rest);
  if (play !== null) {
    const [, name, repeat, every] = play;
    return {
      ...when,
      play: name!,
      ...(repeat === undefined ? {} : { repeat: Number(repeat) }),
      ...(every === undefined ? {} : { every }),
      steps: [],
      where: place,
    };
  }
  const steps = rest.split(/,\s+/).filter((part) => part !== "").map((part): Step => {
    const [target, ...actions] = part.trim().split(/\s+/);
    return { target: target!, actions: actions.map((action) => actionOf(action, place)), where: place };
  });
  return { ...when, steps, where: place };
}

function actionOf(text: string, where: Action["where"]): Action {
  const [, name, value = ""] = /^([^=]*)=?(.*)$/.exec(text)!;
  switch (name) {
    case "pattern":
    case "face":
    case "mouth":
    case "eyes":
    case "trigger":
      return { do: name, name: value, where };
    case "blink":
      return { do: "blink", mode: value === "" ? "once" : value as "auto", where };
    case "next":
      return { do: "next", where };
    case "do":
      return { do: "command", line: value, where };
    case "sing": {
      const mouths = value.split(",").map((pair) => pair.split(":")).map(([at, mouth]) => ({
        at: Number(at),
        mouth: mouth!,
      }));
      return { do: "lipsync", source: {}, mouths, where };
    }
  }
  if (text.startsWith("@")) return { do: "effects", effects: { [name!.slice(1)]: value }, where };
  const dark = /^dark\/(.*)$/.exec(text);
  if (dark !== null) return { do: "blackout", over: dark[1]!, where };
  const ramp = /^([^:>]+)(?::([^>]+))?>([^/]+)\/([^/]*)(?:\/(.*))?$/.exec(text);
  if (ramp !== null) {
    const [, key, from, to, over, ease] = ramp;
    return {
      do: "ramp",
      to: { [key!]: amountOf(to!) },
      over: over!,
      ...(from === undefined ? {} : { from: { [key!]: amountOf(from) } }),
      ...(ease === undefined ? {} : { ease }),
      where,
    };
  }
  if (name === "brightness") return { do: "brightness", level: amountOf(value) as Amount, where };
  return { do: controlOf(name!) === undefined ? "vars" : "controls", values: { [name!]: amountOf(value) }, where };
}

function amountOf(text: string): Amount | readonly Amount[] {
  if (text.startsWith("[")) return text.slice(1, -1).split(",").filter((one) => one !== "").map(amountOf) as Amount[];
  const number = Number(text);
  return Number.isNaN(number) && text !== "NaN" ? text : number;
}

/** The timeline of a show that has no errors. */
export function timelineOf(...args: Parameters<typeof showOf>): Timeline {
  const { timeline, problems } = compileAll(showOf(...args));
  if (timeline === undefined) throw new Error(problemsText(problems.list));
  return timeline;
}

/** Everything that is told of a show: `3: error text`, a line each. */
export function problemsOf(...args: Parameters<typeof showOf>): string {
  return problemsText(compileAll(showOf(...args)).problems.list);
}

/** `3: error text`, or `markers.a: error text`, a line each; warnings are marked. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(({ severity, message, where: { line, path } }) =>
    `${line ?? path?.join(".") ?? "-"}: ${severity === "warning" ? "(warning) " : ""}${message}`
  ).join("\n");
}

/**
 * What a timeline holds, a line for each track: `b var:x: start 1 | 1000 2 | 2000 2>3 until 4000 | 5000 -`, where `-`
 * is no value; and a line for the instants of a device: `t fires: 0 blink | 200 trigger triggerFlash`.
 */
export function tracksText(timeline: Timeline): string {
  const lines: string[] = [];
  for (const { name, tracks, instants } of timeline.devices.values()) {
    for (const [key, { segments }] of tracks) lines.push(`${name} ${key}: ${segments.map(segmentText).join(" | ")}`);
    if (instants.length > 0) lines.push(`${name} fires: ${instants.map(instantText).join(" | ")}`);
  }
  return sortedLines(lines.join("\n"));
}

/** Lines in the order of the alphabet, so that it does not matter in which order tracks are made. */
export function sortedLines(text: string): string {
  return text.split("\n").sort().join("\n");
}

function segmentText({ start, end, from, to, ease }: Segment): string {
  const at = start === -Infinity ? "start" : start;
  if (end === start) return `${at} ${valueText(to)}`;
  return `${at} ${valueText(from)}>${valueText(to)} until ${end}${ease === "linear" ? "" : ` ${ease}`}`;
}

function instantText({ at, name, value }: Instant): string {
  return value === undefined ? `${at} ${name}` : `${at} ${name} ${value}`;
}

/** `-` for no value, `[1,2]` for a list. */
export function valueText(value: Value | undefined): string {
  return value === undefined ? "-" : Array.isArray(value) ? `[${value.join(",")}]` : String(value);
}

/** `pattern=A var:x=1`, in the order of the keys. */
export function stateText(state: State | undefined): string {
  return [...state ?? []].map(([key, value]) => `${key}=${valueText(value)}`).sort().join(" ");
}
