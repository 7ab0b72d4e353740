import { assert, assertAlmostEquals, assertEquals, assertGreater, assertLessOrEqual, assertThrows } from "@std/assert";
import type { Show } from "../../runtime/model/mod.ts";
import { group, pixelblaze, pixo, show } from "../../shows/builder.ts";
import { boardState, stage, wireText } from "./player_stage.ts";
import { most } from "./devices/outbox_stage.ts";

const board = pixelblaze("board", { host: "10.0.0.1" });
const other = pixelblaze("other", { host: "10.0.0.2" });
const face = pixo("face", { port: "/dev/ttyACM0" });

/** Patterns, ramps and mouths on two boards and a face, eight seconds long. */
function revue(): Show {
  return show("Revue", { devices: [board, other, face], end: "8s" }, (s) => {
    const boards = group("boards", board, other);
    s.at("0s", boards.pattern("A"), boards.vars({ x: 1 }), boards.brightness(0), face.mouth("rest"));
    s.at("1s", boards.brightness(1, { over: "4s" }));
    ["ai", "e", "o", "rest"].forEach((mouth, i) => s.at(2 + i / 5, face.mouth(mouth)));
    s.at("5.5s", boards.pattern("B"), boards.vars({ y: 2 }));
    s.at("6s", board.ramp({ y: 3 }, { over: "1s" }), other.trigger("triggerFlash"), face.blink());
    s.at("7.5s", boards.brightness(0.25), face.face("sleep"));
  });
}

Deno.test("Player greets its devices, then tells them what they should show, before and while it plays", () => {
  const one = stage(revue());
  one.player.connect();
  one.run(500);
  assertEquals(wireText(one.board()), [
    "0 open",
    '0 {"sendUpdates":false,"listPrograms":true}',
    '0 {"activeProgramId":"AAAAAAAAAAAAAAAAA","save":false,"brightness":0,"ping":true}',
    '0 {"setVars":{"x":1},"ping":true}',
  ]);
  assertEquals(wireText(one.face()), ["0 open", "0 info", "0 mouth@rest&eyes@open"]);
  assertEquals(one.states("board"), ["0 waiting", "0 connecting", "0 greeting", "0 ready: 2 patterns"]);
  assertEquals(one.states("face"), [
    "0 waiting",
    "0 connecting",
    "0 greeting",
    "0 ready: Tree, soft-pixo-1, soft-pixo",
  ]);
  one.player.play();
  one.run(2300);
  assertEquals(wireText(one.face()).slice(3), ["1500 echo|cuelight", "2500 mouth@ai", "2700 mouth@e"]);
  one.end();
});

Deno.test("Player brings every device to where the timeline says, and nothing is late", () => {
  const one = stage(revue());
  one.start();
  for (const seconds of [0.9, 5.2, 7.2, 7.9, 20]) {
    one.run(500 + seconds * 1000 - one.clock.now());
    const position = Math.min(seconds * 1000, 8000);
    for (const name of ["board", "other"]) {
      const shown = boardState(one.board(name), one.clock.now());
      for (const [key, value] of one.timeline.devices.get(name)!.stateAt(position)) {
        if (typeof value === "number") assertAlmostEquals(shown.get(key) as number, value, 1e-4);
        else assertEquals(shown.get(key), value);
      }
    }
    const { eyes, mouth } = one.face().pixo.state(one.clock.now());
    const wanted = one.timeline.devices.get("face")!.stateAt(position);
    assertEquals([eyes, mouth], [wanted.get("eyes"), wanted.get("mouth")]);
  }
  for (const { lateness, skipped, reconnects, busiestSecond, notices } of one.report.devices) {
    assertEquals([lateness, skipped, reconnects, notices], [{ p50: 0, p99: 0, max: 0 }, 0, 0, []]);
    assertLessOrEqual(busiestSecond, 25);
  }
  assertEquals(one.events.filter(({ type }) => type === "end").map(({ at }) => at), [8500]);
  one.end();
});

