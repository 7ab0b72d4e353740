import { assertEquals } from "@std/assert";
import type { PlayerEvent } from "../../runtime/player.ts";
import { Report } from "../../runtime/report.ts";

function reportOf(...events: PlayerEvent[]) {
  const report = new Report(["one", "two"]);
  for (const event of events) report.add(event);
  return report.devices[0]!;
}

const sent = (due: number, at: number): PlayerEvent => ({ type: "sent", device: "one", due, at });
const state = (name: "ready" | "waiting", at = 0): PlayerEvent => ({
  type: "state",
  device: "one",
  state: name,
  at,
  detail: "",
});
const message = (at: number): PlayerEvent => ({ type: "message", device: "one", at, data: "x" });

Deno.test("Report knows every device, in order, before anything happens", () => {
  assertEquals(new Report(["one", "two"]).devices.map(({ name, state }) => [name, state]), [["one", "idle"], [
    "two",
    "idle",
  ]]);
  assertEquals(reportOf(), {
    name: "one",
    state: "idle",
    messages: 0,
    sent: 0,
    lateness: undefined,
    reconnects: 0,
    thinned: 0,
    skipped: 0,
    busiestSecond: 0,
    notices: [],
  });
});

const lateness: [name: string, late: number[], p50: number, p99: number, max: number][] = [
  ["one", [7], 7, 7, 7],
  ["two", [1, 3], 1, 3, 3],
  ["a hundred", Array.from({ length: 100 }, (_, i) => i + 1), 50, 99, 100],
  ["a hundred with one late", [...Array(99).fill(0), 30], 0, 0, 30],
  ["early ones as on time", [-2, -1, 4], 0, 4, 4],
];
for (const [name, late, p50, p99, max] of lateness) {
  Deno.test(`Report percentiles of ${name}`, () => {
    const report = reportOf(...late.map((ms) => sent(1000, 1000 + ms)));
    assertEquals([report.sent, report.lateness], [late.length, { p50, p99, max }]);
  });
}

Deno.test("Report counts reconnects, not the first connection", () => {
  assertEquals(reportOf(state("waiting")).reconnects, 0);
  assertEquals(reportOf(state("ready")).reconnects, 0);
  const { reconnects, state: last } = reportOf(state("ready"), state("waiting"), state("ready"), state("waiting"));
  assertEquals([reconnects, last], [1, "waiting"]);
});

Deno.test("Report finds the busiest second, its end not included", () => {
  assertEquals(reportOf(...[0, 500, 999, 1000, 1400, 3000].map(message)).busiestSecond, 4);
  assertEquals(reportOf(...[0, 1000, 2000].map(message)).busiestSecond, 1);
  assertEquals(reportOf(...[5, 5, 5].map(message)).messages, 3);
});

Deno.test("Report sums what was left out, and keeps each notice once", () => {
  const { skipped, thinned, notices } = reportOf(
    { type: "skipped", device: "one", at: 0, count: 2 },
    { type: "skipped", device: "one", at: 0, count: 3 },
    { type: "thinned", device: "one", at: 0 },
    { type: "notice", device: "one", at: 0, message: "a" },
    { type: "notice", device: "one", at: 0, message: "b" },
    { type: "notice", device: "one", at: 0, message: "a" },
  );
  assertEquals([skipped, thinned, notices], [5, 1, ["a", "b"]]);
});

Deno.test("Report keeps no more than 20 notices", () => {
  const flood = Array.from(
    { length: 100 },
    (_, i): PlayerEvent => ({ type: "notice", device: "one", at: 0, message: `${i}` }),
  );
  assertEquals(reportOf(...flood).notices.length, 20);
});

Deno.test("Report passes over what belongs to no device of its own", () => {
  assertEquals(
    reportOf({ type: "end", at: 0 }, { type: "message", device: "stranger", at: 0, data: "x" }).messages,
    0,
  );
});
