import { assert, assertEquals, assertThrows } from "@std/assert";
import { importLipsync, LIPSYNC_FORMATS, LipsyncError, selectVoice, shiftSpeech } from "../../../shows/lipsync/mod.ts";
import { bytesOf, fixture, fixtureNames, fixtureText } from "./fixtures.ts";
import { speechText } from "./notation.ts";

const golden = new Map(
  fixtureText("speech.golden.txt").split(/^== /m).slice(1).map((part): [string, string] => {
    const end = part.indexOf("\n");
    return [part.slice(0, end), part.slice(end + 1).trimEnd()];
  }),
);

for (const name of fixtureNames()) {
  Deno.test(`importLipsync() reads ${name}`, () => {
    assertEquals(speechText(importLipsync(fixture(name))).trimEnd(), golden.get(name));
  });
}

Deno.test("importLipsync() is shown reading every format", () => {
  const formats = new Set(fixtureNames().map((name) => importLipsync(fixture(name)).format));
  assertEquals([...LIPSYNC_FORMATS].filter((format) => !formats.has(format)), []);
});

Deno.test("importLipsync() reads the same in every encoding and with every line end", () => {
  const text = fixtureText("joy.pgo");
  const wanted = speechText(importLipsync(bytesOf(text)));
  const wide = (bigEndian: boolean, mark: boolean) => {
    const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
    [...(mark ? "\ufeff" : "") + text].forEach((char, i) => view.setUint16(i * 2, char.charCodeAt(0), !bigEndian));
    return new Uint8Array(view.buffer);
  };
  const files: Record<string, Uint8Array> = {
    "UTF-8 with a mark": bytesOf(`\ufeff${text}`),
    "UTF-16 LE with a mark": wide(false, true),
    "UTF-16 LE": wide(false, false),
    "UTF-16 BE with a mark": wide(true, true),
    "UTF-16 BE": wide(true, false),
    "CR LF": bytesOf(text.replaceAll("\n", "\r\n")),
    "CR": bytesOf(text.replaceAll("\n", "\r")),
  };
  for (const [name, bytes] of Object.entries(files)) assertEquals(speechText(importLipsync(bytes)), wanted, name);
});

Deno.test("importLipsync() makes exact times of frames", () => {
  const [phrase] = importLipsync(fixture("joy.pgo")).voices[0]?.phrases ?? [];
  assertEquals(phrase?.words[1]?.phonemes[1]?.start, 20 * 1000 / 24);
  // One hour at 24 frames a second: whole-millisecond frames would be 57.6 s off.
  const late = "lipsync version 1\n\n24\n86420\n1\nv\nt\n1\nlate\n86400\n86410\n1\nlate 86400 86410 1\n86400 AI\n";
  assertEquals(importLipsync(bytesOf(late)).voices[0]?.phrases[0]?.start, 3_600_000);
});

Deno.test("importLipsync() keeps a phoneme that strayed behind its word, up to the next word", () => {
  const head = "lipsync version 1\n\n10\n100\n1\nv\nt\n1\np\n0\n50\n";
  const speech = importLipsync(bytesOf(`${head}2\na 0 4 2\n0 AI\n8 E\nb 20 24 1\n20 O\n`));
  assertEquals(
    speechText(speech),
    'pgo, duration 10000, fps 10\nvoice v\n  0-5100 "p"\n    0-900 "a" mouth: AI@0-800 E@800-900\n' +
      '    2000-2500 "b" mouth: O@2000-2500\nnote 15: a phoneme stands after its word\'s last frame 4\n',
  );
});

Deno.test("importLipsync() gives words and phonemes outside of any phrase or word one of their own", () => {
  const effect = (label: string, from: number, to: number) =>
    `<Effect label="${label}" starttime="${from}" endtime="${to}"/>`;
  const layers = [
    effect("joy", 1000, 2000),
    effect("oh", 0, 500) + effect("joy", 1000, 1500) + effect("yeah", 2500, 3000),
    effect("O", 0, 500) + effect("WQ", 998, 1500) + effect("E", 1600, 1700) + effect("E", 2500, 3000),
  ];
  const text = `<timing name="x">${layers.map((layer) => `<EffectLayer>${layer}</EffectLayer>`).join("")}</timing>`;
  assertEquals(
    speechText(importLipsync(bytesOf(text))),
    'xtiming\nvoice x\n  0-500 "oh"\n    0-500 "oh" mouth: O@0-500\n' +
      '  1000-2000 "joy"\n    1000-1500 "joy" mouth: WQ@998-1500\n    1600-1700 "" mouth: E@1600-1700\n' +
      '  2500-3000 "yeah"\n    2500-3000 "yeah" mouth: E@2500-3000\n',
  );
});

Deno.test("importLipsync() takes the frames a second of Moho data, which does not say", () => {
  const speech = importLipsync(fixture("joy.dat"), { fps: 30 });
  assertEquals(speech.voices[0]?.phrases[0]?.words[0]?.phonemes[1]?.start, 200);
});