Deno.test("Player keeps every board within its rate and two unacknowledged messages", () => {
  const one = stage(revue());
  for (const name of ["board", "other"]) one.board(name).link.faults.delayMs = 20;
  one.start();
  one.run(10_000);
  for (const name of ["board", "other"]) {
    const { wire, mostUnacked } = one.board(name);
    assertLessOrEqual(most(wire.filter(({ data }) => data !== "open").map(({ at }) => at), 1000), 10);
    assertEquals(mostUnacked(), 2);
  }
  one.end();
});

Deno.test("Player does the same in two runs, byte for byte", () => {
  const run = () => {
    const one = stage(revue());
    for (const name of ["board", "other"]) Object.assign(one.board(name).link.faults, { loss: 0.05, garbage: 0.02 });
    one.board().board.scheduleFaults([{ at: 3000, fault: { kind: "drop" } }]);
    one.start();
    one.run(12_000);
    one.end();
    return [wireText(one.board()), wireText(one.board("other")), wireText(one.face()), one.events];
  };
  const first = run();
  assertGreater(first[0]!.length, 40);
  assertEquals(run(), first);
});

Deno.test("Player stop() has a face rest, ends every link and leaves no timer", () => {
  const one = stage(revue());
  one.start();
  one.run(1750);
  assertEquals(one.face().pixo.state(0).mouth, "rest");
  one.run(300);
  assertEquals(one.face().pixo.state(0).mouth, "ai");
  one.end();
  assertEquals(wireText(one.face()).at(-1), "2550 face@rest");
  assertEquals(one.face().pixo.state(0).mouth, "rest");
  assertEquals(one.board().board.sessions, 0);
  assertEquals(one.next(), undefined);
  assertEquals(one.player.devices.map(({ state }) => state), ["stopped", "stopped", "stopped"]);
});

Deno.test("Player stop() leaves dark what a blackout has darkened", () => {
  const one = stage(revue());
  one.start();
  one.run(3000);
  one.player.blackout();
  one.run(100);
  one.end();
  assertEquals(one.face().pixo.state(0).mouth, "off");
  assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0);
});

Deno.test("Player stop() before anything is connected does nothing", () => {
  const one = stage(revue());
  one.player.connect();
  one.end();
  assertEquals([one.board().wire, one.next()], [[], undefined]);
});

Deno.test("Player plays eight times as fast, with as many messages a second", () => {
  const one = stage(revue(), { rate: 8 });
  one.start();
  one.run(1000);
  assertEquals(one.player.position, 8000);
  assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0.25);
  assertLessOrEqual(most(one.board().wire.map(({ at }) => at), 1000), 11);
  one.end();
});

Deno.test("Player begins where it is told to", () => {
  const one = stage(revue(), { from: 3000 });
  one.player.connect();
  one.run(500);
  assertEquals(boardState(one.board(), 500).get("brightness"), 0.5);
  assertEquals(one.player.position, 3000);
  one.end();
});

Deno.test("Player plays a loop over and over, and tells each turn what differs", () => {
  const one = stage(
    show("Loop", { end: "4s" }, (s) => {
      s.at("0s", board.pattern("A"), board.vars({ x: 1 }));
      s.at("1s", board.vars({ x: 2 }));
      s.at("2s", board.vars({ x: 3 }), board.trigger("triggerFlash"));
    }),
    { loop: { from: 500, to: 2000 } },
  );
  one.start();
  one.run(5100);
  const vars = wireText(one.board()).filter((line) => line.includes("setVars"));
  assertEquals(vars.map((line) => line.replace(/ .*"x":(\d).*/, " $1")), [
    "0 1",
    "1500 2",
    "2500 1",
    "3000 2",
    "4000 1",
    "4500 2",
    "5500 1",
  ]);
  // The trigger lies at the loop's end, and so not in it.
  assert(!wireText(one.board()).some((line) => line.includes("triggerFlash")));
  assertEquals(one.events.filter(({ type }) => type === "end"), []);
  one.end();
});

