import { assertEquals, assertThrows } from "@std/assert";
import {
  importLipsync,
  LipsyncError,
  type MouthOptions,
  parsePronunciations,
  toMouths,
  type Voice,
} from "../../../shows/lipsync/mod.ts";
import type { PhonemeSet } from "../../../shows/lipsync/types.ts";
import { bytesOf, fixture, fixtureText } from "./fixtures.ts";
import { trackText } from "./notation.ts";

/** `AI 500-900, MBP 900-1000` as a voice of one word. */
function voice(notation: string, set: PhonemeSet = "mouth"): Voice {
  const phonemes = notation.split(",").map((part) => {
    const [label = "", times = ""] = part.trim().split(" ");
    const [start = 0, end = 0] = times.split("-").map(Number);
    return { start, end, label, set };
  });
  const span = { start: phonemes[0]?.start ?? 0, end: phonemes.at(-1)?.end ?? 0, text: "" };
  return { name: "one", phrases: [{ ...span, words: [{ ...span, phonemes }] }] };
}

const CASES: readonly (readonly [string, string, MouthOptions, string])[] = [
  ["leads by 60 ms and rests at the end", "AI 500-900", {}, "0 rest | 440 ai | 840 rest"],
  ["leads by what it is told", "AI 500-900", { lead: 0 }, "0 rest | 500 ai | 900 rest"],
  ["leads less near the start, so that nothing falls before it", "MBP 0-90, AI 90-900", {}, "0 mbp | 80 ai | 840 rest"],
  ["loses no lips that close at the very start", "MBP 0-55, AI 55-900", {}, "0 mbp | 80 ai | 840 rest"],
  ["moves everything by the device's offset", "AI 500-900", { lead: 0, offset: 15.5 }, "0 rest | 516 ai | 916 rest"],
  ["cuts what an offset moves before 0", "AI 500-900, E 900-1300", { lead: 0, offset: -950 }, "0 e | 350 rest"],
  ["merges equal neighbours", "AI 500-600, AI 600-900", { lead: 0 }, "0 rest | 500 ai | 900 rest"],
  ["holds a mouth through a short pause", "AI 500-600, E 719-900", { lead: 0 }, "0 rest | 500 ai | 719 e | 900 rest"],
  ["relaxes in a middling pause", "AI 500-600, E 720-900", { lead: 0 }, "0 rest | 500 ai | 600 etc | 720 e | 900 rest"],
  [
    "keeps lips closed in a middling pause",
    "MBP 500-600, E 800-900",
    { lead: 0 },
    "0 rest | 500 mbp | 800 e | 900 rest",
  ],
  ["rests in a long pause", "AI 500-600, E 951-1200", { lead: 0 }, "0 rest | 500 ai | 600 rest | 951 e | 1200 rest"],
  [
    "rests at once where it is told",
    "AI 500-600, E 675-900",
    { lead: 0, pauses: "rest" },
    "0 rest | 500 ai | 600 rest | 675 e | 900 rest",
  ],
  [
    "shows a written rest as it stands",
    "AI 500-600, rest 600-675, E 675-900",
    { lead: 0 },
    "0 rest | 500 ai | 600 rest | 675 e | 900 rest",
  ],
  [
    "gives a short mouth its hold from the one before",
    "AI 500-900, etc 900-940, E 940-1200",
    { lead: 0 },
    "0 rest | 500 ai | 870 etc | 940 e | 1200 rest",
  ],
  [
    "drops a mouth that lasts less than half of the hold",
    "AI 500-900, etc 900-930, E 930-1200",
    { lead: 0 },
    "0 rest | 500 ai | 930 e | 1200 rest",
  ],
  [
    "never drops closed lips",
    "AI 500-900, MBP 900-910, E 910-1200",
    { lead: 0 },
    "0 rest | 500 ai | 830 mbp | 910 e | 1200 rest",
  ],
  ["closes lips early so that a short mouth after them is seen", "AI 500-900, MBP 900-910, O 910-960, E 960-1200", {
    lead: 0,
  }, "0 rest | 500 ai | 810 mbp | 890 o | 960 e | 1200 rest"],
  ["prefers the wider of two that last equally long", "etc 500-700, AI 700-720, E 720-740, L 740-1000", {
    lead: 0,
    minimumHold: 40,
  }, "0 rest | 500 etc | 700 ai | 740 l | 1000 rest"],
  [
    "holds for as long as it is told",
    "AI 500-900, etc 900-1000, E 1000-1200",
    { lead: 0, minimumHold: 150 },
    "0 rest | 500 ai | 850 etc | 1000 e | 1200 rest",
  ],
  [
    "never changes faster than the line takes",
    "AI 500-600, E 600-700, O 700-800",
    { lead: 0, maxRate: 5 },
    "0 rest | 400 ai | 600 o | 800 rest",
  ],
  ["shows off and smile", "smile 500-700, (off) 700-900", { lead: 0 }, "0 rest | 500 smile | 700 off | 900 rest"],
  ["rests for a voice that has nothing to say", "rest 0-500", {}, "0 rest"],
];

