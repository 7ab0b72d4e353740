/** A dictionary of one's own. @module */

import { LipsyncError } from "../error.ts";
import { ARPABET, arpabetOf, mouthOf } from "../phoneme_sets.ts";
import { decodeText, quote, splitLines } from "../text.ts";
import { MOUTHS } from "../types.ts";
import { plainLetters } from "./count_syllables.ts";

/** Phones by word in lower case. A phone is ARPAbet (stress digits allowed), or the name of a mouth. */
export type Pronunciations = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a dictionary as CMU, xLights and Papagayo users keep it: a word and its phones on each line; `;;;` and `#`
 * begin comments. A word given twice has its last phones.
 *
 * @throws {LipsyncError} with the line whose word has no phones, or a phone that is neither ARPAbet nor a mouth.
 */
export function parsePronunciations(text: string): Pronunciations {
  const words = new Map<string, readonly string[]>();
  splitLines(text).forEach((written, i) => {
    const comment = written.search(/;;;|#/);
    const [word = "", ...phones] = (comment < 0 ? written : written.slice(0, comment)).trim().split(/\s+/);
    if (word === "") return;
    const line = i + 1;
    if (phones.length === 0) throw new LipsyncError(`Cannot use the word ${quote(word)}: it has no phones`, { line });
    const wrong = phones.find((phone) => arpabetOf(phone) === undefined && mouthOf(phone) === undefined);
    if (wrong !== undefined) {
      throw new LipsyncError(
        `Cannot use the phone ${quote(wrong)}: allowed are ${ARPABET.join(" ")}, and mouths: ${MOUTHS.join(" ")}`,
        { line },
      );
    }
    words.set(plainLetters(word), phones);
  });
  return words;
}

/**
 * Reads a dictionary file, in any encoding that a lip-sync file may have; an empty one has no words.
 *
 * @throws {LipsyncError} as {@link parsePronunciations}, and when the bytes are no text.
 */
export function readPronunciations(bytes: Uint8Array): Pronunciations {
  return parsePronunciations(bytes.length === 0 ? "" : decodeText(bytes, "dictionary"));
}
