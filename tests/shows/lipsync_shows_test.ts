/** Every lip-sync file and option from a show's text to the lines that a face is sent. */

import { assert, assertEquals } from "@std/assert";
import { loadBuilt, type LoadedShow, loadShow } from "../../cli/load.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { DEVICE_KINDS } from "../../runtime/devices/kinds.ts";
import { memoryLink } from "../../runtime/links/memory.ts";
import { placeOf, type Timeline } from "../../runtime/model/mod.ts";
import { Player } from "../../runtime/player.ts";
import { ManualClock } from "../../runtime/time/manual_clock.ts";
import { pixo, show } from "../../shows/builder.ts";
import {
  importLipsync,
  type ImportOptions,
  type MouthOptions,
  type MouthTrack,
  parsePronunciations,
  selectVoice,
  toMouths,
} from "../../shows/lipsync/mod.ts";
import { withFiles } from "../cli/cuelight.ts";
import { fixture, fixtureNames } from "./lipsync/fixtures.ts";
import { traceShow } from "../support/trace.ts";

const FIXTURES = new URL("../fixtures/lipsync/", import.meta.url).pathname;

/** The devices of every show here. */
const TREES = `title: Trees
devices:
  lead: { kind: pixo, port: tcp://127.0.0.1:9 }
  back: { kind: pixo, port: tcp://127.0.0.1:9, rate: 10/s }
groups: { trees: [lead, back] }
`;

/** Loads a show as `cuelight check` does; `files` stand beside it, and so do the fixtures as `f/`. */
async function load(cues: string, files: Readonly<Record<string, string>> = {}): Promise<LoadedShow> {
  let loaded: LoadedShow | undefined;
  const text = `${TREES}${cues}`.replaceAll("f/", FIXTURES);
  await withFiles({ ...files, "show.yaml": text }, async (folder) => {
    loaded = await loadShow(`${folder}/show.yaml`);
  });
  return loaded!;
}

async function timelineOf(cues: string, files: Readonly<Record<string, string>> = {}): Promise<Timeline> {
  const { timeline, problems } = await load(cues, files);
  assertEquals(problems.filter(({ severity }) => severity === "error"), []);
  return timeline!;
}

/** The mouths of a device from `from` on, as `at mouth` in whole milliseconds, without what is said twice. */
function mouthsOf(timeline: Timeline, device: string, from = 0): string[] {
  const mouths: string[] = [];
  let last: unknown;
  for (const event of timeline.window(0, timeline.duration + 1)) {
    if (event.device !== device || event.type !== "set" || event.key !== "mouth" || event.value === last) continue;
    last = event.value;
    mouths.push(`${Math.round(event.at - from)} ${event.value}`);
  }
  return mouths;
}

function trackText(track: MouthTrack): string[] {
  return track.map(({ at, mouth }) => `${Math.round(at)} ${mouth}`);
}

/** What a fixture should be in a show that says the same with these options. */
function wanted(name: string, importing: ImportOptions = {}, options: MouthOptions = {}): string[] {
  return trackText(toMouths(importLipsync(fixture(name), importing), options));
}

/** The mouths in the lines that a face was sent, each with its time in milliseconds. */
function sentMouths(trace: string): { at: number; mouth: string }[] {
  return [...trace.matchAll(/^ *(?:(\d+):)?(\d+):(\d+\.\d+) .*mouth@(\w+)/gm)].map((
    [, hours = "0", minutes, seconds, mouth = ""],
  ) => ({ at: Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000, mouth }));
}

/** The mouth that a face shows a millisecond after a jump to `position`. */
function mouthAfterJump(timeline: Timeline, device: string, position: number): string | undefined {
  const clock = new ManualClock();
  const face = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!() });
  let sent = "";
  const link = memoryLink({
    accept: (reply) => ({
      receive(data) {
        sent += data;
        face.receive(String(data), clock.now()).forEach((line) => reply(`${line}\n`));
      },
      closed() {},
    }),
  }, clock);
  const reach = new Map([[device, { adapter: DEVICE_KINDS.pixo.adapter(), connect: () => link.connect }]]);
  const player = new Player({ timeline, clock, reach });
  player.connect();
  clock.advance(500);
  player.seek(position);
  player.play();
  clock.advance(1);
  player.stop();
  return [...sent.matchAll(/mouth@(\w+)/g)].at(-1)?.[1];
}

/** A time as the show keeps it, in millionths of a second, not before `ms`. */
function tickAfter(ms: number): number {
  return Math.ceil(ms * 1000 + 0.5) / 1000;
}

