/** The rules of the timeline, each with two events on one boundary. */

import { assertEquals } from "@std/assert";
import { problemsOf, sortedLines, stateText, timelineOf, tracksText } from "./notation.ts";

interface Case {
  readonly name: string;
  readonly show: string;
  /** Every track, see `tracksText`. */
  readonly tracks: string;
  readonly warnings?: string;
}

const CASES: readonly Case[] = [
  // Two cues at one moment
  { name: "the later written of two values wins the moment", show: "1s b x=1\n1s b x=2", tracks: "b var:x: 1000 2" },
  { name: "the later written wins within a cue too", show: "1s b x=1 x=2", tracks: "b var:x: 1000 2" },
  {
    name: "cues are sorted by time, and those at one moment keep the order of the file",
    show: "2s b x=1\n1s b x=2\n1s b x=3\n2s b x=4\n1s b y=5",
    tracks: "b var:x: 1000 3 | 2000 4\nb var:y: 1000 5",
  },
  {
    name: "a time written in another way is the same moment",
    show: "0:02 b x=1\n2000ms b x=2\n+0s b x=3",
    tracks: "b var:x: 2000 3",
  },
  {
    name: "a group and its member are the same device",
    show: "1s boards x=1\n1s b x=2\n1s all brightness=0.5",
    tracks: [
      "b var:x: 1000 2",
      "b brightness: start 1 | 1000 0.5",
      "c var:x: 1000 1",
      "c brightness: start 1 | 1000 0.5",
      "t brightness: start 1 | 1000 0.5",
      "u brightness: start 1 | 1000 0.5",
    ].join("\n"),
  },

  // Ramps
  {
    name: "a ramp begins at what the track is worth, set in the same moment",
    show: "1s b x=1\n1s b x>2/2s",
    tracks: "b var:x: 1000 1>2 until 3000",
  },
  {
    name: "a ramp that begins where another ends begins at its end",
    show: "0s b x=0\n0s b x>1/2s\n2s b x>3/1s/sine-in",
    tracks: "b var:x: 0 0>1 until 2000 | 2000 1>3 until 3000 sine-in",
  },
  {
    name: "a ramp that is cut off by another stops where it is, and the other goes on from there",
    show: "0s b x=0\n0s b x>1/4s\n1s b x>0/1s",
    tracks: "b var:x: 0 0>1 until 4000 | 1000 0.25>0 until 2000",
  },
  {
    name: "a ramp that is cut off by a value is over",
    show: "0s b x=0\n0s b x>1/4s\n1s b x=7",
    tracks: "b var:x: 0 0>1 until 4000 | 1000 7",
  },
  {
    name: "a value where a ramp ends wins",
    show: "0s b x=0\n0s b x>1/2s\n2s b x=7",
    tracks: "b var:x: 0 0>1 until 2000 | 2000 7",
  },
  {
    name: "two ramps in one moment: the later written wins, from where the first began",
    show: "0s b x=0\n1s b x>1/2s\n1s b x>5/1s",
    tracks: "b var:x: 0 0 | 1000 0>5 until 2000",
  },
  {
    name: "a ramp with from: needs no value before it",
    show: "1s b x:3>4/1s",
    tracks: "b var:x: 1000 3>4 until 2000",
  },
  {
    name: "a ramp over no time is its end",
    show: "0s b x=0\n1s b x>1/0s\n2s b x:5>6/0s",
    tracks: "b var:x: 0 0 | 1000 1 | 2000 6",
  },
  {
    name: "a ramp moves lists number by number",
    show: "0s b x=[0,1]\n1s b x>[1,0]/2s\n2s b x>[0,0]/1s",
    tracks: "b var:x: 0 [0,1] | 1000 [0,1]>[1,0] until 3000 | 2000 [0.5,0.5]>[0,0] until 3000",
  },
  {
    name: "a ramp moves controls by their names",
    show: "0s b sliderA=0.2\n0s b sliderA>0.4/1s",
    tracks: "b control:sliderA: 0 0.2>0.4 until 1000",
  },

  // Brightness
  {
    name: "brightness begins at 1, so that the first cue can fade it",
    show: "1s b brightness>0/2s",
    tracks: "b brightness: start 1 | 1000 1>0 until 3000",
  },
  {
    name: "blackout is a ramp to 0, or 0 at once",
    show: "1s b dark/2s\n1s t dark/0",
    tracks: "b brightness: start 1 | 1000 1>0 until 3000\nt brightness: start 1 | 1000 0",
  },
  {
    name: "brightness survives a pattern",
    show: "0s b brightness>0/2s\n1s b pattern=A",
    tracks: "b brightness: start 1 | 0 1>0 until 2000\nb pattern: 1000 A",
  },

  // Patterns
  {
    name: "a pattern clears variables and controls",
    show: "0s b pattern=A x=1 sliderA=0.5\n1s b pattern=B",
    tracks: "b pattern: 0 A | 1000 B\nb var:x: 0 1 | 1000 -\nb control:sliderA: 0 0.5 | 1000 -",
  },
  {
    name: "a pattern goes before what its own cue sets, wherever it is written",
    show: "0s b x=1 pattern=A\n1s boards x=2, b pattern=B",
    tracks: "b pattern: 0 A | 1000 B\nb var:x: 0 1 | 1000 2\nc var:x: 1000 2",
  },
  {
    name: "a later written cue of the same moment sets what stays",
    show: "0s b x=1\n1s b pattern=A\n1s b x=2",
    tracks: "b var:x: 0 1 | 1000 2\nb pattern: 1000 A",
  },
  {
    name: "a later written pattern of the same moment clears what was set",
    show: "1s b x=2\n1s b pattern=A",
    tracks: "b var:x: 1000 -\nb pattern: 1000 A",
  },
  {
    name: "of two patterns in one moment the later written plays",
    show: "1s b pattern=A\n1s b pattern=B",
    tracks: "b pattern: 1000 B",
  },
  {
    name: "a pattern that is played again clears no less",
    show: "0s b pattern=A x=1\n1s b pattern=A",
    tracks: "b pattern: 0 A | 1000 A\nb var:x: 0 1 | 1000 -",
  },
  {
    name: "a pattern ends a ramp, with a warning where the ramp is written",
    show: "0s b pattern=A x=0\n1s b x>1/2s\n2s b pattern=B\n3s b x=5",
    tracks: "b pattern: 0 A | 2000 B\nb var:x: 0 0 | 1000 0>1 until 3000 | 2000 - | 3000 5",
    warnings: "2: (warning) Ramp of x ends 0:01.000 early, at 0:02.000: " +
      "a new pattern begins there and the board forgets its variables",
  },
  {
    name: "a ramp that ends where the pattern begins is not cut off",
    show: "0s b pattern=A x=0\n1s b x>1/1s\n2s b pattern=B",
    tracks: "b pattern: 0 A | 2000 B\nb var:x: 0 0 | 1000 0>1 until 2000 | 2000 -",
  },
  {
    name: "a ramp that a value has cut off is not cut off again",
    show: "0s b pattern=A x=0\n1s b x>1/9s\n2s b x=3\n3s b pattern=B",
    tracks: "b pattern: 0 A | 3000 B\nb var:x: 0 0 | 1000 0>1 until 10000 | 2000 3 | 3000 -",
  },
  {
    name: "a pattern on one board leaves the other alone",
    show: "0s boards pattern=A x=1\n1s c pattern=B",
    tracks: "b pattern: 0 A\nb var:x: 0 1\nc pattern: 0 A | 1000 B\nc var:x: 0 1 | 1000 -",
  },
  {
    name: "a hundred patterns clear a variable once",
    show: "0s b x=1\n" + Array.from({ length: 100 }, (_, i) => `${i + 1}s b pattern=A`).join("\n"),
    tracks: `b var:x: 0 1 | 1000 -\nb pattern: ${Array.from({ length: 100 }, (_, i) => `${i + 1}000 A`).join(" | ")}`,
  },

  // Faces
  {
    name: "a face is eyes and mouth, and a later written one of them wins",
    show: "1s t face=sleep\n1s t mouth=ai\n2s t eyes=open\n2s t face=off",
    tracks: "t eyes: start open | 1000 closed | 2000 off\nt mouth: start rest | 1000 ai | 2000 off",
  },
  {
    name: "an effect on all replaces those on the parts",
    show: "0s t @star=static|Y\n1s t @all=rainbow|2000|20\n1s t @outline=static|R",
    tracks: "t effect:star: start clear | 0 static|Y | 1000 -\nt effect:all: start clear | 1000 rainbow|2000|20\n" +
      "t effect:outline: start clear | 1000 static|R",
  },
  {
    name: "an effect on a part in the moment of one on all: the later written wins",
    show: "1s t @star=static|Y\n1s t @all=clear",
    tracks: "t effect:star: start clear | 1000 -\nt effect:all: start clear | 1000 clear",
  },
  {
    name: "mouths are sung from their cue on",
    show: "1s t sing=0:ai,200:mbp,400:rest",
    tracks: "t mouth: start rest | 1000 ai | 1200 mbp | 1400 rest",
  },
  {
    name: "mouths before the start of the show are at its start, the last of them",
    show: "0s t sing=-200:ai,-100:mbp,100:rest",
    tracks: "t mouth: start rest | 0 mbp | 100 rest",
  },
  {
    name: "a later mouth ends a song",
    show: "0s t sing=0:ai,1000:mbp,2000:o\n1s t mouth=smile",
    tracks: "t mouth: start rest | 0 ai | 1000 smile",
  },
  {
    name: "a mouth written before a song in one moment gives way to it",
    show: "1s t mouth=smile\n1s t sing=0:ai,1000:mbp",
    tracks: "t mouth: start rest | 1000 ai | 2000 mbp",
  },
  {
    name: "a mouth written after a song in one moment ends it",
    show: "1s t sing=0:ai,1000:mbp\n1s t mouth=smile",
    tracks: "t mouth: start rest | 1000 smile",
  },
  {
    name: "a face ends a song too",
    show: "0s t sing=0:ai,1000:mbp,2000:o\n1500ms t face=rest",
    tracks: "t mouth: start rest | 0 ai | 1000 mbp | 1500 rest\nt eyes: start open | 1500 open",
  },
  {
    name: "a song ends another where its first mouth is",
    show: "0s t sing=0:ai,1000:mbp,2000:o\n500ms t sing=500:e,1000:u",
    tracks: "t mouth: start rest | 0 ai | 1000 e | 1500 u",
  },

  // Instants
  {
    name: "instants have no track, and those of one moment keep their order and are never merged",
    show: "1s b next\n1s b trigger=triggerA trigger=triggerA\n1s t blink\n1s t do=eyes@blink",
    tracks: "b fires: 1000 next | 1000 trigger triggerA | 1000 trigger triggerA\n" +
      "t fires: 1000 blink | 1000 command eyes@blink",
  },
  {
    name: "everybody in a group fires",
    show: "1s boards next",
    tracks: "b fires: 1000 next\nc fires: 1000 next",
  },

  // Values
  {
    name: "percentages are parts of 1",
    show: "0s b brightness=40% x=50% y=-3",
    tracks: "b brightness: start 1 | 0 0.4\nb var:x: 0 0.5\nb var:y: 0 -3",
  },
];

