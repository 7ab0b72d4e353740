/**
 * Sines and pitches made of plain arithmetic only, so that every machine computes the same bits (`Math.sin` and
 * `Math.pow` promise no such thing).
 * @module
 */

const STEPS = 4096;
const TABLE = sineTable();

/** The sine of a phase in turns, zero or more, within 0.0000003. */
export function sine(turns: number): number {
  const place = (turns - Math.floor(turns)) * STEPS;
  const step = Math.floor(place);
  const low = TABLE[step]!;
  return low + (TABLE[step + 1]! - low) * (place - step);
}

/** The frequency in Hz of a MIDI note number; A4, number 69, is 440 Hz. Fractions count in hundredths (cents). */
export function frequencyOf(key: number): number {
  const cents = Math.round((key - 69) * 100);
  const octave = Math.floor(cents / 1200);
  let hz = 440;
  for (let i = 0; i < Math.abs(octave); i++) hz *= octave > 0 ? 2 : 0.5;
  for (let left = cents - octave * 1200; left > 0; left--) hz *= CENT;
  return hz;
}

/** The 1200th root of 2. */
const CENT = 1.0005777895065548;

function sineTable(): Float64Array {
  const table = new Float64Array(STEPS + 1);
  const quarter = STEPS / 4;
  for (let i = 0; i <= quarter; i++) {
    const value = seriesSine(i / quarter * Math.PI / 2);
    table[i] = table[2 * quarter - i] = value;
    table[2 * quarter + i] = table[4 * quarter - i] = -value;
  }
  table[STEPS] = 0;
  return table;
}

/** The power series of the sine, for 0 to pi / 2. */
function seriesSine(x: number): number {
  let term = x, sum = x;
  for (let n = 2; n <= 20; n += 2) {
    term *= -x * x / (n * (n + 1));
    sum += term;
  }
  return sum;
}
