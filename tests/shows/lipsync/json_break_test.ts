import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { LipsyncError } from "../../../shows/lipsync/mod.ts";
import { readJson } from "../../../shows/lipsync/json.ts";
import { jsonBreaksAt } from "../../../shows/lipsync/json_break.ts";

/** A broken text, with `^` before the place where it breaks. */
const BROKEN = [
  "^",
  "^x",
  "{^",
  "{^a:1}",
  '{"a"^}',
  '{"a":^}',
  '{"a":1 ^"b":2}',
  '{"a":1,^}',
  "[1 ^2]",
  "[1,^]",
  "[1^}",
  "[1]^]",
  "[^+1]",
  "[0^1]",
  "[1.^]",
  "[^.5]",
  "[^nul]",
  '["a^\n"]',
  '["a\\^x"]',
  '["a\\^u12g4"]',
  '["a^',
  '["a\\^',
  "[[[^",
];

for (const text of BROKEN) {
  Deno.test(`jsonBreaksAt() finds the place in ${JSON.stringify(text)}`, () => {
    const at = text.indexOf("^");
    const broken = text.replace("^", "");
    assertThrows(() => JSON.parse(broken));
    // A number that ends in a point breaks behind it for people, and at it for the grammar.
    assertEquals(jsonBreaksAt(broken), text === "[1.^]" ? at - 1 : at);
  });
}

Deno.test("jsonBreaksAt() goes through all that is whole, and finds what no JSON has wherever it stands", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, seed) => {
      assertEquals(jsonBreaksAt(text), text.length);
      const at = seed % (text.length + 1);
      const found = jsonBreaksAt(`${text.slice(0, at)}\x01${text.slice(at)}`);
      // Inside a word or an escape the place is the word's or the escape's.
      assert(found <= at && found >= at - 30, `${found} for ${at}`);
    }),
    { numRuns: 500 },
  );
});

Deno.test("readJson() tells the line and what stands there, or that the file ends too early", () => {
  const broken = assertThrows(() => readJson('{\n"a":\n[1, oh no]}'), LipsyncError, '"oh no]}" stands here');
  assertEquals(broken.line, 3);
  const short = assertThrows(
    () => readJson('{\n"a": [1,\n'),
    LipsyncError,
    "Cannot read the JSON: the file ends too early",
  );
  assertEquals(short.line, 3);
});