for (const { name, show, tracks, warnings = "" } of CASES) {
  Deno.test(`compile(): ${name}`, () => {
    assertEquals(tracksText(timelineOf(show)), sortedLines(tracks));
    assertEquals(problemsOf(show), warnings);
  });
}

Deno.test("compile() starts brightness at what the device says", () => {
  const timeline = timelineOf("1s b brightness>0/2s", {
    devices: [{ name: "b", kind: "pixelblaze", brightness: "50%", where: { file: "show" } }],
    groups: {},
  });
  assertEquals(tracksText(timeline), "b brightness: start 0.5 | 1000 0.5>0 until 3000");
});

Deno.test("stateAt() has what begins at t and no more what ends there", () => {
  const timeline = timelineOf("1s b pattern=A x=0\n1s b x>1/1s\n2s b pattern=B y=1");
  const device = timeline.devices.get("b");
  assertEquals(stateText(device?.stateAt(999.999)), "");
  assertEquals(stateText(device?.stateAt(1000)), "pattern=A var:x=0");
  assertEquals(stateText(device?.stateAt(1500)), "pattern=A var:x=0.5");
  assertEquals(stateText(device?.stateAt(1750)), "pattern=A var:x=0.75");
  assertEquals(stateText(device?.stateAt(2000)), "pattern=B var:y=1");
});

