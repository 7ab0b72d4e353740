import { assert, assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { formatArduinoNumber } from "../../../protocol/pixelblaze/arduino_number.ts";
import { fixed, law } from "./support.ts";

/** The first four are printed so by real boards; the others follow from ArduinoJson 5's rules. */
const GOLDEN: [number, string][] = [
  [177.8222, "177.8222"],
  [41.95804, "41.95804"],
  [0.4431, "0.4431"],
  [42, "42"],
  [0, "0"],
  [-0, "0"],
  [-1.1, "-1.1"],
  [3.14159, "3.14159"],
  [0.9999999, "1"],
  [9.9999999, "10"],
  [1 / 65536, "0.000015"],
  [-1 / 65536, "-0.000015"],
  [32767 + 65535 / 65536, "32768"],
  [32767.75, "32767.75"],
  [-32768, "-32768"],
  [1234567.5, "1234568"],
  [9999999, "9999999"],
  [1e7, "1e7"],
  [1.5e8, "1.5e8"],
  [1e38, "1e38"],
  [9.5e-6, "9.5e-6"],
  [2.5e-10, "2.5e-10"],
];

for (const [value, text] of GOLDEN) {
  Deno.test(`formatArduinoNumber() prints ${value} as ${text}`, () => assertEquals(formatArduinoNumber(value), text));
}

for (const value of [NaN, Infinity, -Infinity, 1e39]) {
  Deno.test(`formatArduinoNumber() refuses ${value}`, () => {
    assertThrows(() => formatArduinoNumber(value), RangeError, `got ${value}`);
  });
}

Deno.test("formatArduinoNumber() is within half of its last digit for every variable a pattern can have", () => {
  law(fixed, (value) => {
    const text = formatArduinoNumber(value);
    const digits = Math.trunc(Math.abs(value)).toString().length;
    const lastDigit = 10 ** -(7 - digits);
    const float = 2 ** -24 * Math.abs(value);
    assert(Math.abs(Number(text) - value) <= lastDigit / 2 + 2 * float, `${value} is printed as ${text}`);
  }, 2000);
});

Deno.test("formatArduinoNumber() prints JSON numbers of any size", () => {
  law(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
    const read = JSON.parse(formatArduinoNumber(value));
    assert(Math.abs(read - value) <= Math.max(Math.abs(value) * 1e-5, 5e-7), `${value} is read as ${read}`);
  }, 2000);
});