for (const [name, notation, options, wanted] of CASES) {
  Deno.test(`toMouths() ${name}`, () => assertEquals(trackText(toMouths(voice(notation), options)), wanted));
}

Deno.test("toMouths() shows a diphthong in two mouths, 60 to 40", () => {
  assertEquals(
    trackText(toMouths(voice("AY1 500-1000", "arpabet"), { lead: 0, mapping: "refined" })),
    "0 rest | 500 ai | 800 e | 1000 rest",
  );
});

Deno.test("toMouths() rounds the lips for a word's first R only, in the refined mapping", () => {
  const options: MouthOptions = { lead: 0, mapping: "refined" };
  assertEquals(
    trackText(toMouths(voice("R 500-600, AA 600-700, R 700-800", "arpabet"), options)),
    "0 rest | 500 wq | 600 ai | 700 etc | 800 rest",
  );
});

Deno.test("toMouths() sings words and lines that have no phonemes", () => {
  const line = importLipsync(bytesOf("1\n00:00:01,000 --> 00:00:02,000\nmy home\n"));
  assertEquals(
    trackText(toMouths(line, { lead: 0 })),
    "0 rest | 1000 mbp | 1080 ai | 1449 etc | 1519 o | 1920 mbp | 2000 rest",
  );
});

Deno.test("toMouths() asks one's own dictionary first", () => {
  const line = importLipsync(bytesOf("1\n00:00:01,000 --> 00:00:02,000\nGrinchy!\n"));
  const dictionary = parsePronunciations(fixtureText("user_words.txt"));
  assertEquals(
    trackText(toMouths(line, { lead: 0, dictionary })),
    "0 rest | 980 etc | 1050 ai | 1440 etc | 1510 mbp | 1590 e | 2000 rest",
  );
});

Deno.test("toMouths() picks a voice, or sings all of them", () => {
  const speech = importLipsync(fixture("joy.xtiming"));
  assertEquals(toMouths(speech, { voice: 0 }), toMouths(speech));
  assertEquals(toMouths(speech, { voice: "backup" })[1]?.at, 1070);
  const both = importLipsync(
    bytesOf("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>ah\n\n00:03.000 --> 00:04.000\n<v B>oh\n"),
  );
  assertEquals(
    trackText(toMouths(both, { voice: "ALL", lead: 0 })),
    "0 rest | 1000 ai | 2000 rest | 3000 o | 4000 rest",
  );
});

Deno.test("toMouths() gives one voice to each of several faces", () => {
  const { voices } = importLipsync(fixture("noche.pgo"));
  const [lead, choir] = voices.map((one) => toMouths(one, { lead: 0 }));
  assertEquals(
    trackText(choir ?? []),
    "0 rest | 1500 mbp | 1580 ai | 2430 etc | 2500 rest",
  );
  assertEquals(lead?.at(-1)?.mouth, "rest");
});

const WRONG: readonly (readonly [string, MouthOptions, string])[] = [
  ["a negative lead", { lead: -1 }, "lead is -1, allowed are 0 to 500"],
  ["a hold that is no number", { minimumHold: NaN }, "minimumHold is NaN, allowed are 0 to 1000"],
  ["a rate of 0", { maxRate: 0 }, "maxRate is 0, allowed are 1 to 1000"],
  ["an endless offset", { offset: Infinity }, "offset is Infinity"],
  [
    "an unknown mapping",
    { mapping: "disney" as "refined" },
    'the mapping "disney": allowed are xlights, papagayo-ng, refined',
  ],
  [
    "a mapping to no mouth",
    { mapping: { phonemes: { AA: "aa" as "ai" } } },
    '"AA" is shown as "aa", allowed are one or two mouths',
  ],
];

for (const [name, options, message] of WRONG) {
  Deno.test(`toMouths() refuses ${name}`, () => {
    assertThrows(() => toMouths(voice("AI 0-100"), options), LipsyncError, message);
  });
}

Deno.test("toMouths() refuses a phoneme that no mapping has, and takes it from one's own", () => {
  const odd = voice("Q7 500-900", "other");
  assertThrows(
    () => toMouths(odd),
    LipsyncError,
    'Cannot show the phoneme "Q7": it is in no alphabet, give it an entry',
  );
  assertEquals(
    trackText(toMouths(odd, { lead: 0, mapping: { phonemes: { q7: ["wq", "e"] } } })),
    "0 rest | 500 wq | 740 e | 900 rest",
  );
});
