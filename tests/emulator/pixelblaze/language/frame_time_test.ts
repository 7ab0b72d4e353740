import { assertEquals } from "@std/assert";
import { SoftBoard } from "../../../../emulator/pixelblaze/board.ts";
import { ask, connect } from "../board_fixture.ts";
import { fixture, start } from "./support.ts";

/** Frames a second that a V3 would come to. */
function rate(source: string, pixelCount: number): number {
  const run = start(source, { pixelCount });
  run.frame(0, 16);
  return 1000 / run.frameMs;
}

/** Users report 300 to 600 frames a second on 100 pixels, 30 to 65 on 1000 and 6 to 13 on 5000. */
const REPORTED: readonly (readonly [pixels: number, least: number, most: number])[] = [
  [100, 200, 700],
  [1000, 25, 90],
  [5000, 5, 20],
];

for (const [pixels, least, most] of REPORTED) {
  Deno.test(`frameMs is that of a board of ${pixels} pixels`, () => {
    const rates = ["rainbow_line.js", "breathing_waves.js", "ember_bed.js"].map((name) => rate(fixture(name), pixels));
    assertEquals(rates.filter((fps) => fps < least || fps > most), [], String(rates));
  });
}

/** What a statement takes on every one of 1000 pixels. */
function time(statement: string): number {
  const of = (body: string) => {
    return 1000 / rate(`function twice(x) { return x * 2 }\nexport function render(i) { ${body} }`, 1000);
  };
  return of(statement) - of("");
}

Deno.test("frameMs grows with what a pattern does, loops and functions too", () => {
  const times = ["a = i", "a = twice(i)", "for (j = 0; j < 10; j++) a = twice(i)"].map(time);
  assertEquals(times, times.toSorted((a, b) => a - b));
  assertEquals(times[2]! > 8 * times[1]!, true);
});

Deno.test("frameMs weighs functions as a V3 does, not as the watchdog", () => {
  assertEquals(time("a = log(i)") < 1.5 * time("a = sqrt(i)"), true);
  assertEquals(time("a = exp(i)") > 2 * time("a = sin(i)"), true);
});

Deno.test("frameMs of a pattern that has stopped is that of nothing", () => {
  const run = start("export function render(i) { while (1) {} }");
  run.frame(0, 16);
  assertEquals(run.frameMs, start("export var a").frameMs);
});

/** What a board says of its frame rate after 3 s. */
function reported(source: string, options: Partial<ConstructorParameters<typeof SoftBoard>[0]>): number {
  const board = new SoftBoard({ name: "Lawn", pixelCount: 1000, patterns: [{ name: "it", source }], ...options });
  const client = connect(board);
  for (let now = 0; now <= 3000; now++) board.tick(now);
  assertEquals(ask(client, '{"ping":true}', 3000), ['{"ack":1}']);
  return board.stats.frames / 3;
}

const HEAVY = "export function render(i) { for (j = 0; j < 100; j++) a = j; hsv(i, 1, 1) }";
const HOPELESS = "export function render(i) { for (j = 0; j < 1000; j++) a = j; hsv(i, 1, 1) }";
const LIGHT = "export function render(i) { hsv(0, 1, 1) }";

Deno.test("SoftBoard has the frame rate it is given, whatever the pattern does", () => {
  assertEquals([LIGHT, HEAVY].map((source) => Math.round(reported(source, { fps: 20 }))), [20, 20]);
});

Deno.test("SoftBoard takes its time for frames when it is told to, at most a second", () => {
  const [light, heavy, hopeless] = [LIGHT, HEAVY, HOPELESS].map((source) =>
    reported(source, { fps: 60, modelFrameRate: true })
  );
  assertEquals(Math.round(light!), 60);
  assertEquals(heavy! > 2 && heavy! < 20, true, String(heavy));
  assertEquals(Math.round(hopeless!), 1);
});
