/** Papagayo projects, version 1 (`.pgo`): text, times in frames. @module */

import { LipsyncError } from "../error.ts";
import { type FramePhrase, frameTime, type FrameWord, timedPhrases } from "../frames.ts";
import { MAX_VOICES } from "../limits.ts";
import { guessPhonemeSet } from "../phoneme_sets.ts";
import { addNote, MAX_TIME } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncNote, PhonemeSet, TimedSpeech, Voice } from "../types.ts";

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
    this.#fps = this.#rate();
    const frames = this.#frame("the length in frames");
    const voiceCount = this.#count("the number of voices", 1, MAX_VOICES);
    const voices: { name: string; phrases: FramePhrase[] }[] = [];
    for (let v = 0; v < voiceCount; v++) {
      const name = this.#line("a voice's name").trim() || `Voice ${v + 1}`;
      this.#line("a voice's text");
      voices.push({ name, phrases: this.#phrases() });
    }
    const labels = voices.flatMap((v) => v.phrases.flatMap((p) => p.words.flatMap((w) => w.marks.map((m) => m.label))));
    const used = set ?? guessPhonemeSet(labels);
    return {
      format: "pgo",
      voices: voices.map(({ name, phrases }): Voice => ({ name, phrases: timedPhrases(phrases, this.#fps, used) })),
      duration: frameTime(frames, this.#fps),
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
      // A word may hold any characters, so the three numbers are taken from the right.
      const parts = line.trim().split(/\s+/);
      const numbers = parts.splice(-3).map(wholeNumber);
      const [start = NaN, end = NaN, marks = NaN] = numbers;
      if (numbers.length < 3 || numbers.some(Number.isNaN) || marks < 0) {
        this.#fail(`a word is ${quote(line)}, allowed is "word start end phonemes"`);
      }
      if (start < 0) this.#fail(`a word starts at frame ${start}, allowed are frames from 0`);
      if (end > this.#lastFrame) this.#fail(`a word ends at frame ${end}, allowed are frames to ${this.#lastFrame}`);
      if (end < start) this.#fail(`a word ends at frame ${end}, before its first frame ${start}`);
      if (start < last) this.#fail(`a word starts at frame ${start}, before frame ${last} of the word above it`);
      last = start;
      words.push({ text: parts.join(" "), start, end: end + 1, marks: this.#marks(marks, start, end) });
    }
    return words;
  }

  #marks(count: number, first: number, final: number): FrameWord["marks"] {
    const marks: { frame: number; label: string }[] = [];
    let last = first;
    for (let p = 0; p < count; p++) {
      const line = this.#line("a phoneme");
      const [written = "", label, ...rest] = line.trim().split(/\s+/, 4);
      const frame = wholeNumber(written);
      if (Number.isNaN(frame) || label === undefined || rest.length > 0) {
        this.#fail(`a phoneme is ${quote(line)}, allowed is "frame phoneme"`);
      }
      if (frame > this.#lastFrame) {
        this.#fail(`a phoneme is at frame ${frame}, allowed are frames to ${this.#lastFrame}`);
      }
      if (frame < last) this.#fail(`a phoneme is at frame ${frame}, before frame ${last} above it`);
      if (frame > final) {
        addNote(this.#notes, `a phoneme stands after its word's last frame ${final}`, { line: this.#next });
      }
      last = frame;
      marks.push({ frame, label });
    }
    return marks;
  }

  #line(what: string): string {
    const line = this.#lines[this.#next++];
    if (line === undefined || (this.#next === this.#lines.length && line === "")) {
      this.#next = Math.min(this.#next, this.#lines.length);
      this.#fail(`the file ends where ${what} should stand`);
    }
    return line;
  }

  #rate(): number {
    const line = this.#line("the frames a second");
    const rate = parseNumber(line) ?? NaN;
    if (!(rate >= 1 && rate <= 240)) {
      this.#fail(`the frames a second should stand here, we have ${quote(line)}, allowed are 1 to 240`);
    }
    return rate;
  }

  #frame(what: string): number {
    return this.#count(what, 0, this.#lastFrame);
  }

  get #lastFrame(): number {
    return Math.floor(MAX_TIME * this.#fps / 1000);
  }

  #count(what: string, least: number, most: number): number {
    const line = this.#line(what);
    const value = wholeNumber(line.trim());
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

function wholeNumber(text: string): number {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : NaN;
}
