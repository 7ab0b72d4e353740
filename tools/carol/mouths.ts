/**
 * When the mouth takes which shape: a singer puts the vowel on the beat, its consonants before it, and holds the vowel.
 * @module
 */

import { FPS, type Mouth, VOWELS } from "./score.ts";
import { BEAT_SECONDS, type Line, type Syllable, type Word } from "./singing.ts";

/** A shape and the frame in which it begins. */
export interface Shape {
  readonly mouth: Mouth;
  readonly frame: number;
}

/** A word in frames; it is over when frame `end` begins. */
export interface MouthedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly shapes: readonly Shape[];
}

const CONSONANT_FRAMES = 2;
/** A closed mouth has to be seen. */
const CLOSED_FRAMES = 3;
/** In a syllable shorter than this a slack mouth passes in one frame. */
const SHORT_FRAMES = 8;
/** Breath is taken at a comma, if the note is long, and after a line. */
const BREATH_FRAMES = 6;
const LINE_BREATH_FRAMES = 12;

/** A syllable in its place. Its own consonants end it; those before its vowel sound while the one before it lasts. */
interface Slot {
  readonly syllable: Syllable;
  readonly vowelAt: number;
  readonly frames: number;
  readonly breath: number;
}

/** The mouth shapes of a line, word by word; words of one breath follow on without a gap. */
export function mouthLine(line: Line): MouthedWord[] {
  const slots = line.words.map((word, i) => slotsOf(word, i === line.words.length - 1));
  const inOrder = slots.flat();
  let at = 0;
  return line.words.map((word, w) => {
    const shapes: Shape[] = [];
    let end = 0;
    for (const slot of slots[w]!) {
      const before = inOrder[at - 1]?.frames ?? Infinity;
      const next = inOrder[++at];
      const { opening, vowel, closing } = parts(slot.syllable);
      const nextOpens = next === undefined ? 0 : totalFrames(parts(next.syllable).opening, slot.frames);
      end = slot.vowelAt + slot.frames - Math.max(slot.breath, nextOpens);
      shapes.push(
        ...inARow(opening, slot.vowelAt - totalFrames(opening, before), before),
        { mouth: vowel, frame: slot.vowelAt },
        ...inARow(closing, end - totalFrames(closing, slot.frames), slot.frames),
      );
    }
    return { text: word.text, start: shapes[0]!.frame, end, shapes: mergeEqual(shapes) };
  });
}

function slotsOf(word: Word, endsLine: boolean): Slot[] {
  return word.syllables.map((syllable, i) => {
    const vowelAt = frameOf(syllable.notes[0]!.beat);
    const last = syllable.notes.at(-1)!;
    const frames = frameOf(last.beat + last.beats) - vowelAt;
    const endsWord = i === word.syllables.length - 1;
    const comma = endsWord && /[,;.!]$/.test(word.text) && frames >= 2 * SHORT_FRAMES;
    const breath = endsWord && endsLine ? LINE_BREATH_FRAMES : comma ? BREATH_FRAMES : 0;
    return { syllable, vowelAt, frames, breath };
  });
}

function parts(syllable: Syllable): { opening: readonly Mouth[]; vowel: Mouth; closing: readonly Mouth[] } {
  const at = syllable.mouths.findIndex((mouth) => VOWELS.includes(mouth));
  const vowel = syllable.mouths[at];
  if (vowel === undefined) throw new RangeError(`Cannot sing "${syllable.mouths.join(" ")}": no vowel to hold`);
  return { opening: syllable.mouths.slice(0, at), vowel, closing: syllable.mouths.slice(at + 1) };
}

/** How long a consonant shows within a syllable of that many frames. */
function framesOf(mouth: Mouth, within: number): number {
  if (mouth === "MBP") return CLOSED_FRAMES;
  return mouth === "etc" && within < SHORT_FRAMES ? 1 : CONSONANT_FRAMES;
}

function totalFrames(mouths: readonly Mouth[], within: number): number {
  return mouths.reduce((sum, mouth) => sum + framesOf(mouth, within), 0);
}

function inARow(mouths: readonly Mouth[], frame: number, within: number): Shape[] {
  return mouths.map((mouth, i) => ({ mouth, frame: frame + totalFrames(mouths.slice(0, i), within) }));
}

function frameOf(beat: number): number {
  return Math.round(beat * BEAT_SECONDS * FPS);
}

function mergeEqual(shapes: readonly Shape[]): Shape[] {
  return shapes.filter((shape, i) => shape.mouth !== shapes[i - 1]?.mouth);
}
