import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { ARPABET } from "../../../../shows/lipsync/phoneme_sets.ts";
import {
  LipsyncError,
  parsePronunciations,
  pronounce,
  type PronunciationSource,
} from "../../../../shows/lipsync/mod.ts";
import { shapeLookup } from "../../../../shows/lipsync/mouths/mapping.ts";
import { CAROL_WORDS } from "../../../../shows/lipsync/words/carol_words.ts";
import { LETTER_RULES } from "../../../../shows/lipsync/words/letter_rules.ts";
import { spellOut } from "../../../../shows/lipsync/words/spell_out.ts";
import { fixtureText } from "../fixtures.ts";
import { cmuWords } from "./build_dictionary.ts";

const SAID: readonly (readonly [string, string, PronunciationSource])[] = [
  ["joy", "JH OY1", "dictionary"],
  ["JOY!", "JH OY1", "dictionary"],
  ["“Christmas,”", "K R IH1 S M AH S", "dictionary"],
  ["Noël", "N OW EH1 L", "carols"],
  ["'tis", "T IH1 Z", "dictionary"],
  ["o’er", "AO1 R", "carols"],
  ["deo", "D EY1 OW", "carols"],
  ["ho-ho-ho", "HH OW1 HH OW1 HH OW1", "dictionary"],
  ["fa-la-la", "F AA1 L AA1 L AA1", "dictionary"],
  ["12", "T W EH1 L V", "dictionary"],
  ["1984", "W AH1 N TH AW1 Z AH N D N AY1 N HH AH1 N D R AH D EY1 T IY F AO1 R", "dictionary"],
  ["2nd", "T UW1 N D", "spelling"],
  ["Grinch's", "G R IH1 N CH IH Z", "derived"],
  ["Rudolph's", "R UW1 D AO L F S", "derived"],
  ["jinglin'", "JH IH1 NG G AH L IH N", "derived"],
  ["rejoicin'", "R IH JH OY1 S IH N", "derived"],
  ["sleighing", "S L EY1 IH NG", "derived"],
  ["whooshed", "W UW1 SH T", "derived"],
  ["glooooria", "G L AO1 R IY AH", "derived"],
  ["sooo", "S OW1", "derived"],
  ["gooood", "G UH1 D", "derived"],
  ["jooooy", "JH OY1", "derived"],
  ["snowglobe", "S N OW1 G L OW1 B", "derived"],
  ["zorblax", "Z AO R B L AE K S", "spelling"],
  ["--", "", "dictionary"],
  ["", "", "dictionary"],
  ["♪", "", "dictionary"],
];

for (const [word, phones, source] of SAID) {
  Deno.test(`pronounce() says "${word}"`, () => {
    const said = pronounce(word);
    assertEquals([said.phones.join(" "), said.source], [phones, source]);
  });
}

Deno.test("pronounce() asks one's own dictionary first, also for parts of words", () => {
  const own = parsePronunciations(fixtureText("user_words.txt"));
  assertEquals(pronounce("ZORBLAX!", own), { phones: ["Z", "AO1", "R", "B", "L", "AE2", "K", "S"], source: "own" });
  assertEquals(pronounce("zorblax's", own).phones.slice(-3), ["S", "IH", "Z"]);
  assertEquals(pronounce("mini-grinchy", own).phones.slice(-5), ["etc", "AI", "etc", "MBP", "E"]);
});

Deno.test("parsePronunciations() refuses what is neither phone nor mouth, with the line", () => {
  const phones = assertThrows(() => parsePronunciations("joy JH OY1\n\nsnow S N OH\n"), LipsyncError, 'the phone "OH"');
  assertEquals(phones.line, 3);
  assertEquals(assertThrows(() => parsePronunciations("joy\n"), LipsyncError, "it has no phones").line, 1);
});

Deno.test("CAROL_WORDS has phones that exist", () => {
  for (const row of CAROL_WORDS.trim().split("\n")) {
    const [word = "", ...phones] = row.split(" ");
    assertEquals(phones.filter((phone) => !ARPABET.includes(phone.replace(/[12]$/, ""))), [], word);
    assertEquals(phones.length > 0, true, word);
  }
});

Deno.test("LETTER_RULES has phones that exist, and a rule for every letter anywhere", () => {
  for (const row of LETTER_RULES.trim().split("\n")) {
    const phones = row.replace(/^\S*/, "").trim();
    assertEquals(phones.split(" ").filter((phone) => phone !== "" && !ARPABET.includes(phone)), [], row);
  }
  for (const letter of "abcdefghijklmnopqrstuvwxyz") {
    assertEquals(spellOut(`b${letter}b`).length >= 2, true, letter);
    assertGreater(spellOut(letter).length + spellOut(`${letter}${letter}o`).length, 1, letter);
  }
});

const SPELLED: readonly (readonly [string, string])[] = [
  ["zight", "Z AY T"],
  ["blome", "B L OW M"],
  ["knorble", "N AO R B AH L"],
  ["whipping", "W IH P IH NG"],
  ["tation", "T EY SH AH N"],
  ["phudge", "F AH JH"],
  ["wroats", "R OW T S"],
  ["quaint", "K W EY N T"],
  ["chimes", "CH AY M Z"],
  ["x-1", "Z"],
  ["", ""],
];

for (const [word, phones] of SPELLED) {
  Deno.test(`spellOut() says "${word}"`, () => assertEquals(spellOut(word).join(" "), phones));
}

/** How far two rows of mouths are apart: insertions, deletions and changes. */
function distance(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  a.forEach((item, i) => {
    const next = [i + 1];
    b.forEach((other, j) => {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (item === other ? 0 : 1)));
    });
    row = next;
  });
  return row.at(-1) ?? 0;
}

Deno.test("spellOut() shows nine of ten mouths right, measured on every 37th word of the CMU dictionary", () => {
  const shapeOf = shapeLookup();
  const mouths = (phones: readonly string[]) =>
    phones.map((phone) => String(shapeOf(phone, "arpabet", false))).filter((mouth, i, all) => mouth !== all[i - 1]);
  let wrong = 0, all = 0;
  [...cmuWords()].filter(([word]) => /^[a-z]+$/.test(word)).forEach(([word, phones], i) => {
    if (i % 37 !== 0) return;
    const wanted = mouths(phones.split(" "));
    wrong += distance(mouths(spellOut(word)), wanted);
    all += wanted.length;
  });
  assertGreater(1 - wrong / all, 0.9);
});
