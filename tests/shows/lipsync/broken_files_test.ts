import { assertEquals, assertThrows } from "@std/assert";
import { importLipsync, LipsyncError, MAX_FILE_BYTES } from "../../../shows/lipsync/mod.ts";
import { bytesOf, fixture, fixtureText } from "./fixtures.ts";

const PGO = "lipsync version 1\na.wav\n24\n10\n1\nv\nt\n1\nphrase\n0\n9\n1\n";
const xtiming = (effects: string) =>
  `<timing name="x">\n<EffectLayer>\n${effects}\n</EffectLayer>\n<EffectLayer/>\n</timing>`;

/** Name, file, the message, and the line or record it names. */
const BROKEN: readonly (readonly [string, string | Uint8Array, string, (number | string | undefined)?])[] = [
  ["an empty file", "", "it is empty"],
  ["white space", " \n\t\n", "it has no text in it"],
  ["a binary file", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 1, 2, 0, 0, 1]), "it is binary, not text"],
  ["another text", "Dear Father Christmas\n", 'it begins with "Dear Father Christmas"'],
  ["another XML", "<svg/>", "it begins with <svg>"],
  ["another JSON", '{"a":1}', 'wanted is one of "mouthCues"'],
  ["pgo: another version", "lipsync version 3\n", 'the header is "lipsync version 3"', 1],
  ["pgo: no frames a second", "lipsync version 1\na.wav\nfast\n", 'we have "fast", allowed are 1 to 240', 3],
  ["pgo: 0 frames a second", "lipsync version 1\na.wav\n0\n", "allowed are 1 to 240", 3],
  ["pgo: a broken word", `${PGO}joy 0 9\n`, 'a word is "joy 0 9", allowed is "word start end phonemes"', 13],
  ["pgo: a word before 0", `${PGO}joy -3 9 0\n`, "a word starts at frame -3", 13],
  [
    "pgo: a word that ends before it starts",
    `${PGO}joy 5 4 0\n`,
    "a word ends at frame 4, before its first frame 5",
    13,
  ],
  ["pgo: phonemes that run backward", `${PGO}joy 0 9 2\n5 AI\n4 E\n`, "a phoneme is at frame 4, before frame 5", 15],
  ["pgo: a word of years", `${PGO}joy 0 999999999 0\n`, "allowed are frames to 2073600", 13],
  ["pgo: a phoneme after years", `${PGO}joy 0 9 1\n999999999 AI\n`, "allowed are frames to 2073600", 14],
  ["pgo: a phrase of years", PGO.replace("\n0\n9\n", "\n0\n86400000\n"), "allowed are whole numbers from 0 to", 11],
  ["pgo: cut off in a word", `${PGO}joy 0 9 2\n5 AI\n`, "the file ends where a phoneme should stand", 15],
  ["pgo: a million phrases promised", PGO.replace("\n1\nphrase", "\n1000000\nphrase"), "the number of phrases", 8],
  ["pgo: no voice", "lipsync version 1\na.wav\n24\n9\n0\n", "the number of voices should stand here", 5],
  ["pgo-json: no voice", '{"fps":24,"voices":[]}', "it has no voice"],
  ["pgo-json: no fps", '{"voices":[]}', "Cannot use fps: it is nothing, allowed is a number", "fps"],
  [
    "pgo-json: frames that run backward",
    '{"fps":24,"voices":[{"phrases":[{"start_frame":5,"end_frame":9,"words":[{"start_frame":4,"end_frame":3}]}]}]}',
    "frame 3 is before frame 4",
    "voices[0].phrases[0].words[0].end_frame",
  ],
  ["moho: no frame", "MohoSwitch1\n", "there is no frame in it"],
  ["moho: words", "MohoSwitch1\n1 AI\nx y z\n", '"x y z" stands here', 3],
  ["moho: frames that run backward", "MohoSwitch1\n9 AI\n4 E\n", "frame 4 stands below frame 9", 3],
  ["rhubarb: times that run backward", "0.00\tX\n0.50\tA\n0.40\tB\n", "400 ms stands below 500 ms", 3],
  ["rhubarb: no shape", "0.00\tX\n0.50\tA\n0.60\n", 'Cannot read a label: "0.60" stands here', 3],
  [
    "rhubarb xml: no time",
    '<rhubarbResult>\n<mouthCue start="" end="1">A</mouthCue></rhubarbResult>',
    'start is ""',
    2,
  ],
  ["rhubarb json: no end", '[{"start":0,"value":"A"}]', "it is nothing, allowed is a number", "mouthCues[0].end"],
  ["rhubarb json: cut off", '{"mouthCues":[{"start":0,', "Cannot read the JSON", 1],
  [
    "rhubarb json: a length below 0",
    '{"metadata":{"duration":-2},"mouthCues":[{"start":0,"end":1,"value":"A"}]}',
    "its time is -2000 ms",
    "its length",
  ],
  [
    "rhubarb json: a length of years",
    '{"metadata":{"duration":1e300},"mouthCues":[{"start":0,"end":1,"value":"A"}]}',
    "allowed are 0 to 86400000",
    "its length",
  ],
  ["rhubarb json: no cues", '{"mouthCues":[]}', "there are none in the file"],
  ["xtiming: no time", xtiming('<Effect label="a" starttime="0"/>'), 'endtime is ""', 3],
  ["xtiming: an end before its start", xtiming('<Effect label="a" starttime="9" endtime="3"/>'), "it ends at 3 ms", 3],
  [
    "xtiming: times that run backward",
    xtiming('<Effect label="a" starttime="9" endtime="12"/>\n<Effect label="b" starttime="3" endtime="5"/>'),
    "its start at 3 ms is before the 9 ms of the one above it",
    4,
  ],
  ["xtiming: a time below 0", xtiming('<Effect label="a" starttime="-9" endtime="12"/>'), "its time is -9 ms", 3],
  [
    "xtiming: no lyrics",
    '<timings><timing name="a"><EffectLayer/></timing><timing name="b"><EffectLayer/></timing></timings>',
    'the timing tracks (and their layers) are "a" (1), "b" (1)',
  ],
  ["xtiming: cut off", fixtureText("joy.xtiming").slice(0, 900), "a tag is broken or does not end", 22],
  [
    "xtiming: tags that do not pair up",
    "<timing>\n<EffectLayer>\n</timing>",
    "</timing> stands where </effectlayer>",
    3,
  ],
  ["xtiming: entities of its own", '<!DOCTYPE t [<!ENTITY a "b">]>\n<timing/>', "it declares entities of its own", 1],
  ["xtiming: nested without end", "<timing>".repeat(101), "its tags are nested deeper than 100", 1],
  ["xtiming: text outside", "<timing/>\njoy", "there is text outside of the tags", 1],
  ["textgrid: another object", 'File type = "ooTextFile"\nObject class = "Pitch 1"\n', 'it is a "Pitch 1"', 2],
  [
    "textgrid: cut off",
    fixtureText("joy_short.TextGrid").slice(0, 100),
    "the file ends where a label should stand",
    14,
  ],
  [
    "textgrid: a label where a time should be",
    fixtureText("joy_short.TextGrid").replace("0.36\n0.75", '"x"\n0.75'),
    '"x" stands where a time should',
    24,
  ],
  [
    "textgrid: no speech",
    fixtureText("joy_short.TextGrid").replaceAll("Ann - ", "").replaceAll(/words|phones/g, "pitch"),
    'the tiers are "pitch", "pitch", wanted is "words" or "phones"',
  ],
  ["mfa csv: other columns", "Begin,End,Label\n", 'its columns are "begin,end,label"', 1],
  ["mfa csv: no time", "Begin,End,Label,Type,Speaker\nx,1,a,words,b\n", '"x" stands where seconds should', 2],
  [
    "mfa json: broken entry",
    '{"tiers":{"words":{"entries":[[1,"a"]]}}}',
    "allowed is a number",
    "tiers.words.entries[0]",
  ],
  ["gentle: no word with a time", '{"words":[{"word":"a"}]}', "it has no word with a time"],
  [
    "gentle: words that run backward",
    '{"words":[{"start":2,"end":3},{"start":1,"end":2}]}',
    "its start at 1000 ms is before",
    "words[1]",
  ],
  ["audacity: backward", "1.0\t2.0\tAI\n0.5\t0.7\tE\n", "its start at 500 ms is before the 1000 ms", 2],
  ["audacity: only frequencies", "\\\t1\t2\n0.5\t0.7\t\n", "there are none in the file"],
  [
    "lrc: a word before its line",
    "[00:05.00]<00:05.00>a <00:04.00>b\n",
    "the word at 4000 ms stands behind one at 5000 ms",
    1,
  ],
  [
    "srt: times that run backward",
    "1\n00:00:05,000 --> 00:00:06,000\na\n\n2\n00:00:01,000 --> 00:00:02,000\nb\n",
    "its start at 1000 ms is before",
    6,
  ],
  ["srt: a broken time", "1\n00:00:05,000 --> soon\na\n", 'stands here, allowed is "start --> end"', 2],
  ["vtt: no cue", "WEBVTT\n\nNOTE nothing\n", "there is no line with"],
  [
    "vtt: a word outside of its cue",
    "WEBVTT\n\n00:01.000 --> 00:02.000\na <00:03.000>b\n",
    "the word at 3000 ms is outside",
    3,
  ],
  ["midi: cut off", fixture("night.mid").slice(0, 90), "is cut off", "byte 56"],
  [
    "midi: a text longer than its track",
    new Uint8Array([
      ...bytesOf("MThd"),
      0,
      0,
      0,
      6,
      0,
      0,
      0,
      1,
      0,
      96,
      ...bytesOf("MTrk"),
      0,
      0,
      0,
      5,
      0,
      255,
      5,
      9,
      97,
    ]),
    "9 bytes are wanted, 1 are left",
    "byte 26",
  ],
  [
    "midi: no lyrics",
    new Uint8Array([...bytesOf("MThd"), 0, 0, 0, 6, 0, 0, 0, 0, 0, 96]),
    "none of the 0 MIDI tracks",
    undefined,
  ],
];

