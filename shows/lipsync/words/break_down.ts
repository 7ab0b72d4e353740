/** Gives every line its words and every word its phonemes. @module */

import { LipsyncError } from "../error.ts";
import { MAX_PHONEMES } from "../limits.ts";
import { addNote } from "../spans.ts";
import { quote } from "../text.ts";
import type { LipsyncNote, Millis, Phrase, TimedSpeech, Voice, Word } from "../types.ts";
import { pronounce, type Pronunciation } from "./pronounce.ts";
import { isVowel, spreadPhones } from "./spread_phones.ts";
import type { Pronunciations } from "./user_dictionary.ts";

/** Characters of a line that has no word times; a long paragraph. */
const MAX_LINE = 20_000;

/**
 * The same speech with phonemes wherever the file has only words or lines. A line without word times is spread by the
 * syllables of its words. Words that had to be spelled out, or that nothing says, are named in the notes.
 *
 * @param own A dictionary of one's own, asked first.
 * @throws {LipsyncError} when that makes more than {@link MAX_PHONEMES}.
 */
export function breakDown(speech: TimedSpeech, own?: Pronunciations): TimedSpeech {
  const breaker = new Breaker(own, [...speech.notes]);
  const voices = speech.voices.map((voice) => breaker.voice(voice));
  return { ...speech, voices, notes: breaker.notes };
}

/** What {@link breakDown} does, for one voice. */
export function breakDownVoice(voice: Voice, own?: Pronunciations): Voice {
  return new Breaker(own, []).voice(voice);
}

class Breaker {
  readonly notes: LipsyncNote[];
  readonly #own: Pronunciations | undefined;
  readonly #said = new Map<string, Pronunciation>();
  #made = 0;

  constructor(own: Pronunciations | undefined, notes: LipsyncNote[]) {
    this.#own = own;
    this.notes = notes;
  }

  voice(voice: Voice): Voice {
    return { ...voice, phrases: voice.phrases.map((phrase) => this.#phrase(phrase)) };
  }

  #phrase(phrase: Phrase): Phrase {
    const words = phrase.words.length > 0 ? phrase.words : spreadLine(phrase, (text) => this.#say(text));
    return { ...phrase, words: words.map((word) => this.#word(word)) };
  }

  #word(word: Word): Word {
    if (word.phonemes.length > 0) return word;
    const { phones } = this.#say(word.text);
    this.#count(phones.length);
    return { ...word, phonemes: spreadPhones(phones, word.start, word.end, word.syllables) };
  }

  #say(text: string): Pronunciation {
    const known = this.#said.get(text);
    if (known !== undefined) return known;
    this.#count(1);
    const said = pronounce(text, this.#own);
    this.#said.set(text, said);
    if (said.source === "spelling") {
      addNote(this.notes, `${quote(text)} is in no dictionary, its sounds are a guess`, {});
    } else if (said.source === "none") {
      addNote(this.notes, `${quote(text)} has letters that are not Latin, they are not sung`, {});
    }
    return said;
  }

  #count(more: number): void {
    this.#made += more;
    if (this.#made <= MAX_PHONEMES) return;
    throw new LipsyncError(`Cannot sing the words: they have more than ${MAX_PHONEMES} sounds`);
  }
}

function spreadLine(phrase: Phrase, say: (text: string) => Pronunciation): Word[] {
  if (phrase.text.length > MAX_LINE) {
    throw new LipsyncError(`Cannot sing a line: it has ${phrase.text.length} characters, allowed are ${MAX_LINE}`, {
      record: `line at ${Math.round(phrase.start)} ms`,
    });
  }
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
