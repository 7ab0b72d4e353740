import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLess, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { type Budget, planBudget } from "../../runtime/budget.ts";
import { compile } from "../../runtime/model/mod.ts";
import { type CueWriter, pixelblaze, type PixelblazeOptions, pixo, show } from "../../shows/builder.ts";
import { playOutbox } from "./devices/outbox_stage.ts";
import { stage } from "./player_stage.ts";
import { randomShow, timelineOf } from "./random_show.ts";

/** The budget of a show on one board. */
function plan(
  write: (s: CueWriter, board: ReturnType<typeof pixelblaze>) => void,
  options: PixelblazeOptions = {},
): Budget {
  const board = pixelblaze("board", { host: "10.0.0.1", ...options });
  const timeline = compile(show("Test", { devices: [board] }, (s) => write(s, board)));
  return planBudget(timeline)[0]!;
}

Deno.test("planBudget() of a show that fits", () => {
  const budget = plan((s, board) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 1 }));
    for (let i = 1; i <= 10; i++) s.at(i, board.vars({ x: i + 1 }));
    s.at("5.1s", board.vars({ x: 0 }), board.trigger("triggerFlash"));
    s.at("5.98s", board.vars({ x: 0.5 }));
  });
  assertEquals(budget, {
    device: "board",
    rateHz: 10,
    messages: 2 + 10 + 3,
    busiest: { at: 5000, messages: 4 },
    thinned: 0,
    late: undefined,
    worstStep: undefined,
  });
});

Deno.test("planBudget() of a show that does not fit says where and how late", () => {
  const { late, busiest } = plan((s, board) => {
    s.at("0s", board.pattern("A"));
    for (let i = 1; i <= 12; i++) s.at(3 + i / 100, board.vars({ x: i }));
  });
  // Ten leave on time; what was due at 3.11 s leaves when the first of them is 1050 ms old.
  assertEquals(late, { count: 1, at: 3110, byMs: 3010 + 1050 - 3110 });
  assertEquals(busiest, { at: 3010, messages: 10 });
});

Deno.test("planBudget() counts instants that would be left out", () => {
  const { late, messages } = plan((s, board) => {
    s.at("0s", board.pattern("A"));
    s.at("3s", ...Array.from({ length: 30 }, () => board.trigger("triggerFlash")));
  });
  assertEquals([late?.count, late?.at, messages], [20, 3000, 11]);
  assertGreater(late!.byMs, 250);
});

Deno.test("planBudget() counts samples that are left out", () => {
  const { late, thinned, worstStep } = plan((s, board) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 0 }), board.brightness(0));
    s.at("1s", board.brightness(1, { over: "4s" }));
    for (let i = 0; i < 10; i++) s.at(2 + i / 10, board.trigger("triggerFlash"));
  });
  assertEquals(late, undefined);
  assertGreater(thinned, 5);
  assertGreater(worstStep!.part, 0.1);
});

// Samples stand in the middle of their slots, so that a linear ramp is off by half a slot at most; the last slot of a
// ramp takes what is left, up to two slots.
const ramps: [overMs: number, rate: number, longestSlot: number][] = [
  [1050, 10, 105],
  [4000, 10, 4000 - 37 * 105],
  [400, 10, 190],
  [10_500, 10, 105],
  [4200, 5, 210],
];
for (const [overMs, rate, longestSlot] of ramps) {
  Deno.test(`planBudget() worst step of a ramp of ${overMs} ms at ${rate} a second`, () => {
    const { worstStep, thinned } = plan((s, board) => {
      s.at("0s", board.pattern("A"), board.vars({ x: 5 }));
      s.at("2s", board.ramp({ x: 25 }, { over: overMs / 1000 }));
    }, { rate: `${rate}/s` });
    assertEquals([worstStep!.key, thinned], ["var:x", 0]);
    assertAlmostEquals(worstStep!.part, longestSlot / 2 / overMs, 1e-5);
  });
}

