/** Ids of stored patterns. @module */

/** The characters of an id: none that are easily mistaken for another. */
const CHARACTERS = "23456789ABCDEFGHJKLMNPQRSTWXYZabcdefghijkmnopqrstuvwxyz";

/** The length of an id, in characters and in bytes. */
export const PATTERN_ID_LENGTH = 17;

/**
 * A new id for a pattern.
 *
 * @param random Gives numbers from 0 up to, not including, 1; a seeded one makes ids that can be told beforehand.
 */
export function newPatternId(random: () => number): string {
  let id = "";
  for (let at = 0; at < PATTERN_ID_LENGTH; at++) id += CHARACTERS[Math.floor(random() * CHARACTERS.length)];
  return id;
}
