/** Cues in time: holds, sequences, groups, and what is said when they are wrong. */

import { assertEquals } from "@std/assert";
import { compileAll } from "../../../runtime/model/compile.ts";
import type { Cue } from "../../../runtime/model/show.ts";
import { board, face, problemsOf, showOf, sortedLines, timelineOf, tracksText } from "./notation.ts";

type More = NonNullable<Parameters<typeof showOf>[1]>;

/** A show, and its cues as `at-end name`, those that hold with an exclamation mark. */
const CUES: readonly (readonly [name: string, show: string, cues: string, more?: More])[] = [
  ["each has a beginning and an end", "0s b x=1\n1s b x:0>1/2s", "0-0 #1, 1000-3000 #2"],
  [
    "cues are sorted by time, and those of one moment are in the order of the file",
    "2s\n1s\n2s\n1s",
    "1000-1000 #2, 1000-1000 #4, 2000-2000 #1, 2000-2000 #3",
  ],
  [
    "a cue lasts as long as its longest action",
    "1s b brightness>0/3s, t sing=0:ai,5000:rest, c dark/1s",
    "1000-6000 #1",
  ],
  [
    "+ counts from the cue before, in the order of the file",
    "5s\n+2s\n1s\n+500ms",
    "1000-1000 #3, 1500-1500 #4, 5000-5000 #1, 7000-7000 #2",
  ],
  [
    "follow is when the cue before has ended",
    "1s b x:0>1/2s\n[follow] b x=2\n[follow + 1s]",
    "1000-3000 #1, 3000-3000 #2, 4000-4000 #3",
  ],
  [
    "a GO without a time holds where the cue before has ended",
    "1s b x:0>1/2s\ngo b x=2\ngo",
    "1000-3000 #1, 3000-3000! #2, 3000.001-3000.001! #3",
  ],
  ["a GO with a time holds there", "1s\ngo@2s b x=2", "1000-1000 #1, 2000-2000! #2"],
  ["a GO can be the first cue", "go b x=2", "0-0! #1"],
  [
    "a cue at the moment of a GO is in the order of the file",
    "2s\ngo@2s\n2s",
    "2000-2000 #1, 2000-2000! #2, 2000-2000 #3",
  ],
  [
    "a cue that plays a sequence has its name, and lasts until its last repetition is over",
    "1s play s *3",
    "1000-7000 s",
    { sequences: { s: "0s b x=1\n1s b x=2" } },
  ],
  [
    "a length is measured where it plays",
    "0s b x:0>1/1beat\n8s b x:0>1/1beat",
    "0-500 #1, 8000-9000 #2",
    { tempo: [{ bpm: 120 }, { bpm: 60, bar: 5 }] },
  ],
];

for (const [name, show, cues, more] of CUES) {
  Deno.test(`compile() places cues: ${name}`, () => {
    const labelled = showOf(show, more).cues.map((cue, i) =>
      cue.play === undefined ? { ...cue, label: `#${i + 1}` } : cue
    );
    const found = timelineOf("", { ...more, cues: labelled }).cues.map(({ at, end, hold, name }) =>
      `${at}-${end}${hold ? "!" : ""} ${name}`
    );
    assertEquals(found.join(", "), cues);
  });
}

Deno.test("compile() calls a cue by its label, then by its number", () => {
  const cues: Cue[] = showOf("0s\n1s\n2s").cues.map((cue, i) => ({
    ...cue,
    ...(i < 2 ? { number: 12.5 + i } : {}),
    ...(i < 1 ? { label: "Verse" } : {}),
  }));
  const { timeline } = compileAll(showOf("", { cues }));
  assertEquals(timeline?.cues.map(({ name }) => name), ["Verse", "13.5", ""]);
});

Deno.test("Timeline.holds has the times of the GOs, one for each", () => {
  assertEquals(timelineOf("1s b x=1\ngo@3s\n2s\ngo@3s\ngo@1s").holds, [1000, 3000, 3000]);
});

Deno.test("Timeline.cueAt() is the cue with a name that began last, the later written of two", () => {
  const names = ["A", "B", "C", undefined];
  const cues = showOf("1s\n2s\n2s\n3s").cues.map((cue, i) =>
    names[i] === undefined ? cue : { ...cue, label: names[i] }
  );
  const timeline = timelineOf("", { cues });
  assertEquals([999, 1000, 1999, 2000, 9000].map((t) => timeline.cueAt(t)?.name), [undefined, "A", "A", "C", "C"]);
});

