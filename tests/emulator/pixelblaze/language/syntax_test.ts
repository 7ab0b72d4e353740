import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import { PatternError } from "../../../../emulator/pixelblaze/language/pattern_error.ts";

const REFUSED: [source: string, message: string, line: number, column: number][] = [
  ["a = = b", "Unexpected token", 1, 5],
  ["a = 1\n\n  b = )", "Unexpected token", 3, 7],
  ["let a = 1", "let: use var", 1, 1],
  ["\nconst a = 1", "const: use var", 2, 1],
  ["switch (a) {}", "switch: use if and else, or an array of functions", 1, 1],
  ["a = {b: 1}", "objects: use arrays", 1, 5],
  ["a = 'text'", "text", 1, 5],
  ["a = `text`", "text", 1, 5],
  ["a = /x/", "regular expressions", 1, 5],
  ["class A {}", "classes", 1, 1],
  ["a = new Date()", "new: array(n) makes an array", 1, 5],
  ["try { a() } catch (e) {}", "try", 1, 1],
  ["throw 1", "throw", 1, 1],
  ["a = this", "this", 1, 5],
  ["for (a in b) {}", "for in", 1, 1],
  ["for (a of b) {}", "for of", 1, 1],
  ["x: while (1) break x", "labels", 1, 1],
  ["f(...a)", "...", 1, 3],
  ["a = [...b]", "...", 1, 6],
  ["import a from 'b'", "import", 1, 1],
  ["export default 1", "export default", 1, 1],
  ["var a\nexport { a }", "export of anything but a var or a function", 2, 1],
  ["function f() { export var a }", "export inside a function", 1, 16],
  ["a = typeof b", "typeof", 1, 5],
  ["a = void 0", "void", 1, 5],
  ["delete a", "delete", 1, 1],
  ["a = 2 ** 3", "**", 1, 5],
  ["a = b >>> 1", ">>>", 1, 5],
  ["a >>>= 1", ">>>=", 1, 1],
  ["a = b in c", "in", 1, 5],
  ["a = b.c", ".c: arrays have length", 1, 5],
  ["a = Math.min(1, 2)", ".min: arrays have length and the methods forEach", 1, 5],
  ["a.b = 1", "assigning to anything but variables and elements", 1, 1],
  ["a.length = 1", "assigning to anything but variables and elements", 1, 1],
  ["[a] = b", "assigning to anything but variables and elements", 1, 1],
  ["var [a] = b", "patterns as variables", 1, 5],
  ["function f(a = 1) {}", "defaults and patterns as parameters", 1, 12],
  ["f = ({a}) => 1", "defaults and patterns as parameters", 1, 6],
  ["function* f() {}", "generators", 1, 1],
  ["return 1", "'return' outside of function", 1, 1],
  ["break", "Unsyntactic break", 1, 1],
  ["1 = a", "Assigning to rvalue", 1, 1],
  ["missing(1)", "missing is not a function", 1, 1],
  ["PI(1)", "PI is not a function", 1, 1],
  ["a = 1;\n a.forEach(b())", "b is not a function", 2, 12],
  ["a = 1 /* open", "Unterminated comment", 1, 7],
  ["\u0000", "Unexpected character", 1, 1],
  [`function f(${Array.from({ length: 65 }, (_, i) => `a${i}`)}) {}`, "more than 64 parameters", 1, 1],
  ["debugger", "DebuggerStatement", 1, 1],
  ["with (a) b()", "WithStatement", 1, 1],
  ["a = x`y`", "TaggedTemplateExpression", 1, 5],
];

for (const [source, message, line, column] of REFUSED) {
  Deno.test(`compile() refuses ${JSON.stringify(source.slice(0, 40))}`, () => {
    const error = assertThrows(() => compile(source), PatternError);
    assertStringIncludes(error.message, message);
    assertEquals([error.line, error.column], [line, column]);
  });
}

