/** The four instruments of the carol: bell, singing voice, pad and bass. They add themselves to a buffer. @module */

import type { Mouth } from "./score.ts";
import { frequencyOf, sine } from "./sine.ts";

/** Samples a second. */
export const SAMPLE_RATE = 16000;

/** A partial louder than this share of the sample rate would come out at a wrong pitch. */
const HIGHEST = 0.45 * SAMPLE_RATE;

/** Sound that is being mixed, one number a sample. */
export type Buffer = Float64Array<ArrayBuffer>;

/** When, how high and how loud; times in seconds. */
export interface Tone {
  readonly key: number;
  readonly at: number;
  readonly seconds: number;
  readonly gain: number;
}

/** Partials of a celesta plate: frequency ratio, share, time in seconds in which it falls to 1/e. */
const BELL_PARTIALS: readonly (readonly [number, number, number])[] = [
  [1, 0.62, 0.9],
  [2, 0.16, 0.5],
  [3, 0.05, 0.28],
  [4.02, 0.13, 0.2],
  [6.7, 0.04, 0.07],
];

/** A soft celesta: it fades by itself, and is damped when its time is over. */
export function bell(into: Buffer, tone: Tone): void {
  const hz = frequencyOf(tone.key);
  for (const [ratio, share, fall] of BELL_PARTIALS) {
    if (hz * ratio > HIGHEST) continue;
    ring(into, tone, hz * ratio, share, fall);
  }
}

/** A plucked, round bass. */
export function bass(into: Buffer, tone: Tone): void {
  const hz = frequencyOf(tone.key);
  ring(into, tone, hz, 0.55, 0.9);
  ring(into, tone, hz * 2, 0.35, 0.6);
  ring(into, tone, hz * 3, 0.1, 0.3);
}

/** One partial that starts within 6 ms and falls to 1/e in `fall` seconds; ten times as fast once its time is over. */
function ring(into: Buffer, tone: Tone, hz: number, share: number, fall: number): void {
  const first = sampleAt(tone.at);
  const damped = first + sampleAt(tone.seconds);
  const last = Math.min(into.length, damped + sampleAt(fall));
  const attack = 0.006 * SAMPLE_RATE;
  const step = hz / SAMPLE_RATE;
  const loss = 1 / (fall * SAMPLE_RATE);
  let level = tone.gain * share;
  for (let i = first; i < last; i++) {
    const since = i - first;
    into[i]! += (since < attack ? since / attack : 1) * level * sine(since * step);
    level -= level * (i < damped ? loss : 10 * loss);
  }
}

/**
 * Two who play together, a little apart in pitch: how far from the note, and their shares. Equal shares would cancel
 * out again and again.
 */
const PAIR: readonly (readonly [number, number])[] = [[0, 0.72], [0.07, 0.28]];

/** A warm chord tone: two reedy strings a little out of tune that swell and fade slowly. */
export function pad(into: Buffer, tone: Tone): void {
  const swell = { attack: 0.5, release: 0.9 };
  for (const [detune, part] of PAIR) {
    const hz = frequencyOf(tone.key + detune);
    const partials = [1, 2, 3, 4, 5].map((n) => ({ ratio: n, gain: tone.gain * 0.72 * part / (n * n) }));
    for (const { ratio, gain } of partials) {
      hold(into, tone, swell, (since) => gain * sine(since * hz * ratio));
    }
  }
}

/** Resonances of the throat in Hz, and their widths, by the vowel that is held. */
const FORMANTS: Readonly<Partial<Record<Mouth, readonly (readonly [number, number])[]>>> = {
  AI: [[820, 190], [1250, 220], [2800, 350]],
  E: [[430, 150], [1950, 260], [2700, 350]],
  O: [[480, 160], [860, 180], [2600, 350]],
  U: [[360, 140], [760, 170], [2500, 350]],
};

/** A hummed vowel, sung by two; it trembles a little once the note is held. The tones glide into each other. */
export function voice(into: Buffer, vowel: Mouth, tones: readonly Tone[]): void {
  const first = tones[0], last = tones.at(-1);
  if (first === undefined || last === undefined) return;
  const whole = { ...first, seconds: last.at + last.seconds - first.at };
  for (const [detune, part] of PAIR) {
    const phases = glide(tones, whole.seconds, detune);
    for (const { ratio, share } of vowelPartials(vowel, frequencyOf(first.key))) {
      hold(
        into,
        whole,
        { attack: 0.07, release: 0.14 },
        (_, i) => first.gain * part * share * sine(phases[i]! * ratio),
      );
    }
  }
}

/** The phase in turns at each sample of a sung line: 40 ms from pitch to pitch, the tremble after 350 ms. */
function glide(tones: readonly Tone[], seconds: number, detune: number): Float64Array {
  const phases = new Float64Array(sampleAt(seconds) + 1);
  const pitches = tones.map((tone) => frequencyOf(tone.key + detune));
  const start = tones[0]!.at;
  let hz = pitches[0]!, phase = 0, note = 0;
  for (let i = 0; i < phases.length; i++) {
    const since = i / SAMPLE_RATE;
    const next = tones[note + 1];
    if (next !== undefined && start + since >= next.at) note++;
    hz += (pitches[note]! - hz) / (0.04 * SAMPLE_RATE / 3);
    const tremble = Math.min(1, Math.max(0, since - 0.35) / 0.4) * 0.005 * sine(since * 5.3);
    phase += hz * (1 + tremble) / SAMPLE_RATE;
    phases[i] = phase;
  }
  return phases;
}

/** How strong each harmonic of a pitch is in a vowel; the shares add up to 1. */
function vowelPartials(vowel: Mouth, hz: number): { ratio: number; share: number }[] {
  const formants = FORMANTS[vowel] ?? FORMANTS.AI!;
  const partials: { ratio: number; share: number }[] = [];
  for (let ratio = 1; ratio <= 10 && hz * ratio < HIGHEST; ratio++) {
    const resonance = formants.reduce((sum, [centre, width], i) => {
      const off = (hz * ratio - centre) / width;
      return sum + 1 / ((i + 1) * (1 + off * off));
    }, 0.12);
    partials.push({ ratio, share: resonance / (ratio * ratio) });
  }
  const sum = partials.reduce((all, partial) => all + partial.share, 0);
  return partials.map(({ ratio, share }) => ({ ratio, share: share / sum }));
}

/** Adds a sound that swells, lasts and fades out after its time; `sound` gets seconds and samples since its start. */
function hold(
  into: Buffer,
  tone: Tone,
  swell: { readonly attack: number; readonly release: number },
  sound: (since: number, sample: number) => number,
): void {
  const first = sampleAt(tone.at);
  const samples = sampleAt(tone.seconds);
  const attack = Math.min(samples, sampleAt(swell.attack));
  const release = Math.min(samples, sampleAt(swell.release));
  for (let i = 0; i < samples && first + i < into.length; i++) {
    const level = smooth(Math.min(1, i / attack, (samples - i) / release));
    into[first + i]! += level * sound(i / SAMPLE_RATE, i);
  }
}

function smooth(x: number): number {
  return x * x * (3 - 2 * x);
}

/** The sample at a time in seconds. */
export function sampleAt(seconds: number): number {
  return Math.round(seconds * SAMPLE_RATE);
}