/** A show with sequences, and its tracks. */
const SEQUENCES: readonly (readonly [name: string, show: string, sequences: Record<string, string>, tracks: string])[] =
  [
    ["play from their cue on", "1s play s", { s: "0s b x=1\n500ms b x=2" }, "b var:x: 1000 1 | 1500 2"],
    [
      "repeat after as long as their last step",
      "0s play s *3",
      { s: "0s b x=1\n500ms b x=2" },
      "b var:x: 0 1 | 500 2 | 1000 1 | 1500 2 | 2000 1 | 2500 2",
    ],
    [
      "repeat after their longest action when that ends later",
      "0s play s *2",
      { s: "0s b y:0>1/3s\n500ms b x=2" },
      "b var:x: 500 2 | 3500 2\nb var:y: 0 0>1 until 3000 | 3000 0>1 until 6000",
    ],
    [
      "repeat every so often, over each other too",
      "0s play s *3 /500ms",
      { s: "0s b x=1\n750ms b x=2" },
      "b var:x: 0 1 | 500 1 | 750 2 | 1000 1 | 1250 2 | 1750 2",
    ],
    [
      "of which two parts fall on one moment: the later repetition wins",
      "0s play s *2 /500ms",
      { s: "0s b x=1\n500ms b x=2" },
      "b var:x: 0 1 | 500 1 | 1000 2",
    ],
    [
      "give way to a cue that is written later, wherever they have got to",
      "0s play s *3\n1s b x=9",
      { s: "0s b x=1\n500ms b x=2" },
      "b var:x: 0 1 | 500 2 | 1000 9 | 1500 2 | 2000 1 | 2500 2",
    ],
    [
      "play others",
      "1s play outer *2",
      { outer: "0s play inner\n1s play inner", inner: "0s b x=1\n250ms b x=2" },
      "b var:x: 1000 1 | 1250 2 | 2000 1 | 2250 2 | 2500 1 | 2750 2 | 3500 1 | 3750 2",
    ],
    [
      "count + from the cue before, and follow from its end",
      "1s play s",
      { s: "0s b x:0>1/1s\n[follow + 100ms] b x=2\n+200ms b x=3" },
      "b var:x: 1000 0>1 until 2000 | 2100 2 | 2300 3",
    ],
    ["put a pattern first in its cue", "1s play s", { s: "0s b x=1 pattern=A" }, "b pattern: 1000 A\nb var:x: 1000 1"],
    ["that are not played do nothing", "0s b x=1", { s: "0s b x=2" }, "b var:x: 0 1"],
    [
      "may be called what every object has",
      "0s play constructor",
      { constructor: "0s b x=2" },
      "b var:x: 0 2",
    ],
  ];

for (const [name, show, sequences, tracks] of SEQUENCES) {
  Deno.test(`compile(): sequences ${name}`, () => {
    assertEquals(tracksText(timelineOf(show, { sequences })), sortedLines(tracks));
  });
}

Deno.test("compile() places the cues of a sequence on bars as they are there, and exactly where a cue on the bar is", () => {
  // 92 bpm: a beat is no whole number of microseconds.
  const tempo = [{ bpm: 92, meter: "3/4" }, { bpm: 61, meter: "4/4", bar: 40 }];
  const sequences = { s: "0s b x=1\n[1 bar] b x=2", t: "0s b y=1" };
  const show = Array.from({ length: 30 }, (_, i) => `[bar ${i + 21}] b z=${i}`).join("\n");
  const timeline = timelineOf(`[bar 21] play s *15 /2bars\n[bar 21] play t *30 /1bar\n${show}`, { tempo, sequences });
  const { tracks } = timeline.devices.get("b")!;
  const starts = (key: string) => tracks.get(key)!.segments.map(({ start }) => start);
  assertEquals(starts("var:x"), starts("var:z"));
  assertEquals(starts("var:y"), starts("var:z"));
});

