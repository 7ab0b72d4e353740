/** What goes wrong on a night, and what the audience must not notice. */

import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertGreater,
  assertGreaterOrEqual,
  assertLess,
  assertLessOrEqual,
} from "@std/assert";
import type { Link } from "../../runtime/links/link.ts";
import type { Show } from "../../runtime/model/mod.ts";
import { group, pixelblaze, pixo, show } from "../../shows/builder.ts";
import { most } from "./devices/outbox_stage.ts";
import { boardState, type PlayerStageOptions, stage, wireText } from "./player_stage.ts";

const board = pixelblaze("board", { host: "10.0.0.1" });
const other = pixelblaze("other", { host: "10.0.0.2" });
const face = pixo("face", { port: "/dev/ttyACM0" });

/** Ramps on two boards and mouths on a face for twelve seconds: something is always under way. */
function revue(): Show {
  return show("Revue", { devices: [board, other, face], end: "13s" }, (s) => {
    const boards = group("boards", board, other);
    s.at("0s", boards.pattern("A"), boards.vars({ x: 1 }), boards.brightness(0));
    s.at("1s", boards.brightness(1, { over: "10s" }));
    for (let i = 0; i < 50; i++) s.at(1 + i / 5, face.mouth(["ai", "e", "o", "rest"][i % 4]!));
    s.at("6s", boards.pattern("B"), boards.vars({ y: 2 }));
    s.at("11.5s", boards.brightness(0.5));
  });
}

/** After the end of the revue, when everything is at rest. */
const END = 14_900;

type Stage = ReturnType<typeof stage>;

/** Plays the revue to its end with faults at times of the clock; play begins at 500. */
function play(
  faults: readonly (readonly [at: number, harm: (one: Stage) => void])[],
  options?: PlayerStageOptions,
): Stage {
  const one = stage(revue(), options);
  one.start();
  for (const [at, harm] of faults) {
    one.run(at - one.clock.now());
    harm(one);
  }
  one.run(END - one.clock.now());
  return one;
}

const golden = play([]);
const GOLDEN = { other: wireText(golden.board("other")), face: wireText(golden.face()) };
golden.end();

/** The wires of everything but the first board are as on a night without faults. */
function assertOthersUntouched(one: Stage): void {
  assertEquals(wireText(one.board("other")), GOLDEN.other);
  assertEquals(wireText(one.face()), GOLDEN.face);
}

/** The board ends up as the show says, and never got more than its rate on the way. */
function assertInStep(one: Stage): void {
  assertEquals(one.player.devices[0]!.state, "ready");
  const shown = boardState(one.board(), one.clock.now());
  assertEquals([shown.get("pattern"), shown.get("var:y"), shown.get("brightness")], ["B", 2, 0.5]);
  assertWithinRate(one);
}

function assertWithinRate(one: Stage): void {
  const sent = one.board().wire.filter(({ data }) => data !== "open");
  assertLessOrEqual(most(sent.map(({ at }) => at), 1049), 10);
  assertLessOrEqual(one.board().mostUnacked(), 2);
}

/** What went over the board's wire from the last time it opened before `until`. */
function sinceOpen(one: Stage, until = Infinity): string[] {
  const lines = wireText(one.board()).filter((line) => Number(line.split(" ")[0]) < until);
  return lines.slice(lines.findLastIndex((line) => line.endsWith("open")));
}

Deno.test("Player after a drop in mid-ramp brings the board back with its whole state at now, the others untouched", () => {
  const one = play([[4000, ({ board }) => board().link.drop("unplugged")]]);
  assertOthersUntouched(one);
  assertInStep(one);
  const [open, greeting, first, second] = sinceOpen(one);
  const at = Number(open!.split(" ")[0]);
  assertLessOrEqual(at - 4000, 2000 + 250);
  assertEquals(greeting, `${at} {"sendUpdates":false,"listPrograms":true}`);
  const state = JSON.parse(first!.slice(first!.indexOf("{")));
  assertEquals([state.activeProgramId, state.save, state.ping], ["A".repeat(17), false, true]);
  assertAlmostEquals(state.brightness, (at - 1500) / 10_000, 0.012);
  assertEquals(second, `${at} {"setVars":{"x":1},"ping":true}`);
  const { reconnects, lateness } = one.report.devices[0]!;
  assertEquals(reconnects, 1);
  assertLess(lateness!.max, 0.001);
  one.end();
});

Deno.test("Player brings back a board that rebooted with everything it forgot", () => {
  const one = play([[7000, ({ board, clock }) => board().board.fault({ kind: "reboot" }, clock.now())]]);
  assertOthersUntouched(one);
  assertInStep(one);
  assertEquals(one.report.devices[0]!.reconnects, 1);
  one.end();
});

