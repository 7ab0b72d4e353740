import { assertAlmostEquals, assertEquals, assertGreaterOrEqual, assertThrows } from "@std/assert";
import { ease, EASINGS } from "../../../runtime/model/easing.ts";

Deno.test("EASINGS has linear, step, and three of each of six curves", () => {
  const curves = ["sine", "quad", "cubic", "quart", "expo", "circ"];
  const names = curves.flatMap((curve) => [`${curve}-in`, `${curve}-out`, `${curve}-in-out`]);
  assertEquals([...EASINGS.keys()], ["linear", "step", ...names]);
});

for (const name of EASINGS.keys()) {
  Deno.test(`ease() of ${name} leads from 0 to 1 without turning back, and stays there outside`, () => {
    assertEquals([-Infinity, -1, 0].map((x) => ease(name, x)), [0, 0, 0]);
    assertEquals([1, 1.5, Infinity].map((x) => ease(name, x)), [1, 1, 1]);
    for (let i = 0; i < 100; i++) assertGreaterOrEqual(ease(name, (i + 1) / 100), ease(name, i / 100));
  });
}

for (const name of ["sine", "quad", "cubic", "quart", "circ", "expo"]) {
  Deno.test(`ease() of ${name} starts slowly with -in, ends slowly with -out, and is halfway in the middle of -in-out`, () => {
    assertEquals(ease(`${name}-in`, 0.5) < 0.5 && ease(`${name}-out`, 0.5) > 0.5, true);
    assertAlmostEquals(ease(`${name}-in-out`, 0.5), 0.5);
    for (const x of [0.1, 0.3, 0.7]) {
      assertAlmostEquals(ease(`${name}-out`, x), 1 - ease(`${name}-in`, 1 - x));
      assertAlmostEquals(ease(`${name}-in-out`, x), 1 - ease(`${name}-in-out`, 1 - x));
    }
  });
}

/** Values at a quarter, from the curves' own definitions. */
for (
  const [name, value] of [
    ["linear", 0.25],
    ["step", 0],
    ["sine-in", 0.0761204674887133],
    ["quad-in", 0.0625],
    ["cubic-in", 0.015625],
    ["quart-in", 0.00390625],
    ["expo-in", 0.005524271728019903],
    ["circ-in", 0.031754163448145745],
    ["quad-out", 0.4375],
    ["quad-in-out", 0.125],
  ] as const
) {
  Deno.test(`ease() of ${name} is ${value} at a quarter`, () => assertAlmostEquals(ease(name, 0.25), value, 1e-12));
}

Deno.test("ease() refuses a name that it does not know", () => {
  assertThrows(() => ease("bounce", 0.5), RangeError, 'Cannot ease: unknown easing "bounce"');
});
