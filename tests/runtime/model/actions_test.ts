/** What an action may ask for. */

import { assertEquals } from "@std/assert";
import { compileAll } from "../../../runtime/model/compile.ts";
import { EASINGS } from "../../../runtime/model/easing.ts";
import { FACES, KINDS, MOUTHS } from "../../../runtime/model/kinds.ts";
import type { Action } from "../../../runtime/model/show.ts";
import { board, face, problemsOf, problemsText, showOf, stateText, timelineOf } from "./notation.ts";

const PREFIXES = "not the name of a control, those begin with slider, toggle, inputNumber, hsvPicker, rgbPicker";

/** An action at 0 s, and what is said of it. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["b pattern=", "A pattern needs a name"],

  ["b x=NaN", "Cannot set x: Not a number: NaN"],
  ["b x=Infinity", "Cannot set x: Not a number: Infinity"],
  ["b x=-Infinity", "Cannot set x: Not a number: -Infinity"],
  ["b x=abc", 'Cannot set x: Not a number: "abc", wanted 0.4 or 40%'],
  ["b x=1e3%", 'Cannot set x: Not a number: "1e3%", wanted 0.4 or 40%'],
  ["b x=32768", "Cannot set x: 32768 does not fit a Pixelblaze number, wanted -32768 to 32767.99"],
  ["b x=-32768.5", "Cannot set x: -32768.5 does not fit a Pixelblaze number, wanted -32768 to 32767.99"],
  ["b x=[]", "Cannot set x: wanted a number, or a list with at least one"],
  ["b x=[1,NaN]", "Cannot set x: Not a number: NaN"],
  ["b x=[1,99999]", "Cannot set x: 99999 does not fit a Pixelblaze number, wanted -32768 to 32767.99"],

  ["b sliderA=1.1", "Cannot set sliderA: sliderA is 1.1, wanted 0 to 1 or 0% to 100%"],
  ["b sliderA=-0.1", "Cannot set sliderA: sliderA is -0.1, wanted 0 to 1 or 0% to 100%"],
  ["b sliderA=101%", "Cannot set sliderA: sliderA is 1.01, wanted 0 to 1 or 0% to 100%"],
  ["b sliderA=NaN", "Cannot set sliderA: Not a number: NaN"],
  ["b sliderA=[0.5]", "Cannot set sliderA: wanted one number"],
  ["b sliderA=[]", "Cannot set sliderA: wanted one number"],
  ["b toggleA=2", "Cannot set toggleA: toggleA is 2, wanted 0 to 1 or 0% to 100%"],
  [
    "b inputNumberA=40000",
    "Cannot set inputNumberA: 40000 does not fit a Pixelblaze number, wanted -32768 to 32767.99",
  ],
  ["b hsvPickerA=0.5", "Cannot set hsvPickerA: wanted three numbers 0..1"],
  ["b hsvPickerA=[0,1]", "Cannot set hsvPickerA: wanted three numbers 0..1"],
  ["b hsvPickerA=[]", "Cannot set hsvPickerA: wanted three numbers 0..1"],
  ["b rgbPickerA=[0,1,2]", "Cannot set rgbPickerA: rgbPickerA[2] is 2, wanted 0 to 1 or 0% to 100%"],

  ["b brightness=1.01", "Cannot set brightness: brightness is 1.01, wanted 0 to 1 or 0% to 100%"],
  ["b brightness=-1", "Cannot set brightness: brightness is -1, wanted 0 to 1 or 0% to 100%"],
  ["b brightness=NaN", "Cannot set brightness: Not a number: NaN"],
  ["b brightness=[1]", "Cannot set brightness: wanted one number"],
  ["t brightness=2", "Cannot set brightness: brightness is 2, wanted 0 to 1 or 0% to 100%"],

  ["b x>1/1s", "Ramp of x has nothing to begin at: set x in an earlier cue, or write from:"],
  ["b x:0>NaN/1s", "Cannot set x: Not a number: NaN"],
  ["b x:NaN>0/1s", "Cannot set x: Not a number: NaN"],
  ["b brightness>2/1s", "Cannot set brightness: brightness is 2, wanted 0 to 1 or 0% to 100%"],
  ["b brightness:[0]>[1]/1s", "Cannot set brightness: wanted one number"],
  ["b sliderA:0>2/1s", "Cannot set sliderA: sliderA is 2, wanted 0 to 1 or 0% to 100%"],
  ["b x:0>[1]/1s", "Ramp of x cannot lead from a number to a list of 1: both must have as many numbers"],
  ["b x:[0,0]>[1]/1s", "Ramp of x cannot lead from a list of 2 to a list of 1: both must have as many numbers"],
  ["b x=[0,0]\n0s b x>1/1s", "Ramp of x cannot lead from a list of 2 to a number: both must have as many numbers"],
  ["b x:0>1/1x", 'Not a time: "1x" at "x", wanted + or - or the end'],
  ["b x:0>1/-1s", "A length cannot be below 0: it is -1000 ms"],
  ["b x:0>1/1s/sine-inn", 'Unknown easing "sine-inn": did you mean "sine-in"?'],
  [
    "b x:0>1/1s/constructor",
    `Unknown easing "constructor": known are ${[...EASINGS.keys()].slice(0, 12).join(", ")} and 8 more`,
  ],
  ["b dark/1x", 'Not a time: "1x" at "x", wanted + or - or the end'],
  ["b dark/-1s", "A length cannot be below 0: it is -1000 ms"],

  ["t face=smiel", 'Unknown face "smiel": did you mean "smile"?'],
  ["t face=constructor", 'Unknown face "constructor": known are off, rest, smile, sleep'],
  ["t mouth=aii", 'Unknown mouth "aii": did you mean "ai"?'],
  ["t mouth=tongue", `Unknown mouth "tongue": known are ${MOUTHS.join(", ")}`],
  ["t eyes=blink", 'Unknown eyes "blink": known are open, closed, off'],
  ["b trigger=flash", 'Not a trigger: "flash", wanted the name of a pattern\'s function such as triggerFlash'],
  [
    "b trigger=triggerflash",
    'Not a trigger: "triggerflash", wanted the name of a pattern\'s function such as triggerFlash',
  ],
];

for (const [action, problem] of REFUSED) {
  Deno.test(`compileAll() refuses ${action.replace("\n", " | ")}`, () => {
    const lines = problemsOf(`0s ${action}`).split("\n");
    assertEquals(lines.map((line) => line.replace(/^\d+: /, "")), [problem]);
  });
}

/** Actions that the notation cannot write, and what is said of them. */
const BAD_ACTIONS:
  readonly (readonly [string, Action extends infer A ? A extends Action ? Omit<A, "where"> : never : never, string])[] =
    [
      ["b", { do: "controls", values: { speed: 1 } }, `Cannot set speed: ${PREFIXES}`],
      ["b", { do: "controls", values: { sliderspeed: 1 } }, `Cannot set sliderspeed: ${PREFIXES}`],
      [
        "b",
        { do: "ramp", to: { constructor: 1 }, from: {}, over: 1 },
        "Ramp of constructor has nothing to begin at: set constructor in an earlier cue, or write from:",
      ],
      [
        "b",
        { do: "ramp", to: { speed: 1 }, from: { sped: 0, speed: 0 }, over: 1 },
        'Ramp begins at a "sped" that it leads nowhere: did you mean "speed"?',
      ],
      ["b", { do: "brightness", level: 1, over: "1x" }, 'Not a time: "1x" at "x", wanted + or - or the end'],
      [
        "b",
        { do: "brightness", level: 1, over: 1, ease: "x" },
        `Unknown easing "x": known are ${[...EASINGS.keys()].slice(0, 12).join(", ")} and 8 more`,
      ],
      [
        "t",
        { do: "lipsync", source: { file: "a.pgo" } },
        "Lip-sync has not been read: its file was not loaded before compiling",
      ],
    ];

