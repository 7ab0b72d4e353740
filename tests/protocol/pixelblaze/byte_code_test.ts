import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { decodeByteCode, encodeByteCode } from "../../../protocol/pixelblaze/byte_code.ts";
import { anyBytes, assertRefused, bytes, law, names } from "./support.ts";

const CODE = {
  opcodes: bytes("0102030405060708"),
  exports: [{ address: 258, name: "hue" }, { address: 7, name: "sliderSpeed" }],
};
const HEX = "08000000 18000000 0102030405060708 02010000 68756500 07000000 736c69646572537065656400";

Deno.test("encodeByteCode() writes opcodes and exports", () => assertEquals(encodeByteCode(CODE), bytes(HEX)));

Deno.test("decodeByteCode() reads opcodes and exports", () => assertEquals(decodeByteCode(bytes(HEX)), CODE));

Deno.test("decodeByteCode() passes over the flag that newer firmware puts last", () => {
  assertEquals(decodeByteCode(bytes(HEX + "01")), CODE);
});

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted the length of the opcodes, got 0 bytes"],
  ["opcodes past the end", "ffffffff 00000000 01", "at 8: wanted 4294967295 bytes, got 1 bytes"],
  ["exports past the end", "00000000 05000000 01", "at 8: wanted 5 bytes, got 1 bytes"],
  ["an address cut off", "00000000 03000000 010203", "at 0: wanted an address, got 3 bytes"],
  ["a name without its end", "00000000 06000000 01020304 6162", "at 6: wanted a name that ends with 0, got 0 bytes"],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decodeByteCode() refuses ${name}`, () => assertRefused(() => decodeByteCode(bytes(hex)), message));
}

Deno.test("encodeByteCode() refuses a zero in a name", () => {
  const code = { opcodes: bytes(""), exports: [{ address: 0, name: "a\0b" }] };
  assertThrows(() => encodeByteCode(code), RangeError, "allowed are names without \\0");
});

Deno.test("decodeByteCode() reads back what encodeByteCode() wrote", () => {
  const exports = fc.array(fc.record({ address: fc.nat(), name: names }), { maxLength: 6 });
  law(
    fc.record({ opcodes: anyBytes(40), exports }),
    (code) => assertEquals(decodeByteCode(encodeByteCode(code)), code),
  );
});
