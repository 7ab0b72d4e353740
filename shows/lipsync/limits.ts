/** How much of a stranger's file is taken in: far more than any song has, so that none can fill the memory. @module */

import { LipsyncError } from "./error.ts";

/** Labels of one layer of one voice; six hours of speech have about as many sounds. */
export const MAX_LABELS = 250_000;

/** Voices of a file. */
export const MAX_VOICES = 1000;

/** Phonemes that words of a file are given; an opera needs a third of it. */
export const MAX_PHONEMES = 300_000;

/** @throws {LipsyncError} when a file has more than {@link MAX_VOICES}. */
export function checkVoices(count: number): void {
  if (count <= MAX_VOICES) return;
  throw new LipsyncError(`Cannot read the lip-sync file: it has ${count} voices, allowed are ${MAX_VOICES}`);
}
