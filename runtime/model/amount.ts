/** Numbers and percentages. @module */

import type { Amount } from "./show.ts";

/**
 * `0.4`, `"0.4"` and `"40%"` are all 0.4.
 *
 * @throws {RangeError} when it is no finite number
 */
export function parseAmount(amount: Amount): number {
  if (typeof amount === "number") {
    if (!Number.isFinite(amount)) throw new RangeError(`Not a number: ${amount}`);
    return amount;
  }
  const match = /^\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*(%?)\s*$/.exec(amount);
  if (match === null) throw new RangeError(`Not a number: "${amount}", wanted 0.4 or 40%`);
  return match[2] === "%" ? Number(match[1]) / 100 : Number(match[1]);
}