/** Groups, a show, and the devices that it tells something. */
const GROUPS: readonly (readonly [string, Record<string, readonly string[]>, string, string])[] = [
  ["a device", {}, "0s c x=1", "c"],
  ["all", {}, "0s all brightness=1", "b c t u"],
  ["a group", { g: ["u", "c"] }, "0s g brightness=1", "c u"],
  ["a group of groups", { g: ["h", "u"], h: ["b"], i: ["g", "h"] }, "0s i brightness=1", "b u"],
  ["a group that is defined below", { g: ["h"], h: ["c"] }, "0s g x=1", "c"],
  ["a device that is in a group twice", { g: ["c", "h", "c"], h: ["c"] }, "0s g x=1", "c"],
  ["all in a group", { g: ["all"] }, "0s g brightness=1", "b c t u"],
  ["an empty group", { g: [] }, "0s g x=1", ""],
  ["those of a group that can", { g: ["b", "t"] }, "0s g x=1", "b"],
  ["those of all that can", {}, "0s all mouth=ai", "t u"],
  ["a group with the name of a method", { toString: ["b"] }, "0s toString x=1", "b"],
];

for (const [name, groups, show, told] of GROUPS) {
  Deno.test(`compile() tells ${name}`, () => {
    const { devices } = timelineOf(show, { groups });
    const names = [...devices.values()].filter(({ points }) => points.length > 0).map(({ name }) => name);
    assertEquals(names.join(" "), told);
  });
}

Deno.test("compile() ramps brightness on every device of a group, and variables on those that have any", () => {
  const cues = showOf("0s all x=0\n1s all x>1/1s").cues.map((cue) => ({
    ...cue,
    steps: cue.steps.map((step) => ({
      ...step,
      actions: step.actions.map((action) =>
        action.do === "ramp" ? { ...action, to: { ...action.to, brightness: 0 } } : action
      ),
    })),
  }));
  const { timeline, problems } = compileAll(showOf("", { cues }));
  assertEquals(problems.list, []);
  assertEquals([...timeline!.devices].map(([name, { tracks }]) => `${name} ${[...tracks.keys()].sort().join()}`), [
    "b brightness,var:x",
    "c brightness,var:x",
    "t brightness",
    "u brightness",
  ]);
});