Deno.test("Player misses nothing of a half-open link: two messages at most, and lost after three seconds", () => {
  const one = play([
    [4010, ({ board }) => board().link.faults.halfOpen = true],
    [9000, ({ board }) => board().link.faults.halfOpen = false],
  ]);
  assertOthersUntouched(one);
  assertInStep(one);
  const swallowed = one.board().wire.filter(({ at, data }) => at >= 4010 && at < 7000 && data !== "open");
  assertEquals(swallowed.length, 2);
  const lost = one.states("board").find((state) => state.includes("waiting: "))!;
  assertEquals(lost.replace(/^\S+ /, ""), "waiting: stopped answering 3 s ago");
  assertLessOrEqual(Number(lost.split(" ")[0]), 4010 + 105 + 3000);
  one.end();
});

Deno.test("Player gives the board nothing stale after a freeze", () => {
  const one = play([[4010, ({ board, clock }) => board().board.fault({ kind: "freeze", forMs: 5000 }, clock.now())]]);
  assertOthersUntouched(one);
  assertInStep(one);
  // What the board applied after it woke: only values of then.
  const back = Number(sinceOpen(one)[0]!.split(" ")[0]);
  assertGreater(back, 9010);
  const first = one.board().wire.find(({ at, data }) => at >= back && data.includes("brightness"))!;
  assertAlmostEquals(JSON.parse(first.data).brightness, (first.at - 1500) / 10_000, 0.012);
  one.end();
});

Deno.test("Player gives up a connect that nobody answers after three seconds, and tries again later and later", () => {
  const one = play([
    [4000, ({ board }) => {
      board().link.faults.blackhole = true;
      board().link.drop("power cut");
    }],
    [12_900, ({ board }) => board().link.faults.blackhole = false],
  ]);
  assertOthersUntouched(one);
  const states = one.states("board").map((state) =>
    [Number(state.split(" ")[0]), state.slice(state.indexOf(" ") + 1)] as const
  );
  const tries = states.filter(([at, state]) => at >= 4000 && state === "connecting").map(([at]) => at);
  const givenUp = states.filter(([at, state]) => at > 4000 && state.startsWith("waiting")).map(([at]) => at);
  assertEquals(givenUp.slice(0, 2), [tries[0]! + 3000, tries[1]! + 3000]);
  assert(states.some(([, state]) => state === "waiting: no answer within 3 s"));
  const waits = [tries[0]! - 4000, tries[1]! - givenUp[0]!, tries[2]! - givenUp[1]!];
  waits.forEach((wait, i) => {
    assertGreaterOrEqual(wait, 125 * 2 ** i);
    assertLessOrEqual(wait, 250 * 2 ** i);
  });
  one.end();
});

Deno.test("Player spreads the tries of boards that went away together", () => {
  const one = stage(revue());
  one.start();
  for (const name of ["board", "other"]) one.board(name).link.faults.blackhole = true;
  one.run(1000);
  for (const name of ["board", "other"]) one.board(name).link.drop("power cut");
  one.run(10_000);
  const tries = ["board", "other"].map((name) =>
    one.states(name).filter((state) => state.endsWith("connecting")).map((state) => Number(state.split(" ")[0])).slice(
      1,
    )
  );
  tries[0]!.forEach((at, i) => assert(Math.abs(at - tries[1]![i]!) > 1, `${at}`));
  one.end();
});

Deno.test("Player tries soon again when a board that came back is lost again", () => {
  const one = play([2000, 4000, 6000, 8000].map((at) => [at, ({ board }) => board().link.drop("loose plug")]));
  assertOthersUntouched(one);
  assertInStep(one);
  const opened = one.board().wire.filter(({ data }) => data === "open").map(({ at }) => at);
  assertEquals(opened.length, 5);
  opened.slice(1).forEach((at, i) => assertLessOrEqual(at - 2000 * (i + 1), 250));
  one.end();
});

Deno.test("Player greets a board that comes back within its rate", () => {
  const one = stage(show("Burst", { devices: [board], end: "9s" }, (s) => {
    s.at("0s", board.pattern("A"));
    s.at("2s", ...Array.from({ length: 10 }, () => board.trigger("triggerFlash")));
  }));
  one.start();
  one.run(2010);
  one.board().link.drop("unplugged");
  one.run(3000);
  assertEquals(sinceOpen(one).slice(0, 2), ["3550 open", '3550 {"sendUpdates":false,"listPrograms":true}']);
  one.end();
});

