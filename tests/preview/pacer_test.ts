import { assertEquals } from "@std/assert";
import { Pacer } from "../../preview/pacer.ts";
import { ManualClock } from "../../runtime/time/manual_clock.ts";

function setUp(): { clock: ManualClock; pacer: Pacer; runs: number[] } {
  const clock = new ManualClock();
  const runs: number[] = [];
  const pacer = new Pacer({ clock, interval: 25, keepAlive: 1000, run: () => runs.push(clock.now()) });
  return { clock, pacer, runs };
}

Deno.test("Pacer runs soon, never inside request()", () => {
  const { clock, pacer, runs } = setUp();
  pacer.request();
  assertEquals(runs, []);
  clock.advance(0);
  assertEquals(runs, [0]);
  pacer.close();
});

Deno.test("Pacer merges many requests into one run for each interval and always runs for the last", () => {
  const { clock, pacer, runs } = setUp();
  for (let at = 0; at < 100; at++) {
    clock.advanceTo(at);
    pacer.request();
  }
  clock.advance(500);
  assertEquals(runs, [0, 25, 50, 75, 100]);
  pacer.close();
});

Deno.test("Pacer keeps its rate when timers are late and does not catch up after a stall", () => {
  const runs: number[] = [];
  let now = 0;
  let due: { when: number; run: () => void } | undefined;
  const clock = {
    now: () => now,
    at(when: number, run: () => void) {
      const timer = due = { when, run };
      return () => {
        if (due === timer) due = undefined;
      };
    },
  };
  const pacer = new Pacer({ clock, interval: 25, keepAlive: 1000, run: () => runs.push(now) });
  for (const late of [0, 4, 4, 4, 300, 4]) {
    pacer.request();
    const timer = due!;
    due = undefined;
    now = Math.max(now, timer.when) + late;
    timer.run();
  }
  assertEquals(runs, [0, 29, 54, 79, 400, 429]);
  pacer.close();
});

Deno.test("Pacer waits on when its timer is early", () => {
  const runs: number[] = [];
  let now = 0;
  const timers: (() => void)[] = [];
  const clock = { now: () => now, at: (_: number, run: () => void) => (timers.push(run), () => {}) };
  const pacer = new Pacer({ clock, interval: 25, keepAlive: 1000, run: () => runs.push(now) });
  now = 10;
  pacer.request();
  now = 9.5;
  timers[0]!();
  assertEquals(runs, []);
  now = 10;
  timers[1]!();
  assertEquals(runs, [10]);
  pacer.close();
});

Deno.test("Pacer runs once a second while there are signs of life and stops without", () => {
  const { clock, pacer, runs } = setUp();
  pacer.request();
  for (let at = 100; at <= 3100; at += 100) {
    clock.advanceTo(at);
    pacer.alive();
  }
  clock.advance(60_000);
  assertEquals(runs, [0, 1000, 2000, 3000, 4000]);
  assertEquals(clock.next, undefined);
  pacer.alive();
  clock.advance(0);
  assertEquals(runs.length, 6);
  pacer.close();
});

Deno.test("Pacer does nothing after close()", () => {
  const { clock, pacer, runs } = setUp();
  pacer.request();
  pacer.close();
  pacer.request();
  pacer.alive();
  clock.advance(5000);
  assertEquals(runs, []);
  assertEquals(clock.next, undefined);
});
