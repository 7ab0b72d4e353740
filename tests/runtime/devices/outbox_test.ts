import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { compile } from "../../../runtime/model/mod.ts";
import {
  type CueWriter,
  pixelblaze,
  type PixelblazeTarget,
  pixo,
  type PixoTarget,
  show,
} from "../../../shows/builder.ts";
import { leftText, type Played, playOutbox, type StageOptions } from "./outbox_stage.ts";

/** Plays a show on one board at 10 messages a second; `end` keeps it going when nothing else does. */
function board(
  write: (s: CueWriter, board: PixelblazeTarget) => void,
  options: StageOptions & { readonly end?: string } = {},
): Played {
  const target = pixelblaze("board", { host: "1.2.3.4" });
  const made = show("Test", { devices: [target], ...(options.end === undefined ? {} : { end: options.end }) }, (s) => {
    write(s, target);
  });
  const timeline = compile(made);
  return playOutbox(timeline, timeline.devices.get("board")!, options);
}

/** The same on a face. */
function face(
  write: (s: CueWriter, face: PixoTarget) => void,
  options: StageOptions & { readonly end?: string } = {},
): Played {
  const target = pixo("face", { port: "/dev/ttyACM0" });
  const made = show("Test", { devices: [target], ...(options.end === undefined ? {} : { end: options.end }) }, (s) => {
    write(s, target);
  });
  const timeline = compile(made);
  return playOutbox(timeline, timeline.devices.get("face")!, options);
}

Deno.test("Outbox sends the state at the start, then what changes, on time", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 1, y: 2 }), one.brightness(0.5));
    s.at("1s", one.vars({ x: 3 }));
    s.at("2s", one.vars({ x: 3 }), one.brightness(0.5));
    s.at("3s", one.controls({ sliderHue: 0.25 }), one.vars({ y: 4 }));
  });
  assertEquals(leftText(played), [
    "0 pattern=A brightness=0.5",
    "0 var:x=1 var:y=2",
    "1000 var:x=3",
    "3000 control:sliderHue=0.25 var:y=4",
  ]);
  assertEquals(played.sent, [[0, 0], [1000, 1000], [3000, 3000]]);
});

Deno.test("Outbox starts a pattern first, and tells again what the board forgets", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 1 }));
    s.at("1s", one.vars({ x: 1 }), one.pattern("B"));
  });
  assertEquals(leftText(played).slice(2), ["1000 pattern=B", "1000 var:x=1"]);
});

Deno.test("Outbox tells the start of a ramp, samples it in the middle of each slot, and its end at its end", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("1s", one.brightness(1, { over: "630ms" }));
  });
  // Slots of 105 ms; the last sample stands until the end, from 1525 to 1630.
  assertEquals(leftText(played), [
    "0 brightness=0",
    ...[0, 1, 2, 3, 4, 5].map((slot) => `${1000 + 105 * slot} brightness=${round((52.5 + 105 * slot) / 630)}`),
    "1630 brightness=1",
  ]);
  assertEquals(played.thinned, 0);
});

Deno.test("Outbox makes the last slot of a ramp as long as what is left, and centres its sample", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("1s", one.brightness(1, { over: "400ms" }));
  });
  // 400 ms are three slots of 105 ms and 85 ms: the third one stands for 190 ms.
  assertEquals(leftText(played).slice(1), [
    `1000 brightness=${round(52.5 / 400)}`,
    `1105 brightness=${round(157.5 / 400)}`,
    `1210 brightness=${round(305 / 400)}`,
    "1400 brightness=1",
  ]);
});

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

Deno.test("Outbox samples all ramps of a board in one message", () => {
  const { left } = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0, y: 0 }), one.brightness(0));
    s.at("1s", one.ramp({ x: 1, y: 2, brightness: 1 }, { over: "1s" }));
  });
  for (const { message } of left.filter(({ at }) => at > 0)) {
    assertEquals(message.makes.map(([key]) => key).sort(), ["brightness", "var:x", "var:y"]);
  }
});

Deno.test("Outbox samples at the board's own rate when it is slower", () => {
  const target = pixelblaze("board", { host: "1.2.3.4", rate: "4/s" });
  const timeline = compile(show("Slow", {}, (s) => {
    s.at("0s", target.brightness(0));
    s.at("1s", target.brightness(1, { over: "4s" }));
  }));
  const { left } = playOutbox(timeline, timeline.devices.get("board")!);
  assertEquals(left.slice(1, 4).map(({ at }) => at), [1000, 1262.5, 1525]);
});

