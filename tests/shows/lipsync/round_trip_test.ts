import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  importLipsync,
  LipsyncError,
  type Phoneme,
  type TimedSpeech,
  toMouths,
  toMouthSpeech,
  writeAudacity,
  writePgo,
  writeRhubarbJson,
  writeRhubarbTsv,
  writeXtiming,
} from "../../../shows/lipsync/mod.ts";
import { bytesOf, fixture, fixtureNames } from "./fixtures.ts";
import { speechText, trackText } from "./notation.ts";

/** What a written file says of its voices, without what is its format's own. */
function voicesText(speech: TimedSpeech): string {
  return speechText(speech).split("\n").slice(1).filter((line) => !line.startsWith("note")).join("\n");
}

function written(text: string): TimedSpeech {
  return importLipsync(bytesOf(text));
}

for (const name of fixtureNames()) {
  const speech = importLipsync(fixture(name));

  Deno.test(`writeXtiming() and back: ${name} in whole milliseconds`, () => {
    const rounded = toMouthSpeech(speech);
    const back = written(writeXtiming(speech));
    assertEquals(back.voices.map((voice) => voice.name), rounded.voices.map((voice) => voice.name));
    const labels = (from: TimedSpeech) =>
      from.voices.map((v) =>
        v.phrases.flatMap((p) =>
          p.words.flatMap((w) => w.phonemes.map((x) => `${x.label}@${Math.round(x.start)}-${Math.round(x.end)}`))
        )
      );
    assertEquals(labels(back), labels(rounded));
    // A second trip changes nothing at all.
    assertEquals(voicesText(written(writeXtiming(back))), voicesText(back));
  });

  Deno.test(`writePgo() and back: ${name} keeps every mouth to the frame`, () => {
    const back = written(writePgo(speech, { fps: 100 }));
    assertEquals(voicesText(written(writePgo(back))), voicesText(back));
    const [first] = toMouthSpeech(speech).voices, [again] = back.voices;
    const sounds = (v: typeof first) => v?.phrases.flatMap((p) => p.words.flatMap((w) => w.phonemes)) ?? [];
    const lips = (v: typeof first) => sounds(v).filter((p) => p.label === "MBP").map((p) => Math.round(p.start / 10));
    assertEquals(lips(again), lips(first));
  });

  for (const [format, write] of Object.entries({ writeRhubarbTsv, writeRhubarbJson, writeAudacity })) {
    Deno.test(`${format}() and back: ${name}, a second trip changes nothing`, () => {
      const back = written(write(speech));
      assertEquals(voicesText(written(write(back))), voicesText(back));
    });
  }
}

Deno.test("writePgo() writes back the project it read", () => {
  assertEquals(
    written(writePgo(importLipsync(fixture("joy.pgo")))).voices[0]?.phrases[0],
    importLipsync(fixture("joy.pgo")).voices[0]?.phrases[0],
  );
});

Deno.test("every writer makes the same track of mouths", () => {
  const speech = importLipsync(fixture("joy.pgo"));
  const wanted = toMouths(speech);
  for (const write of [writePgo, writeXtiming, writeAudacity]) {
    const track = toMouths(written(write(speech)));
    assertEquals(track.map(({ mouth }) => mouth), wanted.map(({ mouth }) => mouth));
    track.forEach(({ at }, i) => assert(Math.abs(at - (wanted[i]?.at ?? 0)) <= 0.5, `${at}`));
  }
});

Deno.test("writeRhubarbTsv() counts in hundredths and merges what is one to Rhubarb", () => {
  const text = "0.001\t0.504\tU\n0.504\t0.506\tE\n0.506\t0.9\tWQ\n";
  assertEquals(writeRhubarbTsv(written(text)), "0.00\tF\n0.50\tC\n0.51\tF\n0.90\tX\n");
});

Deno.test("writePgo() keeps closed lips where two mouths fall on one frame", () => {
  const text = "0.00\t0.02\tMBP\n0.02\t0.5\tAI\n0.50\t0.51\tAI\n0.51\t0.60\tMBP\n";
  assert(writePgo(written(text), { fps: 10 }).includes("\t\t\t\t0 MBP\n\t\t\t\t5 MBP\n"));
});

Deno.test("writePgo() refuses frames that Papagayo has not", () => {
  const speech = importLipsync(fixture("joy.pgo"));
  for (const fps of [0, 29.97, 1000, NaN]) assertThrows(() => writePgo(speech, { fps }), LipsyncError, `fps is ${fps}`);
});

Deno.test("writers escape what would break their format", () => {
  const name = `a|b "c" <d> & &lt;e\n`;
  const speech: TimedSpeech = {
    format: "list",
    notes: [],
    voices: [{
      name,
      phrases: [{ start: 0, end: 500, text: name, words: [{ start: 0, end: 500, text: name, phonemes: [] }] }],
    }],
  };
  assertEquals(written(writeXtiming(speech)).voices[0]?.name, `a|b "c" <d> & &lt;e`);
  assertEquals(written(writePgo(speech)).voices[0]?.phrases[0]?.words[0]?.text, `a_b_"c"_<d>_&_&lt;e`);
});

const label = fc.constantFrom("AI", "E", "etc", "FV", "L", "MBP", "O", "U", "WQ");

Deno.test("writers and readers agree on any speech", () => {
  const parts = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 60 }), label), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(parts, (list) => {
    let at = 0;
    // Whole frames of 20 ms are whole in every format.
    const phonemes = list.map(([gap, length, text]): Phoneme => {
      const start = at + gap * 20;
      at = start + length * 20;
      return { start, end: at, label: text, set: "mouth" };
    });
    const word = { start: phonemes[0]?.start ?? 0, end: at, text: "word", phonemes };
    const speech: TimedSpeech = {
      format: "list",
      notes: [],
      fps: 50,
      voices: [{ name: "v", phrases: [{ ...word, words: [word] }] }],
    };
    const wanted = trackText(toMouths(speech, { pauses: "rest" }));
    assertEquals(trackText(toMouths(written(writeXtiming(speech)), { pauses: "rest" })), wanted);
    assertEquals(trackText(toMouths(written(writeAudacity(speech)), { pauses: "rest" })), wanted);
  }));
});
