import { assertAlmostEquals, assertEquals, assertGreater, assertLessOrEqual } from "@std/assert";
import { show } from "../../shows/builder.ts";
import { most } from "./devices/outbox_stage.ts";
import { boardState, stage, wireText } from "./player_stage.ts";
import { board, revue } from "./revue.ts";

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

Deno.test("Player stop() before anything is connected does nothing", () => {
  const one = stage(revue());
  one.player.connect();
  one.end();
  assertEquals([one.board().wire, one.next()], [[], undefined]);
});

Deno.test("Player begins where it is told to", () => {
  const one = stage(revue(), { from: 3000 });
  one.player.connect();
  one.run(500);
  assertEquals(boardState(one.board(), 500).get("brightness"), 0.5);
  assertEquals(one.player.position, 3000);
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
