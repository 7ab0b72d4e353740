/** `cuelight phonemes`: how words are said, and with which mouths. @module */

import { type Mouth, pronounce } from "../shows/lipsync/mod.ts";
import { shapeLookup } from "../shows/lipsync/mouths/mapping.ts";
import { arpabetOf } from "../shows/lipsync/phoneme_sets.ts";
import { EXIT, guarded, usage } from "./exit.ts";
import { dictionaryOf, mappingOf, parseKnown } from "./lipsync_options.ts";
import { print, table } from "./terminal.ts";

const HELP = `cuelight phonemes: how words are said, and the mouths that a face says them with

  cuelight phonemes "joy to the world"
  cuelight phonemes --mapping refined "rejoicin' o'er the snow"
  cuelight phonemes --dictionary my_words.txt Grinchmas

Phones are those of the CMU dictionary (AA1 HH ...); mouths are those of a Pixo: ai e etc fv l mbp o u wq rest.
The last column says where a pronunciation is from: own (your dictionary), carols, dictionary, derived (from a word
that the dictionary has), spelling (guessed by the letters; if it is wrong, put the word into a dictionary of your
own) or none (letters that are not Latin are not said).

  --mapping NAME      xlights (as in xLights and Papagayo), papagayo-ng (livelier) or refined (diphthongs move)
  --dictionary FILE   your own words, asked first; lines such as: Grinchy  G R IH1 N CH IY
  --json              for scripts: [{ word, phones, mouths, source }]

exit codes: 0 all went well, 1 the dictionary has errors, 2 wrong usage, 3 it could not run`;

/** Runs the command; returns its exit code. */
export async function phonemesCommand(args: readonly string[]): Promise<number> {
  return await guarded(async () => {
    const parsed = parseKnown(args, ["mapping", "dictionary"], ["json"]);
    if (parsed["help"] === true) {
      print(HELP);
      return EXIT.ok;
    }
    const words = parsed._.flatMap((text) => String(text).split(/\s+/)).filter((word) => word !== "");
    if (words.length === 0) throw usage(`Which words? cuelight phonemes "joy to the world"`);
    const shapeOf = shapeLookup(mappingOf(parsed).mapping);
    const { dictionary } = await dictionaryOf(parsed);
    const rows = words.map((word) => {
      const { phones, source } = pronounce(word, dictionary);
      const mouths = phones.flatMap((phone, i): readonly Mouth[] => {
        const shape = shapeOf(phone, arpabetOf(phone) === undefined ? "mouth" : "arpabet", i === 0);
        return typeof shape === "string" ? [shape] : shape;
      });
      return { word, phones, mouths: mouths.filter((mouth, i) => mouth !== mouths[i - 1]), source };
    });
    if (parsed["json"] === true) print(JSON.stringify(rows, null, 2));
    else {
      const cells = rows.map((row) => [row.word, row.phones.join(" "), row.mouths.join(" "), row.source]);
      print(table([["WORD", "PHONES", "MOUTHS", "FROM"], ...cells]));
    }
    return EXIT.ok;
  });
}
