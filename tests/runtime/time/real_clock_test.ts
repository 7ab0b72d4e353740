import { assert, assertEquals, assertGreaterOrEqual, assertLess } from "@std/assert";
import { RealClock, unixOrigin } from "../../../runtime/time/real_clock.ts";

Deno.test("RealClock at() runs in order at absolute times, never inside the call, and not what was cancelled", async () => {
  const clock = new RealClock();
  const start = clock.now();
  const ran: [name: string, at: number][] = [];
  const note = (name: string) => () => void ran.push([name, clock.now() - start]);
  const cancel = clock.at(start + 10, note("cancelled"));
  clock.at(start - 1000, note("past"));
  clock.at(start + 20, note("twenty"));
  const cancelLate = clock.at(start + 3_600_000, note("in an hour"));
  assertEquals(ran, []);
  cancel();
  await new Promise<void>((resolve) => clock.at(start + 40, resolve));
  cancelLate();
  assertEquals(ran.map(([name]) => name), ["past", "twenty"]);
  assertLess(ran[0]![1], 20);
  // A timer may be early by up to 0.8 ms.
  assertGreaterOrEqual(ran[1]![1], 19.2);
  assertGreaterOrEqual(clock.now() - start, 39.2);
});

Deno.test("unixOrigin() is when the clock was at 0", () => {
  const now = unixOrigin() + new RealClock().now();
  assert(Math.abs(now - Date.now()) < 1000);
});
