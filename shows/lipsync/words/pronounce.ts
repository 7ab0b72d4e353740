/** From a word of lyrics to its phones. @module */

import { CAROL_WORDS } from "./carol_words.ts";
import { lookUpCmu } from "./cmu_dictionary.ts";
import { plainLetters } from "./count_syllables.ts";
import { numberWords } from "./number_words.ts";
import { spellOut } from "./spell_out.ts";
import type { Pronunciations } from "./user_dictionary.ts";

/** Where a pronunciation came from, the surest first. */
export type PronunciationSource = "own" | "carols" | "dictionary" | "derived" | "spelling" | "none";

/** How a word is said. */
export interface Pronunciation {
  /** ARPAbet with stress digits on stressed vowels; empty for text that nobody says, such as a dash. */
  readonly phones: readonly string[];
  /** The least sure source of its parts; `none` where letters that are not Latin are left out. */
  readonly source: PronunciationSource;
}

const SOURCES: readonly PronunciationSource[] = ["own", "carols", "dictionary", "derived", "spelling", "none"];
/** Longer words are cut; no lyric has one. */
const MAX_WORD = 100;
/** No word has more; what a row of numbers has beyond is left out. */
const MAX_PHONES = 100;
/** Longer words are not split in two: that would take too long. */
const MAX_COMPOUND = 30;

const CAROLS = new Map(
  CAROL_WORDS.trim().split("\n").map((row): [string, readonly string[]] => {
    const [word = "", ...phones] = row.split(" ");
    return [word, phones];
  }),
);

/**
 * Says a word. One's own dictionary comes first, then words of carols, the CMU dictionary, forms derived from its words
 * (possessives, -s, -ed, -in', compounds, drawn-out letters), then spelling rules. Case, accents and punctuation around
 * the word do not matter; `ho-ho-ho` and `12` are said part by part.
 */
