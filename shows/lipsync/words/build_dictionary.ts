/**
 * Packs the CMU pronouncing dictionary into `cmu_dictionary.txt`, which `cmu_dictionary.ts` reads:
 * `deno run --allow-read --allow-write shows/lipsync/words/build_dictionary.ts`
 *
 * The file is ASCII. Entries are sorted by word and chained: how many letters an entry shares with the one before it,
 * the letters that differ, then its phones. Every 16th entry starts afresh, so a word is found by a binary search.
 *
 * @module
 */

import { dictionary } from "cmu-pronouncing-dictionary";
import { packDictionary } from "./pack.ts";

if (import.meta.main) {
  const words = new Map<string, string>();
  for (const [word, phones] of Object.entries(dictionary)) {
    // Second pronunciations are `word(2)`; a face needs one, and comments stand behind `#`.
    if (!word.endsWith(")")) words.set(word, phones.replace(/\s*#.*$/, ""));
  }
  await Deno.writeTextFile(new URL("cmu_dictionary.txt", import.meta.url), packDictionary(words));
}