for (const [target, action, problem] of BAD_ACTIONS) {
  Deno.test(`compileAll() refuses ${JSON.stringify(action)}`, () => {
    const where = { file: "show", line: 1 };
    const cues = [{ at: 0, steps: [{ target, actions: [{ ...action, where } as Action], where }], where }];
    assertEquals(problemsText(compileAll(showOf("", { cues })).problems.list), `1: ${problem}`);
  });
}

/** What is just within its range, and the state it makes. */
const TAKEN: readonly (readonly [string, string])[] = [
  ["b x=32767.99", "var:x=32767.99"],
  ["b x=-32768", "var:x=-32768"],
  ["b x=200%", "var:x=2"],
  ["b x=[1,-2,50%]", "var:x=[1,-2,0.5]"],
  ["b sliderA=0 sliderB=100%", "control:sliderA=0 control:sliderB=1"],
  ["b toggleA=1 inputNumberA=-500", "control:inputNumberA=-500 control:toggleA=1"],
  ["b hsvPickerA=[0,50%,1]", "control:hsvPickerA=[0,0.5,1]"],
  ["b brightness=0", "brightness=0"],
  ["b constructor=1 toString=2 hasOwnProperty=3", "var:constructor=1 var:hasOwnProperty=3 var:toString=2"],
  ["t mouth=AI", "mouth=ai"],
  ["t mouth=MBP eyes=closed", "eyes=closed mouth=mbp"],
  ["t @all=chase|250|R|W", "effect:all=chase|250|R|W"],
  ["t @toString=clear", "effect:toString=clear"],
];

for (const [action, state] of TAKEN) {
  Deno.test(`compile() takes ${action}`, () => {
    const timeline = timelineOf(`0s ${action}`);
    assertEquals(stateText(timeline.devices.get(action[0]!)?.stateAt(0)), state);
  });
}

for (const [name, { eyes, mouth }] of Object.entries(FACES)) {
  Deno.test(`compile() makes the face ${name} of its eyes and mouth`, () => {
    assertEquals(
      stateText(timelineOf(`0s t face=${name}`).devices.get("t")?.stateAt(0)),
      `eyes=${eyes} mouth=${mouth}`,
    );
  });
}

const ALL_ACTIONS = [
  ...["pattern=A", "x=1", "sliderA=1", "brightness=1", "x:0>1/1s", "dark/1s", "next", "trigger=triggerA"],
  ...["face=rest", "mouth=ai", "eyes=open", "blink", "@all=clear", "sing=0:ai", "do=echo|a", "brightness>0/1s"],
];

for (const kind of ["pixelblaze", "pixo"] as const) {
  Deno.test(`compileAll() lets a ${kind} do what the table of kinds says, and nothing else`, () => {
    const device = kind === "pixelblaze" ? board("d") : face("d");
    const taken = new Set<string>();
    for (const text of ALL_ACTIONS) {
      const show = showOf(`0s d ${text}`, { devices: [device], groups: {} });
      const action = show.cues[0]!.steps[0]!.actions[0]!;
      if (!compileAll(show).problems.hasErrors) taken.add(action.do);
    }
    assertEquals([...taken].sort(), [...KINDS[kind].actions].sort());
  });
}
