import { assertEquals, assertThrows } from "@std/assert";
import { importPhonemeList, LipsyncError } from "../../../shows/lipsync/mod.ts";
import { trackText } from "./notation.ts";

const GOOD: readonly (readonly [string, Parameters<typeof importPhonemeList>[0], string])[] = [
  ["pairs", [["0:00.2", "ai"], ["450ms", "MBP"], [1.5, "rest"]], "200 ai | 450 mbp | 1500 rest"],
  ["lines", "0.25s AI\n\n  1:02.5   smile \n", "250 ai | 62500 smile"],
  ["phones of ARPAbet", [[0, "AA1"], [1, "m"], [2, "L"]], "0 ai | 1000 mbp | 2000 l"],
  ["sums of times", [["1s + 500ms", "o"]], "1500 o"],
  ["two at one time: the later wins", [[0, "ai"], [1, "e"], [1, "o"]], "0 ai | 1000 o"],
  ["equal neighbours as one", [[0, "ai"], [1, "AI"], [2, "o"]], "0 ai | 2000 o"],
  ["nothing", "", ""],
];

for (const [name, list, wanted] of GOOD) {
  Deno.test(`importPhonemeList() reads ${name}`, () => assertEquals(trackText(importPhonemeList(list)), wanted));
}

const BAD: readonly (readonly [string, Parameters<typeof importPhonemeList>[0], string, string | number])[] = [
  ["a mouth that is none", [[0, "ai"], [1, "aa?"]], '"aa?" is no mouth', "pair 2"],
  ["a time that is none", "0 ai\nsoon e\n", '"soon" is no time', 2],
  ["a time before 0", [[-1, "ai"]], "1000 ms before the start", "pair 1"],
  ["a time that is not finite", [[Infinity, "ai"]], "is no time", "pair 1"],
  ["times that run backward", "2s ai\n1s e", "1000 ms stands below 2000 ms", 2],
  ["a line without a mouth", "2s\n", 'allowed is "time mouth"', 1],
];

for (const [name, list, message, place] of BAD) {
  Deno.test(`importPhonemeList() refuses ${name}`, () => {
    const error = assertThrows(() => importPhonemeList(list), LipsyncError, message);
    assertEquals(error.line ?? error.record, place);
  });
}