const slow = pixelblaze("board", { host: "10.0.0.1", latency: "40ms" });

Deno.test("Player tells a device with a latency so much earlier", () => {
  const one = stage(show("Slow", { end: "4s" }, (s) => {
    s.at("0s", slow.pattern("A"), slow.brightness(0));
    s.at("1s", slow.vars({ x: 1 }), slow.trigger("triggerFlash"));
    s.at("2s", slow.brightness(1, { over: "1s" }));
  }));
  one.start();
  one.run(5000);
  const lines = wireText(one.board());
  assertEquals(lines.filter((line) => /"x"|trigger/.test(line)).map((line) => line.split(" ")[0]), ["1460", "1460"]);
  assertEquals(lines.at(-1)!.startsWith("3460 "), false);
  assertEquals(lines.findLast((line) => line.includes('"brightness":1,'))!.split(" ")[0], "3460");
  const due = one.events.flatMap((event) => event.type === "sent" ? [event.due] : []);
  assertEquals(due, [1460, 1460, 3460]);
  assertEquals(one.report.devices[0]!.lateness, { p50: 0, p99: 0, max: 0 });
  one.end();
});

Deno.test("Player tells a device with a latency no cue that waits for its GO", () => {
  const one = stage(show("Hold", { end: "4s" }, (s) => {
    s.at("0s", slow.pattern("A"), slow.vars({ x: 1 }));
    s.go({ at: "1s" }, slow.vars({ x: 2 }), slow.trigger("triggerFlash"));
  }));
  one.start();
  one.run(3000);
  assert(!wireText(one.board()).some((line) => /"x":2|trigger/.test(line)));
  assert(one.player.go());
  one.run(1000);
  assertEquals(
    wireText(one.board()).filter((line) => /"x":2|trigger/.test(line)).map((line) => line.split(" ")[0]),
    ["3500", "3500"],
  );
  assertEquals(one.report.devices[0]!.lateness!.max, 0);
  one.end();
});

Deno.test("Player tells a device with a latency nothing from behind the loop", () => {
  const one = stage(
    show("Loop", { end: "4s" }, (s) => {
      s.at("0s", slow.pattern("A"), slow.vars({ x: 1 }));
      s.at("1s", slow.vars({ x: 2 }), slow.trigger("triggerFlash"));
    }),
    { loop: { from: 200, to: 1000 } },
  );
  one.start();
  one.run(5000);
  assert(!wireText(one.board()).some((line) => /"x":2|trigger/.test(line)));
  one.end();
});

Deno.test("Player holds before a cue until a GO, and one GO is enough", () => {
  const one = stage(show("Hold", { end: "4s" }, (s) => {
    s.cue({ at: "0s", label: "start" }, board.pattern("A"), board.vars({ x: 1 }));
    s.go({ at: "1s", number: 1 }, board.vars({ x: 2 }));
    s.go({ at: "1.5s", number: 2 }, board.vars({ x: 3 }));
  }));
  assertEquals(one.player.go(), false);
  one.start();
  assertEquals(one.player.go(), false);
  one.run(2000);
  assertEquals(boardState(one.board(), 2500).get("var:x"), 1);
  assertEquals([one.player.go(), one.player.go()], [true, false]);
  one.run(50);
  assertEquals(one.player.go(), false);
  one.run(2000);
  assertEquals(boardState(one.board(), 4550).get("var:x"), 2);
  assertEquals(one.player.go(), true);
  one.run(100);
  assertEquals(boardState(one.board(), 4650).get("var:x"), 3);
  const told = one.events.filter(({ type }) => type === "hold" || type === "cue");
  assertEquals(told.map((event) => `${event.at} ${event.type} ${"position" in event ? event.position : ""}`), [
    "0 cue 0",
    "1499.999 hold 1000",
    "2500 cue 1000",
    "2999.999 hold 1500",
    "4550 cue 1500",
  ]);
  one.end();
});