Deno.test("importLipsync() moves Moho frames before it puts what is early at 0", () => {
  const speech = importLipsync(fixture("papagayo2.dat"), { offset: 2000 / 24 });
  const [first, second] = speech.voices[0]?.phrases[0]?.words[0]?.phonemes ?? [];
  assertEquals([first?.label, first?.start, second?.label], ["MBP", 0, "AI"]);
  assertEquals(Math.round(second?.start ?? 0), 83);
});

Deno.test("importLipsync() names one track of an xtiming", () => {
  const backup = importLipsync(fixture("joy.xtiming"), { track: "backup" });
  assertEquals(backup.voices.map((voice) => voice.name), ["Backup"]);
  const beats = importLipsync(fixture("joy.xtiming"), { track: "Beats" });
  assertEquals(beats.voices[0]?.phrases.map((phrase) => phrase.text), ["1", "2"]);
});

Deno.test("importLipsync() takes a lone xtiming track of one layer", () => {
  const effect = (label: string, at: number) => `<Effect label="${label}" starttime="${at}" endtime="${at + 100}"/>`;
  const lone = (a: string, b: string) =>
    `<timing name="x"><EffectLayer>${effect(a, 0)}${effect(b, 100)}</EffectLayer></timing>`;
  const mouths = importLipsync(bytesOf(lone("AI", "MBP")));
  assertEquals(mouths.voices[0]?.phrases[0]?.words[0]?.phonemes.map((p) => p.label), ["AI", "MBP"]);
  const phrases = importLipsync(bytesOf(lone("joy to", "the world")));
  assertEquals(phrases.voices[0]?.phrases.map((phrase) => phrase.text), ["joy to", "the world"]);
});

Deno.test("importLipsync() can be told the alphabet", () => {
  const text = "0\t1\tE\n1\t2\tB\n";
  const sets = (options: Parameters<typeof importLipsync>[1]) =>
    importLipsync(bytesOf(text), options).voices[0]?.phrases[0]?.words[0]?.phonemes[0]?.set;
  assertEquals(sets({}), "rhubarb");
  assertEquals(sets({ phonemeSet: "mouth" }), "mouth");
});

Deno.test("importLipsync() can be told the format", () => {
  const text = "[00:00.5]joy\n";
  assertEquals(importLipsync(bytesOf(text), { format: "lrc" }).format, "lrc");
  assertThrows(() => importLipsync(bytesOf(text), { format: "pgo" }), LipsyncError, 'the header is "[00:00.5]joy"');
  assertThrows(() => importLipsync(bytesOf(text), { format: "wav" as "pgo" }), LipsyncError, "allowed are pgo, ");
});

Deno.test("importLipsync() says in a note what it had to cut", () => {
  const speech = importLipsync(
    bytesOf("1\n00:00:00,000 --> 00:00:02,000\none\n\n2\n00:00:01,000 --> 00:00:03,000\ntwo\n"),
  );
  assertEquals(speech.voices[0]?.phrases.map(({ start, end }) => [start, end]), [[0, 1000], [1000, 3000]]);
  assertEquals(speech.notes, [{ message: "a subtitle runs 1000 ms into the next and is cut there", line: 2 }]);
});

Deno.test("importLipsync() reports lyrics that run backward and puts them in the order of time", () => {
  const speech = importLipsync(bytesOf("[00:05]two\n[00:01]one\n"));
  assertEquals(speech.voices[0]?.phrases.map((phrase) => phrase.text), ["one", "two"]);
  assertEquals(speech.notes, [{ message: "the line starts at 1000 ms, before the 5000 ms of one above it", line: 2 }]);
});

Deno.test("shiftSpeech() moves every time and cuts what falls before 0", () => {
  const speech = importLipsync(fixture("joy.xtiming"), { offset: -300 });
  const [first, second] = speech.voices[0]?.phrases[0]?.words[0]?.phonemes ?? [];
  assertEquals([first?.label, first?.start, first?.end, second], ["WQ", 0, 450, undefined]);
  const later = shiftSpeech(importLipsync(fixture("night.mid")), 1000);
  assertEquals(later.voices[0]?.phrases[0]?.words[0]?.syllables?.map((s) => s.start), [1500, 1875]);
  assertThrows(() => shiftSpeech(later, NaN), LipsyncError, "the offset is NaN ms");
});

Deno.test("selectVoice() finds a voice by name or index, and lists them when it cannot", () => {
  const speech = importLipsync(fixture("joy.vtt"));
  assertEquals(selectVoice(speech, "bob").name, "Bob");
  assertEquals(selectVoice(speech, 1).name, "Bob");
  assertEquals(selectVoice(speech).name, "Ann");
  const error = assertThrows(() => selectVoice(speech, "Cleo"), LipsyncError);
  assertEquals(error.message, 'Cannot find the voice "Cleo": the file has 0 "Ann", 1 "Bob"');
  assert(error instanceof Error);
});
