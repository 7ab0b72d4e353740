/** Timed speech whose phonemes are all Preston Blair mouths, which is what the writers write. @module */

import { type CustomMapping, type MappingName, shapeLookup } from "../mouths/mapping.ts";
import { FIRST_SHARE } from "../mouths/to_mouths.ts";
import type { Mouth, Phoneme, TimedSpeech, Word } from "../types.ts";
import { breakDown } from "../words/break_down.ts";
import type { Pronunciations } from "../words/user_dictionary.ts";

/** How phonemes become mouths. */
export interface MouthSpeechOptions {
  /** Default `xlights`. */
  readonly mapping?: MappingName | CustomMapping;
  /** Pronunciations of one's own, for words without phonemes. */
  readonly dictionary?: Pronunciations;
}

/** The spelling of a mouth in Papagayo and xLights. */
export function mouthLabel(mouth: Mouth): string {
  return mouth === "etc" || mouth === "rest" || mouth === "off" || mouth === "smile" ? mouth : mouth.toUpperCase();
}

/**
 * The same speech with every phoneme as a mouth (`AI`, `etc`), at the same times; words without phonemes get them from
 * the dictionary, and equal mouths that touch inside a word become one.
 *
 * @throws {LipsyncError} when a phoneme is in no mapping.
 */
export function toMouthSpeech(speech: TimedSpeech, options: MouthSpeechOptions = {}): TimedSpeech {
  const shapeOf = shapeLookup(options.mapping);
  const word = (from: Word): Word => {
    const phonemes: Phoneme[] = [];
    const add = (start: number, end: number, mouth: Mouth): void => {
      const last = phonemes.at(-1);
      const label = mouthLabel(mouth);
      if (last !== undefined && last.label === label && last.end === start) {
        phonemes[phonemes.length - 1] = { ...last, end };
      } else if (end > start) phonemes.push({ start, end, label, set: "mouth" });
    };
    from.phonemes.forEach(({ start, end, label, set }, i) => {
      const shape = shapeOf(label, set, i === 0);
      if (typeof shape === "string") return add(start, end, shape);
      const middle = start + (end - start) * FIRST_SHARE;
      add(start, middle, shape[0]);
      add(middle, end, shape[1]);
    });
    return { ...from, phonemes };
  };
  const spoken = breakDown(speech, options.dictionary);
  return {
    ...spoken,
    voices: spoken.voices.map((voice) => ({
      ...voice,
      phrases: voice.phrases.map((phrase) => ({ ...phrase, words: phrase.words.map(word) })),
    })),
  };
}
