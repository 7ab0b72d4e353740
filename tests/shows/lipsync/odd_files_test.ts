import { assertEquals, assertThrows } from "@std/assert";
import {
  breakDown,
  importLipsync,
  type ImportOptions,
  LipsyncError,
  pronounce,
  readPronunciations,
  toMouths,
  unknownPhonemes,
} from "../../../shows/lipsync/mod.ts";
import { bytesOf, fixture, fixtureText } from "./fixtures.ts";
import { speechText, trackText } from "./notation.ts";

/** A TextGrid with the labels of tiers, each label half a second long. */
function textGrid(tiers: Readonly<Record<string, string>>): Uint8Array {
  const rows = Object.entries(tiers).map(([name, labels]) => {
    const list = labels.split(", ");
    const spans = list.map((label, i) => `${i / 2} ${(i + 1) / 2} "${label}"`).join("\n");
    return `"IntervalTier" "${name}" 0 9 ${list.length}\n${spans}`;
  });
  return bytesOf(`File type = "ooTextFile"\n"TextGrid"\n0 9 <exists> ${rows.length}\n${rows.join("\n")}\n`);
}

/** What is read, on one line each, without the format. */
function read(bytes: Uint8Array, options?: ImportOptions): string {
  return speechText(importLipsync(bytes, options)).split("\n").slice(1).map((line) => line.trim()).join(" | ");
}

Deno.test("importLipsync() tells the alphabet by most of the phones, and shows a slip among them as etc", () => {
  const speech = importLipsync(textGrid({ phone: "B, AA1, PT, IY, PT" }));
  const phones = speech.voices[0]?.phrases.flatMap((p) => p.words.flatMap((word) => word.phonemes)) ?? [];
  assertEquals(new Set(phones.map(({ set }) => set)), new Set(["other"]), "three of five are not most");
  const most = importLipsync(textGrid({ phone: "B, AA1, PT, IY, PT, AA1, B, IY" }));
  assertEquals(
    trackText(toMouths(most, { lead: 0 })),
    "0 mbp | 500 ai | 1000 etc | 1500 e | 2000 etc | 2500 ai | 3000 mbp | 3500 e | 4000 rest",
  );
  assertEquals(unknownPhonemes(most).map(({ message }) => message), [
    'the phoneme "PT" at 1.00 s is not in the arpabet set and shown as etc',
  ]);
  assertEquals(unknownPhonemes(most, { phonemes: { pt: "mbp" } }), []);
});

Deno.test("toMouths() tells the time of a phoneme that no alphabet has", () => {
  const odd = importLipsync(textGrid({ phone: "AA1, @, 6" }));
  const error = assertThrows(() => toMouths(odd), LipsyncError, 'Cannot show the phoneme "@": it is in no alphabet');
  assertEquals(error.record, "phoneme at 500 ms");
  assertEquals(unknownPhonemes(odd), []);
});

Deno.test("toMouths() shows Fleming and Dobbs' shapes as papagayo-ng turns them into Preston Blair's", () => {
  const labels = "AA EHSZ FV GK IY MBP NLTDR O SH TH rest".split(" ");
  const phonemes = labels.map((text, i) => ({ text, frame: i * 10 }));
  const speech = importLipsync(bytesOf(JSON.stringify({
    fps: 10,
    phoneme_set: "fleming_dobbs",
    voices: [{
      phrases: [{ start_frame: 0, end_frame: 109, words: [{ start_frame: 0, end_frame: 109, phonemes }] }],
    }],
  })));
  assertEquals(
    trackText(toMouths(speech, { lead: 0 })),
    "0 ai | 1000 e | 2000 fv | 3000 e | 5000 mbp | 6000 l | 7000 o | 8000 etc | 9000 l | 10000 rest",
  );
});

const TRACKS: readonly (readonly [string, Uint8Array, string, string])[] = [
  [
    "of utterances",
    textGrid({ Ann: "joy to, , the world", Bob: "oh" }),
    "ANN",
    'voice Ann | 0-500 "joy to" | 1000-1500 "the world" | ',
  ],
  [
    "of words",
    textGrid({ Bob: "joy, world" }),
    "Bob",
    'voice Bob | 0-1000 "joy world" | 0-500 "joy" | 500-1000 "world" | ',
  ],
  [
    "of phones, though it is called words",
    textGrid({ words: "AA1, B", phones: "oh" }),
    "words",
    'voice words | 0-1000 "" | 0-1000 "" arpabet: AA1@0-500 B@500-1000 | ',
  ],
  [
    "of the aligner's JSON",
    fixture("joy_mfa.json"),
    "Ann - words",
    'voice Ann - words | 250-960 "joy to" | 250-750 "joy" | 750-960 "to" | ',
  ],
];

