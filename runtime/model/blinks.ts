/** Blinks that look alive and are the same in every run. @module */

/** How long a Pixo keeps its eyes closed in a blink (Pixo Device API: around 100 ms). */
export const BLINK_MS = 100;

const FIRST_WITHIN_MS = 5500;
const GAP_MS = 4500;
const GAP_SPREAD_MS = 1000;
const AFTER_REST_BEGINS_MS = 150;
const BEFORE_REST_ENDS_MS = 130;

/** A number in [0, 1) that depends on nothing but `seed` and `n`. */
export function hashUnit(seed: number, n: number): number {
  let h = Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul((n | 0) + 0x7f4a7c15, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number that depends on nothing but `seed` and `text`: each device blinks in its own way. (FNV-1a) */
export function hashText(seed: number, text: string): number {
  let h = (seed | 0) ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}

/**
 * When the eyes blink between `from` and `to`: first within 5.5 s, then every 4.5 to 5.5 s, and only where a whole
 * blink fits into one of the `rests`, 150 ms after it begins and 130 ms before it ends; one that falls elsewhere
 * waits for the next rest. (Blink habits of xLights' faces effect.)
 *
 * @param rests in ascending order, `[from, to)` each
 */
export function blinkTimes(
  rests: readonly (readonly [number, number])[],
  from: number,
  to: number,
  seed: number,
): number[] {
  const times: number[] = [];
  let n = 0;
  let wanted = from + hashUnit(seed, n++) * FIRST_WITHIN_MS;
  for (const [restFrom, restTo] of rests) {
    if (restFrom >= to) break;
    const last = Math.min(restTo, to) - BEFORE_REST_ENDS_MS - BLINK_MS;
    wanted = Math.max(wanted, restFrom + AFTER_REST_BEGINS_MS, from);
    while (wanted <= last) {
      times.push(Math.round(wanted));
      wanted += GAP_MS + hashUnit(seed, n++) * GAP_SPREAD_MS;
    }
  }
  return times;
}