for (const name of fixtureNames()) {
  const track = toMouths(importLipsync(fixture(name)));

  Deno.test(`a show sings ${name} in YAML and TypeScript`, async () => {
    const yaml = await timelineOf(`cues:\n  - { at: 2s, lead: { lipsync: f/${name} } }\n`);
    const lead = pixo("lead", { port: "tcp://127.0.0.1:9" });
    const built = await loadBuilt(show("Trees", {}, (s) => s.at("2s", lead.lipsync(`${FIXTURES}${name}`))));
    const mouths = trackText(track.map(({ at, mouth }) => ({ at: at + 2000, mouth })));
    assertEquals(mouthsOf(yaml, "lead"), mouths);
    assertEquals(mouthsOf(built.timeline!, "lead"), mouths);
  });

  Deno.test(`a face is sent ${name} in time, mouth by mouth`, async () => {
    const loaded = await load(`cues:\n  - { at: 2s, lead: { lipsync: f/${name} } }\n`);
    const sent = sentMouths(traceShow(loaded).get("lead")!).filter(({ at }) => at >= 0);
    const moves = track.filter(({ at, mouth }) => at > 0 || mouth !== "rest");
    assertEquals(sent.map(({ mouth }) => mouth).slice(-moves.length), moves.map(({ mouth }) => mouth));
    moves.forEach(({ at }, i) => {
      const late = sent[sent.length - moves.length + i]!.at - 2000 - at;
      assert(Math.abs(late) <= 1, `the mouth at ${at} ms is sent ${late} ms late`);
    });
  });

  Deno.test(`a jump into ${name} shows its mouth at once`, async () => {
    const timeline = await timelineOf(`cues:\n  - { at: 2s, lead: { lipsync: f/${name} } }\n`);
    const places = track.flatMap(({ at, mouth }, i): [number, string][] => {
      const middle = (at + (track[i + 1]?.at ?? at)) / 2;
      return [[at, mouth], [middle, mouth]];
    });
    for (const [at, mouth] of places) {
      assertEquals(timeline.stateAt(2000 + tickAfter(at)).get("lead")?.get("mouth"), mouth, `at ${at} ms`);
    }
    // A player takes longer than a look, so it jumps to a few places only.
    for (const [at, mouth] of places.filter((_, i) => i % Math.ceil(places.length / 6) === 0)) {
      assertEquals(mouthAfterJump(timeline, "lead", 2000 + tickAfter(at)), mouth, `at ${at} ms`);
    }
  });
}

/** What stands in the show, and the mouths that its file makes with the same options. */
const OPTIONS: readonly (readonly [string, () => string[]])[] = [
  ["{ file: f/noche.pgo, voice: 1 }", () => wanted("noche.pgo", {}, { voice: 1 })],
  ["{ file: f/noche.pgo, voice: coro }", () => wanted("noche.pgo", {}, { voice: "Coro" })],
  ["{ file: f/joy.vtt, voice: all }", () => wanted("joy.vtt", {}, { voice: "all" })],
  ["{ file: f/joy.xtiming, track: backup }", () => wanted("joy.xtiming", { track: "Backup" })],
  ["{ file: f/joy_short.TextGrid, track: Ann - words }", () => wanted("joy_short.TextGrid", { track: "Ann - words" })],
  ["{ file: f/joy.dat, fps: 30 }", () => wanted("joy.dat", { fps: 30 })],
  ["{ file: f/joy.dat, offset: 100ms }", () => wanted("joy.dat", { offset: 100 })],
  ["{ file: f/papagayo2.dat, offset: 80ms }", () => wanted("papagayo2.dat", { offset: 80 })],
  ["{ file: f/joy.pgo, offset: 120ms }", () => wanted("joy.pgo", { offset: 120 })],
  ["{ file: f/joy.pgo, offset: -0.3s }", () => wanted("joy.pgo", { offset: -300 })],
  ["{ file: f/joy.pgo, lead: 0ms }", () => wanted("joy.pgo", {}, { lead: 0 })],
  ["{ file: f/joy.pgo, lead: 0.1 }", () => wanted("joy.pgo", {}, { lead: 100 })],
  ["{ file: f/joy.pgo, pauses: rest }", () => wanted("joy.pgo", {}, { pauses: "rest" })],
  ["{ file: f/joy.pg2, mapping: papagayo-ng }", () => wanted("joy.pg2", {}, { mapping: "papagayo-ng" })],
  ["{ file: f/joy.pg2, mapping: refined }", () => wanted("joy.pg2", {}, { mapping: "refined" })],
  [
    "{ file: f/joy.pg2, mapping: { base: refined, phonemes: { OY1: smile, uw: [u, O] } } }",
    () => wanted("joy.pg2", {}, { mapping: { base: "refined", phonemes: { OY1: "smile", UW: ["u", "o"] } } }),
  ],
  ["{ file: f/words_labels.txt, format: audacity }", () => wanted("words_labels.txt")],
  ["{ phonemes: [[0, AY1], [0.5, rest]], mapping: { phonemes: { AY1: smile } } }", () => ["0 smile", "500 rest"]],
];

