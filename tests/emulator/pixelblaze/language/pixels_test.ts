import { assertEquals } from "@std/assert";
import { ONE } from "../../../../emulator/pixelblaze/arithmetic/basic.ts";
import type { PatternEnv, RenderType } from "../../../../emulator/pixelblaze/language/types.ts";
import { gridMap, start } from "./support.ts";

/** The pixel a statement makes. */
function pixel(statement: string, before = ""): number[] {
  const run = start(`${before}\nexport function render(index) { ${statement} }`, { pixelCount: 1 });
  const rgb = [...run.frame(0, 16)];
  assertEquals(run.fault, undefined);
  return rgb;
}

const COLOURS: [statement: string, rgb: number[]][] = [
  ["rgb(1, .5, 0)", [255, 127, 0]],
  ["rgb(2, -1, .25)", [255, 0, 63]],
  ["hsv(0, 1, 1)", [255, 0, 0]],
  ["hsv(1 / 6, 1, 1)", [255, 254, 0]],
  ["hsv(1 / 3, 1, 1)", [0, 255, 0]],
  ["hsv(.5, 1, 1)", [0, 255, 255]],
  ["hsv(2 / 3, 1, 1)", [0, 0, 255]],
  ["hsv(5 / 6, 1, 1)", [254, 0, 255]],
  ["hsv(1, 1, 1)", [255, 0, 0]],
  ["hsv(-.5, 1, 1)", [0, 255, 255]],
  ["hsv(7.5, 1, 1)", [0, 255, 255]],
  ["hsv(.25, 0, .5)", [127, 127, 127]],
  ["hsv(0, .5, 1)", [255, 127, 127]],
  ["hsv(0, 5, 5)", [255, 0, 0]],
  ["hsv(0, -1, 1)", [255, 255, 255]],
  ["hsv(0, 1, -1)", [0, 0, 0]],
  ["hsv24(.5, 1, .5)", [0, 127, 127]],
  ["rgb(1, 1, 1); hsv(0, 1, 1)", [255, 0, 0]],
  ["", [0, 0, 0]],
];

for (const [statement, rgb] of COLOURS) {
  Deno.test(`${statement || "nothing"} makes ${rgb}`, () => assertEquals(pixel(statement), rgb));
}

const GRADIENT = "setPalette([0, 0, 0, 0, .75, 1, 0, 1, 1, 0, 1, 1])";
const PAINTED: [palette: string, statement: string, rgb: number[]][] = [
  [GRADIENT, "paint(0)", [0, 0, 0]],
  [GRADIENT, "paint(.375)", [127, 0, 127]],
  [GRADIENT, "paint(.75)", [255, 0, 255]],
  [GRADIENT, "paint(.875)", [127, 127, 255]],
  [GRADIENT, "paint(1)", [0, 0, 0]],
  [GRADIENT, "paint(-.25)", [255, 0, 255]],
  [GRADIENT, "paint(.75, .5)", [127, 0, 127]],
  [GRADIENT, "paint(.75, 0)", [0, 0, 0]],
  ["setPalette([.25, 1, 0, 0, .75, 0, 0, 1])", "paint(.1)", [255, 0, 0]],
  ["setPalette([.25, 1, 0, 0, .75, 0, 0, 1])", "paint(.9)", [0, 0, 255]],
  ["setPalette([.5, 1, 0, 0, .5, 0, 0, 1])", "paint(.5)", [0, 0, 255]],
  ["setPalette([.5, 1, 0, 0, .5, 0, 0, 1])", "paint(.49)", [255, 0, 0]],
  ["setPalette([.5, 1, 0, 0, 9])", "paint(.1)", [255, 0, 0]],
  ["setPalette([.5, 1, 0])", "paint(.1)", [0, 0, 0]],
  ["p = [0, 1, 0, 0]; setPalette(p); p[1] = 0; p[2] = 1", "paint(.1)", [0, 255, 0]],
  ["", "paint(.5)", [0, 255, 255]],
  ["", "paint(.5, .5)", [0, 127, 127]],
];

