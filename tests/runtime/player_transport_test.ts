import { assert, assertAlmostEquals, assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import { pixelblaze, show } from "../../shows/builder.ts";
import { most } from "./devices/outbox_stage.ts";
import { boardState, stage, wireText } from "./player_stage.ts";
import { board, revue } from "./revue.ts";

const slow = pixelblaze("board", { host: "10.0.0.1", latency: "40ms" });

Deno.test("Player plays eight times as fast, with as many messages a second", () => {
  const one = stage(revue(), { rate: 8 });
  one.start();
  one.run(1000);
  assertEquals(one.player.position, 8000);
  assertEquals(boardState(one.board(), one.clock.now()).get("brightness"), 0.25);
  assertLessOrEqual(most(one.board().wire.map(({ at }) => at), 1000), 11);
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
