// What 30 software boards of 300 pixels at 60 frames a second cost, in shares of one core, with the project's own patterns
// or the .js files of a folder: deno run -A bench/fleet_bench.ts [FOLDER]
//
// First on a clock that is nobody's, so that nothing waits; beside it the same boards without a pattern, and a rainbow by
// hand in floating point for as many pixels, which nobody could do for less. Then on real ports for some seconds, with a
// client in the same process that takes every preview of every board.

import { cpuUsage } from "node:process";
import { startFleet } from "../emulator/fleet.ts";
import type { BoardOptions } from "../emulator/pixelblaze/board_options.ts";
import { memoryBoard, SoftBoard } from "../emulator/pixelblaze/mod.ts";
import { ManualClock } from "../runtime/time/manual_clock.ts";
import { RealClock } from "../runtime/time/real_clock.ts";

const BOARDS = 30;
const PIXELS = 300;
const FPS = 60;
const SECONDS = 20;
const REAL_SECONDS = 5;

const folder = Deno.args[0] ?? new URL("../tests/fixtures/patterns", import.meta.url).pathname;
const sources = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".js")).sort()
  .map((name) => ({ name, source: Deno.readTextFileSync(`${folder}/${name}`) }));

function print(line: string): void {
  // deno-lint-ignore no-console -- a benchmark's result
  console.log(line);
}

/** Seconds of processor time so far, of all threads. */
function processor(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1e6;
}

function options(index: number, isBare: boolean): BoardOptions {
  return {
    name: `Board ${index}`,
    pixelCount: PIXELS,
    fps: FPS,
    map: Array.from({ length: PIXELS }, (_, i) => [i % 20, Math.floor(i / 20)]),
    patterns: isBare ? [] : [sources[index % sources.length]!],
  };
}

/** Processor seconds for a second of the boards' time, on a manual clock. */
function share(isBare: boolean): number {
  const clock = new ManualClock();
  let bytes = 0;
  const boards = Array.from({ length: BOARDS }, (_, i) => memoryBoard(new SoftBoard(options(i, isBare)), clock));
  for (const board of boards) {
    board.connect({ open() {}, data: (data) => void (bytes += data.length), idle() {}, lost() {} });
  }
  clock.advance(2000);
  const before = processor();
  clock.advance(SECONDS * 1000);
  const spent = processor() - before;
  const frames = boards.reduce((sum, { board }) => sum + board.stats.frames, 0);
  const wanted = BOARDS * FPS * (SECONDS + 2);
  if (Math.abs(frames - wanted) > BOARDS * 2) throw new Error(`${frames} frames, wanted ${wanted}`);
  for (const { stop } of boards) stop();
  return spent / SECONDS;
}

/** The same number of pixels of a rainbow by hand. */
function byHand(): number {
  const pixels = new Uint8Array(3 * PIXELS);
  const before = processor();
  for (let frame = 0; frame < BOARDS * FPS * SECONDS; frame++) {
    for (let i = 0; i < PIXELS; i++) {
      const h = (i / PIXELS + frame / 1000) % 1;
      for (let c = 0; c < 3; c++) {
        pixels[3 * i + c] = 255 * Math.min(1, Math.max(0, Math.abs((h + c / 3) % 1 * 6 - 3) - 1));
      }
    }
  }
  return (processor() - before) / SECONDS;
}

/** Processor seconds for a second on real ports, and the frames a second and board that came of it. */
async function served(): Promise<{ share: number; fps: number; previews: number }> {
  await using fleet = await startFleet({
    boards: Array.from({ length: BOARDS }, (_, i) => options(i, false)),
    clock: new RealClock(),
    firstAddress: "127.0.0.101",
    ports: { ws: 0, http: false },
  });
  let previews = 0;
  const sockets = await Promise.all(fleet.boards.map(({ hostname, wsPort }) => {
    const socket = new WebSocket(`ws://${hostname}:${wsPort}`);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => void (previews += data instanceof ArrayBuffer ? 1 : 0);
    return new Promise<WebSocket>((resolve) => socket.onopen = () => resolve(socket));
  }));
  const frames = () => fleet.boards.reduce((sum, { board }) => sum + board.stats.frames, 0);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const [spent, rendered, started] = [processor(), frames(), performance.now()];
  previews = 0;
  await new Promise((resolve) => setTimeout(resolve, REAL_SECONDS * 1000));
  const seconds = (performance.now() - started) / 1000;
  const result = {
    share: (processor() - spent) / seconds,
    fps: (frames() - rendered) / seconds / BOARDS,
    previews: previews / seconds / BOARDS,
  };
  for (const socket of sockets) socket.close();
  return result;
}

const percent = (value: number) => `${(100 * value).toFixed(1).padStart(6)} % of a core`;
print(`${BOARDS} boards of ${PIXELS} pixels at ${FPS} frames a second, ${sources.length} patterns in turn`);
const [boards, bare, limit] = [share(false), share(true), byHand()];
print(`${percent(boards)}  boards with a client each, without a network`);
print(`${percent(bare)}  the same boards without a pattern`);
print(`${percent(limit)}  a rainbow by hand for as many pixels`);
const real = await served();
print(
  `${percent(real.share)}  on real ports, both ends: ${real.fps.toFixed(1)} frames and ${
    real.previews.toFixed(1)
  } previews a second and board`,
);