for (const [palette, statement, rgb] of PAINTED) {
  Deno.test(`${statement} with ${palette || "no palette"} makes ${rgb}`, () =>
    assertEquals(pixel(statement, palette), rgb));
}

Deno.test("colours outside of a render function go nowhere", () => {
  const run = start(`
    rgb(1, 1, 1)
    export function beforeRender(delta) { hsv(0, 1, 1) }
    export function sliderX(v) { rgb(1, 1, 1) }
    export function render(index) { if (index == 3) rgb(0, 0, 1) }
  `);
  run.setControl("sliderX", 1);
  const frame = run.frame(0, 16);
  assertEquals([...frame].flatMap((byte, i) => byte > 0 ? [i] : []), [11]);
});

Deno.test("a pixel that is given no colour is black in the next frame", () => {
  const run = start(
    "n = 0\nexport function beforeRender(d) { n++ }\nexport function render(index) { if (n == 1) rgb(1, 1, 1) }",
  );
  assertEquals(run.frame(0, 16)[0], 255);
  assertEquals(run.frame(16, 16)[0], 0);
});

const ALL = ["render", "render2D", "render3D"];
const MAPS: [dimensions: number, env: Partial<PatternEnv>][] = [
  [0, {}],
  [1, { map: { dimensions: 1, coordinates: Uint16Array.from({ length: 16 }, (_, i) => i * 4096) } }],
  [2, { map: gridMap(4, 4) }],
  [3, { map: gridMap(4, 2, 2) }],
];
/** Which function runs with 0, 1, 2 and 3 dimensions of map, by those that are exported. */
const CHOSEN: [exported: string[], types: RenderType[]][] = [
  [ALL, [1, 1, 2, 3]],
  [["render"], [1, 1, 1, 1]],
  [["render2D"], [2, 2, 2, 2]],
  [["render3D"], [3, 3, 3, 3]],
  [["render", "render2D"], [1, 1, 2, 2]],
  [["render", "render3D"], [1, 1, 3, 3]],
  [["render2D", "render3D"], [2, 2, 2, 3]],
  [[], [0, 0, 0, 0]],
];

for (const [exported, types] of CHOSEN) {
  Deno.test(`renderType with ${exported.join(", ") || "no render function"}`, () => {
    const source = ALL.map((name) =>
      `${exported.includes(name) ? "export " : ""}function ${name}(i, x, y, z) { rgb(1, 1, 1) }`
    );
    const runs = MAPS.map(([, env]) => start(source.join("\n"), env));
    assertEquals(runs.map((run) => run.renderType), types);
    assertEquals(runs.map((run) => run.frame(0, 16)[0]), types.map((type) => type > 0 ? 255 : 0));
  });
}

const SEEN =
  "export var x = array(16), y = array(16), z = array(16)\nfunction see(i, a, b, c) { x[i] = a; y[i] = b; z[i] = c }\n";

function seen(source: string, env: Partial<PatternEnv>): Record<string, number[]> {
  const run = start(SEEN + source, env);
  run.frame(0, 16);
  run.frame(16, 16);
  assertEquals(run.fault, undefined);
  return run.getVars() as Record<string, number[]>;
}

const END = 65535 / ONE;
const RENDER2D = "export function render2D(i, x, y) { see(i, x, y, 7) }";
const RENDER3D = "export function render3D(i, x, y, z) { see(i, x, y, z) }";
const COORDINATES: [what: string, source: string, env: Partial<PatternEnv>, pixel: number, point: number[]][] = [
  ["render2D without a map", RENDER2D, {}, 4, [.25, .5, 7]],
  ["render3D without a map", RENDER3D, {}, 4, [.25, .5, .5]],
  ["render2D on a line", RENDER2D, MAPS[1]![1], 4, [.25, .5, 7]],
  ["render2D on a plane", RENDER2D, MAPS[2]![1], 7, [END, 21845 / ONE, 7]],
  ["render3D on a plane", RENDER3D, MAPS[2]![1], 7, [END, 21845 / ONE, .5]],
  ["render2D in a room", RENDER2D, MAPS[3]![1], 15, [END, END, 7]],
  ["render3D in a room", RENDER3D, MAPS[3]![1], 8, [0, 0, END]],
];

