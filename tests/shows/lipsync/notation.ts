/** Timed speech and mouth tracks as text, for golden files and tables. */

import type { MouthTrack, TimedSpeech } from "../../../shows/lipsync/types.ts";

/** Milliseconds with at most three decimals. */
export function ms(time: number): string {
  return String(Math.round(time * 1000) / 1000);
}

/** One line for each voice, phrase, word and note; phonemes behind their word. */
export function speechText(speech: TimedSpeech): string {
  const about = [
    speech.format,
    ...(speech.sound === undefined ? [] : [`sound ${speech.sound}`]),
    ...(speech.duration === undefined ? [] : [`duration ${ms(speech.duration)}`]),
    ...(speech.fps === undefined ? [] : [`fps ${speech.fps}`]),
  ];
  const lines = [about.join(", ")];
  for (const voice of speech.voices) {
    lines.push(`voice ${voice.name}`);
    for (const phrase of voice.phrases) {
      lines.push(`  ${ms(phrase.start)}-${ms(phrase.end)} ${JSON.stringify(phrase.text)}`);
      for (const word of phrase.words) {
        const phonemes = word.phonemes.map((p) => `${p.label}@${ms(p.start)}-${ms(p.end)}`).join(" ");
        const syllables = (word.syllables ?? []).map((s) => `${s.text}@${ms(s.start)}-${ms(s.end)}`).join(" ");
        const set = word.phonemes[0]?.set;
        lines.push(
          `    ${ms(word.start)}-${ms(word.end)} ${JSON.stringify(word.text)}` +
            (set === undefined ? "" : ` ${set}: ${phonemes}`) + (syllables === "" ? "" : ` syllables: ${syllables}`),
        );
      }
    }
  }
  for (const note of speech.notes) lines.push(`note ${note.line ?? note.record ?? ""}: ${note.message}`);
  return `${lines.join("\n")}\n`;
}

/** `0 rest | 190 etc | 315 wq`, in whole milliseconds. */
export function trackText(track: MouthTrack): string {
  return track.map(({ at, mouth }) => `${Math.round(at)} ${mouth}`).join(" | ");
}