/** A show, and everything that is said of it. */
const REFUSED: readonly (readonly [show: string, problems: string, more?: More])[] = [
  ["0s bb x=1", '1: Unknown device or group "bb": did you mean "b"?'],
  ["0s lawn x=1", '1: Unknown device or group "lawn": known are b, c, t, u, boards, faces, all'],
  ["0s bords x=1", '1: Unknown device or group "bords": did you mean "boards"?'],
  ["0s constructor x=1", '1: Unknown device or group "constructor": known are b, c, t, u, boards, faces, all'],
  [
    "0s t x=1",
    '1: "t" is a pixo and takes no vars: known are face, mouth, eyes, blink, effects, lipsync, brightness, ramp, blackout, command',
  ],
  [
    "0s b mouth=ai",
    '1: "b" is a pixelblaze and takes no mouth: known are pattern, vars, controls, brightness, ramp, blackout, next, trigger',
  ],
  [
    "0s faces pattern=A",
    '1: "faces" is a pixo and takes no pattern: known are face, mouth, eyes, blink, effects, lipsync, brightness, ramp, blackout, command',
  ],
  ["0s t x:0>1/1s", '1: "t" is a pixo and can ramp nothing but brightness: it has no "x"'],
  ["0s faces x:0>1/1s", '1: "faces" is a pixo and can ramp nothing but brightness: it has no "x"'],
  [
    "5x b x=1\n1s bb x=2",
    '1: Not a time: "5x" at "x", wanted + or - or the end\n2: Unknown device or group "bb": did you mean "b"?',
  ],
  ["vers b x=1", '1: Unknown marker "vers": did you mean "verse"?', { markers: { verse: 1 } }],
  ["verse b x=1", 'markers.verse: Not a time: "5x" at "x", wanted + or - or the end\n1: Marker "verse" has no time', {
    markers: { verse: "5x" },
  }],
  ["follow b x=1", "1: There is no cue before this one to follow"],
  ["+1s b x=1", "1: A time that begins with + counts from the cue before: there is none"],
  [
    "[bar 9] b x=1",
    "1: Bars and beats need a tempo: the show has none, write tempo: { bpm: 120, meter: 4/4 }",
  ],
  ["0s play sparkel", '1: Unknown sequence "sparkel": did you mean "sparkle"?', { sequences: { sparkle: "0s b x=1" } }],
  ["0s play constructor", '1: Unknown sequence "constructor": there are none'],
  ["0s play a", '1: Sequence "a" plays itself: a plays b plays a', { sequences: { a: "0s play b", b: "0s play a" } }],
  ["0s play a", '1: Sequence "a" plays itself: a plays a', { sequences: { a: "0s play a" } }],
  ["0s play a *0", "1: Cannot repeat 0 times: wanted a whole number from 1", { sequences: { a: "0s b x=1" } }],
  ["0s play a *1.5", "1: Cannot repeat 1.5 times: wanted a whole number from 1", { sequences: { a: "0s b x=1" } }],
  ["0s play a *NaN", "1: Cannot repeat NaN times: wanted a whole number from 1", { sequences: { a: "0s b x=1" } }],
  ["0s play a *2", '1: Sequence "a" takes no time and cannot be repeated: write every: with a time', {
    sequences: { a: "0s b x=1" },
  }],
  ["0s play a *2 /0s", '1: Sequence "a" takes no time and cannot be repeated: write every: with a time', {
    sequences: { a: "0s b x=1\n1s b x=2" },
  }],
  ["0s play a /2x", '1: Not a time: "2x" at "x", wanted + or - or the end', { sequences: { a: "0s b x=1\n1s b x=2" } }],
  ["0s play a *3 /2x", '1: Not a time: "2x" at "x", wanted + or - or the end', {
    sequences: { a: "0s b x=1\n1s b x=2" },
  }],
  ["0s play a", '1: A sequence counts from its own start: marker "verse" cannot be used in it', {
    sequences: { a: "verse b x=1" },
    markers: { verse: 1 },
  }],
  ["0s play a", "1: A sequence counts from its own start: write 2 bars, not bar 2", {
    sequences: { a: "[bar 2] b x=1" },
    tempo: [{ bpm: 60 }],
  }],
  ["0s play a", "1: A cue of a sequence needs at: with a time from the sequence's start, and cannot wait", {
    sequences: { a: "go@1s b x=1" },
  }],
  ["0s play a", "1: A length cannot be below 0: it is -1000 ms", { sequences: { a: "-1s b x=1" } }],
  ["0s play a", "1: There is no cue before this one to follow", { sequences: { a: "follow b x=1" } }],
  ["0s b x=1", 'groups.g: Unknown device "x" in group "g": did you mean "b"?', { groups: { g: ["x"] } }],
  ["0s b x=1", 'groups.h: Group "g" contains itself', { groups: { g: ["h"], h: ["g"] } }],
  ["0s b x=1", 'groups.g: Group "g" contains itself', { groups: { g: ["g"] } }],
  ["0s b x=1", 'groups.b: Group "b" has the name of a device', { groups: { b: ["c"] } }],
  ["0s b x=1", 'groups.all: A group cannot be called "all": that is every device', { groups: { all: ["c"] } }],
  ["0s b x=1", '7: A device cannot be called "all": that is every device', {
    groups: {},
    devices: [board("b"), face("all", { where: { file: "show", line: 7 } })],
  }],
  ["0s b x=1", '-: Device "b" is there twice', { groups: {}, devices: [board("b"), board("b")] }],
];

for (const [show, problems, more] of REFUSED) {
  Deno.test(`compileAll() refuses: ${problems.slice(0, 90)}`, () => assertEquals(problemsOf(show, more), problems));
}

Deno.test("compileAll() warns of a sequence that is never played, by a cue or by one that is played", () => {
  const sequences = { a: "0s play b", b: "0s b x=1", c: "0s play d", d: "0s nobody x=1" };
  assertEquals(
    problemsOf("0s play a", { sequences }),
    ["c", "d"].map((name) =>
      `sequences.${name}: (warning) Sequence "${name}" is never played, and nothing in it has been checked`
    )
      .join("\n"),
  );
});

/** What is wrong with a cue that the notation cannot write. */
const BAD_CUES: readonly (readonly [Partial<Cue>[], string])[] = [
  [[{}], "-: Cue has no time: write at: with a time, at: follow, or wait: go"],
  [[{ at: 0, number: 2 }, { at: 1, number: 2 }], "-: Cue number 2 is there twice"],
  [[{ at: 0, repeat: 2 }], "-: Only a sequence repeats: write play: with its name"],
  [[{ at: 0, every: "1s" }], "-: Only a sequence repeats: write play: with its name"],
  [[{ at: NaN }], "-: Not a time: NaN"],
];

