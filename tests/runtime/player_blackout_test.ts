import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { pixelblaze, show } from "../../shows/builder.ts";
import { boardState, stage } from "./player_stage.ts";
import { face, revue } from "./revue.ts";

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