for (const [what, source, env, index, point] of COORDINATES) {
  Deno.test(`${what} is given ${point}`, () => {
    const { x, y, z } = seen(source, env);
    assertEquals([x![index], y![index], z![index]], point);
  });
}

const ROOM = MAPS[3]![1];
const PLANE = MAPS[2]![1];
// The firmware's sine is up to .0062 off.
const near = (a: number, b: number) => Math.abs(a - b) < .0065;
/** Where the transformations bring the far corner (1, 1) or (1, 1, 1). */
const MOVED: [calls: string, env: Partial<PatternEnv>, point: number[]][] = [
  ["translate(.5, -.25)", PLANE, [1.5, .75, 7]],
  ["scale(2, 3)", PLANE, [2, 3, 7]],
  ["rotate(PI / 2)", PLANE, [-1, 1, 7]],
  ["translate(-.5, -.5); rotate(PI); translate(.5, .5)", PLANE, [0, 0, 7]],
  ["scale(2, 2); translate(1, 1)", PLANE, [3, 3, 7]],
  ["translate(1, 1); scale(2, 2)", PLANE, [4, 4, 7]],
  ["translate(9, 9); resetTransform()", PLANE, [1, 1, 7]],
  ["transform(1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 1, 0, .5, .25, 0, 1)", PLANE, [4.5, 6.25, 7]],
  ["translate3D(.1, .2, .3)", ROOM, [1.1, 1.2, 1.3]],
  ["scale3D(2, 3, 4)", ROOM, [2, 3, 4]],
  ["rotateX(PI / 2)", ROOM, [1, -1, 1]],
  ["rotateY(PI / 2)", ROOM, [1, 1, -1]],
  ["rotateZ(PI / 2)", ROOM, [-1, 1, 1]],
  ["transform(0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 5, 6, 7, 1)", ROOM, [6, 7, 8]],
];

for (const [calls, env, point] of MOVED) {
  Deno.test(`${calls} brings the far corner to ${point}`, () => {
    const source = env === PLANE ? RENDER2D : RENDER3D;
    const { x, y, z } = seen(`${calls}\n${source}`, env);
    const found = [x![15]!, y![15]!, z![15]!];
    assertEquals(found.every((value, i) => near(value, point[i]!)), true, `${found}`);
  });
}

Deno.test("transformations made in render show in the next frame", () => {
  const run = start(`${SEEN}${RENDER2D.replace("see(", "if (i == 0) translate(1, 0); see(")}`, PLANE);
  const first = [0, 1, 2].map((i) => (run.frame(i, 16), (run.getVars().x as number[])[0]));
  assertEquals(first, [0, 1, 2]);
});

Deno.test("transformations beyond 31 are passed over", () => {
  const { x } = seen(`for (i = 0; i < 40; i++) translate(1, 0)\n${RENDER2D}`, PLANE);
  assertEquals(x![0], 31);
});

Deno.test("without a map there is nothing to transform", () => {
  assertEquals(seen(`translate(5, 5)\n${RENDER2D}`, {}).x![8], .5);
});

const WALKED: [what: string, env: Partial<PatternEnv>, before: string, index: number, point: number[]][] = [
  ["no map", {}, "translate(5, 5)", 4, [.25, 0, 0]],
  ["a plane", PLANE, "", 15, [END, END, 0]],
  ["a moved plane", PLANE, "translate(1, 2)", 0, [1, 2, 0]],
  ["a room", ROOM, "", 15, [END, END, END]],
  ["a moved room", ROOM, "translate3D(1, 2, 3)", 0, [1, 2, 3]],
];

for (const [what, env, before, index, point] of WALKED) {
  Deno.test(`mapPixels() walks through ${what}`, () => {
    const { x, y, z } = seen(`${before}\nmapPixels(see)`, env);
    assertEquals([x![index], y![index], z![index]], point);
  });
}
