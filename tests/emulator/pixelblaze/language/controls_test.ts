import { assertEquals } from "@std/assert";
import { fixture, start } from "./support.ts";

const SOURCE = fixture("control_room.js");

const ACCEPTED: [name: string, value: number | number[] | undefined, accepted: boolean][] = [
  ["sliderLevel", .25, true],
  ["sliderLevel", [.25], true],
  ["sliderLevel", [1, 2, 3], false],
  ["sliderLevel", undefined, false],
  ["toggleOn", 0, true],
  ["triggerFire", undefined, true],
  ["triggerFire", 1, true],
  ["inputNumberScale", -7.5, true],
  ["hsvPickerMain", [.5, 1, 1], true],
  ["hsvPickerMain", [.5, 1], false],
  ["hsvPickerMain", .5, false],
  ["rgbPickerSent", [.5, 1, 1], true],
  ["showNumberFired", 1, false],
  ["gaugeLevel", 1, false],
  ["render", 1, false],
  ["nobody", 1, false],
];

for (const [name, value, accepted] of ACCEPTED) {
  Deno.test(`setControl(${name}, ${value}) is ${accepted ? "" : "not "}taken`, () => {
    assertEquals(start(SOURCE).setControl(name, value), accepted);
  });
}

Deno.test("setControl() calls the control's function", () => {
  const run = start(SOURCE);
  run.setControl("hsvPickerMain", [1 / 3, 1, 1]);
  run.setControl("rgbPickerSent", [0, 0, 1]);
  run.setControl("sliderLevel", .5);
  const frame = run.frame(0, 16);
  assertEquals([...frame.slice(0, 3), ...frame.slice(45)], [0, 255, 0, 0, 0, 255]);
  run.setControl("toggleOn", 0);
  assertEquals(run.frame(0, 16).every((byte) => byte === 0), true);
});

Deno.test("readControls() shows numbers as they are and gauges within 0..1", () => {
  const run = start(SOURCE);
  assertEquals(run.readControls(), { showNumberFired: 0, gaugeLevel: 1 });
  run.setControl("triggerFire");
  run.setControl("triggerFire");
  run.setControl("inputNumberScale", 2.5);
  run.setControl("sliderLevel", .125);
  assertEquals(run.readControls(), { showNumberFired: 5, gaugeLevel: .25 });
  run.setControl("sliderLevel", -1);
  assertEquals(run.readControls().gaugeLevel, 0);
});

Deno.test("saved values are given to the controls at the start, triggers and strangers left out", () => {
  const saved = { sliderLevel: .25, triggerFire: 1, hsvPickerMain: [.5, .25, .125], showNumberFired: 9, gone: 1 };
  const run = start(SOURCE, { controls: saved });
  assertEquals(run.readControls(), { showNumberFired: 0, gaugeLevel: .5 });
  assertEquals(run.getVars().colour, [.5, .25, .125]);
});

Deno.test("controls are called in the order of the source", () => {
  const source =
    "export var order = 0\nexport function sliderB(v) { order = order * 10 + 1 }\nexport function sliderA(v) { order = order * 10 + 2 }";
  assertEquals(start(source, { controls: { sliderA: 1, sliderB: 1 } }).getVars(), { order: 12 });
});

Deno.test("setVars() takes what fits and passes over the rest", () => {
  const run = start(
    "export var n = 1, m = 2, a = [1, 2, 3]\nvar hidden = 4\nexport function showNumberHidden() { return hidden }",
  );
  const fn = () => 1;
  run.setVars({ n: 5.5, m: "7", a: [9, 8], hidden: 9, fn, "a[2]": 7, stranger: 1 });
  assertEquals(run.getVars(), { n: 5.5, m: 2, a: [9, 8, 3] });
  assertEquals(run.readControls().showNumberHidden, 4);
  run.setVars({ n: [1, 2], a: [1, "x", 2, 5, 6] });
  assertEquals(run.getVars(), { n: 5.5, m: 2, a: [1, 8, 2] });
  run.setVars({ n: 1e9, m: -1e9 });
  assertEquals([run.getVars().n, run.getVars().m], [32767, -32767]);
  run.setVars({ n: 1.00001, m: -1.00001 });
  assertEquals([run.getVars().n, run.getVars().m], [1, -1]);
  run.setVars({ n: true, m: null, a: null });
  assertEquals(run.getVars().a, [1, 8, 2]);
});

Deno.test("setVars() of an array variable to a number makes it one", () => {
  const run = start("export var a = [1, 2]");
  run.setVars({ a: 5 });
  assertEquals(run.getVars(), { a: 5 });
});

Deno.test("variables set before a frame are seen by it", () => {
  const run = start("export var v = 0\nexport function render(index) { rgb(v, v, v) }");
  assertEquals(run.frame(0, 16)[0], 0);
  run.setVars({ v: 1 });
  assertEquals(run.frame(0, 16)[0], 255);
});
