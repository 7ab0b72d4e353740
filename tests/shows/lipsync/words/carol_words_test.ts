import { assertEquals } from "@std/assert";
import { pronounce } from "../../../../shows/lipsync/mod.ts";
import { shapeLookup } from "../../../../shows/lipsync/mouths/mapping.ts";
import { fixtureText } from "../fixtures.ts";

const shapeOf = shapeLookup();

Deno.test("pronounce() gives 200 words of carols their phones and mouths", () => {
  const golden = fixtureText("carol_words.golden.txt").trimEnd().split("\n");
  const lines = golden.map((row) => {
    const word = row.slice(0, row.indexOf(" "));
    const { phones, source } = pronounce(word);
    const mouths = phones.map((phone) => String(shapeOf(phone, "arpabet", false)));
    const shown = mouths.filter((mouth, i) => mouth !== mouths[i - 1]).join(" ");
    return `${word.padEnd(14)}${phones.join(" ").padEnd(34)}${shown}${source === "dictionary" ? "" : `  (${source})`}`;
  });
  assertEquals(lines, golden);
  assertEquals(lines.length, 200);
});