Deno.test("Player waits for slow acknowledgements, and its last word arrives", () => {
  const one = play([
    [4000, ({ board, clock }) => board().board.fault({ kind: "slow", ms: 800, forMs: 20_000 }, clock.now())],
  ]);
  assertOthersUntouched(one);
  assertInStep(one);
  const rate = most(one.board().wire.filter(({ at }) => at > 5000).map(({ at }) => at), 1000);
  assertLessOrEqual(rate, 4);
  assertEquals(one.report.devices[0]!.reconnects, 0);
  one.end();
});

Deno.test("Player keeps at it while a board refuses", () => {
  const one = play([[4000, ({ board, clock }) => {
    board().board.fault({ kind: "refuse", forMs: 3000 }, clock.now());
    board().board.fault({ kind: "drop" }, clock.now());
  }]]);
  assertOthersUntouched(one);
  assertInStep(one);
  const refused = one.states("board").filter((state) => state.endsWith("it refuses connections"));
  assertGreater(refused.length, 2);
  one.end();
});

Deno.test("Player bears garbage", () => {
  const one = play([
    [3000, ({ board, face }) => {
      board().link.faults.garbage = 0.5;
      face().link.faults.garbage = 0.9;
    }],
    [9000, ({ board }) => board().link.faults.garbage = 0],
  ]);
  assertEquals(wireText(one.board("other")), GOLDEN.other);
  assertInStep(one);
  one.end();
});

Deno.test("Player bears loss in both directions", () => {
  const one = play([
    [1000, ({ board }) => board().link.faults.loss = 0.2],
    [9000, ({ board }) => board().link.faults.loss = 0],
  ]);
  assertOthersUntouched(one);
  assertInStep(one);
  assertGreater(one.report.devices[0]!.reconnects, 0);
  one.end();
});

Deno.test("Player begins with a board that is not there, and tells it all when it comes", () => {
  const one = stage(revue());
  one.board().link.faults.blackhole = true;
  one.start();
  one.run(8000);
  one.board().link.faults.blackhole = false;
  one.run(END - one.clock.now());
  assertOthersUntouched(one);
  assertInStep(one);
  assertEquals(one.report.devices[0]!.reconnects, 0);
  one.end();
});

Deno.test("Player gives up a board that connects and stays silent", () => {
  const one = stage(revue());
  one.board().link.faults.loss = 1;
  one.start();
  one.run(2600);
  assertEquals(one.states("board").slice(-2), ["0 greeting", "3000 waiting: connected, but silent for 3 s"]);
  one.end();
});

Deno.test("Player goes on without a device that cannot be connected to at all, and says why", () => {
  const one = stage(revue(), {
    reach: (name, reach) =>
      name !== "board" ? reach : {
        ...reach,
        connect: () => () => {
          throw new SyntaxError("Invalid URL: 'ws://256.1.1.1:81'");
        },
      },
  });
  one.start();
  one.run(END - one.clock.now());
  assertOthersUntouched(one);
  assert(one.states("board").includes("0 waiting: Invalid URL: 'ws://256.1.1.1:81'"));
  assertEquals(one.player.devices[0]!.state, "waiting");
  one.end();
});

Deno.test("Player looks for a board until its address is known", () => {
  let known = false;
  const one = stage(revue(), {
    reach: (name, reach) => name !== "board" ? reach : { ...reach, connect: () => known ? reach.connect() : undefined },
  });
  one.start();
  one.run(2000);
  assertEquals(one.states("board"), ["0 waiting", "0 searching: address not known yet"]);
  known = true;
  one.run(END - one.clock.now());
  assertOthersUntouched(one);
  assertInStep(one);
  one.end();
});

Deno.test("Player tells once of a pattern that a board has not, and its variables to nobody", () => {
  const one = stage(show("Missing", { end: "6s" }, (s) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 1 }));
    s.at("1s", board.pattern("Missing"), board.vars({ x: 2 }), board.brightness(0.5));
    s.at("2s", board.ramp({ x: 3 }, { over: "2s" }));
    s.at("5s", board.pattern("B"), board.vars({ x: 4 }));
  }));
  one.start();
  one.run(6000);
  assertEquals(one.notices("board").length, 1);
  assertEquals(one.notices("board")[0]!.startsWith('has no pattern "Missing"'), true);
  assertEquals(
    wireText(one.board()).filter((line) => line.includes("setVars")).map((line) => line.split(" ")[0]),
    ["0", "5500"],
  );
  assert(wireText(one.board()).includes('1500 {"brightness":0.5,"ping":true}'));
  one.end();
});

