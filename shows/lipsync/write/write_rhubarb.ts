/** Writes Rhubarb's TSV and JSON. @module */

import type { Mouth, TimedSpeech } from "../types.ts";
import { type MouthCueOptions, mouthCues } from "./mouth_cues.ts";

/** The way back from Rhubarb's own table; it has one shape for `u` and `wq`, and none for a face that is off. */
const LETTERS: Readonly<Record<Mouth, string>> = {
  mbp: "A",
  etc: "B",
  e: "C",
  ai: "D",
  smile: "D",
  o: "E",
  u: "F",
  wq: "F",
  fv: "G",
  l: "H",
  rest: "X",
  off: "X",
};

/** Rhubarb counts in hundredths of a second; cues that have none of their own are left out. */
interface LetterCue {
  readonly start: number;
  readonly end: number;
  readonly letter: string;
}

/** Writes one voice as `seconds TAB shape` lines. The last line is the end of the recording. */
export function writeRhubarbTsv(speech: TimedSpeech, options: MouthCueOptions = {}): string {
  const cues = letterCues(speech, options);
  const rows = cues.map(({ start, letter }) => `${seconds(start)}\t${letter}\n`);
  return `${rows.join("")}${seconds(cues.at(-1)?.end ?? 0)}\tX\n`;
}

/** Writes one voice as `{ metadata, mouthCues }`. */
export function writeRhubarbJson(speech: TimedSpeech, options: MouthCueOptions = {}): string {
  const cues = letterCues(speech, options);
  const rows = cues.map(({ start, end, letter }) =>
    `    { "start": ${seconds(start)}, "end": ${seconds(end)}, "value": "${letter}" }`
  );
  const metadata = `{\n    "soundFile": ${JSON.stringify(speech.sound ?? "")},\n    "duration": ${
    seconds(cues.at(-1)?.end ?? 0)
  }\n  }`;
  return `{\n  "metadata": ${metadata},\n  "mouthCues": [\n${rows.join(",\n")}\n  ]\n}\n`;
}

function letterCues(speech: TimedSpeech, options: MouthCueOptions): LetterCue[] {
  const cues: LetterCue[] = [];
  for (const { start, end, mouth } of mouthCues(speech, options)) {
    const from = Math.round(start / 10), to = Math.round(end / 10), letter = LETTERS[mouth];
    const last = cues.at(-1);
    if (to <= from) continue;
    if (last?.letter === letter && last.end === from) cues[cues.length - 1] = { ...last, end: to };
    else cues.push({ start: from, end: to, letter });
  }
  return cues;
}

function seconds(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}
