import { assertEquals, assertThrows } from "@std/assert";
import type { PatternEnv } from "../../../../emulator/pixelblaze/language/types.ts";
import { start } from "./support.ts";

const [WATCHDOG, INDEX, NOT_ARRAY, NOT_FUNCTION, MEMORY, SIZE, DEPTH] = [2, 3, 4, 5, 6, 7, 8];

const AT_START: [source: string, vmerr: number, line: number, column: number, env?: Partial<PatternEnv>][] = [
  ["while (1);", WATCHDOG, 1, 1],
  ["\n  for (;;) {}", WATCHDOG, 2, 3],
  ["do {} while (1)", WATCHDOG, 1, 1],
  ["a = array(9)\nwhile (1) a.sort()", WATCHDOG, 2, 11],
  ["a = array(9)\nfunction f() { a.forEach(() => f()) }\nf()", DEPTH, 2, 26],
  ["function f() { f() }\nf()", DEPTH, 1, 1],
  ["function f() { return g() }\nfunction g() { return f() }\nf()", DEPTH, 1, 1],
  ["f = () => x[0]()\nx = [f]\nf()", DEPTH, 1, 5],
  ["f = (n) => n ? f(n - 1) + f(n - 1) : 0\nf(200)", WATCHDOG, 1, 5],
  ["a = [1, 2]\nb = a[2]", INDEX, 2, 5],
  ["a = [1, 2]\na[-1] = 5", INDEX, 2, 1],
  ["a = [1, 2]\na[-.01]++", INDEX, 2, 1],
  ["a = [1, 2]\na[5] += 1", INDEX, 2, 1],
  ["b = a[0]", NOT_ARRAY, 1, 5],
  ["a = 5\na[0] = 1", NOT_ARRAY, 2, 1],
  ["a = 5\nb = a.length", NOT_ARRAY, 2, 5],
  ["a = sin\nb = a[0]", NOT_ARRAY, 2, 5],
  ["a = 5; a.forEach(sin)", NOT_ARRAY, 1, 8],
  ["setPalette(3)", NOT_ARRAY, 1, 1],
  ["a = 5\na()", NOT_FUNCTION, 2, 1],
  ["a = [1]\na()", NOT_FUNCTION, 2, 1],
  ["a = [1]\na[0]()", NOT_FUNCTION, 2, 1],
  ["a = [1]\na.mutate(5)", NOT_FUNCTION, 2, 1],
  ["mapPixels(0)", NOT_FUNCTION, 1, 1],
  ["a = array(10241)", MEMORY, 1, 5],
  ["a = array(10240)\nb = [1]", MEMORY, 2, 5],
  ["while (1) a = [1, 2]", MEMORY, 1, 15],
  ["a = array(6)", MEMORY, 1, 5, { budget: { arrayElements: 5 } }],
  ["a = array(0)", SIZE, 1, 5],
  ["a = array(-3)", SIZE, 1, 5],
  ["a = []", SIZE, 1, 5],
  ["a = [1, 2]\na.replace(1, 2, 3)", INDEX, 2, 1],
  ["a = [1, 2]\narrayReplaceAt(a, 1, 2, 3)", INDEX, 2, 1],
  ["a = [1, 2]\na.replaceAt(-1, 2)", INDEX, 2, 1],
  ["for (i = 0; i < 30000; i++) j = i", WATCHDOG, 1, 1, { budget: { startSteps: 10000 } }],
  ["f = (n) => n ? f(n - 1) : 0\nf(9)", DEPTH, 1, 5, { budget: { callDepth: 8 } }],
  ["a = [1]\nx = [() => a[9]]\nx[0]()", INDEX, 2, 12],
];

for (const [source, vmerr, line, column, env] of AT_START) {
  Deno.test(`start() stops at ${JSON.stringify(source)}`, () => {
    const { fault } = start(source, env);
    assertEquals([fault?.vmerr, fault?.line, fault?.column], [vmerr, line, column]);
    assertEquals(
      fault!.vmerrpc,
      source.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0) + column - 1,
    );
    assertEquals(fault!.message.length > 5, true);
  });
}

const FINE = [
  "function f(n) { return n ? f(n - 1) : 0 }\nf(200)",
  "a = array(10240)",
  "a = array(1)\na[.99] = 5",
  "a = [1, 2]\na.replace(1, 2)",
  "for (i = 0; i < 30000; i++) j = i",
  "for (i = 0; i < 30000; i++) for (j = 0; j < 99; j++) k = j",
];

for (const source of FINE) {
  Deno.test(`start() does not stop at ${JSON.stringify(source)}`, () => assertEquals(start(source).fault, undefined));
}

