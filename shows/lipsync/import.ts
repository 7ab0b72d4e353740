/** Reads any lip-sync file. @module */

import { LipsyncError } from "./error.ts";
import { parsePgo } from "./formats/pgo.ts";
import { decodeText } from "./text.ts";
import type { LipsyncFormat, Millis, PhonemeSet, Phrase, TimedSpeech, Voice, Word } from "./types.ts";

/** How {@link importLipsync} reads a file. */
export interface ImportOptions {
  /** Forces the format; told from the content by default. */
  readonly format?: LipsyncFormat;
  /** Frames a second of a Moho `.dat`, which does not say; default 24. */
  readonly fps?: number;
  /** The alphabet of the phonemes; told from the file by default. */
  readonly phonemeSet?: PhonemeSet;
  /** Added to every time; what falls before 0 is cut off. Default 0. */
  readonly offset?: Millis;
}

/**
 * Reads a lip-sync file; its name does not matter, its content tells the format.
 *
 * @param bytes At most 32 MiB: UTF-8, UTF-16 or Latin-1 text, or a MIDI file.
 * @throws {LipsyncError} with the line or record of what is wrong. Never another error, whatever the bytes.
 */
export function importLipsync(bytes: Uint8Array, options: ImportOptions = {}): TimedSpeech {
  const text = decodeText(bytes);
  const speech = parsePgo(text, options.phonemeSet);
  return options.offset === undefined || options.offset === 0 ? speech : shiftSpeech(speech, options.offset);
}

/** The same speech, `offset` later (earlier when negative); what falls before 0 is cut off. */
export function shiftSpeech(speech: TimedSpeech, offset: Millis): TimedSpeech {
  if (!Number.isFinite(offset)) throw new LipsyncError(`Cannot shift the speech: the offset is ${offset} ms`);
  const shift = <T extends { readonly start: Millis; readonly end: Millis }>(span: T): T => ({
    ...span,
    start: Math.max(0, span.start + offset),
    end: Math.max(0, span.end + offset),
  });
  const stays = (span: { readonly end: Millis }): boolean => span.end > 0;
  const word = (w: Word): Word => shift({ ...w, phonemes: w.phonemes.map(shift).filter(stays) });
  const phrase = (p: Phrase): Phrase => shift({ ...p, words: p.words.map(word).filter(stays) });
  const voice = (v: Voice): Voice => ({ ...v, phrases: v.phrases.map(phrase).filter(stays) });
  return {
    ...speech,
    voices: speech.voices.map(voice),
    ...(speech.duration === undefined ? {} : { duration: Math.max(0, speech.duration + offset) }),
  };
}
