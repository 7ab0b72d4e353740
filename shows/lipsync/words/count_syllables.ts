/** Counts syllables by spelling. @module */

/**
 * About how many syllables a text has: groups of vowels, without a silent e, in each word. A rough count that needs no
 * dictionary; texts without a vowel count 0.
 */
export function countSyllables(text: string): number {
  let count = 0;
  for (const word of plainLetters(text).split(/[^a-z']+/)) {
    const groups = word.match(/[aeiouy]+/g)?.length ?? 0;
    // "come", "angels" and "praised" end in letters that nobody sings; "little" and "the" do not.
    const silent = groups > 1 && /[^aeiouylr](?:e|ed|es)$/.test(word) && !/(?:[td]ed|[szxc]es|[cs]hes|ges)$/.test(word);
    count += groups - (silent ? 1 : 0);
  }
  return count;
}

/** Letters that are written with one sign, but do not come apart into a letter and an accent. */
const SIGNS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
};

/** Lower case without accents: what dictionaries and spelling rules are written in. */
export function plainLetters(text: string): string {
  return text.toLowerCase().replace(/[ßæœøłđðþħı]/g, (sign) => SIGNS[sign] ?? sign).replace(/[‘’ʼ`´]/g, "'")
    .replace(/[ﬀ-ﬆ！-～]/g, (form) => form.normalize("NFKD")).normalize("NFD").replace(/\p{M}/gu, "");
}