for (const [lipsync, mouths] of OPTIONS) {
  Deno.test(`a show sings ${lipsync}`, async () => {
    const timeline = await timelineOf(`cues:\n  - { at: 0s, lead: { lipsync: ${lipsync} } }\n`);
    assertEquals(mouthsOf(timeline, "lead"), mouths());
  });
}

const LYRICS = "[00:01.00]oh Zorblax joy\n[00:03.00]\n";

Deno.test("a show sings words of its own dictionary, written in it or in a file of any encoding", async () => {
  const sung = (dictionary: string) =>
    trackText(toMouths(importLipsync(new TextEncoder().encode(LYRICS)), {
      dictionary: parsePronunciations(dictionary),
    }));
  const cues = "cues:\n  - { at: 0s, lead: { lipsync: song.lrc } }\n";
  const files = { "song.lrc": LYRICS, "words.txt": "zorblax M UW1 M\njoy AI\n" };
  const inline = await timelineOf(`dictionary: { Zorblax: M UW1 M }\n${cues}`, files);
  assertEquals(mouthsOf(inline, "lead"), sung("zorblax M UW1 M"));
  const beside = await timelineOf(`dictionary: words.txt\n${cues}`, files);
  assertEquals(mouthsOf(beside, "lead"), sung("zorblax M UW1 M\njoy AI"));
  assert(mouthsOf(inline, "lead").join() !== mouthsOf(beside, "lead").join());
});

Deno.test("two trees sing two voices of one file, each in the rate of its device", async () => {
  const cues = `cues:
  - at: 1s
    lead: { lipsync: { file: f/noche.pgo, voice: Niño } }
    back: { lipsync: { file: f/noche.pgo, voice: Coro } }
`;
  const loaded = await load(cues);
  const speech = importLipsync(fixture("noche.pgo"));
  for (const [device, voice, maxRate] of [["lead", "Niño", 25], ["back", "Coro", 10]] as const) {
    const track = trackText(toMouths(selectVoice(speech, voice), { maxRate }));
    assertEquals(mouthsOf(loaded.timeline!, device, 1000), track);
    const sent = sentMouths(traceShow(loaded).get(device)!).map(({ mouth }) => mouth);
    assertEquals(sent.slice(1 - track.length), track.slice(1).map((one) => one.split(" ")[1]));
  }
});

Deno.test("a group sings as slowly as the slowest of it takes", async () => {
  const timeline = await timelineOf("cues:\n  - { at: 0s, trees: { lipsync: f/joy.pgo } }\n");
  for (const device of ["lead", "back"]) {
    assertEquals(mouthsOf(timeline, device), wanted("joy.pgo", {}, { maxRate: 10 }));
  }
});

/** A cue after the song's, and the mouths from it on. */
const CUTS: readonly (readonly [string, string])[] = [
  ["{ at: 1s, lead: { mouth: smile } }", "1000 smile"],
  ["{ at: 1s, lead: { face: sleep } }", "1000 rest"],
  ["{ at: 1s, lead: { lipsync: [[0, o], [500ms, rest]] } }", "1000 o | 1500 rest"],
  // Eyes and effects leave the mouth alone.
  ["{ at: 2s, lead: { eyes: closed, effects: { star: static|Y } } }", ""],
];

for (const [cue, rest] of CUTS) {
  Deno.test(`a song is cut by ${cue}`, async () => {
    const timeline = await timelineOf(`cues:\n  - { at: 0s, lead: { lipsync: f/joy.pgo } }\n  - ${cue}\n`);
    const whole = wanted("joy.pgo");
    const kept = rest === "" ? whole : whole.filter((one) => parseInt(one) < 1000);
    assertEquals(mouthsOf(timeline, "lead"), [...kept, ...rest.split(" | ").filter((one) => one !== "")]);
    const state = timeline.stateAt(3000).get("lead")?.get("mouth");
    assertEquals(state, rest === "" ? stateIn(whole, 3000) : rest.split(" ").at(-1));
  });
}

function stateIn(mouths: readonly string[], at: number): string | undefined {
  return mouths.filter((one) => parseInt(one) <= at).at(-1)?.split(" ")[1];
}

Deno.test("a song in a sequence is sung as often as it plays", async () => {
  const timeline = await timelineOf(
    "sequences:\n  verse:\n    - { at: 0s, lead: { lipsync: f/joy.dat } }\n" +
      "cues:\n  - { at: 0s, play: verse, repeat: 2, every: 5s }\n",
  );
  const once = wanted("joy.dat");
  const again = once.slice(1).map((one) => one.replace(/^\d+/, (at) => `${Number(at) + 5000}`));
  assertEquals(mouthsOf(timeline, "lead"), [...once, ...again]);
});