for (const [cues, problems] of BAD_CUES) {
  Deno.test(`compileAll() refuses: ${problems}`, () => {
    assertEquals(
      problemsOf("", { cues: cues.map((cue) => ({ steps: [], where: { file: "show" }, ...cue })) }),
      problems,
    );
  });
}

/** Settings of a show and its devices that are wrong. */
const BAD_SETTINGS: readonly (readonly [More, string])[] = [
  [{ tempo: [{ bpm: 0 }] }, "tempo: Tempo must be above 0 and at most 1000 bpm: 0"],
  [{ tempo: [{ bpm: 120, meter: "3" }] }, 'tempo: Not a meter: "3", wanted 3/4'],
  [{ tempo: [{ bpm: 120, meter: "3/5" }] }, 'tempo: Not a meter: "3/5", wanted 3/4'],
  [{ tempo: [{ bpm: 120, meter: "0/4" }] }, "tempo: Meter must have at least 1 beat: 0"],
  [{ tempo: [{ bpm: 120 }, { bpm: 60 }] }, "tempo: A tempo change needs bar: to say where it begins"],
  [{ tempo: [{ bpm: 120, bar: 3 }] }, "tempo: The first tempo must begin at bar 1: it begins at bar 3"],
  [{ tempo: [{ bpm: 120 }, { bpm: 60, bar: 1 }] }, "tempo: Tempo changes must ascend: bar 1 comes after bar 1"],
  [{ tempo: [{ bpm: 120 }], firstBar: "x" }, "tempo: The first bar cannot lean on a marker"],
  [{ end: "nowhere" }, 'end: Unknown marker "nowhere"'],
  [{ end: "-1s" }, "end: Time lies 1000 ms before the start of the show"],
  [{ audio: { file: "a.ogg", offset: "1x" } }, 'audio.offset: Not a time: "1x" at "x", wanted + or - or the end'],
  [{ devices: [board("b", { rate: 0 })] }, '-: Rate of "b" is 0 messages a second: wanted 1 to 1000'],
  [{ devices: [board("b", { rate: NaN })] }, '-: Rate of "b" is NaN messages a second: wanted 1 to 1000'],
  [{ devices: [board("b", { rate: 1001 })] }, '-: Rate of "b" is 1001 messages a second: wanted 1 to 1000'],
  [{ devices: [board("b", { brightness: 1.5 })] }, '-: Brightness of "b" is 1.5: wanted 0 to 1 or 0% to 100%'],
  [{ devices: [board("b", { brightness: "dim" })] }, '-: Not a number: "dim", wanted 0.4 or 40%'],
  [{ devices: [board("b", { latency: "-5ms" })] }, "-: Time lies 5 ms before the start of the show"],
];

for (const [more, problems] of BAD_SETTINGS) {
  Deno.test(`compileAll() refuses: ${problems}`, () => assertEquals(problemsOf("", { groups: {}, ...more }), problems));
}

Deno.test("compile() has the settings of a show and its devices", () => {
  const timeline = timelineOf("0s b x=1\n9s b x=2", {
    groups: {},
    devices: [board("b", { rate: 4, latency: "15ms" }), face("t")],
    audio: { file: "a.ogg", offset: "250ms" },
    markers: { verse: "bar 2" },
    tempo: [{ bpm: 60, meter: "3/4" }],
    firstBar: "500ms",
    end: "verse + 1s",
  });
  const { title, duration, audio, markers, devices } = timeline;
  assertEquals({ title, duration, audio, markers: [...markers] }, {
    title: "Test",
    duration: 4500,
    audio: { file: "a.ogg", offset: 250 },
    markers: [["verse", 3500]],
  });
  assertEquals(
    [...devices.values()].map((
      { name, kind, rateHz, sampleMs, latencyMs },
    ) => [name, kind, rateHz, sampleMs, latencyMs]),
    [["b", "pixelblaze", 4, 262.5, 15], ["t", "pixo", 25, 100, 0]],
  );
});

Deno.test("compile() ends a show after its last cue, ramp and mouth", () => {
  assertEquals(timelineOf("").duration, 0);
  assertEquals(timelineOf("5s b x=1\n2s b x:0>1/1s").duration, 5000);
  assertEquals(timelineOf("5s b x:0>1/3s\n6s b x=1").duration, 8000);
  assertEquals(timelineOf("5s t sing=0:ai,2500:rest").duration, 7500);
  assertEquals(timelineOf("5s b next").duration, 5000);
  assertEquals(timelineOf("go@7s").duration, 7000);
});