Deno.test("window() is [from, to): two windows that meet have each event once", () => {
  const timeline = timelineOf("1s b x=1, t blink\n1s b x>2/1s\n2s b x=3, t blink\n2s c x=4");
  const at = (from: number, to: number) =>
    timeline.window(from, to).map((event) => `${event.at} ${event.device} ${event.type}`);
  assertEquals(at(0, 1000), []);
  assertEquals(at(1000, 2000), ["1000 b ramp", "1000 t instant"]);
  assertEquals(at(2000, 2000), []);
  assertEquals(at(2000, 2000.001), ["2000 b set", "2000 c set", "2000 t instant"]);
  assertEquals(at(0, 9000), [...at(0, 1000), ...at(1000, 2000), ...at(2000, 9000)]);
});

Deno.test("points are the moments at which a device has to be told something", () => {
  const timeline = timelineOf(
    "0s b pattern=A x=0\n1s b x>1/2s\n1s b y=1 next\n2s b pattern=B\n5s b z:0>1/1s\n6s b z=2\n7s b z>3/1s",
  );
  const points = timeline.devices.get("b")!.points.map(({ at, keys, instants }) => `${at} ${keys.join()} ${instants}`);
  assertEquals(points, [
    "0 pattern,var:x 0",
    "1000 var:x,var:y 1",
    "2000 pattern 0",
    "5000 var:z 0",
    "6000 var:z 0",
    "7000 var:z 0",
    "8000 var:z 0",
  ]);
});