const NOTED: [source: string, message: string, line: number, column: number][] = [
  ["export function render(i) { hsv(hue, 1, 1) }", "hue is never given a value, so it is 0", 1, 33],
  ["export function render(i) { hsv(1, 1) }", "hsv takes 3 arguments and is given 2: the others are 0", 1, 29],
  ["export function render(i) {}\na = 70000", "70000 does not fit a number", 2, 5],
  ["function render(i) {}", "it exports none of render, render2D and render3D", 1, 1],
  ["export function render(i) {}\ndo {} while (0)", "do while is not in the language reference", 2, 1],
];

for (const [source, message, line, column] of NOTED) {
  Deno.test(`compile() notes ${JSON.stringify(message)}`, () => {
    const [note, ...more] = compile(source).notes;
    assertStringIncludes(note!.message, message);
    assertEquals([note!.line, note!.column, more], [line, column, []]);
  });
}

Deno.test("compile() notes a name once, and nothing about paint without brightness", () => {
  assertEquals(compile("export function render(i) { rgb(a, a, a); paint(1); paint(1, 1) }").notes.length, 1);
});

Deno.test("compile() says which variables, controls and render functions there are", () => {
  const pattern = compile(`
    export var b, a = 1
    export var fn = () => 1
    export function toggleX(v) {}
    export var sliderY = (v) => { a = v }
    export var sliderZ = .5
    export function triggerZ() {}
    export function gaugeQ() { return 1 }
    export function hsvPickerC(h, s, v) {}
    export function helper() {}
    export function render(i) {}
    export function render3D(i, x, y, z) {}
    function render2D(i, x, y) {}
  `);
  assertEquals(pattern.exports, ["b", "a", "sliderZ"]);
  assertEquals(pattern.controls, [
    { name: "toggleX", kind: "toggle", arity: 1 },
    { name: "sliderY", kind: "slider", arity: 1 },
    { name: "triggerZ", kind: "trigger", arity: 0 },
    { name: "gaugeQ", kind: "gauge", arity: 0 },
    { name: "hsvPickerC", kind: "hsvPicker", arity: 3 },
  ]);
  assertEquals(pattern.renders, { beforeRender: false, render: true, render2D: false, render3D: true });
});

Deno.test("compile() takes sources up to 131,072 characters", () => {
  const comment = (length: number) => `/*${"x".repeat(length - 4)}*/`;
  compile(comment(131_072));
  assertThrows(() => compile(comment(131_073)), PatternError, "has 131073 characters, at most 131072");
});

const DEEP: [what: string, source: string][] = [
  ["parentheses", `a = ${"(".repeat(60000)}`],
  ["closed parentheses", `a = ${"(".repeat(2000)}1${")".repeat(2000)}`],
  ["a sum", `a = 1${" + a".repeat(30000)}`],
  ["a short sum", `a = 1${" + a".repeat(1000)}`],
  ["ifs", "if (a) ".repeat(15000)],
  ["loops", "for (;;) ".repeat(400) + ";"],
  ["blocks", "{".repeat(20000) + "}".repeat(20000)],
  ["arrays", `a = ${"[".repeat(500)}${"]".repeat(500)}`],
  ["functions", `a = ${"() => ".repeat(20000)}1`],
  ["calls of calls", `a = (() => 1)${"()".repeat(20000)}`],
  ["else if", `if (a) {}${" else if (a) {}".repeat(500)}`],
];

for (const [what, source] of DEEP) {
  Deno.test(`compile() refuses ${what} that nest too deeply`, () => {
    assertThrows(() => compile(source), PatternError, "Nested too deeply");
  });
}

Deno.test("compile() refuses elements that are changed within elements so often that it never ends", () => {
  const source = `a = [0]\n${"a[".repeat(40)}0${"]++".repeat(40)}`;
  assertThrows(() => compile(source), PatternError, "Too much code");
  compile(`a = [0]\n${"a[".repeat(6)}0${"]++".repeat(6)}`);
});