Deno.test("a face that sings and blinks by itself blinks in rests alone, the same in every run", async () => {
  const cues = "end: 30s\ncues:\n  - { at: 4s, lead: { lipsync: f/joy.pgo } }\n  - { at: 0s, lead: { blink: auto } }\n";
  const timeline = await timelineOf(cues);
  const blinks = timeline.window(0, 30_000).filter((event) => event.type === "instant").map(({ at }) => at);
  assert(blinks.length >= 4, `${blinks}`);
  for (const at of blinks) {
    for (const moment of [at - 149, at, at + 229]) {
      assertEquals(timeline.stateAt(moment).get("lead")?.get("mouth") ?? "rest", "rest", `${at}`);
    }
  }
  const again = await timelineOf(cues);
  assertEquals(again.window(0, 30_000).filter((event) => event.type === "instant").map(({ at }) => at), blinks);
});

Deno.test("check tells what is wrong with lip-syncs and what is odd, each at its place in show and file", async () => {
  const { problems } = await load(
    `dictionary: { snow: S N OH }
cues:
  - { at: 0s, lead: { lipsync: { file: f/joy.pgo, voice: Bob } } }
  - { at: 1s, lead: { lipsync: cut.pgo } }
  - { at: 2s, lead: { lipsync: { file: f/joy.pgo, track: Lyrics } } }
  - { at: 3s, lead: { lipsync: { file: f/joy.pg2, mapping: { phonemes: { JH: jay } } } } }
  - { at: 4s, lead: { lipsync: { phonemes: [[0, ai], [1, jaw]] } } }
  - { at: 5s, lead: { lipsync: { phonemes: [[0, ai]], voice: 1, lead: 0 } } }
  - { at: 6s, lead: { lipsync: song.lrc } }
  - { at: 7s, lead: { lipsync: phones.csv } }
  - { at: 8s, lead: { lipsync: missing.pgo } }
  - { at: 9s, lead: { lipsync: silence.tsv } }
`,
    {
      "silence.tsv": "0.00\tX\n5.00\tX\n",
      "cut.pgo": "lipsync version 1\nsong.wav\n",
      "song.lrc": "[00:01.00]oh zorblax\n[00:00.50]雪\n",
      "phones.csv":
        "Begin,End,Label,Type,Speaker\n0,1,AA1,phones,a\n1,2,PT,phones,a\n2,3,B,phones,a\n3,4,IY,phones,a\n",
    },
  );
  const told = problems.map(({ severity, message, where }) =>
    `${placeOf(where).replace(/^.*\//, "")} ${severity}: ${message}`.replaceAll(FIXTURES, "")
  );
  assertEquals(told, [
    'show.yaml:6:1 error: Cannot use the phone "OH": allowed are AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N ' +
    "NG OW OY P R S SH T TH UH UW V W Y Z ZH, and mouths: ai e etc fv l mbp o u wq rest off smile",
    'show.yaml:8:23 error: joy.pgo: Cannot find the voice "Bob": the file has 0 "Tree"',
    "show.yaml:9:23 error: cut.pgo:3: Cannot read the Papagayo project: the file ends where the frames a second should stand",
    'show.yaml:10:23 error: joy.pgo: Cannot take the track "Lyrics": the file is pgo, tracks have names in xtiming, textgrid, ' +
    "mfa-json, mfa-csv",
    'show.yaml:11:23 error: joy.pg2: Cannot use the mapping: "JH" is shown as "jay", allowed are one or two mouths',
    'show.yaml:12:23 error: pair 2: Cannot use the phoneme list: "jaw" is no mouth, allowed are ai, e, etc, fv, l, mbp, ' +
    "o, u, wq, rest, off, smile and ARPAbet phones",
    "show.yaml:13:23 error: Lip-sync has phonemes of its own: allowed beside are mapping and offset, not voice, lead",
    "show.yaml:14:23 warning: song.lrc:2: the line starts at 500 ms, before the 1000 ms of one above it",
    'show.yaml:14:23 warning: song.lrc: "雪" has letters that are not Latin, they are not sung',
    'show.yaml:14:23 warning: song.lrc: "zorblax" is in no dictionary, its sounds are a guess',
    'show.yaml:15:23 warning: phones.csv: the phoneme "PT" at 1.00 s is not in the arpabet set and shown as etc',
    "show.yaml:16:23 error: missing.pgo: cannot be read: there is no such file",
    "show.yaml:17:23 warning: silence.tsv: the voice has nothing to sing, its mouth only rests",
  ]);
});
