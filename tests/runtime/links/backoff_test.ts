import { assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { backoff } from "../../../runtime/links/backoff.ts";

const cases: [failures: number, chance: number, ms: number][] = [
  [1, 1, 250],
  [1, 0, 125],
  [2, 1, 500],
  [3, 1, 1000],
  [6, 1, 8000],
  [7, 1, 10_000],
  [7, 0, 5000],
  [8, 1, 10_000],
  [1_000_000, 1, 10_000],
];
for (const [failures, chance, ms] of cases) {
  Deno.test(`backoff() after ${failures} failures with chance ${chance} is ${ms} ms`, () => {
    assertEquals(backoff(failures, chance), ms);
  });
}

Deno.test("backoff() spreads waits evenly over the upper half", () => {
  const waits = Array.from({ length: 100 }, (_, i) => backoff(4, i / 100));
  waits.slice(1).forEach((wait, i) => assertGreater(wait, waits[i]!));
  assertAlmostEquals(waits.reduce((sum, wait) => sum + wait) / 100, 1500, 10);
});