export function pronounce(word: string, own?: Pronunciations): Pronunciation {
  const plain = plainLetters(word.slice(0, MAX_WORD));
  const whole = own?.get(plain) ?? own?.get(trimmed(plain));
  if (whole !== undefined) return { phones: whole, source: "own" };
  const said = plain.split(/[^a-z0-9']+/).flatMap((part) => sayPart(part, own));
  const worst = Math.max(0, ...said.map(({ source }) => SOURCES.indexOf(source)));
  return {
    phones: said.flatMap(({ phones }) => phones).slice(0, MAX_PHONES),
    source: /(?![a-z])\p{L}/u.test(plain) ? "none" : said.length === 0 ? "dictionary" : SOURCES[worst] ?? "own",
  };
}

function trimmed(word: string): string {
  return word.replace(/^[^a-z0-9']+/, "").replace(/[^a-z0-9']+$/, "");
}

function sayPart(part: string, own: Pronunciations | undefined): Pronunciation[] {
  if (/^\d+$/.test(part)) return numberWords(part).flatMap((word) => sayPart(word, own));
  if (!/[a-z]/.test(part)) return [];
  const runs = part.match(/\d+|[a-z']+/g) ?? [];
  if (runs.length > 1) return runs.flatMap((run) => sayPart(run, own));
  // An apostrophe may belong to the word ('tis, o'er, goin') or be a quotation mark around it.
  const bare = part.replace(/^'+/, "").replace(/'+$/, "");
  const known = lookUp(part, own) ?? lookUp(bare, own) ?? derive(part, own) ?? derive(bare, own) ?? compound(bare, own);
  return [known ?? { phones: spellOut(bare), source: "spelling" }];
}

function lookUp(word: string, own: Pronunciations | undefined): Pronunciation | undefined {
  const mine = own?.get(word);
  if (mine !== undefined) return { phones: mine, source: "own" };
  const carol = CAROLS.get(word);
  if (carol !== undefined) return { phones: carol, source: "carols" };
  const phones = lookUpCmu(word);
  return phones === undefined ? undefined : { phones, source: "dictionary" };
}

function derive(word: string, own: Pronunciations | undefined): Pronunciation | undefined {
  const derived = (phones: readonly string[]): Pronunciation => ({ phones, source: "derived" });
  const stem = (length: number, ...endings: string[]): readonly string[] | undefined => {
    if (word.length - length < 2) return undefined;
    const base = word.slice(0, word.length - length);
    for (const ending of endings) {
      const found = lookUp(base + ending, own);
      if (found !== undefined) return found.phones;
    }
    return undefined;
  };
  // Drawn-out singing: "gooood" is good, "sooo" is so, "glooooria" is neither with two.
  if (/(.)\1\1/.test(word)) {
    const [first, second] = /o{3,}$/.test(word) ? ["$1", "$1$1"] : ["$1$1", "$1"];
    const short = word.replace(/(.)\1{2,}/g, first ?? ""), other = word.replace(/(.)\1{2,}/g, second ?? "");
    const found = lookUp(short, own) ?? lookUp(other, own) ?? derive(short, own) ?? derive(other, own);
    if (found !== undefined) return derived(found.phones);
  }
  // British spelling: "saviour", "honours", "recognise".
  const american = word.replace(/([a-z]{3})our/, "$1or").replace(/is(e|es|ed|ing)$/, "iz$1");
  const other = american === word ? undefined : lookUp(american, own);
  if (other !== undefined) return derived(other.phones);
  const [ending] = /(?:in'|'s|s'|'d|'ll|'ve|'re|ings|ing|ed|es|s|ers|er|est|ly|y|in)$/.exec(word) ?? [""];
  switch (ending) {
    case "in'":
    case "in": {
      const whole = `${word.slice(0, -ending.length)}ing`;
      const base = stem(ending.length, "ing") ?? derive(whole, own)?.phones;
      return base?.at(-1) === "NG" ? derived([...base.slice(0, -1), "N"]) : undefined;
    }
    case "'s":
    case "s'":
    case "es":
    case "s": {
      const base = ending === "es" ? stem(2, "", "e") : stem(ending.length, "");
      return base === undefined ? undefined : derived([...base, ...plural(base)]);
    }
    case "ed":
    case "'d": {
      const base = stem(ending.length, "e", "");
      if (base === undefined) return undefined;
      const last = base.at(-1) ?? "";
      const past = last === "T" || last === "D" ? ["IH", "D"] : VOICELESS.has(last) ? ["T"] : ["D"];
      return derived([...base, ...past]);
    }
    default: {
      const phones = ending === undefined ? undefined : SUFFIXES[ending];
      if (phones === undefined || ending === undefined) return undefined;
      const doubled = /([b-df-hj-np-tv-z])\1$/.test(word.slice(0, -ending.length));
      const base = stem(ending.length, "", "e") ?? (doubled ? stem(ending.length + 1, "") : undefined);
      return base === undefined ? undefined : derived([...base, ...phones]);
    }
  }
}

const VOICELESS = new Set(["P", "T", "K", "F", "TH", "S", "SH", "CH"]);
const HISSING = new Set(["S", "Z", "SH", "ZH", "CH", "JH"]);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  "ing": ["IH", "NG"],
  "ings": ["IH", "NG", "Z"],
  "er": ["ER"],
  "ers": ["ER", "Z"],
  "est": ["AH", "S", "T"],
  "ly": ["L", "IY"],
  "y": ["IY"],
  "'ll": ["AH", "L"],
  "'ve": ["V"],
  "'re": ["ER"],
};

function plural(base: readonly string[]): readonly string[] {
  const last = base.at(-1) ?? "";
  return HISSING.has(last) ? ["IH", "Z"] : VOICELESS.has(last) ? ["S"] : ["Z"];
}

/** Two words of the dictionary written as one: the split whose shorter part is longest. */
function compound(word: string, own: Pronunciations | undefined): Pronunciation | undefined {
  if (word.length > MAX_COMPOUND) return undefined;
  let best: readonly string[] | undefined, bestLength = 2;
  for (let i = 3; i <= word.length - 3; i++) {
    const shorter = Math.min(i, word.length - i);
    if (shorter <= bestLength) continue;
    const first = lookUp(word.slice(0, i), own), second = lookUp(word.slice(i), own);
    if (first === undefined || second === undefined) continue;
    best = [...first.phones, ...second.phones];
    bestLength = shorter;
  }
  return best === undefined ? undefined : { phones: best, source: "derived" };
}