Deno.test("Outbox samples as often in clock time when the show plays faster", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("1s", one.brightness(1, { over: "8s" }));
  }, { rate: 8 });
  assertEquals(played.left.slice(1, 5).map(({ at }) => at), [125, 230, 335, 440]);
  assertAlmostEquals(played.left[2]!.message.makes[0]![1] as number, (105 + 52.5) * 8 / 8000, 1e-6);
  assertEquals(played.left.at(-1)!.at, 1125);
});

Deno.test("Outbox sends no sample close before a cue, and takes samples along with a cue", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0, y: 0 }));
    s.at("1s", one.ramp({ x: 1 }, { over: "1s" }));
    s.at("1.5s", one.vars({ y: 1 }));
  });
  const times = played.left.map(({ at }) => at).filter((at) => at > 1000);
  // After 1315 the next slot would begin at 1420, 80 ms before the cue: that sample goes with it.
  assertEquals(times, [1105, 1210, 1315, 1500, 1605, 1710, 1815, 2000]);
  assertEquals(leftText(played).find((line) => line.startsWith("1500")), "1500 var:x=0.5525 var:y=1");
  assert(played.sent.every(([due, at]) => due === at));
});

const still: [name: string, write: (s: CueWriter, one: PixelblazeTarget) => void][] = [
  ["steps at its end", (s, one) => s.at("1s", one.ramp({ x: 1 }, { over: "20s", ease: "step" }))],
  [
    "leads where it begins",
    (s, one) => s.at("1s", one.ramp({ list: [1, 2] }, { from: { list: [1, 2] }, over: "20s" })),
  ],
  ["belongs to a pattern the board has not", (s, one) => {
    s.at("1s", one.pattern("Missing"), one.ramp({ x: 1 }, { from: { x: 0 }, over: "20s" }));
  }],
];
for (const [name, write] of still) {
  Deno.test(`Outbox does not busy itself with a ramp that ${name}`, () => {
    const played = board((s, one) => {
      s.at("0s", one.pattern("A"), one.vars({ x: 0, list: [1, 2] }));
      write(s, one);
    });
    // One look a slot, and a few at the ends.
    assert(played.looks < 21_000 / 100 + 10, `looked ${played.looks} times`);
    assert(played.left.length <= 4, leftText(played).join("\n"));
  });
}

Deno.test("Outbox tells at once where a ramp with a start of its own begins", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0, y: 0 }));
    s.at("1s", one.ramp({ x: 1 }, { over: "3s" }));
    s.at("2.05s", one.ramp({ y: 0 }, { from: { y: 100 }, over: "1s" }));
  });
  const first = played.left.find(({ message }) => message.makes.some(([key, value]) => key === "var:y" && value !== 0));
  assertEquals(first!.at, 2050);
  assertGreater(first!.message.makes.find(([key]) => key === "var:y")![1] as number, 90);
  assertEquals(played.sent.at(1), [2050, 2050]);
});

Deno.test("Outbox pauses a ramp at its exact value", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("1s", one.brightness(1, { over: "10s" }));
  }, { touches: [{ at: 1333, run: (playhead, _, now) => playhead.pause(now) }] });
  assertEquals(leftText(played).at(-1), "1333 brightness=0.0333");
  assertEquals(played.told.get("brightness"), 0.0333);
});

Deno.test("Outbox pauses a ramp one slot later when its samples have used up the rate", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("1s", one.brightness(1, { over: "10s" }));
  }, { touches: [{ at: 3333, run: (playhead, _, now) => playhead.pause(now) }] });
  assertEquals(leftText(played).at(-1), "3415 brightness=0.2333");
});

Deno.test("Outbox jumps to what should be, at once, in mid-ramp too", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    s.at("1s", one.ramp({ x: 1 }, { over: "10s" }));
  }, {
    touches: [
      { at: 1120, run: (playhead, _, now) => playhead.seek(now, 8000) },
      { at: 1150, run: (playhead, _, now) => playhead.pause(now) },
    ],
  });
  const after = leftText(played).filter((line) => Number(line.split(" ")[0]) >= 1120);
  assertEquals(after, ["1120 var:x=0.7053", "1150 var:x=0.703"]);
});

Deno.test("Outbox starts the pattern anew when it goes back to where a variable had no value", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"));
    s.at("1s", one.vars({ x: 1 }));
    s.at("2s", one.vars({ x: 2 }));
  }, {
    end: "5s",
    touches: [
      { at: 3000, run: (playhead, _, now) => playhead.seek(now, 1500) },
      { at: 3100, run: (playhead, _, now) => playhead.seek(now, 500) },
      { at: 3200, run: (playhead, _, now) => playhead.pause(now) },
    ],
  });
  assertEquals(leftText(played).slice(-2), ["3000 var:x=1", "3100 pattern=A"]);
});