Deno.test("frame() after a fault is black, controls do nothing, variables stay", () => {
  const run = start(`
    export var n = 0
    export function sliderN(v) { n = v }
    export function showNumberN() { return n }
    export function beforeRender(delta) { n++; if (n == 3) n = nothing[0] }
    export function render(index) { rgb(1, 1, 1) }
  `);
  assertEquals(run.frame(0, 16)[0], 255);
  assertEquals(run.frame(16, 16)[47], 255);
  assertEquals(run.fault, undefined);
  const last = run.frame(32, 16);
  assertEquals([run.fault?.vmerr, run.fault?.line, run.fault?.column], [NOT_ARRAY, 5, 64]);
  assertEquals(last.every((byte) => byte === 0), true);
  assertEquals(run.setControl("sliderN", .5), false);
  assertEquals(run.readControls(), { showNumberN: 0 });
  assertEquals(run.getVars(), { n: 3 });
  assertEquals(run.frame(48, 16).every((byte) => byte === 0), true);
});

Deno.test("frame() that stops amid the pixels is black as a whole", () => {
  const run = start("export function render(index) { rgb(1, 1, 1); if (index == 8) nothing() }\nnothing = 0");
  assertEquals(run.frame(0, 0).every((byte) => byte === 0), true);
  assertEquals(run.fault?.vmerr, NOT_FUNCTION);
});

Deno.test("frame() has its own budget every time", () => {
  const source = "export function beforeRender(delta) { for (i = 0; i < 900; i++) j = i }";
  const run = start(source, { budget: { frameSteps: 20000 } });
  for (let i = 0; i < 50; i++) run.frame(i, 1);
  assertEquals(run.fault, undefined);
  assertEquals(start(source, { budget: { frameSteps: 1000 } }).frame(0, 0).length, 48);
});

Deno.test("controls that are set, read or restored together share one budget", () => {
  const names = Array.from({ length: 20 }, (_, i) => `slider${i}`);
  const inputs = names.map((name) => `export function ${name}(v) { for (i = 0; i < 200; i++) j = i }`);
  const outputs = names.map((name) => `export function showNumber${name}() { for (i = 0; i < 200; i++) j = i }`);
  const budget = { frameSteps: 10_000 };
  const values = Object.fromEntries(names.map((name) => [name, 1]));
  const run = start(inputs.join("\n"), { budget });
  for (const name of names) run.setControl(name, 1);
  assertEquals(run.fault, undefined);
  assertEquals(run.setControls({ slider0: 1, sliderNone: 1, slider1: [1, 2, 3] }), ["sliderNone", "slider1"]);
  run.setControls(values);
  assertEquals(run.fault?.vmerr, WATCHDOG);
  assertEquals(start(inputs.join("\n"), { budget, controls: values }).fault?.vmerr, WATCHDOG);
  const shown = start(outputs.join("\n"), { budget });
  shown.readControls();
  assertEquals(shown.fault?.vmerr, WATCHDOG);
});

Deno.test("frame() stops a render function that is too much for its budget", () => {
  const source = "export function render(index) { for (i = 0; i < 100; i++) j = i }";
  const run = start(source, { budget: { frameSteps: 5000 } });
  run.frame(0, 0);
  assertEquals(run.fault?.vmerr, WATCHDOG);
});

Deno.test("calls that multiply are stopped though nothing repeats", () => {
  const functions = Array.from({ length: 40 }, (_, i) => `function f${i}() { f${i + 1}(); f${i + 1}() }`);
  const run = start(`${functions.join("\n")}\nfunction f40() {}\nexport function render(index) { f0() }`);
  run.frame(0, 0);
  assertEquals(run.fault?.vmerr, WATCHDOG);
});

Deno.test("elements that are changed within elements are paid for as often as they are worked out", () => {
  const source = `a = [0]\nexport var n = 0\nwhile (n++ < 99) ${"a[".repeat(8)}0${"] += 0".repeat(8)}`;
  assertEquals(start(source, { budget: { startSteps: 100_000 } }).fault?.vmerr, WATCHDOG);
});

Deno.test("start() throws for a number of pixels no board has", () => {
  for (const pixelCount of [-1, 1.5, 32768, NaN]) {
    assertThrows(() => start("", { pixelCount }), RangeError, `${pixelCount} pixels, allowed is a whole number`);
  }
  assertEquals(start("export function render(i) { rgb(1, 1, 1) }", { pixelCount: 0 }).frame(0, 0).length, 0);
});

Deno.test("memory counts elements", () => {
  assertEquals(start("a = [1, [2, 3]]\nb = array(10)").memory, { used: 14, total: 10240 });
  assertEquals(start("").memory, { used: 0, total: 10240 });
  assertEquals(start("export var frequencyData").memory, { used: 0, total: 10240 });
});

Deno.test("a fault of one run is nothing to another", () => {
  const bad = start("a = [1]\nb = a[5]");
  const good = start("a = [1]\nexport var b = a[0]");
  assertEquals([bad.fault?.vmerr, good.fault, good.getVars().b], [INDEX, undefined, 1]);
});
