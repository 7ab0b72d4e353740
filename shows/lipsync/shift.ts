/** Moves timed speech in time. @module */

import { LipsyncError } from "./error.ts";
import type { Millis, Phrase, Syllable, TimedSpeech, Voice, Word } from "./types.ts";

/** The same speech, `offset` later (earlier when negative); what falls before 0 is cut off. */
export function shiftSpeech(speech: TimedSpeech, offset: Millis): TimedSpeech {
  if (!Number.isFinite(offset)) throw new LipsyncError(`Cannot shift the speech: the offset is ${offset} ms`);
  const shift = <T extends { readonly start: Millis; readonly end: Millis }>(span: T): T => ({
    ...span,
    start: Math.max(0, span.start + offset),
    end: Math.max(0, span.end + offset),
  });
  const stays = (span: { readonly end: Millis }): boolean => span.end > 0;
  const word = (w: Word): Word => {
    const syllables = w.syllables?.map((s): Syllable => shift(s)).filter(stays);
    const { syllables: _, ...rest } = w;
    return shift({
      ...rest,
      phonemes: w.phonemes.map(shift).filter(stays),
      ...(syllables === undefined || syllables.length < 2 ? {} : { syllables }),
    });
  };
  const phrase = (p: Phrase): Phrase => shift({ ...p, words: p.words.map(word).filter(stays) });
  const voice = (v: Voice): Voice => ({ ...v, phrases: v.phrases.map(phrase).filter(stays) });
  return {
    ...speech,
    voices: speech.voices.map(voice),
    ...(speech.duration === undefined ? {} : { duration: Math.max(0, speech.duration + offset) }),
  };
}
