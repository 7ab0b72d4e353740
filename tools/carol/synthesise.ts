/**
 * Plays the score on a small synthesiser and writes examples/singing_tree/silent_night.wav.
 *
 *     deno run -A tools/carol/synthesise.ts
 *
 * It uses nothing but arithmetic that is the same on every machine, so the file comes out byte for byte.
 * @module
 */

import { bass, bell, type Buffer, pad, SAMPLE_RATE, sampleAt, type Tone, voice } from "./instruments.ts";
import { mouthLine } from "./mouths.ts";
import { reverb } from "./reverb.ts";
import {
  BEATS_PER_BAR,
  CHORDS,
  ENDING_HARMONY,
  FPS,
  HARMONY,
  INTRO_HARMONY,
  INTRO_MELODY,
  VERSES,
  VOWELS,
} from "./score.ts";
import {
  barOf,
  BEAT_SECONDS,
  beatOfBar,
  CAROL_BARS,
  CAROL_SECONDS,
  keyOf,
  type Line,
  type Note,
  readNotes,
  singLowerPart,
  singMelody,
} from "./singing.ts";
import { wavFile } from "./wav.ts";

const BAR_SECONDS = BEATS_PER_BAR * BEAT_SECONDS;
/** The loudest sample, of 1. */
const PEAK = 0.85;
const ECHO = 0.3;
const FADE_SECONDS = 1.8;

/** The whole carol, one 16-bit sample after the other. `progress` is told what is played next. */
export function synthesise(progress: (part: string) => void = () => {}): Int16Array {
  const mix = new Float64Array(sampleAt(CAROL_SECONDS));
  progress("voices");
  const melody = singMelody();
  singLines(mix, melody, 0.25);
  singLines(mix, singLowerPart(), 0.13);
  progress("bells");
  for (const note of readNotes(INTRO_MELODY, 0)) bell(mix, toneOf(note, 0.34));
  for (const note of notesOf(melody)) bell(mix, toneOf(note, 0.3));
  progress("harp");
  harp(mix);
  progress("pad and bass");
  accompany(mix);
  progress("echo");
  const echo = reverb(mix);
  return toSamples(mix.map((value, i) => value + ECHO * echo[i]!));
}

/** The voice is heard as long as the mouth is open for it. */
function singLines(mix: Buffer, lines: readonly Line[], gain: number): void {
  for (const line of lines) {
    const ends = mouthLine(line).map((word) => word.end / FPS);
    line.words.forEach((word, i) => {
      for (const { mouths, notes } of word.syllables) {
        const vowel = mouths.find((mouth) => VOWELS.includes(mouth));
        const tones = notes.map((note) => toneOf(note, gain));
        const last = tones.pop();
        if (vowel === undefined || last === undefined) continue;
        voice(mix, vowel, [...tones, { ...last, seconds: Math.min(last.seconds, ends[i]! - last.at) }]);
      }
    });
  }
}

function notesOf(lines: readonly Line[]): Note[] {
  return lines.flatMap((line) => line.words.flatMap((word) => word.syllables.flatMap((syllable) => syllable.notes)));
}

function toneOf(note: Note, gain: number): Tone {
  return { key: note.key, at: note.beat * BEAT_SECONDS, seconds: note.beats * BEAT_SECONDS, gain };
}

/** The chord of every bar of the carol. */
function chordNames(): string[] {
  const verses = VERSES.map(() => HARMONY);
  return [INTRO_HARMONY, ...verses, ENDING_HARMONY].flatMap((bars) => bars.split(/[\s|]+/));
}

function chordKeys(name: string): number[] {
  return (CHORDS[name] ?? []).map(keyOf);
}

/** The bass on each first beat, and the pad, which holds a chord as long as it does not change. */
function accompany(mix: Buffer): void {
  const names = chordNames();
  names.forEach((name, bar) => {
    const at = bar * BAR_SECONDS;
    const [root = 36, ...chord] = chordKeys(name);
    bass(mix, { key: root, at, seconds: BAR_SECONDS, gain: 0.26 });
    if (name === names[bar - 1]) return;
    const next = names.findIndex((other, i) => i > bar && other !== name);
    const seconds = ((next < 0 ? names.length : next) - bar) * BAR_SECONDS + 0.4;
    for (const key of chord) pad(mix, { key, at: Math.max(0, at - 0.1), seconds, gain: 0.075 });
  });
}

/** Broken chords: on the second and third beat, in the second verse on every half beat; at the end they climb away. */
function harp(mix: Buffer): void {
  chordNames().forEach((name, index) => {
    const bar = index + 1;
    const chord = chordKeys(name).slice(1);
    const pluck = (beat: number, key: number, gain: number) =>
      bell(mix, toneOf({ key, beat: beatOfBar(bar) + beat, beats: 2 }, gain));
    if (bar === CAROL_BARS - 1) {
      [60, 64, 67, 72, 76, 79, 84].forEach((key, i) => pluck(i / 4, key, 0.14));
    } else if (bar >= barOf(1) && bar < CAROL_BARS) {
      [0, 1, 2, 3, 2, 1].forEach((step, i) => pluck(i / 2, (chord[step] ?? 60) + 12, 0.07));
    } else if (bar < CAROL_BARS) {
      pluck(1, (chord[1] ?? 60) + 12, 0.07);
      pluck(2, (chord[2] ?? 60) + 12, 0.07);
    }
  });
}

/** As loud as {@link PEAK} allows; the end fades to silence. */
function toSamples(mix: Buffer): Int16Array {
  const loudest = mix.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const fade = sampleAt(FADE_SECONDS);
  return Int16Array.from(mix, (value, i) => {
    const left = Math.min(1, (mix.length - 1 - i) / fade);
    return Math.round(value / loudest * PEAK * 32767 * left * left);
  });
}

if (import.meta.main) {
  const say = (line: string) => Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
  const samples = synthesise((part) => say(`Playing ${part}`));
  const file = wavFile(samples, SAMPLE_RATE);
  await Deno.writeFile(new URL("../../examples/singing_tree/silent_night.wav", import.meta.url), file);
  say(`Wrote ${file.length} bytes, ${samples.length / SAMPLE_RATE} s`);
}
