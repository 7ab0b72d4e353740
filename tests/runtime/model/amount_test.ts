import { assertEquals, assertThrows } from "@std/assert";
import { parseAmount } from "../../../runtime/model/amount.ts";

for (
  const [amount, number] of [
    [0.4, 0.4],
    ["0.4", 0.4],
    ["40%", 0.4],
    ["40 %", 0.4],
    [" 40% ", 0.4],
    ["-5", -5],
    ["+5", 5],
    ["-50%", -0.5],
    [".5", 0.5],
    ["5.", 5],
    ["0%", 0],
    ["250%", 2.5],
  ] as const
) {
  Deno.test(`parseAmount() of ${JSON.stringify(amount)} is ${number}`, () => assertEquals(parseAmount(amount), number));
}

for (const amount of ["", " ", "%", "abc", "0x10", "1e3", "1,5", "50%%", "- 5", "Infinity", "NaN", "--5", "5 5"]) {
  Deno.test(`parseAmount() refuses ${JSON.stringify(amount)}`, () => {
    assertThrows(() => parseAmount(amount), RangeError, `Not a number: "${amount}", wanted 0.4 or 40%`);
  });
}

for (const amount of [NaN, Infinity, -Infinity]) {
  Deno.test(`parseAmount() refuses ${amount}`, () => {
    assertThrows(() => parseAmount(amount), RangeError, `Not a number: ${amount}`);
  });
}
