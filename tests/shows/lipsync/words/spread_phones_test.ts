import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ARPABET } from "../../../../shows/lipsync/phoneme_sets.ts";
import { countSyllables } from "../../../../shows/lipsync/words/count_syllables.ts";
import { numberWords } from "../../../../shows/lipsync/words/number_words.ts";
import { splitSyllables, spreadPhones } from "../../../../shows/lipsync/words/spread_phones.ts";

function spread(phones: string, start: number, end: number): string {
  return spreadPhones(phones.split(" "), start, end).map((p) =>
    `${p.label} ${Math.round(p.start)}-${Math.round(p.end)}`
  )
    .join(", ");
}

const SPREAD: readonly (readonly [string, string, number, string])[] = [
  ["gives consonants 50 ms and the vowel the rest", "JH OY1", 1000, "JH 0-50, OY1 50-1000"],
  ["gives closed lips 80 ms", "K AH1 M", 1000, "K 0-50, AH1 50-920, M 920-1000"],
  ["gives a stressed vowel a quarter more", "AE1 AH", 900, "AE1 0-500, AH 500-900"],
  [
    "gives consonants 40 % of a short word at most",
    "S T AA1 P S",
    200,
    "S 0-17, T 17-35, AA1 35-155, P 155-183, S 183-200",
  ],
  ["gives a word of consonants all its time", "SH M", 260, "SH 0-100, M 100-260"],
  ["takes names of mouths for phones", "etc AI MBP", 1000, "etc 0-50, AI 50-920, MBP 920-1000"],
];

for (const [name, phones, length, wanted] of SPREAD) {
  Deno.test(`spreadPhones() ${name}`, () => assertEquals(spread(phones, 0, length), wanted));
}

Deno.test("spreadPhones() fills a word without gaps, whatever its phones", () => {
  const phones = fc.array(fc.constantFrom(...ARPABET), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(phones, fc.integer({ min: 1, max: 5000 }), (list, length) => {
    const placed = spreadPhones(list, 100, 100 + length);
    assertEquals(placed[0]?.start, 100);
    assertEquals(placed.at(-1)?.end, 100 + length);
    placed.slice(1).forEach((p, i) => assertEquals(p.start, placed[i]?.end));
    assert(placed.every((p) => p.end > p.start));
    const vowels = placed.filter((p) => /^[AEIOU]/.test(p.label));
    const sung = vowels.reduce((sum, p) => sum + p.end - p.start, 0);
    if (vowels.length > 0) assert(sung >= length * 0.6 - 1e-6, "vowels have at least 60 %");
  }));
});

Deno.test("spreadPhones() gives every timed syllable its own phones", () => {
  const syllables = [{ start: 0, end: 400, text: "Si" }, { start: 500, end: 900, text: "lent" }];
  const placed = spreadPhones("S AY1 L AH N T".split(" "), 0, 900, syllables);
  assertEquals(placed.map((p) => p.label).join(" "), "S AY1 L AH N T");
  assertEquals(placed[1]?.end, 400);
  assertEquals(placed[2]?.start, 500);
});

Deno.test("spreadPhones() spreads over the word when syllables and vowels do not match", () => {
  const syllables = [{ start: 0, end: 400, text: "fi" }, { start: 500, end: 900, text: "re" }];
  assertAlmostEquals(spreadPhones(["F", "AY1", "R"], 0, 900, syllables)[1]?.end ?? 0, 850);
});

const SYLLABLES: readonly (readonly [string, string])[] = [
  ["S AY1 L AH N T", "S AY1|L AH N T"],
  ["HH AE1 P IY", "HH AE1|P IY"],
  ["M AY1 T IY", "M AY1|T IY"],
  ["EH1 V R IY", "EH1|V R IY"],
  ["K R IH1 S M AH S", "K R IH1 S|M AH S"],
  ["AA1 AA1", "AA1|AA1"],
  ["SH", "SH"],
];

for (const [phones, wanted] of SYLLABLES) {
  Deno.test(`splitSyllables() splits ${phones}`, () => {
    assertEquals(splitSyllables(phones.split(" ")).map((group) => group.join(" ")).join("|"), wanted);
  });
}

Deno.test("countSyllables() counts by spelling", () => {
  const counts = {
    "joy to the world": 4,
    "come": 1,
    "angels": 2,
    "praised": 1,
    "little": 2,
    "stables": 2,
    "wanted": 2,
    "houses": 2,
    "Noël": 1,
    "hmm": 0,
    "": 0,
  };
  for (const [text, count] of Object.entries(counts)) assertEquals(countSyllables(text), count, text);
});

Deno.test("numberWords() says whole numbers", () => {
  const said = {
    "0": "zero",
    "12": "twelve",
    "20": "twenty",
    "45": "forty five",
    "100": "one hundred",
    "1225": "one thousand two hundred twenty five",
    "007": "zero zero seven",
    "12345": "one two three four five",
  };
  for (const [digits, words] of Object.entries(said)) assertEquals(numberWords(digits).join(" "), words);
});
