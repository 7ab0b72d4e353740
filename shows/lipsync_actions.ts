/** Reads the lip-sync files a show names and puts the tracks of mouths into its actions. @module */

import {
  type Action,
  type Cue,
  didYouMean,
  type MouthChange,
  MOUTHS,
  parseTime,
  placeTime,
  type Problems,
  type Show,
  type TimeText,
} from "../runtime/model/mod.ts";
import { importLipsync, LipsyncError, selectVoice, toMouths } from "./lipsync/mod.ts";

type Lipsync = Extract<Action, { readonly do: "lipsync" }>;

/** Gives the bytes of a file named in a show; rejects with a message for people. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * The same show with every lip-sync read. What cannot be read is told to `problems`, and its action is left out.
 */
export async function readLipsyncs(show: Show, read: ReadFile, problems: Problems): Promise<Show> {
  const files = new Map<string, Promise<Uint8Array>>();
  const readOnce = (path: string) => {
    const known = files.get(path) ?? read(path);
    files.set(path, known);
    return known;
  };
  const cues = (list: readonly Cue[]) => Promise.all(list.map((cue) => readCue(cue, readOnce, problems)));
  const sequences: Record<string, readonly Cue[]> = {};
  for (const [name, list] of Object.entries(show.sequences)) sequences[name] = await cues(list);
  return { ...show, cues: await cues(show.cues), sequences };
}

async function readCue(cue: Cue, read: ReadFile, problems: Problems): Promise<Cue> {
  if (!cue.steps.some(({ actions }) => actions.some((action) => action.do === "lipsync"))) return cue;
  const steps = await Promise.all(cue.steps.map(async (step) => {
    const actions = await Promise.all(
      step.actions.map((action) => action.do === "lipsync" ? readAction(action, read, problems) : action),
    );
    return { ...step, actions: actions.filter((action) => action !== undefined) };
  }));
  return { ...cue, steps };
}

async function readAction(action: Lipsync, read: ReadFile, problems: Problems): Promise<Action | undefined> {
  const { source, where } = action;
  try {
    const offset = source.offset === undefined ? 0 : signedTime(source.offset);
    if (source.phonemes !== undefined) return { ...action, mouths: listed(source.phonemes, offset) };
    if (source.file === undefined) throw new LipsyncError("Lip-sync needs a file or phonemes");
    const speech = importLipsync(await read(source.file));
    const lead = source.lead === undefined ? {} : { lead: signedTime(source.lead) };
    return { ...action, mouths: toMouths(selectVoice(speech, source.voice ?? 0), { ...lead, offset }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = error instanceof LipsyncError && error.line !== undefined ? `:${error.line}` : "";
    problems.error(source.file === undefined ? message : `${source.file}${line}: ${message}`, where);
    return undefined;
  }
}

/** Mouths written in the show: each at exactly the time that stands there. */
function listed(phonemes: string | readonly (readonly [TimeText, string])[], offset: number): MouthChange[] {
  const pairs = typeof phonemes === "string"
    ? phonemes.split("\n").filter((line) => line.trim() !== "").map(pairOf)
    : phonemes;
  let last = -Infinity;
  return pairs.map(([time, name], i): MouthChange => {
    const at = signedTime(time) + offset;
    const mouth = name.trim().toLowerCase();
    if (!MOUTHS.includes(mouth)) {
      throw new LipsyncError(`Unknown mouth "${name}" in pair ${i + 1}: ${didYouMean(name, MOUTHS)}`);
    }
    if (at < last) throw new LipsyncError(`Time of pair ${i + 1} lies before the one above it: ${time}`);
    last = at;
    return { at, mouth };
  });
}

function pairOf(line: string, i: number): [string, string] {
  const match = /^\s*(.+?)\s+(\S+)\s*$/.exec(line);
  if (match === null) throw new LipsyncError(`Not a time and a mouth in line ${i + 1}: "${line.trim()}"`);
  return [match[1]!, match[2]!];
}

function signedTime(time: TimeText): number {
  const text = typeof time === "number" ? `${time}` : time.trim();
  const sign = text.startsWith("-") ? -1 : 1;
  const unsigned = parseTime(text.replace(/^[+-]\s*/, ""));
  return sign *
    placeTime(unsigned, {
      marker: (name) => refuse(`"${name}" cannot stand in a lip-sync: write a time such as 450ms`),
    });
}

function refuse(message: string): never {
  throw new LipsyncError(message);
}