Deno.test("Outbox starts the pattern anew after it was where the show names none", () => {
  const played = board((s, one) => {
    s.at("1s", one.pattern("A"));
    s.at("2s", one.vars({ x: 1 }));
  }, {
    end: "9s",
    touches: [
      { at: 3000, run: (playhead, _, now) => playhead.seek(now, 500) },
      { at: 3100, run: (playhead, _, now) => playhead.seek(now, 1500) },
      { at: 3200, run: (playhead, _, now) => playhead.pause(now) },
    ],
  });
  assertEquals(leftText(played), ["1000 pattern=A", "2000 var:x=1", "3100 pattern=A"]);
});

Deno.test("Outbox tells all when the device has lost its memory", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 1 }), one.brightness(0.5));
    s.at("1s", one.brightness(1, { over: "2s" }));
  }, { touches: [{ at: 1500, run: (_, outbox) => outbox.forget() }] });
  assertEquals(leftText(played).filter((line) => line.startsWith("1500 ")), [
    `1500 pattern=A brightness=${round(0.625 + 52.5 / 4000)}`,
    "1500 var:x=1",
  ]);
});

Deno.test("Outbox sends the newest value alone after the link was busy, and says how late", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    for (let i = 1; i <= 8; i++) s.at(1 + i / 10, one.vars({ x: i }));
  }, { end: "3s", ready: (now) => now < 1000 || now >= 2000 });
  assertEquals(leftText(played).slice(2), ["2000 var:x=8"]);
  assertEquals(played.sent.slice(1), [[1100, 2000]]);
});

Deno.test("Outbox after a stall sends where the show is now, and nothing of what lies between", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    for (let i = 1; i <= 40; i++) s.at(1 + i / 10, one.vars({ x: i }), one.trigger("triggerFlash"));
  }, { end: "8s", stall: [1050, 6000] });
  assertEquals(leftText(played).slice(2), ["6000 var:x=40"]);
  assertEquals(played.skipped, 40);
  assertEquals(played.sent.at(-1), [1100, 6000]);
});

Deno.test("Outbox never merges instants, in their order, after the values of their moment", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"));
    s.at("1s", one.trigger("triggerOne"), one.trigger("triggerTwo"), one.next(), one.vars({ x: 1 }));
  });
  assertEquals(leftText(played).slice(1), ["1000 var:x=1", "1000 fires 1", "1000 fires 1", "1000 fires 1"]);
  assertEquals(
    played.left.slice(2).map(({ message }) => JSON.parse(String(message.data))),
    [
      { setControls: { triggerOne: 1 }, save: false },
      { setControls: { triggerTwo: 1 }, save: false },
      { nextProgram: true, ping: true },
    ],
  );
  assertEquals(played.sent.slice(1), [[1000, 1000], [1000, 1000], [1000, 1000], [1000, 1000]]);
});

Deno.test("Outbox leaves out instants that are late by more than 250 ms, and counts them", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"));
    s.at("1s", one.trigger("triggerEarly"));
    s.at("1.3s", one.trigger("triggerLate"));
  }, { end: "2s", ready: (now) => now < 1000 || now >= 1500 });
  assertEquals(leftText(played).slice(1), ["1500 fires 1"]);
  assertEquals(played.skipped, 1);
  assertEquals(played.sent.slice(1), [[1300, 1500]]);
});

Deno.test("Outbox keeps an instant for 250 ms, and not a microsecond longer", () => {
  for (const [back, skipped] of [[1250, 0], [1250.01, 1]] as const) {
    const played = board((s, one) => {
      s.at("0s", one.pattern("A"));
      s.at("1s", one.trigger("triggerOne"));
    }, { end: "2s", stall: [999, back] });
    assertEquals(played.skipped, skipped);
    assertEquals(played.left.length, 2 - skipped);
  }
});

Deno.test("Outbox says of each thing how late it was, not of one that was left out before it", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    s.at("1s", one.trigger("triggerOne"));
    s.at("1.5s", one.vars({ x: 1 }));
  }, { ready: (now) => now < 1000 || now >= 1500 });
  assertEquals(played.sent.slice(1), [[1500, 1500]]);
  assertEquals(played.skipped, 1);
});