for (const ease of ["sine-in-out", "expo-in", "cubic-out"]) {
  Deno.test(`planBudget() worst step of a ramp that goes ${ease} is the one a close look finds`, () => {
    const board = pixelblaze("board", { host: "10.0.0.1" });
    const timeline = compile(show("Test", {}, (s) => {
      s.at("0s", board.pattern("A"), board.vars({ x: 0 }));
      s.at("1s", board.ramp({ x: 8 }, { over: "3s", ease }));
    }));
    const device = timeline.devices.get("board")!;
    const { left } = playOutbox(timeline, device);
    let worst = 0;
    for (let at = 1000; at < 4000; at += 0.1) {
      const told = left.findLast((one) => one.at <= at)!.message.makes.at(-1)![1] as number;
      worst = Math.max(worst, Math.abs(told - (device.stateAt(at).get("var:x") as number)) / 8);
    }
    assertAlmostEquals(planBudget(timeline)[0]!.worstStep!.part, worst, 0.0005);
    assertGreater(worst, 0.02);
  });
}

Deno.test("planBudget() ends where the show ends", () => {
  const board = pixelblaze("board", { host: "10.0.0.1" });
  const [budget] = planBudget(compile(show("Test", { end: "3s" }, (s) => {
    s.at("0s", board.brightness(0));
    s.at("1s", board.brightness(1, { over: "10s" }));
    s.at("9s", board.vars({ x: 1 }));
  })));
  // Two seconds of samples, the exact value at the end, and the first.
  assertEquals(budget!.messages, 1 + Math.ceil(2000 / 105) + 1);
});

Deno.test("planBudget() of a ramp that steps is quick and sees the step", () => {
  const start = performance.now();
  const budget = plan((s, board) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 0 }));
    s.at("2s", board.ramp({ x: 1 }, { over: "600s", ease: "step" }));
  });
  assertEquals(budget.messages, 3);
  assertLess(performance.now() - start, 1000);
});

Deno.test("planBudget() plans each device by itself, whatever patterns its boards have", () => {
  const board = pixelblaze("board", { host: "10.0.0.1" });
  const face = pixo("face", { port: "/dev/ttyACM0" });
  const budgets = planBudget(compile(show("Test", {}, (s) => {
    s.at("0s", board.pattern("No such pattern"), board.vars({ x: 1 }), face.mouth("ai"));
    s.at("1s", face.mouth("o"), face.blink());
  })));
  assertEquals(budgets.map(({ device, messages, rateHz }) => [device, messages, rateHz]), [
    ["board", 2, 10],
    ["face", 2, 25],
  ]);
});

Deno.test("planBudget() of an empty show", () => {
  const { messages, busiest, late } = plan(() => {});
  assertEquals([messages, busiest, late], [0, { at: 0, messages: 0 }, undefined]);
});

Deno.test("planBudget() plans what an outbox then does", () => {
  fc.assert(
    fc.property(randomShow, (random) => {
      const timeline = timelineOf(random);
      for (const budget of planBudget(timeline)) {
        const device = timeline.devices.get(budget.device)!;
        const { left, sent, skipped } = playOutbox(timeline, device);
        // A slot that ends within a microsecond of a cue may be one more here or there.
        assertAlmostEquals(left.length, budget.messages, 1);
        assertEquals(sent.some(([due, at]) => at - due >= 1) || skipped > 0, budget.late !== undefined);
        assertLessOrEqual(budget.busiest.messages, Math.floor(device.rateHz));
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});

Deno.test("planBudget() finds a show to fit that then is never late on a software board", () => {
  let fitting = 0;
  fc.assert(
    fc.property(randomShow, (random) => {
      const budgets = planBudget(timelineOf(random));
      // The greeting takes a slot in the first second, of which no plan knows.
      if (budgets.some(({ late, busiest, rateHz }) => late !== undefined || busiest.messages >= Math.floor(rateHz))) {
        return;
      }
      fitting++;
      const one = stage(random);
      one.player.connect();
      one.run(2000);
      one.player.play();
      one.run(12_000);
      one.end();
      for (const { lateness, skipped, name } of one.report.devices) {
        assertEquals(skipped, 0, name);
        assert((lateness?.max ?? 0) < 1, `${name} is ${lateness?.max} ms late`);
      }
    }),
    { numRuns: 60, seed: 6 },
  );
  assertGreater(fitting, 10);
});
