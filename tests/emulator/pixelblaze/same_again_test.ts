import { assertEquals } from "@std/assert";
import { SoftBoard } from "../../../emulator/pixelblaze/board.ts";
import { randomFaults } from "../../../emulator/pixelblaze/faults.ts";
import { memoryBoard } from "../../../emulator/pixelblaze/memory_board.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { fixture, fixtureNames } from "./language/support.ts";

/** Twenty seconds of a board with faults, shuffle, random patterns and a client that comes back: all that was seen. */
function run(seed: number): string[] {
  const clock = new ManualClock();
  const board = new SoftBoard({
    name: "Lawn",
    pixelCount: 30,
    patterns: fixtureNames().map((name) => ({ name, source: fixture(name) })),
    settings: { sequencerMode: 1, sequenceTimer: 700 },
    seed,
    driftPpm: 30,
    fps: 60,
    modelFrameRate: true,
    wallClock: (now) => 1_700_000_000_000 + now,
    onLog: ({ at, text }) => void seen.push(`${at} ${text}`),
  });
  const seen: string[] = [];
  board.scheduleFaults(randomFaults(seed, { from: 0, to: 20_000, perMinute: 30 }));
  const { connect, stop } = memoryBoard(board, clock, seed);
  function open(): void {
    const link = connect({
      open: () => link.send('{"getConfig":true,"listPrograms":true,"getVars":true,"setVars":{"speed":0.5}}'),
      data: (data) => void seen.push(`${clock.now()} ${typeof data === "string" ? data : data.toHex()}`),
      idle() {},
      lost(reason) {
        seen.push(`${clock.now()} lost: ${reason}`);
        clock.at(clock.now() + 300, open);
      },
    });
  }
  open();
  clock.advance(20_000);
  stop();
  return seen;
}

Deno.test("SoftBoard does the same again with the same seed, and something else with another", () => {
  const first = run(1);
  assertEquals(first.length > 300, true, String(first.length));
  assertEquals(run(1), first);
  assertEquals(run(2).join() === first.join(), false);
});
