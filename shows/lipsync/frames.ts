/** Words and phonemes on frames, as both kinds of Papagayo project keep them, to exact times. @module */

import { LipsyncError } from "./error.ts";
import { quote } from "./text.ts";
import type { Millis, Phoneme, PhonemeSet, Phrase, Word } from "./types.ts";

/** A word on frames; `end` is the first frame after it. */
export interface FrameWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where each phoneme begins, in the order of time. */
  readonly marks: readonly { readonly frame: number; readonly label: string }[];
}

/** A phrase on frames; `end` is the first frame after it. */
export interface FramePhrase {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly words: readonly FrameWord[];
}

/** When a frame begins. */
export function frameTime(frame: number, fps: number): Millis {
  return frame * 1000 / fps;
}

/**
 * Gives frames their times. A word also covers a phoneme that strayed behind its end, but never reaches into the next
 * word; a phoneme lasts to the next one in its word, the last to the word's end.
 *
 * @throws {LipsyncError} when a phrase's first word starts before the last word of the phrase above it.
 */
export function timedPhrases(phrases: readonly FramePhrase[], fps: number, set: PhonemeSet): Phrase[] {
  const words = phrases.flatMap((phrase) => phrase.words);
  const ends = new Map(words.map((word, i): [FrameWord, number] => {
    const next = words[i + 1];
    if (next !== undefined && next.start < word.start) {
      throw new LipsyncError(
        `Cannot use the word ${quote(next.text)}: it starts at frame ${next.start}, before frame ${word.start} of ` +
          `${quote(word.text)} in the phrase above it`,
        { record: `word ${quote(next.text)}` },
      );
    }
    const lastMark = word.marks.at(-1)?.frame ?? -1;
    return [word, Math.min(Math.max(word.end, lastMark + 1), next?.start ?? Infinity)];
  }));
  return phrases.map((phrase, i): Phrase => {
    const next = phrases[i + 1]?.start ?? Infinity;
    return {
      text: phrase.text,
      start: frameTime(phrase.start, fps),
      end: frameTime(Math.max(phrase.start, Math.min(phrase.end, next)), fps),
      words: phrase.words.flatMap((word): Word[] => {
        const end = ends.get(word) ?? word.end;
        return end > word.start ? [timedWord(word, end, fps, set)] : [];
      }),
    };
  });
}

function timedWord(word: FrameWord, end: number, fps: number, set: PhonemeSet): Word {
  const phonemes = word.marks.flatMap(({ frame, label }, i): Phoneme[] => {
    const until = Math.min(word.marks[i + 1]?.frame ?? end, end);
    return until > frame ? [{ start: frameTime(frame, fps), end: frameTime(until, fps), label, set }] : [];
  });
  return { text: word.text, start: frameTime(word.start, fps), end: frameTime(end, fps), phonemes };
}
