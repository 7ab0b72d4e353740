import { assertEquals } from "@std/assert";
import { editDistance, nearest } from "../../../protocol/pixo/nearest.ts";
import { EFFECT_NAMES } from "../../../protocol/pixo/mod.ts";

const DISTANCES: readonly [a: string, b: string, edits: number][] = [
  ["", "", 0],
  ["", "abc", 3],
  ["chase", "chase", 0],
  ["chasse", "chase", 1],
  ["ranibow", "rainbow", 1],
  ["kitten", "sitting", 3],
];

for (const [a, b, edits] of DISTANCES) {
  Deno.test(`editDistance() from "${a}" to "${b}" is ${edits}, both ways`, () => {
    assertEquals([editDistance(a, b), editDistance(b, a)], [edits, edits]);
  });
}

const WORDS: readonly [text: string, word: string | undefined][] = [
  ["Twinkle", "twinkle"],
  ["twinklefade", "twinkle_fade"],
  ["breathe", "breath"],
  ["wip", "wipe"],
  ["zzz", undefined],
  ["", undefined],
  ["x".repeat(100_000), undefined],
];

for (const [text, word] of WORDS) {
  Deno.test(`nearest() of "${text.slice(0, 20)}" is ${word}`, () => assertEquals(nearest(text, EFFECT_NAMES), word));
}
