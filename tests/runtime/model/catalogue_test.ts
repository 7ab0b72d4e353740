import { assertEquals } from "@std/assert";
import type { Catalogue } from "../../../runtime/model/catalogue.ts";
import { compileAll } from "../../../runtime/model/compile.ts";
import { problemsText, showOf } from "./notation.ts";

const CATALOGUE: Catalogue = new Map([
  [
    "b",
    new Map([
      ["Twinkle", { vars: ["speed", "hue"], controls: ["sliderSize", "triggerFlash"] }],
      ["Fire", { vars: ["heat"], controls: [] }],
    ]),
  ],
]);

/** A show, and what is said of its names; `c` is a board whose patterns are not known. */
const CASES: readonly (readonly [show: string, problems: string])[] = [
  ["0s b pattern=Twinkle speed=1 sliderSize=1 trigger=triggerFlash", ""],
  ["0s b pattern=Twinkel", '1: "b" has no pattern "Twinkel": did you mean "Twinkle"?'],
  ["0s b pattern=Snow", '1: "b" has no pattern "Snow": known are Twinkle, Fire'],
  ["0s b pattern=constructor", '1: "b" has no pattern "constructor": known are Twinkle, Fire'],
  ["0s b pattern=Twinkle sped=1", '1: Pattern "Twinkle" has no variable "sped": did you mean "speed"?'],
  ["0s b pattern=Twinkle sliderSise=1", '1: Pattern "Twinkle" has no control "sliderSise": did you mean "sliderSize"?'],
  ["0s b pattern=Fire sliderSize=1", '1: Pattern "Fire" has no control "sliderSize": there are none'],
  [
    "0s b pattern=Twinkle trigger=triggerFlush",
    '1: Pattern "Twinkle" has no control "triggerFlush": did you mean "triggerFlash"?',
  ],
  ["0s b pattern=Twinkle hua:0>1/1s", '1: Pattern "Twinkle" has no variable "hua": did you mean "hue"?'],
  ["0s b pattern=Twinkle brightness>0/1s", ""],
  [
    "1s b speed=1\n0s b pattern=Twinkle\n2s b pattern=Fire\n3s b speed=1",
    '4: Pattern "Fire" has no variable "speed": known are heat',
  ],
  ["0s b speed=1 pattern=Twinkle", ""],
  ["0s b pattern=Fire speed=1\n0s b pattern=Twinkle", '1: Pattern "Fire" has no variable "speed": known are heat'],
  [
    "0s b speed=1\n1s b pattern=Twinkle",
    '1: (warning) "b" has not been given a pattern yet: speed may not be in the one it plays',
  ],
  ["0s b brightness=1\n1s b next", ""],
  ["0s b pattern=Nope speed=1", '1: "b" has no pattern "Nope": known are Twinkle, Fire'],
  [
    "0s b pattern=Fire\n1s b next\n2s b speed=1\n3s b pattern=Fire\n4s b speed=1",
    '5: Pattern "Fire" has no variable "speed": known are heat',
  ],
  ["0s c pattern=Nope speed=1\n1s c sliderAnything=1", ""],
  ["0s boards pattern=Fire x=1", '1: Pattern "Fire" has no variable "x": known are heat'],
  ["0s t mouth=ai", ""],
];

for (const [show, problems] of CASES) {
  Deno.test(`checkNames(): ${show.replaceAll("\n", " | ")}`, () => {
    assertEquals(problemsText(compileAll(showOf(show), { catalogue: CATALOGUE }).problems.list), problems);
  });
}

Deno.test("checkNames() says nothing of boards that are not in the catalogue", () => {
  assertEquals(compileAll(showOf("0s b pattern=Nope x=1")).problems.list, []);
});