for (const [name, file, message, place] of BROKEN) {
  Deno.test(`importLipsync() refuses ${name}`, () => {
    const bytes = typeof file === "string" ? bytesOf(file) : file;
    const error = assertThrows(() => importLipsync(bytes), LipsyncError, message);
    assertEquals(error.line ?? error.record, place);
  });
}

Deno.test("importLipsync() refuses more than 32 MiB, and more than 8 MiB of all but xLights' files", () => {
  assertThrows(() => importLipsync(new Uint8Array(MAX_FILE_BYTES + 1)), LipsyncError, "at most 33554432 are read");
  const long = bytesOf(`[00:01]joy\n${" \n".repeat(4 * 1024 * 1024)}`);
  assertThrows(() => importLipsync(long), LipsyncError, "the lrc file: it has 8388619 bytes, at most 8388608 are read");
  const midi = new Uint8Array(8 * 1024 * 1024 + 1);
  midi.set(bytesOf("MThd"));
  assertThrows(() => importLipsync(midi), LipsyncError, "at most 8388608 are read");
  const xml = bytesOf(`${fixtureText("words.xtiming")}${" ".repeat(9 * 1024 * 1024)}`);
  assertEquals(importLipsync(xml).format, "xtiming");
});

Deno.test("importLipsync() refuses XML of more than a million pieces", () => {
  const error = assertThrows(
    () => importLipsync(bytesOf(`<timing>\n${"<!---->".repeat(1_000_000)}</timing>`)),
    LipsyncError,
    "it has more than 1000000 tags and texts",
  );
  assertEquals(error.line, 2);
});
