/** Gives the phones of a word their times. @module */

import type { Millis, Phoneme, Syllable } from "../types.ts";

/** How long a consonant is sung, while there is room; lips that close take {@link CLOSED_SLOT}. */
export const CONSONANT_SLOT: Millis = 50, CLOSED_SLOT: Millis = 80;
/** The most of a word that its consonants take together. */
export const CONSONANT_SHARE = 0.4;
/** How much more time a stressed vowel takes. */
const STRESS_WEIGHT = 1.25;

const VOWEL = /^(?:A[AEHOWY]|E[HRY]|I[HY]|O[WY]|U[HW]|AI|E|O|U)[0-9]?$/i;
const CLOSED = /^(?:[BPM]|MBP)$/i;

/** Whether a phone (or the name of a mouth) is a vowel, which is what a singer holds. */
export function isVowel(phone: string): boolean {
  return VOWEL.test(phone);
}

/**
 * Spreads phones over `[start, end)`: consonants take a short slot each, and at most 40 % of the word together; vowels
 * share the rest, a stressed one gets a little more. Where the file times the syllables and there is a vowel for each,
 * every syllable gets its own phones.
 */
export function spreadPhones(
  phones: readonly string[],
  start: Millis,
  end: Millis,
  syllables?: readonly Syllable[],
): Phoneme[] {
  const groups = syllables === undefined ? [] : splitSyllables(phones);
  if (syllables !== undefined && groups.length === syllables.length) {
    return syllables.flatMap((syllable, i) => spreadOver(groups[i] ?? [], syllable.start, syllable.end));
  }
  return spreadOver(phones, start, end);
}

function spreadOver(phones: readonly string[], start: Millis, end: Millis): Phoneme[] {
  const length = end - start;
  const vowels = phones.filter(isVowel);
  const slot = (phone: string): Millis => CLOSED.test(phone) ? CLOSED_SLOT : CONSONANT_SLOT;
  const wanted = phones.reduce((sum, phone) => isVowel(phone) ? sum : sum + slot(phone), 0);
  // A word of consonants ("mmm", "shh") has all its time for them.
  const scale = wanted === 0
    ? 0
    : vowels.length === 0
    ? length / wanted
    : Math.min(1, CONSONANT_SHARE * length / wanted);
  const weight = (phone: string): number => /[12]$/.test(phone) ? STRESS_WEIGHT : 1;
  const share = (length - wanted * scale) / Math.max(1, vowels.reduce((sum, vowel) => sum + weight(vowel), 0));
  const spread: Phoneme[] = [];
  let at = start;
  phones.forEach((label, i) => {
    const until = i === phones.length - 1 ? end : at + (isVowel(label) ? share * weight(label) : slot(label) * scale);
    if (until > at) spread.push({ start: at, end: until, label, set: "arpabet" });
    at = until;
  });
  return spread;
}

/** Splits phones so that each part has one vowel; of the consonants between two, one (or the pair) begins the later. */
export function splitSyllables(phones: readonly string[]): string[][] {
  const groups: string[][] = [];
  let waiting: string[] = [];
  for (const phone of phones) {
    if (!isVowel(phone)) {
      waiting.push(phone);
      continue;
    }
    const last = groups.at(-1);
    if (last !== undefined) last.push(...waiting.splice(0, waiting.length - onsetLength(waiting)));
    groups.push([...waiting, phone]);
    waiting = [];
  }
  const last = groups.at(-1);
  if (last === undefined) return phones.length === 0 ? [] : [[...phones]];
  last.push(...waiting);
  return groups;
}

/** How many of the consonants between two vowels begin the second syllable: stop and glide, or just one. */
function onsetLength(consonants: readonly string[]): number {
  const [before = "", last = ""] = consonants.slice(-2);
  if (consonants.length < 2) return consonants.length;
  const pair = /^[LRWY]$/.test(last) && /^(?:[PBTDKGFVS]|TH|SH)$/.test(before);
  return pair && !(before === last) ? 2 : 1;
}
