import { assertEquals, assertThrows } from "@std/assert";
import { parseRanges } from "../../../emulator/layouts/ranges.ts";
import { ProtocolError } from "../../../protocol/errors.ts";

for (
  const [text, numbers] of [
    ["", []],
    ["7", [7]],
    ["1-3,7", [1, 2, 3, 7]],
    ["3-1", [3, 2, 1]],
    [" 1 - 2 , , 5-5,", [1, 2, 5]],
  ] as const
) {
  Deno.test(`parseRanges() of ${JSON.stringify(text)} is [${numbers}]`, () => {
    assertEquals(parseRanges(text, "test", 100), [...numbers]);
  });
}

for (
  const [text, offset] of [["x", 0], ["1,x", 2], ["1-", 0], ["-1", 0], ["1-2-3", 0], ["1,101", 2], [
    "0-99999999999",
    0,
  ]] as const
) {
  Deno.test(`parseRanges() refuses ${text}`, () => {
    const error = assertThrows(
      () => parseRanges(text, "test", 100),
      ProtocolError,
      "a number or range such as 3 or 1-5",
    );
    assertEquals(error.offset, offset);
  });
}

Deno.test("parseRanges() gives at most 20,000 numbers", () => {
  assertThrows(() => parseRanges("0-9999,0-9999,1", "test", 9999), ProtocolError, "at most 20000 numbers");
});
