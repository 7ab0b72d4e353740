// How many pixels a second patterns render, 1,024 pixels on one core, beside three of them written by hand in plain
// floating-point JavaScript, in the same run. Runs the project's own patterns, or the .js files of a folder:
// deno run -A bench/language_bench.ts [FOLDER]
//
// Patterns become WebAssembly because it measured better than JavaScript on int32. Both were tried by hand with the same
// arithmetic (AMD EPYC, Deno 2.9.6, million pixels a second): one line of hsv 39 as JavaScript (a product is three
// Math.imul) and 104 to 125 as WebAssembly; a honeycomb of two sines and two waves 9.6 and 18.

import { compile } from "../emulator/pixelblaze/language/compile.ts";
import type { PixelMap } from "../emulator/pixelblaze/language/types.ts";

const SIDE = 32;
const PIXELS = SIDE * SIDE;
const WARM_UP_MS = 150;
const ROUND_MS = 60;
const ROUNDS = 5;
const FRAME_MS = 16;
const TURN = 2 * Math.PI;

const coordinates = new Uint16Array(2 * PIXELS);
for (let i = 0; i < PIXELS; i++) {
  coordinates[2 * i] = i % SIDE / (SIDE - 1) * 65535;
  coordinates[2 * i + 1] = Math.floor(i / SIDE) / (SIDE - 1) * 65535;
}
const map: PixelMap = { dimensions: 2, coordinates };

/** Median of the rounds in million pixels a second, after a warm-up. */
function rate(frame: (nowMs: number) => void): number {
  let now = 0;
  const runFor = (ms: number) => {
    const start = performance.now();
    let frames = 0;
    do {
      for (let i = 0; i < 8; i++) frame(now += FRAME_MS);
      frames += 8;
    } while (performance.now() - start < ms);
    return frames * PIXELS / (performance.now() - start) / 1000;
  };
  runFor(WARM_UP_MS);
  return median(Array.from({ length: ROUNDS }, () => runFor(ROUND_MS)));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

// Three of the project's patterns by hand, with what the host's own numbers offer.

const pixels = new Uint8Array(3 * PIXELS);
const time = (now: number, interval: number) => now % (interval * 65536) / (interval * 65536);
const wave = (v: number) => (1 + Math.sin(v * TURN)) / 2;

function hsv(index: number, h: number, s: number, v: number): void {
  h -= Math.floor(h);
  s = Math.min(1, Math.max(0, s));
  v = Math.min(1, Math.max(0, v));
  const sector = Math.floor(h * 6);
  const part = h * 6 - sector;
  const low = v * (1 - s);
  const moving = v * (1 - s * (sector % 2 === 1 ? part : 1 - part));
  const at = 3 * index;
  pixels[at] = 255 * (sector === 0 || sector === 5 ? v : sector === 1 || sector === 4 ? moving : low);
  pixels[at + 1] = 255 * (sector === 1 || sector === 2 ? v : sector === 0 || sector === 3 ? moving : low);
  pixels[at + 2] = 255 * (sector === 3 || sector === 4 ? v : sector === 2 || sector === 5 ? moving : low);
}

function plasmaPond(now: number): void {
  const t1 = time(now, .08) * TURN;
  const t2 = time(now, .11) * TURN;
  const t3 = time(now, .05);
  for (let i = 0; i < PIXELS; i++) {
    const x = coordinates[2 * i]! / 65536;
    const y = coordinates[2 * i + 1]! / 65536;
    const waves = Math.sin(x * 6 + t1) + Math.cos(y * 5 - t2) + Math.sin((x + y) * 4 + t1);
    const h = (waves + Math.cos(Math.hypot(x - .5, y - .5) * 9 - t2)) / 4;
    const v = wave(h + t3);
    hsv(i, h / 2 + .5, 1, v * v * v);
  }
}

const heat = new Float64Array(PIXELS);

function emberBed(): void {
  for (let i = PIXELS - 1; i >= 2; i--) {
    heat[i] = Math.max(0, (heat[i - 1]! + heat[i - 2]! * 2) / 3 - Math.random() * .03);
  }
  if (Math.random() < .4) heat[Math.floor(Math.random() * 4)]! += .5;
  for (let i = 0; i < PIXELS; i++) {
    const v = Math.min(heat[i]!, 1);
    hsv(i, v / 8, 1 - v * v / 2, v * v);
  }
}

const BY_HAND: Record<string, (now: number) => void> = {
  "rainbow_line.js": () => {
    for (let i = 0; i < PIXELS; i++) hsv(i, i / PIXELS, 1, 1);
  },
  "plasma_pond.js": plasmaPond,
  "ember_bed.js": emberBed,
};

function print(line: string): void {
  // deno-lint-ignore no-console -- a benchmark's result
  console.log(line);
}

function machine(): string {
  const { arch, os } = Deno.build;
  let processor: string = arch;
  try {
    processor = Deno.readTextFileSync("/proc/cpuinfo").match(/model name\s*: (.*)/)?.[1] ?? arch;
  } catch {
    // Not every system has that file; the architecture must do.
  }
  return `${processor}, ${os}, ${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}, V8 ${Deno.version.v8}`;
}

const folder = Deno.args[0] ?? new URL("../tests/fixtures/patterns", import.meta.url).pathname;
const names = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".js")).sort();
const rates: number[] = [];
const compileTimes: number[] = [];
print(`${machine()}; ${PIXELS} pixels on a plane`);
print("million pixels/s   compile ms   first frame ms");
for (const name of names) {
  const source = Deno.readTextFileSync(`${folder}/${name}`);
  const start = performance.now();
  const pattern = compile(source);
  const compiled = performance.now();
  const run = pattern.start({ pixelCount: PIXELS, seed: 1, map });
  run.frame(0, FRAME_MS);
  const first = performance.now() - compiled;
  const measured = rate((now) => run.frame(now, FRAME_MS));
  const fault = run.fault === undefined ? "" : `  stopped: ${run.fault.message}`;
  if (run.fault === undefined) rates.push(measured);
  compileTimes.push(compiled - start);
  const columns = [measured, compiled - start, first].map((value, i) => value.toFixed(i === 0 ? 2 : 1).padStart(12));
  print(`${columns.join(" ")}      ${name}${fault}`);
  const byHand = BY_HAND[name];
  if (byHand === undefined || fault !== "") continue;
  const plain = rate(byHand);
  print(
    `${plain.toFixed(2).padStart(12)}${" ".repeat(32)}by hand in floating point: the pattern has ${
      (measured / plain).toFixed(2)
    } of it`,
  );
}
print(`pixels: median ${median(rates).toFixed(2)}, least ${Math.min(...rates).toFixed(2)} million/s`);
print(`compile: median ${median(compileTimes).toFixed(1)}, most ${Math.max(...compileTimes).toFixed(1)} ms`);
