import { assertAlmostEquals, assertEquals } from "@std/assert";
import { arithmetic } from "../../../../emulator/pixelblaze/arithmetic/mod.ts";

const functions = arithmetic();
const of = (name: string, ...args: number[]) => functions[name]!(...args.map((a) => Math.round(a * 65536))) / 65536;

// The README's own examples, and what it says in words.
const RULES: [name: string, args: number[], result: number][] = [
  ["abs", [-2], 2],
  ["ceil", [5.1], 6],
  ["ceil", [-5.9], -5],
  ["ceil", [5], 5],
  ["floor", [5.9], 5],
  ["floor", [-5.1], -6],
  ["frac", [5.5], .5],
  ["frac", [-5.5], -.5],
  ["trunc", [5.5], 5],
  ["trunc", [-5.5], -5],
  ["trunc", [-5], -5],
  ["round", [2.5], 3],
  ["round", [2.4], 2],
  ["round", [-2.6], -3],
  ["hypot", [3, 4], 5],
  ["hypot", [300, 400], 500],
  ["hypot3", [2, 3, 6], 7],
  ["log2", [256], 8],
  ["pow", [10, 2], 100],
  ["pow", [2, .5], 92681 / 65536],
  ["pow", [-2, .5], 0],
  ["pow", [1000, 1000], 0x7fffffff / 65536],
  ["remainder", [-3.5, 3], -.5],
  ["mod", [-3.5, 3], 2.5],
  ["mod", [3.5, -3], -2.5],
  ["mod", [-3, 3], 0],
  ["mod", [1, 0], 0],
  ["remainder", [1, 0], 0],
  ["min", [1, -1], -1],
  ["max", [1, -1], 1],
  ["clamp", [5, 0, 1], 1],
  ["clamp", [-5, 0, 1], 0],
  ["clamp", [.5, 0, 1], .5],
  ["complement", [2.5], -3],
  ["asin", [2], 0],
  ["sqrt", [9], 3],
  ["triangle", [.25], .5],
  ["triangle", [.75], .5],
  ["triangle", [-.25], .5],
  ["triangle", [.5], 1],
  ["square", [.25, .5], 1],
  ["square", [.5, .5], 0],
  ["square", [-.1, .5], 0],
  ["square", [1.1, .5], 1],
  ["mix", [10, 20, .25], 12.5],
  ["mix", [0, 1, 2], 2],
  ["smoothstep", [1, 3, 0], 0],
  ["smoothstep", [1, 3, 2], .5],
  ["smoothstep", [1, 3, 9], 1],
  ["smoothstep", [1, 1, 1], 1],
  ["smoothstep", [1, 1, .9], 0],
  ["bezierQuadratic", [0, 1, 5, 9], 1],
  ["bezierQuadratic", [1, 1, 5, 9], 9],
  ["bezierQuadratic", [.5, 0, 1, 0], .5],
  ["bezierCubic", [0, 1, 5, 6, 9], 1],
  ["bezierCubic", [1, 1, 5, 6, 9], 9],
  ["bezierCubic", [.5, 0, 1, 1, 0], .75],
];

for (const [name, args, result] of RULES) {
  Deno.test(`${name}(${args.join(", ")}) is ${result}`, () => assertEquals(of(name, ...args), result));
}

Deno.test("wave() starts in the middle, is 1 at a quarter, and goes round", () => {
  assertAlmostEquals(of("wave", 0), .5, 1e-3);
  assertAlmostEquals(of("wave", .25), 1, 1e-3);
  assertAlmostEquals(of("wave", .75), 0, 1e-3);
  assertEquals(of("wave", -.25), of("wave", .75));
});

Deno.test("the arcs are within .011 of the true ones", () => {
  for (let i = -8; i <= 8; i++) {
    assertAlmostEquals(of("asin", i / 8), Math.asin(i / 8), .011);
    assertAlmostEquals(of("acos", i / 8), Math.acos(i / 8), .011);
    assertAlmostEquals(of("atan", i), Math.atan(i), .011);
    assertAlmostEquals(of("atan2", i, -3), Math.atan2(i, -3), .011);
  }
});

Deno.test("random() and prng() stay below their limit and above 0", () => {
  for (const name of ["random", "prng"]) {
    for (let i = 0; i < 2000; i++) {
      const value = of(name, 3);
      assertEquals(value >= 0 && value < 3, true);
      assertEquals(of(name, -3) <= 0, true);
    }
    assertEquals(of(name, 0), 0);
  }
});

Deno.test("prngSeed() starts the same numbers again and gives the seed as it stood", () => {
  const draw = () => [1, 1, 1].map((limit) => of("prng", limit));
  of("prngSeed", 42);
  const first = draw();
  const middle = functions.prngSeed!(42 * 65536);
  assertEquals(draw(), first);
  const rest = draw();
  functions.prngSeed!(middle);
  assertEquals(draw(), rest);
  assertEquals(functions.prngSeed!(0) !== 0, true);
  assertEquals(functions.prngSeed!(0) !== 0, true, "a seed of 0 is replaced");
});

Deno.test("perlin() is 0 at whole numbers, smooth between, and differs by seed", () => {
  for (let i = -3; i < 3; i++) assertEquals(of("perlin", i, 2 * i, 7, 1), 0);
  let last = of("perlin", 0, .3, .7, 0);
  let least = 0;
  let most = 0;
  for (let x = 0; x < 20; x += 1 / 64) {
    const value = of("perlin", x, .3, .7, 0);
    assertAlmostEquals(value, last, .06);
    [least, most, last] = [Math.min(least, value), Math.max(most, value), value];
  }
  assertEquals(least < -.3 && most > .3 && least >= -1 && most <= 1, true);
  assertEquals(of("perlin", .5, .3, .7, 0) !== of("perlin", .5, .3, .7, 1), true);
});

Deno.test("perlin() repeats every 256, and as setPerlinWrap() says", () => {
  const at = (x: number) => of("perlin", x, .25, .5, 0);
  assertEquals(at(3.25), at(259.25));
  assertEquals(at(3.25) === at(7.25), false);
  of("setPerlinWrap", 4, 256, 256);
  assertEquals(at(3.25), at(7.25));
  assertEquals(at(-.75), at(3.25));
  of("setPerlinWrap", 256, 256, 256);
});

Deno.test("the fractal noises are sums of perlin()", () => {
  const point = [.3, 1.7, 2.2];
  assertEquals(of("perlinFbm", ...point, 2, .5, 1), of("perlin", ...point, 0));
  assertEquals(of("perlinTurbulence", ...point, 2, .5, 1), Math.abs(of("perlin", ...point, 0)));
  assertAlmostEquals(
    of("perlinRidge", ...point, 2, .5, 1, 1),
    (1 - Math.abs(of("perlin", ...point, 0))) ** 2 / 2,
    1e-4,
  );
  const second = of("perlin", .6, 3.4, 4.4, 1);
  assertAlmostEquals(of("perlinFbm", ...point, 2, .5, 2), of("perlin", ...point, 0) + second / 2, 1e-4);
  assertEquals(of("perlinFbm", ...point, 2, .5, 0), 0);
  assertEquals(of("perlinFbm", ...point, 2, .5, -5), 0);
  assertEquals(of("perlinFbm", ...point, 2, .5, 32000), of("perlinFbm", ...point, 2, .5, 32));
});