Deno.test("Player takes a GO soon after another as the same press, even where the next cue waits already", () => {
  const one = stage(show("Hold", { end: "4s" }, (s) => {
    s.at("0s", board.pattern("A"));
    s.go({ at: "1s" }, board.vars({ x: 2 }));
    s.go({ at: "1.02s" }, board.vars({ x: 3 }));
  }));
  one.start();
  one.run(2000);
  assertEquals(one.player.go(), true);
  one.run(50);
  assertEquals(one.player.go(), false);
  one.run(50);
  assertEquals(one.player.go(), true);
  one.end();
});

Deno.test("Player goes through a stack of cues that wait one microsecond apart", () => {
  const one = stage(show("Stack", { end: "1s" }, (s) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 1 }));
    for (const x of [2, 3, 4]) s.go({ at: `${(x - 1) / 1000}ms` }, board.vars({ x }));
  }));
  one.start();
  for (const x of [1, 2, 3, 4]) {
    one.run(1000);
    assertEquals(boardState(one.board(), one.clock.now()).get("var:x"), x);
    assertEquals(one.player.go(), x < 4);
  }
  one.end();
});

Deno.test("Player holds before a cue at 0, and shows nothing of it", () => {
  const one = stage(show("First", { end: "4s" }, (s) => {
    s.go({ at: "0s" }, board.pattern("A"), board.vars({ x: 2 }), board.trigger("triggerFlash"), board.brightness(0.5));
  }));
  one.start();
  one.run(1000);
  assertEquals(wireText(one.board()).slice(2), ['0 {"brightness":1,"ping":true}', '1500 {"ping":true}']);
  assert(one.player.go());
  one.run(100);
  assertEquals(wireText(one.board()).slice(2).filter((line) => line.startsWith("1500")).length, 4);
  one.end();
});

Deno.test("Player pauses a ramp at its exact value and goes on from it", () => {
  const one = stage(revue());
  one.start();
  one.run(1300);
  one.player.pause();
  one.run(5000);
  assertAlmostEquals(boardState(one.board(), one.clock.now()).get("brightness") as number, 0.075, 1e-5);
  one.player.play();
  one.run(1700);
  assertEquals(one.player.position, 3000);
  one.end();
});

Deno.test("Player seeks, and fires nothing that it jumps over", () => {
  const one = stage(revue());
  one.start();
  one.run(1000);
  one.player.seek(6500);
  one.run(50);
  const shown = boardState(one.board(), one.clock.now());
  assertEquals([shown.get("pattern"), shown.get("brightness")], ["B", 1]);
  one.player.seek(500);
  one.run(50);
  const back = boardState(one.board(), one.clock.now());
  assertEquals([back.get("pattern"), back.get("brightness"), back.get("var:x"), back.get("var:y")], ["A", 0, 1, 0]);
  assert(!wireText(one.board("other")).some((line) => line.includes("triggerFlash")));
  assertThrows(() => one.player.seek(NaN), RangeError);
  one.end();
});

Deno.test("Player blackout() makes everything dark at once, and play() brings it back", () => {
  const one = stage(revue());
  one.start();
  one.run(3210);
  one.player.blackout();
  one.run(0);
  assertEquals([one.player.isDark, one.player.playhead.playing], [true, false]);
  assertEquals(boardState(one.board(), 3710).get("brightness"), 0);
  assertEquals(one.face().pixo.frame(3710).every((value) => value === 0), true);
  const before = one.board().wire.length;
  one.player.seek(6000);
  assertEquals(one.player.go(), false);
  one.run(10_000);
  // Nothing but probes, until it plays again.
  assert(one.board().wire.slice(before).every(({ data }) => data === '{"ping":true}'));
  assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0);
  one.player.play();
  one.run(100);
  assertEquals([one.player.isDark, boardState(one.board(), one.clock.now()).get("brightness")], [false, 1]);
  assertEquals(boardState(one.board(), one.clock.now()).get("pattern"), "B");
  one.end();
});

