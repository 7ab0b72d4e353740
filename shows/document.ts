/** A show document to a show: the same data under the model's names, each value with its place. @module */

import type { Action, Cue, DeviceSpec, LipsyncSource, Show, Step, TempoSpec, Where } from "../runtime/model/mod.ts";
import { type ActionsDocument, type CueDocument, cueKeys, type DeviceDocument, type ShowDocument } from "./schema.ts";

type Path = readonly (string | number)[];
type At = (path: Path) => Where;

/** The show that a document says. `file` is for messages. */
export function showOfDocument(document: ShowDocument, file: string): Show {
  const at: At = (path) => ({ file, path });
  const { audio, tempo, bar1, end, dictionary } = document;
  return {
    title: document.title ?? file.replace(/^.*[\\/]/, "").replace(/\.[^.]*$/, ""),
    seed: document.seed ?? 1,
    ...(audio === undefined ? {} : { audio: audioOf(audio) }),
    ...(tempo === undefined
      ? {}
      : { tempo: (Array.isArray(tempo) ? tempo : [tempo]).map(withoutUndefined) as TempoSpec[] }),
    ...(bar1 === undefined ? {} : { firstBar: bar1 }),
    devices: Object.entries(document.devices).map(([name, device]) => deviceOf(name, device, at(["devices", name]))),
    groups: document.groups ?? {},
    markers: document.markers ?? {},
    cues: document.cues.map((cue, i) => cueOf(cue, ["cues", i], at)),
    sequences: Object.fromEntries(
      Object.entries(document.sequences ?? {}).map((
        [name, cues],
      ) => [name, cues.map((cue, i) => cueOf(cue, ["sequences", name, i], at))]),
    ),
    ...(end === undefined ? {} : { end }),
    ...(dictionary === undefined ? {} : { dictionary }),
    where: at([]),
  };
}

/** A sound file under the model's names. */
export function audioOf(audio: NonNullable<ShowDocument["audio"]>): NonNullable<Show["audio"]> {
  if (typeof audio === "string") return { file: audio };
  return audio.offset === undefined ? { file: audio.file } : { file: audio.file, offset: audio.offset };
}

/** A device under the model's names. */
export function deviceOf(name: string, device: DeviceDocument, where: Where): DeviceSpec {
  const { rate, ...rest } = device;
  const boardName = device.kind === "pixelblaze" ? device.name : undefined;
  return withoutUndefined({
    ...rest,
    name,
    boardName,
    rate: typeof rate === "string" ? Number(/^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*s)?\s*$/.exec(rate)?.[1] ?? NaN) : rate,
    where,
  }) as DeviceSpec;
}

const OWN_KEYS = Object.keys(cueKeys.shape);

function cueOf(cue: CueDocument, path: Path, at: At): Cue {
  const { at: time, wait, cue: number, name: label, play, repeat, every } = cue;
  const steps = Object.entries(cue).filter(([key]) => !OWN_KEYS.includes(key)).map(([target, actions]): Step => ({
    target,
    actions: actionsOf(actions as ActionsDocument, [...path, target], at),
    where: at([...path, target]),
  }));
  return withoutUndefined({ at: time, wait, number, label, play, repeat, every, steps, where: at(path) }) as Cue;
}

/** One action for each key, in a fixed order: what a key of the same cue leans on comes before it. */
function actionsOf(a: ActionsDocument, path: Path, at: At): Action[] {
  const list: (Action | undefined)[] = [];
  const where = (key: string) => at([...path, key]);
  if (a.pattern !== undefined) list.push({ do: "pattern", name: a.pattern, where: where("pattern") });
  if (a.vars !== undefined) list.push({ do: "vars", values: a.vars, where: where("vars") });
  if (a.controls !== undefined) list.push({ do: "controls", values: a.controls, where: where("controls") });
  const { over, ease, from } = a;
  if (a.brightness !== undefined) {
    const fade = a.ramp === undefined ? { over, ease } : {};
    list.push(
      withoutUndefined({ do: "brightness", level: a.brightness, ...fade, where: where("brightness") }) as Action,
    );
  }
  if (a.ramp !== undefined) {
    list.push(
      withoutUndefined({ do: "ramp", to: a.ramp, from, over: over ?? 0, ease, where: where("ramp") }) as Action,
    );
  }
  if (a.blackout !== undefined && a.blackout !== false) {
    list.push({ do: "blackout", over: a.blackout === true ? 0 : a.blackout, where: where("blackout") });
  }
  if (a.effects !== undefined) list.push({ do: "effects", effects: a.effects, where: where("effects") });
  if (a.face !== undefined) list.push({ do: "face", name: a.face, where: where("face") });
  if (a.eyes !== undefined) list.push({ do: "eyes", name: a.eyes, where: where("eyes") });
  if (a.mouth !== undefined) list.push({ do: "mouth", name: a.mouth, where: where("mouth") });
  if (a.lipsync !== undefined) list.push({ do: "lipsync", source: lipsyncSource(a.lipsync), where: where("lipsync") });
  if (a.blink !== undefined) {
    const mode = a.blink === true ? "once" : a.blink === false ? "off" : a.blink;
    list.push({ do: "blink", mode, where: where("blink") });
  }
  if (a.next !== undefined) list.push({ do: "next", where: where("next") });
  if (a.trigger !== undefined) list.push({ do: "trigger", name: a.trigger, where: where("trigger") });
  if (a.command !== undefined) list.push({ do: "command", line: a.command, where: where("command") });
  return list.filter((action) => action !== undefined);
}

function lipsyncSource(lipsync: NonNullable<ActionsDocument["lipsync"]>): LipsyncSource {
  if (typeof lipsync === "string") return { file: lipsync };
  if (Array.isArray(lipsync)) return { phonemes: lipsync };
  return withoutUndefined(lipsync) as LipsyncSource;
}

/** An object type whose keys are there with a value, or not there. */
export type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same object without the keys that are undefined. */
export function withoutUndefined<T extends object>(object: T): Defined<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;
}
