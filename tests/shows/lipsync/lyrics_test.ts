import { assertEquals, assertThrows } from "@std/assert";
import { importLipsync, LipsyncError, toMouths } from "../../../shows/lipsync/mod.ts";
import { bytesOf } from "./fixtures.ts";

/** Phrases of every voice as `start-end text`, words with times below their phrase; then the notes. */
function lyricsText(text: string): string {
  const speech = importLipsync(bytesOf(text));
  speech.voices.forEach((voice) => toMouths(voice));
  const lines = speech.voices.flatMap(({ phrases }) =>
    phrases.map(({ start, end, text, words }) => {
      const timed = words.map((word) => `${word.text}@${word.start}-${word.end}`).join(" ");
      return `${start}-${end} ${timed === "" ? text : timed}`;
    })
  );
  return [...lines, ...speech.notes.map((note) => `note ${note.line}: ${note.message}`)].join("\n");
}

const LYRICS: readonly (readonly [string, string, string])[] = [
  [
    "an LRC with a line twice at one time",
    "[00:05.00]joy\n[00:05.00]joy\n[00:06]snow\n[00:07]\n",
    "5000-6000 joy\n6000-7000 snow\nnote 2: a line stands at the time of another and is not sung",
  ],
  [
    "an LRC with a translation below every line",
    "[00:05.00]joy\n[00:05.00]Freude\n[00:06.00]snow\n[00:06.00]Schnee\n[00:07.00]\n",
    "5000-6000 joy\n6000-7000 snow\nnote 2: 2 lines stand at the time of another and are not sung",
  ],
  [
    "an LRC whose gap is at the time of a line",
    "[00:05.00]\n[00:05.00]joy\n[00:06.00]snow\n[00:06.00]\n[00:07.00]\n",
    "5000-6000 joy\n6000-7000 snow",
  ],
  [
    "an LRC with words behind the start of the next line",
    "[00:01.00]<00:01.00>oh <00:05.00>joy\n[00:03.00]<00:03.00>snow <00:04.00>fall<00:04.50>\n",
    "1000-3000 oh@1000-3000\n3000-4500 snow@3000-4000 fall@4000-4500\n" +
    "note 1: a word of the line comes after the next line has begun and is not sung",
  ],
  [
    "an LRC whose first word is before its line",
    "[00:02.00]<00:02.50>oh <00:03.00>joy\n[00:04.00] <00:03.00>snow <00:05.00>fall<00:05.50>\n",
    "2500-3400 oh@2500-3000 joy@3000-3400\n4000-5500 snow@4000-5000 fall@5000-5500",
  ],
  [
    "an LRC whose offset puts lines before the start",
    "[offset:6000]\n[00:05.00]joy\n[00:05.50]snow\n[00:07.00]fall\n[00:08.00]\n",
    "0-700 snow\n1000-2000 fall",
  ],
  [
    "an LRC that says who sings",
    "[00:01.00]F: joy\n[00:02.00]M: snow\n[00:03.00]D: all\n[00:04.00]E: all\n[00:05.00]\n",
    "1000-2000 joy\n2000-3000 snow\n3000-4000 all\n4000-5000 E: all",
  ],
  [
    "an SRT without empty lines between",
    "1\n00:00:01,000 --> 00:00:02,000\njoy\n2\n00:00:03,000 --> 00:00:04,000\nsnow 2\nday\n",
    "1000-2000 joy\n3000-4000 snow 2 day",
  ],
  [
    "captions that name who speaks",
    "1\n00:00:01,000 --> 00:00:02,000\n>> ANN: Joy\nMR. O'HARA: and snow\n\n" +
    "2\n00:00:03,000 --> 00:00:04,000\n&gt;&gt; ALL: JOY\nSING: JOY\n",
    "1000-2000 Joy and snow\n3000-4000 JOY SING: JOY",
  ],
  [
    "a VTT whose cue runs into the next behind a word time",
    "WEBVTT\n\n00:01.000 --> 00:05.000\noh <00:02.000>joy <00:04.000>snow\n\n00:03.000 --> 00:06.000\nfall\n",
    "1000-3000 oh@1000-2000 joy@2000-3000\n3000-6000 fall\n" +
    "note 3: a subtitle runs 2000 ms into the next and is cut there",
  ],
];

for (const [name, text, wanted] of LYRICS) {
  Deno.test(`importLipsync() reads ${name}`, () => assertEquals(lyricsText(text), wanted));
}

Deno.test("importLipsync() refuses an LRC offset of more than a day", () => {
  const error = assertThrows(
    () => importLipsync(bytesOf("[00:01]joy\n[offset:-1e300]\n")),
    LipsyncError,
    "the offset is -1e+300 ms, allowed are -86400000 to 86400000",
  );
  assertEquals(error.line, 2);
});
