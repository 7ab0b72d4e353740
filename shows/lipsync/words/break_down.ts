/** Gives every line its words and every word its phonemes. @module */

import { LipsyncError } from "../error.ts";
import { addNote } from "../spans.ts";
import { quote } from "../text.ts";
import type { LipsyncNote, Millis, Phrase, TimedSpeech, Voice, Word } from "../types.ts";
import { pronounce, type Pronunciation } from "./pronounce.ts";
import { isVowel, spreadPhones } from "./spread_phones.ts";
import type { Pronunciations } from "./user_dictionary.ts";

/** The most words of a voice; an opera has about a fifth of that. */
const MAX_WORDS = 100_000;

/**
 * The same speech with phonemes wherever the file has only words or lines. A line without word times is spread by the
 * syllables of its words. Words that had to be spelled out are named in the notes.
 *
 * @param own A dictionary of one's own, asked first.
 * @throws {LipsyncError} when a voice has more than 100,000 words.
 */
export function breakDown(speech: TimedSpeech, own?: Pronunciations): TimedSpeech {
  const notes: LipsyncNote[] = [...speech.notes];
  const voices = speech.voices.map((voice) => breakDownVoice(voice, own, notes));
  return { ...speech, voices, notes };
}

/** What {@link breakDown} does, for one voice. */
export function breakDownVoice(voice: Voice, own?: Pronunciations, notes: LipsyncNote[] = []): Voice {
  const said = new Map<string, Pronunciation>();
  const say = (text: string): Pronunciation => {
    let found = said.get(text);
    if (found === undefined) {
      found = pronounce(text, own);
      said.set(text, found);
      if (found.source === "spelling") addNote(notes, `${quote(text)} is in no dictionary, its sounds are a guess`, {});
    }
    return found;
  };
  let count = 0;
  const counted = (words: readonly Word[]): readonly Word[] => {
    count += words.length;
    if (count <= MAX_WORDS) return words;
    throw new LipsyncError(`Cannot sing the voice ${quote(voice.name)}: it has more than ${MAX_WORDS} words`);
  };
  const phrase = (p: Phrase): Phrase => {
    const words = counted(p.words.length > 0 ? p.words : spreadLine(p, say));
    return {
      ...p,
      words: words.map((word): Word => {
        if (word.phonemes.length > 0) return word;
        return { ...word, phonemes: spreadPhones(say(word.text).phones, word.start, word.end, word.syllables) };
      }),
    };
  };
  return { ...voice, phrases: voice.phrases.map(phrase) };
}

function spreadLine(phrase: Phrase, say: (text: string) => Pronunciation): Word[] {
  const words = phrase.text.split(/\s+/).flatMap((text) => {
    const { phones } = say(text);
    // A consonant counts a little, so that "strength" gets more than "a".
    const weight = phones.reduce((sum, phone) => sum + (isVowel(phone) ? 1 : 0.15), 0);
    return weight > 0 ? [{ text, weight }] : [];
  });
  const all = words.reduce((sum, word) => sum + word.weight, 0);
  const length = phrase.end - phrase.start;
  let done = 0;
  const at = (weight: number): Millis => phrase.start + length * weight / all;
  return words.map(({ text, weight }, i): Word => {
    const start = at(done);
    done += weight;
    return { start, end: i === words.length - 1 ? phrase.end : at(done), text, phonemes: [] };
  });
}