Deno.test("Player probes a board that is quiet, and loses it when it does not answer", () => {
  const one = stage(show("Quiet", { devices: [board], end: "30s" }, (s) => s.at("0s", board.pattern("A"))));
  one.start();
  one.run(3000);
  assertEquals(wireText(one.board()).slice(-2), ['1500 {"ping":true}', '3000 {"ping":true}']);
  one.board().link.faults.halfOpen = true;
  one.run(4000);
  assert(one.states("board").includes("7500 waiting: stopped answering 3 s ago"));
  one.end();
});

Deno.test("Player probes once, whatever the last digits of its time are", () => {
  const one = stage(show("Digits", { devices: [board], end: "9s" }, (s) => s.at("706.677ms", board.vars({ x: 1 }))));
  one.player.connect();
  one.run(2000);
  one.player.play();
  one.run(3000);
  assertEquals(wireText(one.board()).slice(-2), ['2706.677 {"setVars":{"x":1},"ping":true}', '4206.677 {"ping":true}']);
  one.end();
});

Deno.test("Player does not probe when the slot is needed", () => {
  const one = stage(show("Full", { end: "5s" }, (s) => {
    s.at("0s", board.pattern("A"));
    s.at("2s", ...Array.from({ length: 10 }, () => board.trigger("triggerFlash")));
  }));
  one.start();
  one.run(4000);
  // A probe would be due at 1500, within a second of the ten that fill it.
  const sent = one.events.flatMap((event) => event.type === "sent" && event.due === 2500 ? [event.at] : []);
  assertEquals(sent, Array(10).fill(2500));
  one.end();
});

Deno.test("Player tells a face that does not answer all the same, and says so", () => {
  const one = stage(revue(), {
    reach: (name, reach) =>
      name !== "face" ? reach : {
        ...reach,
        connect: () => (told) => reach.connect()!({ ...told, data() {} }),
      },
  });
  one.start();
  one.run(END - one.clock.now());
  assertEquals(one.notices("face"), ["does not answer: if nothing shows, set it to Command mode and check its port"]);
  assertEquals(one.states("face").at(-1), "1000 ready: does not answer");
  assertEquals(one.face().pixo.state(0).mouth, one.timeline.devices.get("face")!.stateAt(13_000).get("mouth"));
  one.end();
});

Deno.test("Player loses a face that has answered before and is silent when it is probed", () => {
  const one = stage(show("Quiet", { devices: [face], end: "30s" }, (s) => s.at("0s", face.mouth("o"))));
  one.start();
  one.run(3000);
  one.face().link.faults.halfOpen = true;
  one.run(2000);
  one.face().link.faults.halfOpen = false;
  one.run(5000);
  assertEquals(one.states("face").slice(4), [
    "7500 waiting: stopped answering 3 s ago",
    ...one.states("face").slice(5),
  ]);
  assertEquals(one.player.devices[0]!.state, "ready");
  assertEquals(one.report.devices[0]!.reconnects, 1);
  one.end();
});

/** The revue with a face whose link can be held up. */
function withStuckFace() {
  let stuck = false;
  let idle = () => {};
  const one = stage(revue(), {
    reach: (name, reach) =>
      name !== "face" ? reach : {
        ...reach,
        connect: () => (told) => {
          idle = () => told.idle();
          const link: Link = reach.connect()!(told);
          return {
            get busy() {
              return stuck;
            },
            send: (data) => link.send(data),
            close: () => link.close(),
          };
        },
      },
  });
  one.start();
  return {
    one,
    hold: () => void (stuck = true),
    release() {
      stuck = false;
      idle();
      one.run(0);
    },
  };
}

Deno.test("Player tells of a link that takes nothing, once each time, and goes on with the newest mouth", () => {
  const { one, hold, release } = withStuckFace();
  one.run(2000);
  hold();
  one.run(6010);
  release();
  assertEquals(one.notices("face"), ["has taken no data for 3 s: if it hangs, unplug it and plug it in again"]);
  const wanted = one.timeline.devices.get("face")!.stateAt(one.player.position).get("mouth");
  assertEquals(one.face().pixo.state(0).mouth, wanted);
  assertEquals(one.player.devices.map(({ state }) => state), ["ready", "ready", "ready"]);
  hold();
  one.run(3500);
  assertEquals(one.notices("face").length, 2);
  one.end();
});

Deno.test("Player blackout() reaches a device as soon as its link takes something again", () => {
  const { one, hold, release } = withStuckFace();
  one.run(2000);
  hold();
  one.player.blackout();
  one.run(1000);
  assert(!wireText(one.face()).some((line) => line.includes("off@all")));
  release();
  assertEquals(wireText(one.face()).at(-1), "3500 off@all&face@off");
  one.end();
});
