/** The singing tree's carol: what is committed is what the scripts write, and it is the carol. */

import { assert, assertAlmostEquals, assertEquals, assertGreater, assertGreaterOrEqual, assertLess } from "@std/assert";
import { parsePgo } from "../../shows/lipsync/formats/pgo.ts";
import { SAMPLE_RATE } from "../../tools/carol/instruments.ts";
import { FPS, MELODY } from "../../tools/carol/score.ts";
import { frequencyOf, sine } from "../../tools/carol/sine.ts";
import { barOf, BEAT_SECONDS, beatOfBar, CAROL_SECONDS, type Note, readNotes } from "../../tools/carol/singing.ts";
import { synthesise } from "../../tools/carol/synthesise.ts";
import { wavFile } from "../../tools/carol/wav.ts";
import { canopy, lawn, layoutText } from "../../tools/carol/write_layouts.ts";
import { pgoText } from "../../tools/carol/write_pgo.ts";

const FOLDER = new URL("../../examples/singing_tree/", import.meta.url);
const HEADER = 44;
const MOUTHS = ["AI", "E", "etc", "FV", "L", "MBP", "O", "U", "WQ", "rest"];

const WORDS = `
  Silent night holy night  All is calm all is bright
  Round yon Virgin Mother and Child  Holy Infant so tender and mild
  Sleep in heavenly peace  Sleep in heavenly peace
  Silent night holy night  Shepherds quake at the sight
  Glories stream from heaven afar  Heav'nly hosts sing Alleluia
  Christ the Saviour is born  Christ the Saviour is born`.trim().split(/\s+/);

const LETTERS = `
  G A G E  G A G E  D D B  C C G  A A C B A  G A G E  A A C B A  G A G E
  D D F D B C E  C G E G F D C`.trim().split(/\s+/);

const wav = await Deno.readFile(new URL("silent_night.wav", FOLDER));
const samples = new Int16Array(wav.slice(HEADER).buffer);
const speech = parsePgo(await Deno.readTextFile(new URL("silent_night.pgo", FOLDER)));
const [tree, choir] = speech.voices;
const frame = 1000 / FPS;

Deno.test("pgoText() is what is committed", async () => {
  assertEquals(await Deno.readTextFile(new URL("silent_night.pgo", FOLDER)), pgoText());
});

Deno.test("synthesise() is what is committed, byte for byte", () => {
  const written = wavFile(synthesise(), SAMPLE_RATE);
  assertEquals(written.length, wav.length);
  assertEquals(written.findIndex((byte, i) => byte !== wav[i]), -1);
});

for (const layout of [canopy(), lawn()]) {
  Deno.test(`layoutText() is what is committed: ${layout.name}`, async () => {
    const text = await Deno.readTextFile(new URL(`layouts/${layout.name}.json`, FOLDER));
    assertEquals(text, layoutText(layout));
    assertEquals(JSON.parse(text), { name: layout.name, points: layout.points });
  });
}

Deno.test("canopy() and lawn() hang each light in a place of its own, around the singing tree", () => {
  assertEquals([canopy().points.length, lawn().points.length], [300, 200]);
  const places = [...canopy().points, ...lawn().points];
  assertEquals(new Set(places.map(String)).size, 500);
  // The tree is 0.6 m tall and 0.45 m wide, and seen from the front nothing is behind or before it.
  assert(places.every(([x, y]) => Math.abs(x) > 0.225 || y > 0.6 || y < 0));
});

Deno.test("MELODY is Gruber's, in 24 bars of three", () => {
  const notes = MELODY.flatMap((line) => readNotes(line, 0));
  assertEquals(notes.map((note) => "C D EF G A B"[note.key % 12]), LETTERS);
  for (const line of MELODY) {
    assertEquals(readNotes(line, 0).reduce((sum, note) => sum + note.beats, 0), 12);
  }
});

Deno.test("the recording and the project last equally long, between 60 and 80 seconds", () => {
  assertEquals(new TextDecoder().decode(wav.slice(0, 4)), "RIFF");
  assertEquals(new DataView(wav.buffer).getUint32(24, true), SAMPLE_RATE);
  assertAlmostEquals(samples.length / SAMPLE_RATE, CAROL_SECONDS, 1e-9);
  assertAlmostEquals(speech.duration! / 1000, CAROL_SECONDS, 1e-9);
  assertGreater(CAROL_SECONDS, 60);
  assertLess(CAROL_SECONDS, 80);
});