for (const [name, file, track, wanted] of TRACKS) {
  Deno.test(`importLipsync() takes a named tier ${name}`, () => assertEquals(read(file, { track }), wanted));
}

Deno.test("importLipsync() takes the only tier of a TextGrid, whatever its name", () => {
  assertEquals(
    read(textGrid({ Ann: "joy to, , the world" })),
    'voice Ann | 0-500 "joy to" | 1000-1500 "the world" | ',
  );
});

Deno.test("importLipsync() refuses a track that is not there, and in files without tracks", () => {
  assertThrows(
    () => importLipsync(textGrid({ Ann: "oh", Bob: "ah" }), { track: "Cleo" }),
    LipsyncError,
    'Cannot find the tier "Cleo": those with intervals are "Ann", "Bob"',
  );
  for (const name of ["joy.pgo", "joy.kar"]) {
    assertThrows(
      () => importLipsync(fixture(name), { track: "Lyrics" }),
      LipsyncError,
      'Cannot take the track "Lyrics": the file is',
    );
  }
});

Deno.test("importLipsync() reads Gentle's words where they are called tokens", () => {
  const tokens = fixtureText("joy_gentle.json").replace('"words"', '"tokens"');
  assertEquals(read(bytesOf(tokens)).replace("tokens[1]", "words[1]"), read(fixture("joy_gentle.json")));
  assertThrows(() => importLipsync(bytesOf('{"transcript":"a"}')), LipsyncError, "Cannot use words: it is nothing");
});

Deno.test("importLipsync() takes no other list of JSON for Rhubarb's", () => {
  assertThrows(
    () => importLipsync(bytesOf('[{"type":"caption"}]')),
    LipsyncError,
    "Cannot tell the format of the JSON",
  );
});

Deno.test("importLipsync() reads XML behind a long comment", () => {
  const file = fixtureText("words.xtiming");
  const at = file.indexOf("<timing");
  const long = `${file.slice(0, at)}<!-- <svg> ${"licence ".repeat(4000)} -->\n<!-- -->${file.slice(at)}`;
  assertEquals(read(bytesOf(long)), read(fixture("words.xtiming")));
});

Deno.test("importLipsync() takes MIDI texts at one place for comments", () => {
  const text = (words: string) => [0, 0xff, 1, words.length, ...bytesOf(words)];
  const body = [...text("made by"), ...text("somebody"), ...text("for you"), 0, 0xff, 0x2f, 0];
  const file = new Uint8Array([
    ...bytesOf("MThd"),
    ...[0, 0, 0, 6, 0, 0, 0, 1, 0, 96],
    ...bytesOf("MTrk"),
    ...[0, 0, 0, body.length],
    ...body,
  ]);
  assertThrows(() => importLipsync(file), LipsyncError, "none of the 1 MIDI tracks has lyric events");
});

Deno.test("breakDown() tells of words that are not sung, for their letters are not Latin", () => {
  const speech = breakDown(importLipsync(bytesOf("[00:01.00]joy 重なり Привет ♪ 100% день重joy\n[00:05.00]\n")));
  assertEquals(speech.notes.map(({ message }) => message), [
    '"重なり" has letters that are not Latin, they are not sung',
    '"Привет" has letters that are not Latin, they are not sung',
    '"день重joy" has letters that are not Latin, they are not sung',
  ]);
  assertEquals(speech.voices[0]?.phrases[0]?.words.map(({ text }) => text), ["joy", "100%", "день重joy"]);
});

const LETTERS: readonly (readonly [string, string])[] = [
  ["ｊｏｙ", "joy"],
  ["ﬁre", "fire"],
  ["łamp", "lamp"],
  ["Joy™", "joy"],
  ["o’er", "o'er"],
];

for (const [written, plain] of LETTERS) {
  Deno.test(`pronounce() says "${written}" as "${plain}"`, () => assertEquals(pronounce(written), pronounce(plain)));
}

Deno.test("readPronunciations() reads a dictionary in any encoding, and an empty one", () => {
  const text = ";;; mine\nniño N IY1 N Y OW # a comment\u2028#\n";
  const latin = Uint8Array.from(text.replace("\u2028", "-"), (char) => char.charCodeAt(0));
  const wide = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8])]);
  for (const bytes of [bytesOf(text), latin, wide]) {
    assertEquals([...readPronunciations(bytes)], [["nino", ["N", "IY1", "N", "Y", "OW"]]]);
  }
  assertEquals(readPronunciations(new Uint8Array()).size, 0);
  assertThrows(() => readPronunciations(new Uint8Array([1, 0, 0, 0])), LipsyncError, "Cannot read the dictionary");
});
