/** Lines of lyrics with times inside them, as karaoke files have, to words and their syllables. @module */

import { countSyllables } from "./words/count_syllables.ts";
import { orderSpans, type Span } from "./spans.ts";
import type { LipsyncNote, Millis, Phrase, Word } from "./types.ts";

/** How long a syllable is taken to be sung where a file only says when it starts, and the most that it may be. */
export const USUAL_SYLLABLE: Millis = 400, LONGEST_SYLLABLE: Millis = 1200;

/** How long a text is sung at most when a file says only where it starts, and the next text starts much later. */
export function longestSung(text: string): Millis {
  return Math.max(1, countSyllables(text)) * LONGEST_SYLLABLE;
}

/** How long a text is sung when nothing says so. */
export function usuallySung(text: string): Millis {
  return Math.max(1, countSyllables(text)) * USUAL_SYLLABLE;
}

/**
 * Joins timed pieces of text to words: a space at the end of a piece, or at the start of the next, ends a word, and so
 * does a piece with spaces inside, which is spread evenly. Pieces of one word become its syllables.
 */
export function joinSyllables(pieces: readonly Span[], notes: LipsyncNote[]): Word[] {
  const words: Word[] = [];
  let syllables: Span[] = [];
  const finish = (): void => {
    const text = syllables.map((s) => s.text).join("");
    const start = syllables[0]?.start, end = syllables.at(-1)?.end;
    if (start !== undefined && end !== undefined) {
      const timed = syllables.map((s) => ({ start: s.start, end: s.end, text: s.text }));
      words.push({ start, end, text, phonemes: [], ...(timed.length > 1 ? { syllables: timed } : {}) });
    }
    syllables = [];
  };
  for (const piece of orderSpans(pieces, "syllable", notes)) {
    if (/^\s/.test(piece.text)) finish();
    const texts = piece.text.trim().split(/\s+/).filter((text) => text !== "");
    const counts = texts.map((text) => Math.max(1, countSyllables(text)));
    const all = counts.reduce((sum, count) => sum + count, 0);
    let done = 0;
    texts.forEach((text, i) => {
      const at = (count: number): Millis => piece.start + (piece.end - piece.start) * count / all;
      const start = at(done);
      done += counts[i] ?? 1;
      syllables.push({ start, end: at(done), text });
      if (i < texts.length - 1) finish();
    });
    if (/\s$/.test(piece.text)) finish();
  }
  finish();
  return words;
}

/** A phrase from its words; `undefined` when there are none. */
export function phraseOfWords(words: readonly Word[]): Phrase | undefined {
  const first = words[0], last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { start: first.start, end: last.end, text: words.map((word) => word.text).join(" "), words };
}
