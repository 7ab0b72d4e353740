/** Papagayo projects, version 1 (`.pgo`): text, times in frames. @module */

import { LipsyncError } from "../error.ts";
import { guessSet } from "../phoneme_sets.ts";
import { addNote, MAX_TIME } from "../spans.ts";
import { quote, splitLines } from "../text.ts";
import type { LipsyncNote, Phoneme, PhonemeSet, Phrase, TimedSpeech, Voice, Word } from "../types.ts";

interface FrameWord {
  text: string;
  start: number;
  /** First frame after the word. */
  end: number;
  marks: { frame: number; label: string }[];
}

interface FramePhrase {
  text: string;
  words: FrameWord[];
  start: number;
  end: number;
}

/**
 * Reads a Papagayo project. A word's last frame belongs to the word, unless the next word starts on it (xLights writes
 * it so); a phoneme lasts to the next one, the last to the word's end. Times are exact: `frame * 1000 / fps`.
 *
 * @param set The alphabet of the phonemes; told from the labels by default.
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parsePgo(text: string, set?: PhonemeSet): TimedSpeech {
  return new PgoReader(text).read(set);
}

class PgoReader {
  readonly #lines: string[];
  readonly #notes: LipsyncNote[] = [];
  #next = 0;
  #fps = 0;

  constructor(text: string) {
    this.#lines = splitLines(text);
  }

  read(set: PhonemeSet | undefined): TimedSpeech {
    const header = this.#line("the header").trim();
    if (!/^lipsync version 1$/i.test(header)) {
      this.#fail(`the header is ${quote(header)}, allowed is "lipsync version 1"`);
    }
    const sound = this.#line("the sound file").trim();
    this.#fps = this.#count("the frames a second", 1, 240);
    const frames = this.#count("the length in frames", 0, MAX_TIME);
    const voiceCount = this.#count("the number of voices", 0, 1000);
    const voices: { name: string; phrases: FramePhrase[] }[] = [];
    for (let v = 0; v < voiceCount; v++) {
      const name = this.#line("a voice's name").trim() || `Voice ${v + 1}`;
      this.#line("a voice's text");
      voices.push({ name, phrases: this.#phrases() });
    }
    const labels = voices.flatMap((v) => v.phrases.flatMap((p) => p.words.flatMap((w) => w.marks.map((m) => m.label))));
    const used = set ?? guessSet(labels);
    return {
      format: "pgo",
      voices: voices.map(({ name, phrases }): Voice => ({ name, phrases: this.#timed(phrases, used) })),
      duration: this.#millis(frames),
      ...(sound === "" ? {} : { sound }),
      fps: this.#fps,
      notes: this.#notes,
    };
  }

  #phrases(): FramePhrase[] {
    const count = this.#count("the number of phrases", 0, this.#lines.length);
    const phrases: FramePhrase[] = [];
    let last = 0;
    for (let p = 0; p < count; p++) {
      const text = this.#line("a phrase").trim();
      const start = this.#frame("a phrase's first frame");
      if (start < last) this.#fail(`a phrase starts at frame ${start}, before frame ${last} of the phrase above it`);
      last = start;
      const end = this.#frame("a phrase's last frame");
      if (end < start) this.#fail(`a phrase ends at frame ${end}, before its first frame ${start}`);
      phrases.push({ text, start, end: end + 1, words: this.#words() });
    }
    return phrases;
  }

  #words(): FrameWord[] {
    const count = this.#count("the number of words", 0, this.#lines.length);
    const words: FrameWord[] = [];
    let last = 0;
    for (let w = 0; w < count; w++) {
      const line = this.#line("a word");
      const match = /^\s*(.*?)\s+(-?\d{1,9})\s+(-?\d{1,9})\s+(\d{1,9})\s*$/.exec(line);
      if (match === null) this.#fail(`a word is ${quote(line)}, allowed is "word start end phonemes"`);
      const [, text = "", first, final, marks] = match;
      const start = Number(first), end = Number(final);
      if (start < 0) this.#fail(`a word starts at frame ${start}, allowed are frames from 0`);
      if (end < start) this.#fail(`a word ends at frame ${end}, before its first frame ${start}`);
      if (start < last) this.#fail(`a word starts at frame ${start}, before frame ${last} of the word above it`);
      last = start;
      words.push({ text, start, end: end + 1, marks: this.#marks(Number(marks), start, end) });
    }
    return words;
  }

  #marks(count: number, first: number, final: number): FrameWord["marks"] {
    const marks: FrameWord["marks"] = [];
    let last = first;
    for (let p = 0; p < count; p++) {
      const line = this.#line("a phoneme");
      const match = /^\s*(-?\d{1,9})\s+(\S+)\s*$/.exec(line);
      if (match === null) this.#fail(`a phoneme is ${quote(line)}, allowed is "frame phoneme"`);
      const frame = Number(match[1]);
      if (frame < last) this.#fail(`a phoneme is at frame ${frame}, before frame ${last} above it`);
      if (frame > final) {
        addNote(this.#notes, `a phoneme stands after its word's last frame ${final}`, { line: this.#next });
      }
      last = frame;
      marks.push({ frame, label: match[2] ?? "" });
    }
    return marks;
  }

  #timed(phrases: FramePhrase[], set: PhonemeSet): Phrase[] {
    const words = phrases.flatMap((p) => p.words);
    // A word also covers a phoneme that strayed behind its end, but never reaches into the next word.
    words.forEach((word, i) => {
      const lastMark = word.marks.at(-1);
      if (lastMark !== undefined) word.end = Math.max(word.end, lastMark.frame + 1);
      const next = words[i + 1];
      if (next !== undefined && next.start < word.start) {
        throw new LipsyncError(
          `Cannot read the Papagayo project: word ${quote(next.text)} starts at frame ${next.start}, before frame ` +
            `${word.start} of ${quote(word.text)} in the phrase above it`,
          { record: `word ${quote(next.text)}` },
        );
      }
      if (next !== undefined) word.end = Math.min(word.end, next.start);
    });
    return phrases.map((phrase, i): Phrase => {
      const next = phrases[i + 1];
      return {
        text: phrase.text,
        start: this.#millis(phrase.start),
        end: this.#millis(Math.max(phrase.start, next === undefined ? phrase.end : Math.min(phrase.end, next.start))),
        words: phrase.words.filter((word) => word.end > word.start).map((word) => this.#word(word, set)),
      };
    });
  }

  #word(word: FrameWord, set: PhonemeSet): Word {
    const phonemes: Phoneme[] = [];
    word.marks.forEach(({ frame, label }, i) => {
      const end = Math.min(word.marks[i + 1]?.frame ?? word.end, word.end);
      if (end > frame) phonemes.push({ start: this.#millis(frame), end: this.#millis(end), label, set });
    });
    return { text: word.text, start: this.#millis(word.start), end: this.#millis(word.end), phonemes };
  }

  #millis(frame: number): number {
    return frame * 1000 / this.#fps;
  }

  #line(what: string): string {
    const line = this.#lines[this.#next++];
    if (line === undefined || (this.#next === this.#lines.length && line === "")) {
      this.#next = Math.min(this.#next, this.#lines.length);
      this.#fail(`the file ends where ${what} should stand`);
    }
    return line;
  }

  #frame(what: string): number {
    return this.#count(what, 0, MAX_TIME);
  }

  #count(what: string, least: number, most: number): number {
    const line = this.#line(what);
    const value = /^\s*-?\d{1,9}\s*$/.test(line) ? Number(line) : NaN;
    if (!(value >= least && value <= most)) {
      this.#fail(
        `${what} should stand here, we have ${quote(line)}, allowed are whole numbers from ${least} to ${most}`,
      );
    }
    return value;
  }

  #fail(reason: string): never {
    throw new LipsyncError(`Cannot read the Papagayo project: ${reason}`, { line: this.#next });
  }
}
