/** A small church, after Schroeder: four echoes side by side, then two that blur them. @module */

import { type Buffer, SAMPLE_RATE } from "./instruments.ts";

const COMB_SECONDS = [0.0437, 0.0411, 0.0371, 0.0297];
const BLUR_SECONDS = [0.0051, 0.0017];
/** Seconds in which the echo falls by 60 dB, to a thousandth. */
const FALL_SECONDS = 2.2;
/** How much of the treble each echo loses. */
const DAMPING = 0.35;

/** The echo of a sound, as loud as the sound itself. */
export function reverb(dry: Buffer): Buffer {
  const wet = new Float64Array(dry.length);
  for (const seconds of COMB_SECONDS) comb(dry, wet, Math.round(seconds * SAMPLE_RATE));
  return BLUR_SECONDS.reduce((sound, seconds) => blur(sound, Math.round(seconds * SAMPLE_RATE)), wet);
}

function comb(dry: Buffer, wet: Buffer, length: number): void {
  const line = new Float64Array(length);
  const feedback = thousandth(length / SAMPLE_RATE / FALL_SECONDS);
  let treble = 0;
  for (let i = 0; i < dry.length; i++) {
    const at = i % length;
    const echo = line[at]!;
    treble = echo * (1 - DAMPING) + treble * DAMPING;
    line[at] = dry[i]! + treble * feedback;
    wet[i]! += echo * 0.25;
  }
}

function blur(sound: Buffer, length: number): Buffer {
  const line = new Float64Array(length);
  return sound.map((value, i) => {
    const at = i % length;
    const delayed = line[at]!;
    line[at] = value + delayed * 0.5;
    return delayed - line[at]! * 0.5;
  });
}

/** 0.001 to the power of `share`, in arithmetic alone: the exponential series, good for shares up to 1. */
function thousandth(share: number): number {
  const x = -6.907755278982137 * share;
  let term = 1, sum = 1;
  for (let n = 1; n <= 40; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}
