import { assertEquals } from "@std/assert";
import { MAPPINGS } from "../../../shows/lipsync/mod.ts";
import { ipaToArpabet } from "../../../shows/lipsync/mouths/ipa.ts";
import { type Shape, shapeLookup } from "../../../shows/lipsync/mouths/mapping.ts";
import { ARPABET, guessSet } from "../../../shows/lipsync/phoneme_sets.ts";
import type { PhonemeSet } from "../../../shows/lipsync/types.ts";

function shapeText(shape: Shape): string {
  return typeof shape === "string" ? shape : shape.join(">");
}

/** Every phone in each mapping: xLights' and Papagayo's table, papagayo-ng's, and the refined one. */
const TABLE = `
AA ai ai ai | AE ai ai ai | AH ai e ai | AO o o o | AW o u ai>u | AY ai ai ai>e | B mbp mbp mbp | CH etc wq wq
D etc e etc | DH etc l etc | EH e e e | ER e wq o | EY e e e | F fv fv fv | G etc e etc | HH etc e etc
IH ai ai e | IY e e e | JH etc wq wq | K etc e etc | L l l l | M mbp mbp mbp | N etc etc etc | NG etc e etc
OW o wq o>u | OY wq wq o>e | P mbp mbp mbp | R etc l etc | S etc etc etc | SH etc wq wq | T etc e etc | TH etc e etc
UH u u u | UW u u u | V fv fv fv | W wq wq wq | Y etc e etc | Z etc etc etc | ZH etc wq wq
`;

Deno.test("shapeLookup() maps every ARPAbet phone as the tables say", () => {
  const rows = TABLE.trim().split(/\s*[|\n]\s*/);
  assertEquals(rows.map((row) => row.split(" ")[0]), [...ARPABET]);
  for (const row of rows) {
    const [phone = "", ...mouths] = row.split(" ");
    MAPPINGS.forEach((name, i) => {
      assertEquals(
        shapeText(shapeLookup(name)(`${phone.toLowerCase()}1`, "arpabet", false)),
        mouths[i],
        `${phone} ${name}`,
      );
    });
  }
});

const LABELS: readonly (readonly [PhonemeSet, string])[] = [
  ["mouth", "AI ai|E e|etc etc|FV fv|L l|MBP mbp|O o|U u|WQ wq|rest rest|AI-shimmer ai|(off) off|mbp mbp|ETC etc"],
  ["rhubarb", "A mbp|B etc|C e|D ai|E o|F u|G fv|H l|X rest"],
  [
    "ipa",
    "pʰ mbp|b mbp|m̩ mbp|ɡb mbp|f fv|vʲ fv|ɱ fv|tʰ etc|ɾ etc|tʃ etc|dʒ etc|ɲ etc|ŋ etc|h etc|ç etc|ʔ etc|θ etc|ð etc|ɹ etc|l l|ɫ l|ʎ l|" +
    "w wq|iː e|ej e|ɛ e|ɝ e|ɚ e|a ai|ɑː ai|ɐ ai|æ ai|ʌ ai|ə ai|ɪ ai|aj ai|ɒ o|ɔː o|ow o|əw o|aw o|aʊ o|ʊ u|uː u|ʉ u|ɔj wq|" +
    "spn etc|sil rest|ˈɪ ai|ᵻ ai|oː o|iə e>ai|ɑːɹ ai>etc",
  ],
  ["arpabet", "AA1 ai|ay_S ai|HH_B etc|sil rest|sp rest|oov etc|<eps> rest|MBP mbp"],
];

for (const [set, labels] of LABELS) {
  Deno.test(`shapeLookup() shows labels of the ${set} set`, () => {
    const shapeOf = shapeLookup();
    for (const row of labels.split("|")) {
      const [label = "", wanted] = row.split(" ");
      assertEquals(shapeText(shapeOf(label, set, false)), wanted, label);
    }
    assertEquals(shapeOf("", set, false), "rest");
  });
}

Deno.test("shapeLookup() shows Rhubarb's F as papagayo-ng does in its mapping", () => {
  assertEquals(shapeLookup("papagayo-ng")("F", "rhubarb", false), "wq");
});

Deno.test("shapeLookup() takes one's own entries first and the rest from the base", () => {
  const shapeOf = shapeLookup({ base: "papagayo-ng", phonemes: { aa: "o", MBP: "smile", ɹ: "wq" } });
  assertEquals(shapeOf("AA0", "arpabet", false), "o");
  assertEquals(shapeOf("AH0", "arpabet", false), "e");
  assertEquals(shapeOf("mbp", "mouth", false), "smile");
  assertEquals(shapeOf("MBP-open", "mouth", false), "smile");
  assertEquals(shapeOf("ɹ", "ipa", false), "wq");
  assertEquals(shapeOf("ɑ", "ipa", false), "o");
});

Deno.test("ipaToArpabet() matches the longest spelling and knows nothing of other letters", () => {
  assertEquals(ipaToArpabet("t͡ʃ"), ["CH"]);
  assertEquals(ipaToArpabet("ɑːɹ"), ["AA", "R"]);
  assertEquals(ipaToArpabet("aɪ"), ["AY"]);
  assertEquals(ipaToArpabet("ʊ"), ["UH"]);
  assertEquals(ipaToArpabet("t4ж"), []);
});

const SETS: readonly (readonly [string, PhonemeSet])[] = [
  ["AI E etc rest", "mouth"],
  ["E L O U", "mouth"],
  ["HH AH0 L OW1 sil", "arpabet"],
  ["L", "mouth"],
  ["A B X C", "rhubarb"],
  ["ð ə spn", "ipa"],
  ["joy to the world!", "other"],
];

for (const [labels, set] of SETS) {
  Deno.test(`guessSet() takes "${labels}" for ${set}`, () => assertEquals(guessSet(labels.split(" ")), set));
}
