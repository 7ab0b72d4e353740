/** The CMU pronouncing dictionary: 126,000 English words. Its notice stands in `cmu_dictionary.license`. @module */

import packed from "./cmu_dictionary.txt" with { type: "text" };
import { PackedDictionary } from "./pack.ts";

let dictionary: PackedDictionary | undefined;

/** The phones of a word in lower case, with stress digits on stressed vowels; `undefined` when it is not there. */
export function lookUpCmu(word: string): readonly string[] | undefined {
  return (dictionary ??= new PackedDictionary(packed)).find(word);
}
