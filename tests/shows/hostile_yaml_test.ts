/** A show file from a stranger: bounded time and memory, and never an error that is thrown. */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compileAll } from "../../runtime/model/mod.ts";
import { LONGEST_YAML, readYamlShow } from "../../shows/yaml.ts";
import { tracksText } from "../runtime/model/notation.ts";
import { problemsOf } from "./problems_of.ts";

const BOARD = "devices: { b: { kind: pixelblaze, host: h } }\n";
const TOO_DEEP = ["s.yaml:1: Show is nested too deeply: at most 64 lists and keys within one another are read"];

/** A text that is deep in one of the ways YAML has. */
const DEEP: readonly (readonly [string, (depth: number) => string])[] = [
  ["lists in brackets", (depth) => "[".repeat(depth) + "]".repeat(depth)],
  ["open brackets", (depth) => "[".repeat(depth)],
  ["keys in braces", (depth) => "{a: ".repeat(depth) + "}".repeat(depth)],
  ["dashes", (depth) => `${"- ".repeat(depth)}x`],
  ["question marks", (depth) => `${"? ".repeat(depth)}x`],
  ["lists in a cue", (depth) => `${BOARD}cues:\n  - at: ${"[".repeat(depth)}${"]".repeat(depth)}\n`],
];

for (const [name, text] of DEEP) {
  Deno.test(`readYamlShow() refuses 100000 ${name} within one another`, () => {
    // What is no YAML may be told first where that is what the parser sees first.
    const told = problemsOf(text(100_000), "s.yaml");
    assertEquals(told, TOO_DEEP);
  });
}

Deno.test("readYamlShow() refuses 65 lists within one another, at any stack", () => {
  for (const depth of [66, 100, 1000, 2000, 3000, 4000, 6000]) {
    assertEquals(problemsOf("[".repeat(depth) + "]".repeat(depth), "s.yaml"), TOO_DEEP, `${depth}`);
  }
  assertEquals(problemsOf("[".repeat(64) + "]".repeat(64), "s.yaml"), [
    "s.yaml:1:1: Show is a list: wanted keys with values",
  ]);
});

Deno.test("readYamlShow() refuses lists that contain themselves", () => {
  for (const text of ["a: &a [*a]", "a: &a { b: *a }", "&a [*a, *a, *a]", "a: &a [&b [*a, *b]]"]) {
    assertEquals(problemsOf(text, "s.yaml"), TOO_DEEP);
  }
});

