/** Tells what a row of labels is that no name says: phonemes, words or phrases. @module */

import type { Layers } from "./nest.ts";
import { guessSet } from "./phoneme_sets.ts";
import type { Span } from "./spans.ts";
import type { PhonemeSet } from "./types.ts";

/**
 * Phonemes when all labels are mouths or phones of one alphabet, words when most have no space in them, else phrases.
 *
 * @param set Says that the labels are phonemes, and of which alphabet.
 */
export function layerOfLabels(spans: readonly Span[], set?: PhonemeSet): Layers {
  const guess = set ?? guessSet(spans.map((span) => span.text));
  // Words in small letters look like IPA.
  if (set !== undefined || guess === "mouth" || guess === "arpabet" || guess === "rhubarb") {
    return { phonemes: spans, set: guess };
  }
  const single = spans.filter((span) => !/\s/.test(span.text.trim())).length;
  return single * 2 > spans.length ? { words: spans } : { phrases: spans };
}
