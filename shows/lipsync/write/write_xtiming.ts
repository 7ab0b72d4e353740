/** Writes xLights timing tracks. @module */

import type { Millis, TimedSpeech, Voice } from "../types.ts";
import { type MouthSpeechOptions, toMouthSpeech } from "./mouth_speech.ts";

interface Label {
  readonly start: Millis;
  readonly end: Millis;
  readonly text: string;
}

/** Writes an `.xtiming`: a track of phrases, words and phonemes for every voice. Times are whole milliseconds. */
export function writeXtiming(speech: TimedSpeech, options: MouthSpeechOptions = {}): string {
  const tracks = toMouthSpeech(speech, options).voices.map(track);
  const body = tracks.length === 1 ? tracks.join("") : `<timings>\n${tracks.join("")}</timings>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

function track(voice: Voice): string {
  const words = voice.phrases.flatMap((phrase) => phrase.words);
  const phonemes = words.flatMap((word) => word.phonemes);
  const layers = [
    layer(voice.phrases),
    layer(words),
    layer(phonemes.map(({ start, end, label }) => ({ start, end, text: label }))),
  ];
  return `<timing name="${escape(voice.name)}" subType="" SourceVersion="2024.16">\n${layers.join("")}</timing>\n`;
}

function layer(labels: readonly Label[]): string {
  const effects = labels.flatMap(({ start, end, text }) => {
    const from = Math.round(start), to = Math.round(end);
    return to > from ? [`      <Effect label="${escape(text)}" starttime="${from}" endtime="${to}" />\n`] : [];
  });
  return `   <EffectLayer>\n${effects.join("")}   </EffectLayer>\n`;
}

function escape(text: string): string {
  // deno-lint-ignore no-control-regex -- XML has no way to write these
  return text.replace(/[\x00-\x1f]+/g, " ").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