Deno.test("readYamlShow() refuses a chain of aliases that is too deep", () => {
  const chain = ["a0: &a0 [x]", ...Array.from({ length: 5000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join("\n");
  assertEquals(problemsOf(chain, "s.yaml"), TOO_DEEP);
});

Deno.test("readYamlShow() refuses an alias bomb of values", () => {
  const levels = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${Array(9).fill(i === 0 ? "x" : `*a${i - 1}`)}]`);
  assertEquals(problemsOf(levels.join("\n"), "s.yaml"), [
    "s.yaml:1: Show comes to more than 2000000 values once its aliases are followed",
  ]);
});

Deno.test("readYamlShow() refuses an alias bomb of text", () => {
  const text = `title: &text ${"x".repeat(1_000_000)}\n${BOARD}cues:\n${"  - { at: *text }\n".repeat(40)}`;
  assertEquals(problemsOf(text, "s.yaml"), [
    "s.yaml:1: Show comes to more than 33554432 characters once its aliases are followed",
  ]);
});

Deno.test("readYamlShow() refuses 17 MB unread", () => {
  const text = "x".repeat(17 * 1024 * 1024);
  assertEquals(problemsOf(text, "s.yaml"), [
    `s.yaml:1: Show is ${text.length} characters long: at most ${LONGEST_YAML} are read`,
  ]);
});

Deno.test("readYamlShow() reads a show of 10000 cues", () => {
  const cues = Array.from({ length: 10_000 }, (_, i) => `  - { at: ${i * 20}ms, b: { vars: { x: ${i % 100} } } }\n`);
  const { show, problems } = readYamlShow(`${BOARD}cues:\n${cues.join("")}`, "s.yaml");
  assertEquals(problems.list, []);
  const { timeline } = compileAll(show!);
  assertEquals(timeline!.devices.get("b")!.points.length, 10_000);
  assertEquals(timeline!.duration, 199_980);
});

Deno.test("readYamlShow() tells and finds the first 1000 of 10000 mistakes in cues, and of 20000 in markers", () => {
  const cues = Array.from({ length: 10_000 }, (_, i) => `  - { at: ${i}ms, b: { var: { x: 1 } } }\n`).join("");
  const told = problemsOf(`${BOARD}cues:\n${cues}`, "s.yaml");
  assertEquals(told.length, 1001);
  assertEquals(told.slice(-2), [
    's.yaml:1002:23: Unknown key "var": did you mean "vars"?',
    "s.yaml:1003:24: And more from here on, told when what is above is right",
  ]);
  const markers = Array.from({ length: 20_000 }, (_, i) => `  m${i}: [1]\n`).join("");
  const found = problemsOf(`${BOARD}cues: []\nmarkers:\n${markers}`, "s.yaml");
  assertEquals(found.length, 1001);
  assertEquals(found.at(-2), 's.yaml:1003:3: "m999" is a list: wanted text or a number');
});

Deno.test("compileAll() finds 20000 mistakes in markers and cues", () => {
  const cues = Array.from({ length: 10_000 }, (_, i) => `  - { at: ${i}ms, b: { vars: { x: no } } }\n`).join("");
  const told = problemsOf(`${BOARD}cues:\n${cues}`, "s.yaml");
  assertEquals(told.length, 10_000);
  assertEquals(told.at(-1), 's.yaml:10002:24: Cannot set x: Not a number: "no", wanted 0.4 or 40%');
  const markers = Array.from({ length: 10_000 }, (_, i) => `  m${i}: 1x\n`).join("");
  const found = problemsOf(`${BOARD}cues: []\nmarkers:\n${markers}`, "s.yaml");
  assertEquals(found.length, 10_000);
  assertEquals(found.at(-1), 's.yaml:10003:3: Not a time: "1x" at "x", wanted + or - or the end');
});

Deno.test("readYamlShow() tells a key that is there twice among 20000", () => {
  const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join("");
  assertEquals(problemsOf(`${keys}k0: 1\n`, "s.yaml"), ['s.yaml:20001:1: Key "k0" is there twice']);
});

const METHODS = ["constructor", "toString", "hasOwnProperty", "valueOf", "prototype"];

Deno.test("readYamlShow() takes names that every object has, for all that can be named", () => {
  for (const name of METHODS) {
    const text = `
devices: { ${name}: { kind: pixelblaze }, b: { kind: pixelblaze } }
groups: { ${name}_: [${name}], boards: [${name}, b] }
markers: { ${name}: 1s }
cues:
  - { at: ${name}, ${name}: { pattern: ${name}, vars: { ${name}: 1 } } }
  - { at: 2s, ${name}_: { ramp: { ${name}: 2 }, over: 1s } }
  - { at: 5s, play: ${name} }
sequences: { ${name}: [{ at: 0s, b: { vars: { ${name}: 3 } } }] }
`;
    const { show, problems } = readYamlShow(text, "s.yaml");
    const { timeline, problems: found } = compileAll(show!);
    assertEquals([...problems.list, ...found.list], []);
    assertEquals(
      tracksText(timeline!),
      `b var:${name}: 5000 3\n${name} pattern: 1000 ${name}\n${name} var:${name}: 1000 1 | 2000 1>2 until 3000`,
    );
  }
});

Deno.test("readYamlShow() refuses __proto__ wherever a name can stand, and pollutes nothing", () => {
  const places = [
    "__proto__: { polluted: 1 }",
    "devices: { __proto__: { kind: pixelblaze } }",
    "groups: { __proto__: [b] }",
    "markers: { __proto__: 1s }",
    "sequences: { __proto__: [{ at: 0s }] }",
    "cues: [{ at: 0s, __proto__: { vars: { x: 1 } } }]",
    "cues: [{ at: 0s, b: { vars: { __proto__: 1 } } }]",
    "cues: [{ at: 0s, b: { vars: { x: { __proto__: { polluted: 1 } } } } }]",
    'cues: [{ at: 0s, b: { "__proto__": { pattern: A } } }]',
    "cues: [{ at: 0s, t: { effects: { __proto__: clear } } }]",
  ];
  for (const place of places) {
    const told = problemsOf(place, "s.yaml");
    assertEquals(told, [`s.yaml:1:${place.search(/"?__proto__/) + 1}: Nothing can be called "__proto__"`]);
  }
  assertEquals(Object.keys(Object.prototype), []);
  assertEquals(({} as Record<string, unknown>).polluted, undefined);
});

Deno.test("readYamlShow() and all that follows throw for no text", () => {
  const piece = fc.constantFrom(
    ...[
      "devices:",
      "cues:",
      "markers:",
      "sequences:",
      "tempo:",
      " ",
      "  ",
      "\n",
      "\n  ",
      "\n  - ",
      "- ",
      ": ",
      "{",
      "}",
    ],
    ...[
      "[",
      "]",
      ", ",
      "&a ",
      "*a",
      "<<: ",
      "!!map ",
      "!!binary ",
      "|",
      ">",
      "'",
      '"',
      "#",
      "---",
      "...",
      "%YAML 1.2",
      "\t",
    ],
    ...[
      "at: 0s",
      "b: ",
      "kind: pixelblaze",
      "vars: ",
      "x: 1",
      "ramp: ",
      "over: 1s",
      "play: s",
      "1e999",
      ".nan",
      "null",
      "~",
    ],
    ...["? ", "2024-01-01", "\u0000", "\ufeff", "\u2028", "\ud800", "\\U00110000", "all: "],
  );
  const text = fc.oneof(fc.string(), fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")));
  const valid =
    `${BOARD}markers: { m: 1s }\ncues:\n  - at: m\n    b: { pattern: A, vars: { x: 1 }, ramp: { x: 2 }, over: 1s }\n`;
  const mutated = fc.tuple(fc.nat(valid.length), fc.nat(6), piece).map(([at, cut, piece]) =>
    valid.slice(0, at) + piece + valid.slice(at + cut)
  );
  fc.assert(
    fc.property(fc.oneof(text, mutated), (text) => {
      for (const line of problemsOf(text, "s.yaml")) assert(line.startsWith("s.yaml:"), line);
    }),
    { numRuns: 2000 },
  );
});
