/** Tells which alphabet a file's phoneme labels are written in. @module */

import { type Mouth, MOUTHS, type PhonemeSet } from "./types.ts";

/** The 39 phones of the CMU dictionary. */
export const ARPABET: readonly string[] =
  ("AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH").split(" ");

/** Labels that mean no sound in every alphabet. */
const SILENCE = new Set(["", "rest", "sil", "sp", "<eps>", "(...)", "pau", "#"]);

const MOUTH_NAMES = new Set<string>(MOUTHS);
const ARPABET_NAMES = new Set<string>(ARPABET);
const RHUBARB_NAMES = new Set("ABCDEFGHX");

/** Whether a label stands for silence. */
export function isSilence(label: string): boolean {
  return SILENCE.has(label.trim().toLowerCase());
}

/**
 * The mouth a Preston Blair label names, in any case; `AI-shimmer` is `ai`, `(off)` is `off`.
 *
 * @returns `undefined` when it names none.
 */
export function mouthOf(label: string): Mouth | undefined {
  const name = label.trim().toLowerCase().replace(/^\((.*)\)$/, "$1").replace(/-.*$/s, "");
  return MOUTH_NAMES.has(name) ? name as Mouth : undefined;
}

/** An ARPAbet label in upper case without its stress digit or position suffix; `undefined` when it is no such phone. */
export function arpabetOf(label: string): string | undefined {
  const match = /^([A-Za-z]{1,2})[0-9]*(?:_[A-Za-z])?$/.exec(label.trim());
  const phone = match?.[1]?.toUpperCase();
  return phone !== undefined && ARPABET_NAMES.has(phone) ? phone : undefined;
}

/** In what is known to be phonemes, an alphabet that fits so many of the labels is theirs; the rest are slips. */
const MOST = 0.75;

/**
 * The alphabet that fits every label, for texts that may be phonemes; silence fits all of them.
 * When a label fits several (`E`, `L`), the others decide; mouths are tried first, then ARPAbet, Rhubarb and IPA.
 */
export function guessSet(labels: Iterable<string>): PhonemeSet {
  return setThatFits(labels, 1);
}

/** The alphabet of labels that are phonemes for sure: the one that fits all, or else three of four. */
export function guessPhonemeSet(labels: readonly string[]): PhonemeSet {
  const set = setThatFits(labels, 1);
  return set === "other" ? setThatFits(labels, MOST) : set;
}

function setThatFits(labels: Iterable<string>, share: number): PhonemeSet {
  const fits = { mouth: 0, arpabet: 0, rhubarb: 0, ipa: 0 };
  let all = 0;
  for (const label of labels) {
    if (isSilence(label) || label === "spn" || label === "oov") continue;
    all++;
    if (mouthOf(label) !== undefined) fits.mouth++;
    if (arpabetOf(label) !== undefined) fits.arpabet++;
    if (RHUBARB_NAMES.has(label.trim())) fits.rhubarb++;
    if (/^\p{L}[\p{L}\p{M}ʰʲʷːˑˈˌ͡]{0,5}$/u.test(label.trim()) && label === label.toLowerCase()) fits.ipa++;
  }
  for (const set of ["mouth", "arpabet", "rhubarb", "ipa"] as const) if (fits[set] >= all * share) return set;
  return "other";
}
