import { assertEquals, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { RateWindow, WINDOW_MS } from "../../../runtime/model/rate_window.ts";

Deno.test("RateWindow is free again when a message is a window old, and no sooner", () => {
  const window = new RateWindow(2);
  window.take(0);
  window.take(100);
  assertEquals([window.free(100), window.nextFree(100)], [0, WINDOW_MS]);
  assertEquals([window.free(WINDOW_MS - 0.001), window.free(WINDOW_MS), window.free(WINDOW_MS + 100)], [0, 1, 2]);
  assertEquals(window.nextFree(WINDOW_MS), WINDOW_MS);
});

Deno.test("RateWindow rounds a fraction down, and lets at least one through", () => {
  assertEquals([2.9, 1, 0.5, 0].map((rate) => new RateWindow(rate).free(0)), [2, 1, 1, 1]);
});

Deno.test("RateWindow.leavesRoom() asks whether what is sent now leaves room later", () => {
  const window = new RateWindow(3);
  window.take(0);
  assertEquals(window.leavesRoom(100, 1, 1, 200), true);
  assertEquals(window.leavesRoom(100, 2, 1, 200), false);
  assertEquals(window.leavesRoom(100, 1, 2, WINDOW_MS), true);
  assertEquals(window.leavesRoom(100, 2, 3, 100 + WINDOW_MS), true);
});

Deno.test("RateWindow is free at the time that nextFree() gives, and keeps its rate in any window", () => {
  const gaps = fc.array(fc.double({ min: 0, max: 700, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(gaps, fc.integer({ min: 1, max: 12 }), (gaps, rate) => {
    const window = new RateWindow(rate);
    const sent: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      now = window.nextFree(now + gap);
      assertLess(0, window.free(now));
      window.take(now);
      sent.push(now);
    }
    sent.forEach((time, i) => {
      const since = sent.slice(0, i + 1).filter((other) => other + WINDOW_MS > time).length;
      assertLessOrEqual(since, rate);
    });
  }));
});
