import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ARPABET } from "../../../../shows/lipsync/phoneme_sets.ts";
import { lookUpCmu } from "../../../../shows/lipsync/words/cmu_dictionary.ts";
import { packDictionary, PackedDictionary } from "../../../../shows/lipsync/words/pack.ts";
import { cmuWords } from "./build_dictionary.ts";

const phone = fc.tuple(fc.constantFrom(...ARPABET), fc.constantFrom("", "1", "2")).map((parts) => parts.join(""));
const phones = fc.array(phone, { minLength: 1, maxLength: 8 });
/** Few letters, so that words share beginnings of every length. */
const word = fc.string({ unit: fc.constantFrom(..."aabz'.-"), minLength: 1, maxLength: 20 });

Deno.test("PackedDictionary.find() finds exactly what packDictionary() packed", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, phones), { maxLength: 80, size: "max" }), fc.array(word), (entries, others) => {
      const words = new Map(entries.map(([text, said]) => [text, said.join(" ")]));
      const dictionary = new PackedDictionary(packDictionary(words));
      for (const text of [...words.keys(), ...others]) {
        assertEquals(dictionary.find(text)?.join(" "), words.get(text), text);
      }
    }),
    { numRuns: 300 },
  );
});

Deno.test("packDictionary() drops stress 0", () => {
  assertEquals(new PackedDictionary(packDictionary(new Map([["a", "AH0 B"]]))).find("a"), ["AH", "B"]);
});

Deno.test("packDictionary() refuses words and phones that it has no characters for", () => {
  assertThrows(() => packDictionary(new Map([["A", "AH"]])), RangeError, 'the word "A"');
  assertThrows(() => packDictionary(new Map([["a", "AHX"]])), RangeError, 'the phone "AHX"');
});

Deno.test("lookUpCmu() says every word as the CMU dictionary does", () => {
  const words = cmuWords();
  assertEquals(words.size, 126_046);
  for (const [text, said] of words) {
    const found = lookUpCmu(text)?.join(" ");
    if (found !== said.replaceAll("0", "")) assertEquals(found, said.replaceAll("0", ""), text);
  }
  for (const text of ["", "zzzz", "a'", "aaaaa", "christmasx", "\n", "!"]) {
    assertEquals(lookUpCmu(text), undefined, text);
  }
});
