/** Writes Papagayo projects. @module */

import { LipsyncError } from "../error.ts";
import type { Millis, Phrase, TimedSpeech, Voice, Word } from "../types.ts";
import { type MouthSpeechOptions, toMouthSpeech } from "./mouth_speech.ts";

/** What {@link writePgo} needs besides the speech. */
export interface WritePgoOptions extends MouthSpeechOptions {
  /** Frames a second, a whole number from 1 to 240; by default the speech's own, else 24. */
  readonly fps?: number;
}

/**
 * Writes a Papagayo project, version 1. Times are rounded to frames; of mouths that fall on one frame closed lips stay,
 * else the last. A word without text is written `_`.
 *
 * @throws {LipsyncError} when the frames a second are out of range.
 */
export function writePgo(speech: TimedSpeech, options: WritePgoOptions = {}): string {
  const fps = options.fps ?? (Number.isInteger(speech.fps) ? speech.fps ?? 24 : 24);
  if (!Number.isInteger(fps) || fps < 1 || fps > 240) {
    throw new LipsyncError(`Cannot write a Papagayo project: fps is ${fps}, allowed are whole numbers from 1 to 240`);
  }
  const { voices, sound, duration } = toMouthSpeech(speech, options);
  const end = Math.max(duration ?? 0, ...voices.map((voice) => voice.phrases.at(-1)?.end ?? 0));
  const lines = ["lipsync version 1", oneLine(sound ?? ""), `${fps}`, `${frameOf(end, fps)}`, `${voices.length}`];
  for (const voice of voices) writeVoice(voice, fps, lines);
  return `${lines.join("\n")}\n`;
}

function writeVoice(voice: Voice, fps: number, lines: string[]): void {
  lines.push(
    `\t${oneLine(voice.name)}`,
    `\t${voice.phrases.map((phrase) => oneLine(phrase.text)).join("|")}`,
    `\t${voice.phrases.length}`,
  );
  // Nothing may start before what stands above it, whatever rounding does.
  let least = 0;
  for (const phrase of voice.phrases) least = writePhrase(phrase, fps, least, lines);
}

function writePhrase(phrase: Phrase, fps: number, least: number, lines: string[]): number {
  const start = Math.max(least, frameOf(phrase.start, fps));
  const end = Math.max(start + 1, frameOf(phrase.end, fps));
  lines.push(`\t\t${oneLine(phrase.text)}`, `\t\t${start}`, `\t\t${end - 1}`, `\t\t${phrase.words.length}`);
  let next = start;
  for (const word of phrase.words) next = writeWord(word, fps, next, lines);
  return Math.max(start, next);
}

function writeWord(word: Word, fps: number, least: number, lines: string[]): number {
  const start = Math.max(least, frameOf(word.start, fps));
  const end = Math.max(start + 1, frameOf(word.end, fps));
  const marks: { frame: number; label: string }[] = [];
  for (const { start: at, label } of word.phonemes) {
    const frame = Math.min(end - 1, Math.max(start, frameOf(at, fps)));
    const last = marks.at(-1);
    if (last?.frame !== frame) marks.push({ frame, label });
    else if (last.label !== "MBP") last.label = label;
  }
  const text = oneLine(word.text).replace(/\s+/g, "_") || "_";
  lines.push(`\t\t\t${text} ${start} ${end - 1} ${marks.length}`);
  for (const { frame, label } of marks) lines.push(`\t\t\t\t${frame} ${label}`);
  return end;
}

function frameOf(time: Millis, fps: number): number {
  return Math.round(time * fps / 1000);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n|]+/g, " ").trim();
}