Deno.test("Outbox lets no sample delay an instant", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("2s", one.brightness(1, { over: "4s" }));
    for (let i = 0; i < 10; i++) s.at(3 + i / 10, one.trigger("triggerOne"));
  });
  const instants = played.sent.filter(([due]) => due >= 3000 && due < 4000);
  assertEquals(instants.map(([due]) => due), Array.from({ length: 10 }, (_, i) => 3000 + i * 100));
  assert(instants.every(([due, at]) => at - due < 1), JSON.stringify(instants));
  assertGreater(played.thinned, 0);
});

Deno.test("Outbox lets no sample take a slot of as many cues as ever fit", () => {
  const played = board((s, one) => {
    s.at("0s", one.brightness(0));
    s.at("2.7s", one.brightness(1, { over: "2s" }));
    s.at("3s", ...Array.from({ length: 10 }, () => one.trigger("triggerOne")));
  });
  assertEquals(played.sent.filter(([due]) => due === 3000), Array(10).fill([3000, 3000]));
});

Deno.test("Outbox says of each thing how late it was after a stall", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    s.at("1s", one.trigger("triggerOne"));
    s.at("1.1s", one.vars({ x: 1 }));
  }, { stall: [500, 1200] });
  assertEquals(played.sent.slice(1), [[1000, 1200], [1100, 1200]]);
});

Deno.test("Outbox keeps to the rate when a show asks for more, and says how late", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    for (let i = 1; i <= 20; i++) s.at(2 + i / 100, one.vars({ x: i }));
  });
  // Ten at once, and the newest when the first of them is 1050 ms old.
  assertEquals(leftText(played).slice(2).map((line) => line.split(" ")[0]), [
    ...Array.from({ length: 10 }, (_, i) => String(2010 + i * 10)),
    "3060",
  ]);
  assertEquals(played.told.get("var:x"), 20);
  assertEquals(played.sent.at(-1), [2110, 3060]);
});

Deno.test("Outbox knows what a board still has when a pattern came and went before it could be told", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 1 }));
    s.at("1s", one.pattern("B"));
    s.at("1.5s", one.pattern("A"));
  }, { end: "3s", ready: (now) => now < 1000 || now >= 2000 });
  // A goes on, but must not have the x of before.
  assertEquals(leftText(played), ["0 pattern=A", "0 var:x=1", "2000 pattern=A"]);
});

Deno.test("Outbox tells once that a pattern is missing, and its variables to no other pattern", () => {
  const played = board((s, one) => {
    s.at("0s", one.pattern("A"), one.vars({ x: 0 }));
    s.at("1s", one.pattern("Missing"), one.vars({ x: 1 }), one.brightness(0.5));
    s.at("2s", one.vars({ x: 2 }));
    s.at("3s", one.pattern("B"), one.vars({ x: 3 }));
  });
  assertEquals(leftText(played).slice(2), ["1000 brightness=0.5", "3000 pattern=B", "3000 var:x=3"]);
  assertEquals(played.refused.length, 1);
  assertEquals(played.refused[0]!.startsWith('has no pattern "Missing": '), true);
});

Deno.test("Outbox packs what a face is told at one moment into one line, the mouth first", () => {
  const played = face((s, one) => {
    s.at("1s", one.effects({ all: "off", star: "static|Y" }), one.eyes("closed"), one.mouth("o"), one.brightness(0.4));
  });
  assertEquals(played.left.map(({ message }) => String(message.data)), [
    "mouth@rest&eyes@open&clear@all&clear@star&brightness|100\n",
    "mouth@o&eyes@closed&off@all&static@star|Y&brightness|40\n",
  ]);
});

Deno.test("Outbox turns all of a face off again when a part was lit in between", () => {
  const played = face((s, one) => {
    s.at("1s", one.effects({ all: "off" }));
    s.at("2s", one.effects({ star: "static|Y" }));
    s.at("3s", one.effects({ all: "off" }));
  });
  assertEquals(played.left.slice(1).map(({ at, message }) => `${at} ${message.data}`), [
    "1000 off@all&clear@star\n",
    "2000 static@star|Y\n",
    "3000 off@all\n",
  ]);
});

Deno.test("Outbox drops a mouth that is not the newest when the line was busy", () => {
  const played = face((s, one) => {
    ["ai", "o", "e", "rest"].forEach((mouth, i) => s.at(1 + i * 0.04, one.mouth(mouth)));
  }, { ready: (now) => now < 1010 || now >= 1090 });
  assertEquals(leftText(played).slice(1).map((line) => line.split(" ").at(-1)), ["mouth=ai", "mouth=e", "mouth=rest"]);
});
