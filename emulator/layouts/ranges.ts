/** Lists of pixel numbers as people and programs write them: `1-5,7,12-9`. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_POINTS } from "./layout.ts";

/**
 * The numbers of a list of numbers and ranges, both ends included: `1-3,7` is 1, 2, 3, 7 and `3-1` is 3, 2, 1. Empty parts
 * do not count.
 *
 * @param about What is read, for messages.
 * @throws {ProtocolError} if a part is neither, a number is above `max`, or there are more than 20,000 numbers.
 */
export function parseRanges(text: string, about: string, max: number): number[] {
  const numbers: number[] = [];
  let offset = 0;
  for (const part of text.split(",")) {
    const range = part.trim();
    if (range !== "") {
      const [, first, last = first] = /^(\d{1,9})(?:\s*-\s*(\d{1,9}))?$/.exec(range) ?? [];
      const [from, to] = [Number(first), Number(last)];
      if (!(from <= max && to <= max)) {
        throw new ProtocolError({
          protocol: about,
          offset,
          wanted: `a number or range such as 3 or 1-5, up to ${max}`,
          got: JSON.stringify(range.slice(0, 40)),
        });
      }
      const step = from <= to ? 1 : -1;
      for (let n = from; n !== to + step; n += step) numbers.push(n);
      if (numbers.length > MAX_POINTS) {
        const wanted = `at most ${MAX_POINTS} numbers`;
        throw new ProtocolError({ protocol: about, offset, wanted, got: `${numbers.length}` });
      }
    }
    offset += part.length + 1;
  }
  return numbers;
}