for (const wasAway of [true, false]) {
  Deno.test(`Player blackout() keeps a board dark that ${wasAway ? "was" : "goes"} away`, () => {
    const one = stage(revue());
    one.start();
    one.run(3000);
    const acts = [() => one.board().board.fault({ kind: "reboot" }, one.clock.now()), () => one.player.blackout()];
    for (const act of wasAway ? acts : acts.toReversed()) {
      act();
      one.run(100);
    }
    one.run(5000);
    assertEquals(one.player.devices[0]!.state, "ready");
    assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0);
    one.end();
  });
}

for (const away of [false, true]) {
  Deno.test(`Player play() after a blackout lights what the show says nothing of${away ? ", on a new connection too" : ""}`, () => {
    const dim = pixelblaze("board", { host: "10.0.0.1", brightness: "40%" });
    const one = stage(show("Plain", { devices: [dim, face], end: "9s" }, (s) => {
      s.at("0s", dim.pattern("A"), dim.vars({ x: 1 }), face.effects({ star: "static|Y" }));
      s.at("5s", face.mouth("ai"));
    }));
    one.start();
    one.run(1000);
    one.player.blackout();
    one.run(2000);
    assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0);
    assertEquals(one.face().pixo.state(one.clock.now()).eyes, "off");
    if (away) {
      for (const { link } of [one.board(), one.face()]) link.drop("unplugged");
    }
    one.player.play();
    one.run(1000);
    assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0.4);
    const { eyes, mouth } = one.face().pixo.state(one.clock.now());
    assertEquals([eyes, mouth], ["open", "rest"]);
    one.end();
  });
}

Deno.test("Player blackout() counts against the rate of what follows", () => {
  const one = stage(revue());
  one.start();
  for (let i = 0; i < 8; i++) {
    one.run(150);
    one.player.blackout();
    one.player.play();
  }
  one.run(2000);
  // The dark itself does not wait; all else does.
  const sent = one.board().wire.filter(({ data }) => data !== "open");
  sent.forEach(({ at, data }, i) => {
    if (data === '{"brightness":0}') return;
    assertLessOrEqual(sent.slice(0, i + 1).filter((before) => before.at > at - 1000).length, 10);
  });
  one.end();
});

Deno.test("Player after a stall of five seconds skips to now", () => {
  const one = stage(show("Stall", { end: "12s" }, (s) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 0 }));
    for (let i = 1; i <= 50; i++) s.at(1 + i / 10, board.vars({ x: i }), board.trigger("triggerFlash"));
  }));
  one.clock.late.push([2000, 7100]);
  one.start();
  one.run(8000);
  const lines = wireText(one.board());
  assertEquals(lines.filter((line) => Number(line.split(" ")[0]) >= 2000), [
    '7100 {"setVars":{"x":50},"ping":true}',
  ]);
  const { skipped, lateness, reconnects } = one.report.devices[0]!;
  assertEquals([skipped, lateness!.max, reconnects], [46, 5100, 0]);
  one.end();
});

Deno.test("Player reports how late a cue left", () => {
  const one = stage(show("Late", {}, (s) => {
    s.at("0s", board.pattern("A"), board.vars({ x: 0 }));
    for (let i = 1; i <= 20; i++) s.at(i, board.vars({ x: i }));
  }));
  one.clock.late.push([5500, 5530], [20_500, 20_503]);
  one.start();
  one.run(30_000);
  // The cue at 5 s left 30 ms late, the last one 3 ms.
  assertEquals(one.report.devices[0]!.lateness, { p50: 0, p99: 30, max: 30 });
  assertEquals(one.events.flatMap((event) => event.type === "sent" && event.at > event.due ? [event.at] : []), [
    5530,
    20_503,
  ]);
  one.end();
});

Deno.test("Player pump() gives the next time to look, and nothing once all is done", () => {
  const one = stage(show("Short", { devices: [board], end: "1s" }, (s) => s.at("0.5s", board.vars({ x: 1 }))));
  assertEquals(one.player.pump(0), undefined);
  one.player.play();
  assertEquals(one.player.pump(0), 1000);
  one.end();
});
