/** Whatever is done to a player and to its links, devices end up where the show is. */

import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import { most } from "./devices/outbox_stage.ts";
import { boardState, stage } from "./player_stage.ts";
import { steadyShow } from "./random_show.ts";

type Stage = ReturnType<typeof stage>;
type Act = (one: Stage) => void;

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    ({ player }) => player.play(),
    ({ player }) => player.pause(),
    ({ player }) => void player.go(),
    ({ player }) => player.blackout(),
    ({ board }) => board().link.drop("unplugged"),
    ({ face }) => face().link.drop("unplugged"),
    ({ board, clock }) => board().board.fault({ kind: "reboot" }, clock.now()),
    ({ board, clock }) => board().board.fault({ kind: "freeze", forMs: 2500 }, clock.now()),
    ({ board, clock }) => board().board.fault({ kind: "slow", ms: 300, forMs: 2000 }, clock.now()),
    ({ board }) => board().link.faults.halfOpen = true,
    ({ board }) => board().link.faults.halfOpen = false,
    ({ board }) => board().link.faults.delayMs = 30,
    ({ face }) => face().link.faults.garbage = 0.5,
  ),
  fc.integer({ min: 0, max: 9500 }).map((to): Act => ({ player }) => player.seek(to)),
  fc.constantFrom(0.5, 1, 4).map((rate): Act => ({ player }) => player.setRate(rate)),
);

const script = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 1500 }), act: acts }), { maxLength: 12 });

/** Ends every fault and waits until the longest back-off is over. */
function calm(one: Stage): void {
  for (const { link } of [one.board(), one.face()]) {
    for (const fault of Object.keys(link.faults)) delete link.faults[fault as keyof typeof link.faults];
  }
  one.board().board.clearFaults();
  one.run(14_000);
}

function play(one: Stage, steps: readonly { readonly wait: number; readonly act: Act }[]): void {
  one.start();
  for (const { wait, act } of steps) {
    one.run(wait);
    act(one);
  }
}

Deno.test("Player brings its devices to where the show is, whatever was done before", () => {
  fc.assert(
    fc.property(steadyShow, script, fc.integer({ min: 0, max: 9500 }), (show, steps, end) => {
      const one = stage(show);
      play(one, steps);
      calm(one);
      one.player.play();
      one.player.seek(end);
      one.player.pause();
      one.run(4000);
      const shown = boardState(one.board(), one.clock.now());
      const state = one.timeline.devices.get("board")!.stateAt(end);
      // A variable without a value is as the pattern begins with it.
      for (const key of ["var:x", "var:y"]) {
        if (state.has("pattern") && !state.has(key)) assertEquals(shown.get(key), 0);
      }
      for (const [key, value] of state) {
        if (key.startsWith("control:") || (key.startsWith("var:") && shown.get("pattern") === "")) continue;
        if (typeof value === "number") assertAlmostEquals(shown.get(key) as number, value, 1e-4, key);
        else assertEquals(shown.get(key), value, key);
      }
      const face = one.timeline.devices.get("face")!;
      const { mouth, eyes } = one.face().pixo.state(one.clock.now());
      assertEquals(mouth, face.stateAt(end).get("mouth") ?? "rest");
      // A blink leaves the eyes of a real face open, whatever they were before.
      if (!face.instants.some(({ name }) => name === "blink")) {
        assertEquals(eyes, face.stateAt(end).get("eyes") ?? "open");
      }
      one.end();
      assertEquals(one.next(), undefined);
    }),
    { numRuns: 80, seed: 11 },
  );
});

Deno.test("Player keeps to the rate and to two unacknowledged messages, whatever is done", () => {
  fc.assert(
    fc.property(steadyShow, script, (show, steps) => {
      const one = stage(show);
      play(one, steps);
      calm(one);
      one.end();
      for (const device of one.timeline.devices.values()) {
        const { wire } = device.kind === "pixo" ? one.face() : one.board();
        // What darkens a device does not wait.
        const sent = wire.filter(({ data }) =>
          !/^(open|\{"brightness":0\}|off@all&face@off\n|face@rest\n)$/.test(data)
        );
        assertLessOrEqual(most(sent.map(({ at }) => at), 1000), Math.floor(device.rateHz));
      }
      assertLessOrEqual(one.board().mostUnacked(), 2);
      for (const { lateness } of one.report.devices) assert((lateness?.max ?? 0) >= 0);
    }),
    { numRuns: 40, seed: 12 },
  );
});