Deno.test("the recording is loud, does not clip and ends in silence", () => {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  assertGreater(loudest, 0.8 * 32767);
  assertLess(loudest, 0.9 * 32767);
  assertEquals(samples.at(-1), 0);
});

Deno.test("the recording has the melody: in every held note no other pitch is louder", () => {
  const wrong: string[] = [];
  for (const verse of [0, 1]) {
    const notes = MELODY.flatMap((line, i) => readNotes(line, beatOfBar(barOf(verse, i))));
    for (const note of notes.filter(({ beats }) => beats >= 1)) {
      const heard = loudestKey(note);
      if (heard !== note.key) wrong.push(`beat ${note.beat}: ${heard}, not ${note.key}`);
    }
  }
  assertEquals(wrong, []);
});

Deno.test("frequencyOf() and sine() agree with the textbook", () => {
  assertAlmostEquals(frequencyOf(60), 261.6255653, 1e-6);
  assertAlmostEquals(frequencyOf(81), 880, 1e-9);
  for (let i = 0; i < 100; i++) assertAlmostEquals(sine(i / 37), Math.sin(2 * Math.PI * i / 37), 1e-6);
});

Deno.test("the project has every word of both verses, in order", () => {
  assertEquals(speech.voices.map((voice) => voice.name), ["Tree", "Choir"]);
  assertEquals(speech.notes, []);
  assertEquals(wordsOf(tree!).map((word) => word.text), WORDS);
  assertEquals(wordsOf(choir!).map((word) => word.text), [...WORDS.slice(22, 30), ...WORDS.slice(-10)]);
});

Deno.test("the project has mouths of the Preston Blair set only, each word's without a gap", () => {
  for (const word of speech.voices.flatMap(wordsOf)) {
    let at = word.start;
    for (const { label, start, end } of word.phonemes) {
      assert(MOUTHS.includes(label), label);
      assertEquals(start, at);
      at = end;
    }
    assertEquals(at, word.end);
  }
});

Deno.test("the project closes the mouth for two frames at least, and holds each vowel for three", () => {
  for (const word of speech.voices.flatMap(wordsOf)) {
    for (const { label, start, end } of word.phonemes) {
      const least = label === "MBP" ? 2 : ["AI", "E", "O", "U"].includes(label) ? 3 : 1;
      assertGreaterOrEqual((end - start) / frame, least, `${label} in ${word.text} at ${start} ms`);
    }
  }
});

Deno.test("the project starts the first vowel of each line with its bar", () => {
  tree!.phrases.forEach((phrase, i) => {
    const bar = barOf(Math.floor(i / MELODY.length), i % MELODY.length);
    const vowel = phrase.words[0]!.phonemes.find(({ label }) => ["AI", "E", "O", "U"].includes(label));
    assertAlmostEquals(vowel!.start, beatOfBar(bar) * BEAT_SECONDS * 1000, 1e-6);
  });
});

function wordsOf(voice: (typeof speech.voices)[number]) {
  return voice.phrases.flatMap((phrase) => phrase.words);
}

/** The loudest key from C4 to A5 in the middle of a note. */
function loudestKey({ beat, beats }: Note): number {
  const part = samples.subarray(
    Math.round((beat + beats * 0.25) * BEAT_SECONDS * SAMPLE_RATE),
    Math.round((beat + beats * 0.8) * BEAT_SECONDS * SAMPLE_RATE),
  );
  let best = 0, most = -1;
  for (let key = 60; key <= 81; key++) {
    const power = goertzel(part, 440 * 2 ** ((key - 69) / 12));
    if (power > most) [best, most] = [key, power];
  }
  return best;
}

/** How strong a frequency is in a piece of sound whose ends are faded. */
function goertzel(part: Int16Array, hz: number): number {
  const turn = 2 * Math.cos(2 * Math.PI * hz / SAMPLE_RATE);
  let before = 0, now = 0;
  part.forEach((sample, i) => {
    const fade = Math.sin(Math.PI * i / part.length) ** 2;
    [before, now] = [now, sample * fade + turn * now - before];
  });
  return now * now + before * before - turn * now * before;
}
