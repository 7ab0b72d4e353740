import { assert, assertEquals } from "@std/assert";
import * as fc from "fast-check";
import lzString from "lz-string";
import { compressText, decompressText } from "../../../protocol/pixelblaze/lz_string.ts";
import { assertRefused, bytes, law } from "./support.ts";

/** As lz-string 1.5.0 writes them. */
const GOLDEN: [string, string, string][] = [
  ["nothing", "", "4000"],
  ["a letter", "a", "2190"],
  ["a run, whose phrase is named before it is whole", "aaaa", "218e4000"],
];

for (const [name, text, hex] of GOLDEN) {
  Deno.test(`compressText() writes ${name}`, () => assertEquals(compressText(text).toHex(), hex));
  Deno.test(`decompressText() reads ${name}`, () => assertEquals(decompressText(bytes(hex)), text));
}

const TEXTS: [string, string][] = [
  ["a sentence", "hello hello hello"],
  [
    "a pattern",
    JSON.stringify({ main: "export function render(index) {\n  hsv(time(.1) + index/pixelCount, 1, 1)\n}" }),
  ],
  ["Japanese", "日本語のパターン日本語"],
  ["halves of characters", "\ud800x\udfff\u0000\uffff"],
  ["the same two letters 10,000 times", "ab".repeat(10_000)],
  ["every 16-bit unit", Array.from({ length: 65536 }, (_, unit) => String.fromCharCode(unit)).join("")],
  ["text that fills a dictionary", Array.from({ length: 20_000 }, (_, n) => (n * 7919 % 1000).toString(36)).join(",")],
];

for (const [name, text] of TEXTS) {
  Deno.test(`compressText() writes ${name} as lz-string does`, () => {
    assertEquals(compressText(text), Uint8Array.from(lzString.compressToUint8Array(text)));
  });
  Deno.test(`decompressText() reads ${name} from lz-string`, () => {
    assertEquals(decompressText(lzString.compressToUint8Array(text)), text);
  });
}

const any = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: fc.constantFrom("a", "b", "é", "語"), maxLength: 600 }),
);

Deno.test("compressText() and lz-string write the same bytes", () => {
  law(any, (text) => assertEquals(compressText(text), Uint8Array.from(lzString.compressToUint8Array(text))), 1000);
});

Deno.test("decompressText() reads back what compressText() wrote", () => {
  law(any, (text) => assertEquals(decompressText(compressText(text)), text), 1000);
});

Deno.test("decompressText() gives what lz-string gives, for any bytes it does not refuse", () => {
  let read = 0;
  // lz-string counts in 16-bit units, so it takes even lengths only.
  const even = fc.uint8Array({ maxLength: 24 }).map((array) => array.slice(0, array.length & ~1));
  law(even, (array) => {
    let text: string;
    try {
      text = decompressText(array);
    } catch {
      return;
    }
    read++;
    assertEquals(text, lzString.decompressFromUint8Array(array) ?? "");
  }, 5000);
  assert(read > 100, `only ${read} of 5000 were read`);
});

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted more bits, got the end"],
  ["a text without its end", "21", "at 1: wanted more bits, got the end"],
  ["a first code that is no new character", "c000", "at 0: wanted a code up to 3, got 3"],
  ["a code that stands for nothing", "21bf", "at 1: wanted a code up to 4, got 7"],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decompressText() refuses ${name}`, () => assertRefused(() => decompressText(bytes(hex)), message));
}

Deno.test("decompressText() stops a text that grows past its limit", () => {
  const bomb = compressText("a".repeat(2_000_000));
  assert(bomb.length < 5000, `${bomb.length} bytes`);
  assertRefused(() => decompressText(bomb), "at 0: wanted a text of at most 1048576 units, got a longer one");
  assertRefused(
    () => decompressText(compressText("abcabc"), 5),
    "at 0: wanted a text of at most 5 units, got a longer one",
  );
  assertEquals(decompressText(compressText("abcabc"), 6), "abcabc");
});
