/** Reads the score: who sings which syllable on which notes, and when. @module */

import {
  BEATS_PER_BAR,
  BPM,
  ENDING_BARS,
  INTRO_BARS,
  LOWER_PART,
  MELODY,
  type Mouth,
  MOUTHS,
  VERSE_BARS,
  VERSES,
} from "./score.ts";

/** A note: MIDI number, start and length in beats counted from the start of the carol. */
export interface Note {
  readonly key: number;
  readonly beat: number;
  readonly beats: number;
}

/** A syllable with its mouth shapes and the notes it is sung on, at least one. */
export interface Syllable {
  readonly mouths: readonly Mouth[];
  readonly notes: readonly Note[];
}

/** A word as printed, with its punctuation, and its syllables. */
export interface Word {
  readonly text: string;
  readonly syllables: readonly Syllable[];
}

/** One line of the words. */
export interface Line {
  readonly verse: number;
  readonly words: readonly Word[];
}

/** Length of a beat in seconds. */
export const BEAT_SECONDS = 60 / BPM;

/** Bars of the whole carol. */
export const CAROL_BARS = INTRO_BARS + VERSES.length * VERSE_BARS + ENDING_BARS;

/** Length of the carol in seconds. */
export const CAROL_SECONDS = CAROL_BARS * BEATS_PER_BAR * BEAT_SECONDS;

const STEPS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The MIDI number of a note name: `keyOf("A4")` is 69. */
export function keyOf(name: string): number {
  const [, letter, octave] = name.match(/^([A-G])(\d)$/) ?? [];
  const step = STEPS[letter ?? ""];
  if (step === undefined || octave === undefined) throw new RangeError(`Cannot read the note: "${name}"`);
  return 12 * (Number(octave) + 1) + step;
}

/** The notes of a line such as `G4:1.5 A4:0.5 | E4:3`, the first at `beat`. */
export function readNotes(line: string, beat: number): Note[] {
  return line.split(/[\s|]+/).map((token) => {
    const [name = "", length = ""] = token.split(":");
    const note = { key: keyOf(name), beat, beats: Number(length) };
    beat += note.beats;
    return note;
  });
}

/** The first beat of a bar; bars count from 1. */
export function beatOfBar(bar: number): number {
  return (bar - 1) * BEATS_PER_BAR;
}

/** The first bar of a verse, or of a line in it; both count from 0. */
export function barOf(verse: number, line = 0): number {
  return 1 + INTRO_BARS + verse * VERSE_BARS + line * (VERSE_BARS / MELODY.length);
}

/** What the leading voice sings, line by line. */
export function singMelody(): Line[] {
  return sing((line) => MELODY[line]);
}

/** What the choir sings below it: only the lines for which the score has a lower part. */
export function singLowerPart(): Line[] {
  return sing((line) => LOWER_PART.get(line));
}

function sing(partOf: (line: number) => string | undefined): Line[] {
  return VERSES.flatMap((lines, verse) =>
    lines.flatMap((text, line) => {
      const part = partOf(line);
      if (part === undefined) return [];
      return [{ verse, words: setWords(text, readNotes(part, beatOfBar(barOf(verse, line)))) }];
    })
  );
}

/** Lays the tokens of a line of words under its notes. */
function setWords(text: string, notes: readonly Note[]): Word[] {
  const tokens = text.split(" ");
  if (tokens.length !== notes.length) {
    throw new RangeError(`Cannot set "${text}": ${tokens.length} syllables, ${notes.length} notes`);
  }
  const words: { text: string; notes: Note[][] }[] = [];
  let goesOn = false;
  tokens.forEach((token, i) => {
    const note = notes[i]!;
    const word = words.at(-1);
    if (token === "_") {
      word!.notes.at(-1)!.push(note);
      return;
    }
    const part = token.replace(/-$/, "");
    if (goesOn) {
      word!.text += part;
      word!.notes.push([note]);
    } else words.push({ text: part, notes: [[note]] });
    goesOn = token.endsWith("-");
  });
  return words.map((word) => ({ text: word.text, syllables: pronounce(word.text, word.notes) }));
}

function pronounce(word: string, notes: readonly (readonly Note[])[]): Syllable[] {
  const mouths = MOUTHS[plain(word).toLowerCase()]?.split(" | ");
  if (mouths?.length !== notes.length) {
    throw new RangeError(`Cannot pronounce "${word}": ${mouths?.length ?? 0} syllables known, ${notes.length} sung`);
  }
  return notes.map((of, i) => ({ mouths: mouths[i]!.split(" ") as Mouth[], notes: of }));
}

/** A word without the punctuation around it. */
export function plain(word: string): string {
  return word.replace(/[,.;!]+$/, "");
}
