/** Papagayo-ng projects, version 2, and its export of one voice: JSON, times in frames. @module */

import { LipsyncError } from "../error.ts";
import { type FramePhrase, frameTime, type FrameWord, timedPhrases } from "../frames.ts";
import { asList, asNumber, asObject, asText, readJson } from "../json.ts";
import { checkVoices } from "../limits.ts";
import { guessPhonemeSet } from "../phoneme_sets.ts";
import { checkTime } from "../spans.ts";
import { quote } from "../text.ts";
import type { PhonemeSet, TimedSpeech, Voice } from "../types.ts";

/** What the program calls its alphabets. Fleming and Dobbs' has labels of its own: a mapping must name them. */
const SETS: Readonly<Record<string, PhonemeSet>> = {
  preston_blair: "mouth",
  cmu_39: "arpabet",
  rhubarb: "rhubarb",
  fleming_dobbs: "other",
};

/**
 * Reads a project, or a single exported voice. Frames mean what they mean in version 1.
 *
 * @param set The alphabet of the phonemes; by default the file's `phoneme_set`, else told from the labels.
 * @throws {LipsyncError} naming the record that is wrong.
 */
export function parsePgoJson(text: string, set?: PhonemeSet): TimedSpeech {
  const root = asObject(readJson(text), "the file");
  const fps = asNumber(root["fps"], "fps");
  if (!(fps >= 1 && fps <= 240)) {
    throw new LipsyncError(`Cannot read the Papagayo project: fps is ${fps}, allowed are 1 to 240`, { record: "fps" });
  }
  const single = root["voices"] === undefined;
  const voices = (single ? [root] : asList(root["voices"], "voices")).map((value, v) => {
    const record = single ? "the voice" : `voices[${v}]`;
    const voice = asObject(value, record);
    const name = asText(voice["name"] ?? "", `${record}.name`).trim() || `Voice ${v + 1}`;
    return { name, phrases: readPhrases(voice["phrases"], `${record}.phrases`, fps) };
  });
  if (voices.length === 0) throw new LipsyncError("Cannot read the Papagayo project: it has no voice");
  checkVoices(voices.length);
  const labels = voices.flatMap((v) => v.phrases.flatMap((p) => p.words.flatMap((w) => w.marks.map((m) => m.label))));
  const named = asText(root["phoneme_set"] ?? "", "phoneme_set").trim().toLowerCase();
  const used = set ?? SETS[named] ?? guessPhonemeSet(labels);
  const sound = asText(root["sound_path"] ?? "", "sound_path").trim();
  const frames = root["sound_duration"];
  return {
    format: "pgo-json",
    voices: voices.map(({ name, phrases }): Voice => ({ name, phrases: timedPhrases(phrases, fps, used) })),
    ...(typeof frames === "number" && frames >= 0 ? { duration: frameTime(frames, fps) } : {}),
    ...(sound === "" ? {} : { sound }),
    fps,
    notes: [],
  };
}

function readPhrases(value: unknown, record: string, fps: number): FramePhrase[] {
  let last = 0;
  return asList(value, record).map((item, i): FramePhrase => {
    const place = `${record}[${i}]`;
    const phrase = asObject(item, place);
    const { start, end } = readFrames(phrase, place, fps, last);
    last = start;
    return { text: readText(phrase, place), start, end, words: readWords(phrase["words"], `${place}.words`, fps) };
  });
}

function readWords(value: unknown, record: string, fps: number): FrameWord[] {
  let last = 0;
  return asList(value, record).map((item, i): FrameWord => {
    const place = `${record}[${i}]`;
    const word = asObject(item, place);
    const { start, end } = readFrames(word, place, fps, last);
    last = start;
    let lastMark = start;
    const marks = asList(word["phonemes"] ?? [], `${place}.phonemes`).map((mark, m) => {
      const markPlace = `${place}.phonemes[${m}]`;
      const phoneme = asObject(mark, markPlace);
      const frame = readFrame(phoneme["frame"], `${markPlace}.frame`, fps, lastMark);
      lastMark = frame;
      return { frame, label: readText(phoneme, markPlace) };
    });
    return { text: readText(word, place), start, end, marks };
  });
}

function readText(value: Record<string, unknown>, record: string): string {
  return asText(value["text"] ?? "", `${record}.text`).trim();
}

function readFrames(value: Record<string, unknown>, record: string, fps: number, least: number) {
  const start = readFrame(value["start_frame"], `${record}.start_frame`, fps, least);
  return { start, end: readFrame(value["end_frame"], `${record}.end_frame`, fps, start) + 1 };
}

function readFrame(value: unknown, record: string, fps: number, least: number): number {
  const frame = asNumber(value, record);
  checkTime(frameTime(frame, fps), "frame", { record });
  if (frame < least) {
    throw new LipsyncError(`Cannot use ${record}: frame ${frame} is before frame ${least} ahead of it`, { record });
  }
  return Number.isInteger(frame) ? frame : fail(frame, record);
}

function fail(frame: number, record: string): never {
  throw new LipsyncError(`Cannot use ${record}: it is ${quote(String(frame))}, allowed are whole frames`, { record });
}
