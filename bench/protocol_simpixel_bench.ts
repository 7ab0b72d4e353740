// Colour messages for 10,000 LEDs beside a plain copy of the same bytes, in one run on one core.
// deno run bench/protocol_simpixel_bench.ts

import { encodeSimPixelColors, simPixelColorsLength } from "../protocol/simpixel/mod.ts";

const LEDS = 10_000;
const FRAMES = 20_000;
const ROUNDS = 7;

const rgb = Uint8Array.from({ length: LEDS * 3 }, (_, i) => i * 31);
const into = new Uint8Array(simPixelColorsLength(LEDS));
const copy = new Uint8Array(rgb.length);

/** Median frames a second over the rounds; the first round is for the compiler and does not count. */
function rate(run: () => void): number {
  const rates: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let frame = 0; frame < FRAMES; frame++) {
      rgb[frame % rgb.length] = frame;
      run();
    }
    if (round > 0) rates.push(FRAMES / (performance.now() - start) * 1000);
  }
  return rates.sort((a, b) => a - b)[ROUNDS >> 1]!;
}

const copied = rate(() => copy.set(rgb));
const reused = rate(() => encodeSimPixelColors(rgb, into));
const fresh = rate(() => encodeSimPixelColors(rgb));

const lines: [string, number][] = [["Uint8Array.set", copied], ["into a reused buffer", reused], ["new buffer", fresh]];
for (const [name, perSecond] of lines) {
  const ratio = (perSecond / copied).toFixed(2);
  // deno-lint-ignore no-console -- a benchmark's result
  console.log(`${name.padEnd(22)} ${Math.round(perSecond).toLocaleString("en").padStart(10)} frames/s  x${ratio}`);
}
