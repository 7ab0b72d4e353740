// What a real device answered: the PXLBLZ-IDE divergence report, firmware 3.67. It set a variable, let the pattern call
// the function, read the variable back and kept the largest difference from the true value. The printing is part of it.

import { assertEquals, assertLess } from "@std/assert";
import { arithmetic } from "../../../../emulator/pixelblaze/arithmetic/mod.ts";
import { fromRaw, toRaw } from "../../../../emulator/pixelblaze/arithmetic/number.ts";
import { formatArduinoNumber as printNumber } from "../../../../protocol/pixelblaze/arduino_number.ts";

const functions = arithmetic();

function sweep(from: number, to: number): number[] {
  return Array.from({ length: 64 }, (_, i) => from + ((to - from) * i) / 63);
}

function device(name: string, ...args: number[]): number {
  return Number(printNumber(fromRaw(functions[name]!(...args.map(toRaw)))));
}

function worst(name: string, inputs: number[], exact: (a: number) => number, ...more: number[]) {
  let error = 0;
  let at = 0;
  for (const a of inputs) {
    const difference = Math.abs(device(name, a, ...more) - exact(a));
    if (difference > error) [error, at] = [difference, a];
  }
  return { error, at };
}

const PUBLISHED = [
  { name: "sin", range: [-Math.PI, Math.PI], exact: Math.sin, error: "0.0061490000", at: -3.141592653589793 },
  { name: "cos", range: [-Math.PI, Math.PI], exact: Math.cos, error: "0.0061973083", at: 1.545863051766406 },
  { name: "tan", range: [-1.2, 1.2], exact: Math.tan, error: "0.011223622", at: 1.2 },
  { name: "exp", range: [-4, 4], exact: Math.exp, error: "0.0017718959", at: 3.746031746031746 },
  { name: "log", range: [.05, 64], exact: Math.log, error: "0.00022372645", at: .05 },
  { name: "pow", range: [0, 8], exact: (a: number) => a ** 2.5, error: "0.00081787694", at: 7.873015873015873 },
] as const;

for (const { name, range, exact, error, at } of PUBLISHED) {
  Deno.test(`${name}() is wrong by as much as the device, and there`, () => {
    const found = worst(name, sweep(range[0], range[1]), exact, 2.5);
    assertEquals(found.error.toPrecision(8), error);
    assertEquals(found.at, at);
  });
}

Deno.test("sqrt() is within one raw step of the device", () => {
  const [published, at] = [0.000016942390, 29.46031746031746];
  assertLess(Math.abs(device("sqrt", at) - (Math.sqrt(at) - published)), 1 / 65536 + 1e-6);
  assertLess(worst("sqrt", sweep(0, 64), Math.sqrt).error, published);
});

Deno.test("divide() truncates as the device does", () => assertEquals(device("divide", 2, 3), .666657));

Deno.test("multiply() truncates as the device does", () => {
  // One half of a raw step too much: rounding would give the next one.
  const raw = functions.multiply!(0x8001, 0x8000);
  assertEquals(raw, 0x4000);
});

Deno.test("the hash of whole numbers is the device's, bit by bit", () => {
  const { multiply, divide, floor } = functions;
  const hash = (n: number) => {
    let h = multiply!(n << 16, 1619 << 16) + (1013 << 16) | 0;
    h = multiply!(h, h + (197 << 16) | 0);
    h = multiply!(h, 769 << 16);
    const f = divide!(divide!(h, 256 << 16), 256 << 16);
    return printNumber(fromRaw(f - floor!(f) | 0));
  };
  const published = { 0: "0.726593", 2: "0.89502", 4: "0.873138", 6: "0.66095", 8: "0.258453", 10: "0.665649" };
  assertEquals(Object.keys(published).map((n) => hash(Number(n))), Object.values(published));
});
