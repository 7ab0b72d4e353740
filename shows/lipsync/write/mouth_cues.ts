/** One voice as a row of mouths without gaps, for the formats that have nothing else. @module */

import type { Millis, Mouth, TimedSpeech } from "../types.ts";
import { mouthOf } from "../phoneme_sets.ts";
import { selectVoice } from "../mouths/to_mouths.ts";
import { type MouthSpeechOptions, toMouthSpeech } from "./mouth_speech.ts";

/** A mouth from `start` to `end`. */
export interface MouthCue {
  readonly start: Millis;
  readonly end: Millis;
  readonly mouth: Mouth;
}

/** What picks the voice. */
export interface MouthCueOptions extends MouthSpeechOptions {
  /** Name or index from 0; default 0. */
  readonly voice?: string | number;
}

/**
 * The mouths of a voice, at the times of the file: nothing is led, held or merged for a face.
 * Pauses are `rest`, from 0 to the end of the recording.
 */
export function mouthCues(speech: TimedSpeech, options: MouthCueOptions = {}): MouthCue[] {
  const { phrases } = selectVoice(toMouthSpeech(speech, options), options.voice);
  const cues: MouthCue[] = [];
  let at = 0;
  const add = (end: Millis, mouth: Mouth): void => {
    if (end <= at) return;
    const last = cues.at(-1);
    if (last !== undefined && last.mouth === mouth) cues[cues.length - 1] = { ...last, end };
    else cues.push({ start: at, end, mouth });
    at = end;
  };
  for (const phoneme of phrases.flatMap((phrase) => phrase.words.flatMap((word) => word.phonemes))) {
    add(phoneme.start, "rest");
    add(phoneme.end, mouthOf(phoneme.label) ?? "rest");
  }
  add(speech.duration ?? at, "rest");
  return cues;
}
