/**
 * Packs the CMU pronouncing dictionary into `shows/lipsync/words/cmu_dictionary.txt`:
 * `deno run --allow-read --allow-write tests/shows/lipsync/words/build_dictionary.ts`
 *
 * The file is ASCII. Entries are sorted by word and chained: how many letters an entry shares with the one before it,
 * the letters that differ, then its phones. Every 16th entry starts afresh, so a word is found by a binary search.
 *
 * @module
 */

import { dictionary } from "cmu-pronouncing-dictionary";
import { packDictionary } from "../../../../shows/lipsync/words/pack.ts";

/** One pronunciation of every word. */
export function cmuWords(): Map<string, string> {
  const words = new Map<string, string>();
  for (const [word, phones] of Object.entries(dictionary)) {
    // Second pronunciations are `word(2)`; a face needs one, and comments stand behind `#`.
    if (!word.endsWith(")")) words.set(word, phones.replace(/\s*#.*$/, ""));
  }
  return words;
}

if (import.meta.main) {
  const file = new URL("../../../../shows/lipsync/words/cmu_dictionary.txt", import.meta.url);
  await Deno.writeTextFile(file, packDictionary(cmuWords()));
}
