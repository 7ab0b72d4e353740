/** How long to wait before the next try. @module */

/** First wait in milliseconds; it doubles with every failure. */
const FIRST_MS = 250;
/** Longest wait in milliseconds. */
const LONGEST_MS = 10_000;

/**
 * The wait before try number `failures` + 1: 250 ms after the first failure, doubling up to 10 s, and between half and
 * all of that by `chance` (0..1), so that boards which went away together do not come back in one burst.
 */
export function backoff(failures: number, chance: number): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  return wait * (0.5 + chance / 2);
}
