import { assertEquals } from "@std/assert";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";

/** Sets timers as `name:when`, moves the clock, and gives what ran as `name@now`. */
function run(timers: readonly string[], move: (clock: ManualClock) => void): string[] {
  const clock = new ManualClock();
  const ran: string[] = [];
  for (const timer of timers) {
    const [name, when] = timer.split(":");
    clock.at(Number(when), () => ran.push(`${name}@${clock.now()}`));
  }
  move(clock);
  return ran;
}

const cases: [name: string, timers: string[], move: (clock: ManualClock) => void, ran: string[]][] = [
  ["in order of time", ["b:20", "a:10", "c:30"], (clock) => clock.advance(25), ["a@10", "b@20"]],
  ["of one moment as they were set", ["a:10", "b:10", "c:10"], (clock) => clock.advance(10), ["a@10", "b@10", "c@10"]],
  ["at the moment it is moved to", ["a:10"], (clock) => clock.advanceTo(10), ["a@10"]],
  ["not before their time", ["a:10"], (clock) => clock.advance(9.999), []],
  ["that are past at once, and never back in time", ["a:-5"], (clock) => clock.advance(0), ["a@0"]],
  ["once", ["a:10"], (clock) => (clock.advance(10), clock.advance(10)), ["a@10"]],
  ["never when moved back", ["a:10"], (clock) => clock.advanceTo(-10), []],
];

for (const [name, timers, move, ran] of cases) {
  Deno.test(`ManualClock runs timers ${name}`, () => assertEquals(run(timers, move), ran));
}

Deno.test("ManualClock at() never runs inside the call, and follows timers that set timers", () => {
  const clock = new ManualClock(100);
  const ran: string[] = [];
  clock.at(100, () => {
    ran.push("first");
    clock.at(100, () => ran.push("second"));
    clock.at(150, () => ran.push(`third at ${clock.now()}`));
  });
  assertEquals(ran, []);
  clock.advance(50);
  assertEquals(ran, ["first", "second", "third at 150"]);
});

Deno.test("ManualClock at() gives a cancel that may be called late and twice", () => {
  const clock = new ManualClock();
  const ran: string[] = [];
  const cancel = clock.at(10, () => ran.push("cancelled"));
  const late = clock.at(10, () => ran.push("kept"));
  clock.at(5, () => cancel());
  clock.advance(20);
  late();
  late();
  assertEquals(ran, ["kept"]);
  assertEquals([clock.now(), clock.next], [20, undefined]);
});

Deno.test("ManualClock next is the earliest timer", () => {
  const clock = new ManualClock();
  clock.at(20, () => {});
  clock.at(10, () => {});
  assertEquals(clock.next, 10);
  clock.advance(10);
  assertEquals(clock.next, 20);
});

Deno.test("ManualClock stands still where it was made", () => {
  const clock = new ManualClock(7);
  assertEquals([clock.now(), clock.next], [7, undefined]);
  clock.advance(0.5);
  assertEquals(clock.now(), 7.5);
});
