import { assertEquals } from "@std/assert";
import { didYouMean, nearest } from "../../../runtime/model/suggest.ts";

const KNOWN = ["pattern", "brightness", "blackout", "ramp", "vars", "mouth"];

for (
  const [word, found] of [
    ["patern", "pattern"],
    ["PATTERN", "pattern"],
    ["pattren", "pattern"],
    ["britghness", "brightness"],
    ["brihgtnes", "brightness"],
    ["blckot", "blackout"],
    ["rmap", "ramp"],
    ["var", "vars"],
    ["mouht", "mouth"],
    ["rxmx", undefined],
    ["effect", undefined],
    ["rapids", undefined],
    ["", undefined],
    ["x".repeat(1000), undefined],
  ] as const
) {
  Deno.test(`nearest() of "${word.slice(0, 20)}" is ${found}`, () => assertEquals(nearest(word, KNOWN), found));
}

Deno.test("nearest() takes the first of those that are equally near", () => {
  assertEquals(nearest("verse3", ["verse1", "verse2"]), "verse1");
});

Deno.test("didYouMean() gives the nearest, or all, or the first twelve", () => {
  assertEquals(didYouMean("patern", KNOWN), 'did you mean "pattern"?');
  assertEquals(didYouMean("effect", KNOWN), "known are pattern, brightness, blackout, ramp, vars, mouth");
  assertEquals(didYouMean("effect", []), "there are none");
  const many = Array.from({ length: 14 }, (_, i) => `scene${i}`);
  assertEquals(didYouMean("chorus", many), `known are ${many.slice(0, 12).join(", ")} and 2 more`);
});
