import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { percentToRaw, rawToPercent } from "../../../protocol/pixo/mod.ts";

for (const [percent, raw] of [[0, 0.2], [37.5, 0.3125], [50, 0.35], [100, 0.5]] as const) {
  Deno.test(`percentToRaw() of ${percent} is ${raw}, and rawToPercent() goes back`, () => {
    assertAlmostEquals(percentToRaw(percent), raw, 1e-12);
    assertAlmostEquals(rawToPercent(raw), percent, 1e-9);
  });
}

Deno.test("rawToPercent() ends at 0 and 100", () => assertEquals([rawToPercent(0), rawToPercent(1)], [0, 100]));

for (const value of [-1, 101, NaN]) {
  Deno.test(`percentToRaw() and rawToPercent() refuse ${value}`, () => {
    assertThrows(() => percentToRaw(value), RangeError, `have ${value}`);
    assertThrows(() => rawToPercent(value), RangeError, `have ${value}`);
  });
}
