// The names of simap/pixelblaze README.expressions, group by group, and what uses them.

import { assertEquals } from "@std/assert";
import { parse } from "../../../../emulator/pixelblaze/language/syntax.ts";
import {
  BUILTINS,
  CONSTANTS,
  METHODS,
  REPLACERS,
  SENSORS,
} from "../../../../emulator/pixelblaze/language/reference.ts";
import { fixture, fixtureNames, valueOf } from "./support.ts";

const REFERENCE = {
  math:
    "abs acos asin atan atan2 ceil clamp cos exp floor frac hypot hypot3 log log2 max min mod pow prng prngSeed random round sin sqrt tan trunc",
  arrays:
    "array arrayForEach arrayLength arrayMapTo arrayMutate arrayReduce arrayReplace arrayReplaceAt arraySort arraySortBy arraySum",
  waveforms:
    "time wave square triangle mix smoothstep bezierQuadratic bezierCubic perlin perlinFbm perlinRidge perlinTurbulence setPerlinWrap",
  colours: "hsv hsv24 rgb setPalette paint",
  transformations: "resetTransform transform translate scale rotate translate3D scale3D rotateX rotateY rotateZ",
  map: "pixelMapDimensions has2DMap has3DMap mapPixels",
  pins: "analogRead pinMode digitalWrite digitalRead touchRead",
  clock: "clockYear clockMonth clockDay clockHour clockMinute clockSecond clockWeekday",
  sync: "nodeId",
  sequencer: "sequencerNext sequencerGetMode playlistGetPosition playlistSetPosition playlistGetLength",
  older: "readAdc",
};
const REFERENCE_CONSTANTS = "E PI PI2 PI3_4 PISQ LN2 LN10 LOG2E LOG10E SQRT1_2 SQRT2 " +
  "INPUT INPUT_PULLUP INPUT_PULLDOWN OUTPUT OUTPUT_OPEN_DRAIN ANALOG HIGH LOW T0 T2 T4 T6 T7";
const REFERENCE_METHODS = "forEach mapTo mutate reduce replace sort sortBy sum";
const REFERENCE_SENSORS =
  "frequencyData energyAverage maxFrequencyMagnitude maxFrequency accelerometer light analogInputs";
const CONTROLS = "slider hsvPicker rgbPicker toggle trigger inputNumber showNumber gauge";
const OPERATORS = "= + - ! * / % >> << | & ~ ^ > < >= <= == != || && ?:";
const STATEMENTS = "IfStatement WhileStatement ForStatement BreakStatement ContinueStatement ReturnStatement " +
  "FunctionDeclaration FunctionExpression ArrowFunctionExpression ArrayExpression";

const words = (text: string): string[] => text.split(" ");
const functions = Object.values(REFERENCE).flatMap(words);

/** Every name, operator and kind of node that the project's own patterns use. */
function used(): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, operator, name } = node as Record<string, unknown>;
    if (type === "ConditionalExpression") found.add("?:");
    for (const word of [type, operator, name]) if (typeof word === "string") found.add(word);
    for (const child of Object.values(node)) visit(child);
  };
  for (const name of fixtureNames()) visit(parse(fixture(name)));
  return found;
}

Deno.test("the language has every function of the reference and no other", () => {
  assertEquals([...BUILTINS.keys(), ...REPLACERS].sort(), functions.sort());
});

Deno.test("the language has every constant of the reference and no other", () => {
  assertEquals([...CONSTANTS.keys()].sort(), words(REFERENCE_CONSTANTS).sort());
});

Deno.test("the language has every method and sensor variable of the reference", () => {
  assertEquals([...METHODS.keys()].filter((name) => name !== "replaceAt").sort(), words(REFERENCE_METHODS).sort());
  assertEquals(Object.keys(SENSORS).sort(), words(REFERENCE_SENSORS).sort());
});

Deno.test("the project's own patterns use all of the reference", () => {
  const found = used();
  const wanted = [
    ...functions,
    ...words(REFERENCE_CONSTANTS),
    ...words(REFERENCE_METHODS),
    ...words(REFERENCE_SENSORS),
    ...words(OPERATORS),
    ...words(STATEMENTS),
    "replaceAt",
    "length",
    "pixelCount",
    "beforeRender",
    "render",
    "render2D",
    "render3D",
  ];
  assertEquals(wanted.filter((name) => !found.has(name)), []);
  const controls = words(CONTROLS).filter((kind) => ![...found].some((name) => name.startsWith(kind)));
  assertEquals(controls, []);
});

const EXAMPLES: [expression: string, value: number][] = [
  ["abs(-2)", 2],
  ["ceil(5.1)", 6],
  ["ceil(-5.9)", -5],
  ["floor(5.9)", 5],
  ["floor(-5.1)", -6],
  ["frac(5.5)", .5],
  ["frac(-5.5)", -.5],
  ["hypot(3, 4)", 5],
  ["log2(256)", 8],
  ["pow(10,2)", 100],
  ["sqrt(9)", 3],
  ["trunc(5.5)", 5],
  ["trunc(-5.5)", -5],
  ["arrayReduce([1, 2, 3], (acc, v) => acc + v, 0)", 6],
  ["(a = [1, 5, 3], arrayReduce(a, (acc, v) => max(acc,v), a[0]))", 5],
  ["(key = 5, arrayReduce([5, 1, 5], (acc, v) => acc + (v == key), 0))", 2],
  [
    "(target = 5, arrayReduce([1, 9, 4], (acc, v, i, a) => abs(target - v) < abs(target - a[acc]) ? i : acc , 0))",
    2,
  ],
];

for (const [expression, value] of EXAMPLES) {
  Deno.test(`the reference's ${expression} is ${value}`, () => assertEquals(valueOf(expression), value));
}
