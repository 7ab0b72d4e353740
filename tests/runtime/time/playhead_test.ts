import { assertEquals, assertThrows } from "@std/assert";
import { Playhead, type PlayheadOptions, type Span } from "../../../runtime/time/playhead.ts";

/** A span as `from-to`, with `!` before it when it jumped. */
function text({ from, to, jumped }: Span): string {
  return `${jumped ? "!" : ""}${from}-${to}`;
}

type Step =
  | readonly [now: number, "play" | "pause" | "go"]
  | readonly [now: number, "seek" | "rate", number]
  | readonly [now: number, "is", position: number, spans?: string];

/** Does the steps; `is` says where it stands and, when given, what was played since the last spans. */
function follow(options: PlayheadOptions, steps: readonly Step[]): void {
  const playhead = new Playhead(options);
  for (const [now, step, value, spans] of steps) {
    const place = `at ${now} ${step} ${value}`;
    if (step === "play") playhead.play(now);
    if (step === "pause") playhead.pause(now);
    if (step === "seek") playhead.seek(now, value!);
    if (step === "rate") playhead.setRate(now, value!);
    if (step === "go") playhead.go(now);
    if (step !== "is") continue;
    assertEquals(playhead.positionAt(now), value, place);
    if (spans !== undefined) assertEquals(playhead.spans(now).map(text).join(" "), spans, place);
  }
}

const cases: [name: string, options: PlayheadOptions, steps: Step[]][] = [
  ["stands at 0 until it plays", { duration: 1000 }, [[0, "is", 0, ""], [500, "is", 0, ""], [500, "play"], [
    500,
    "is",
    0,
    "!0-0.001",
  ], [600, "is", 100, "0.001-100.001"]]],
  ["stops at the end", { duration: 1000 }, [[0, "play"], [999, "is", 999], [1000, "is", 1000], [
    5000,
    "is",
    1000,
    "!0-1000.001",
  ], [6000, "is", 1000, ""]]],
  ["pauses, and goes on where it was", { duration: 1000 }, [
    [0, "play"],
    [100, "pause"],
    [100, "is", 100, "!0-100.001"],
    [900, "is", 100, ""],
    [900, "play"],
    [950, "is", 150, "100.001-150.001"],
  ]],
  ["keeps what was played before a pause", { duration: 1000 }, [
    [0, "play"],
    [100, "pause"],
    [900, "play"],
    [950, "is", 150, "!0-100.001 100.001-150.001"],
  ]],
  ["plays twice and pauses twice as once", { duration: 1000 }, [
    [0, "play"],
    [100, "play"],
    [200, "pause"],
    [300, "pause"],
    [400, "is", 200, "!0-100.001 100.001-200.001"],
  ]],
  ["plays faster and slower from there on", { duration: 10_000 }, [
    [0, "play"],
    [100, "rate", 8],
    [200, "is", 900],
    [200, "rate", 0.5],
    [400, "is", 1000, "!0-100.001 100.001-900.001 900.001-1000.001"],
  ]],
  ["changes its rate while it stands", { duration: 10_000, rate: 2 }, [
    [0, "rate", 4],
    [100, "is", 0],
    [100, "play"],
    [200, "is", 400],
  ]],
  ["jumps, and forgets what was not asked for", { duration: 1000 }, [
    [0, "play"],
    [100, "seek", 500],
    [100, "is", 500, "!500-500.001"],
    [150, "is", 550, "500.001-550.001"],
    [150, "seek", 20],
    [160, "is", 30, "!20-30.001"],
  ]],
  ["jumps after a pause, and forgets what was not asked for", { duration: 1000 }, [
    [0, "play"],
    [100, "pause"],
    [100, "seek", 500],
    [100, "play"],
    [100, "is", 500, "!500-500.001"],
  ]],
  ["jumps while it stands", { duration: 1000 }, [
    [0, "seek", 500],
    [100, "is", 500, ""],
    [100, "seek", 700],
    [100, "play"],
    [110, "is", 710, "!700-710.001"],
  ]],
  ["jumps no further than start and end", { duration: 1000 }, [
    [0, "seek", -5],
    [0, "is", 0],
    [0, "seek", 5000],
    [0, "is", 1000],
    [0, "seek", Infinity],
    [0, "is", 1000],
  ]],
  ["comes back from the end", { duration: 1000 }, [
    [0, "play"],
    [5000, "is", 1000],
    [5000, "seek", 100],
    [5100, "is", 200, "!100-200.001"],
  ]],
  ["stands just before a hold, and GO plays it", { duration: 1000, holds: [300] }, [
    [0, "play"],
    [299, "is", 299, "!0-299.001"],
    [300, "is", 299.999, "299.001-300"],
    [700, "is", 299.999, ""],
    [700, "go"],
    [700, "is", 300, "300-300.001"],
    [750, "is", 350, "300.001-350.001"],
  ]],
  ["stands before a hold at 0", { duration: 1000, holds: [0] }, [
    [0, "is", -0.001],
    [0, "play"],
    [100, "is", -0.001, ""],
    [100, "go"],
    [100, "is", 0, "!0-0.001"],
    [150, "is", 50, "0.001-50.001"],
    [150, "seek", 0],
    [150, "is", -0.001, ""],
  ]],
  ["holds at one after the other", { duration: 1000, holds: [300, 400] }, [
    [0, "play"],
    [350, "go"],
    [900, "is", 399.999],
    [900, "go"],
    [1000, "is", 500, "!0-300 300-400 400-500.001"],
  ]],
  ["passes holds of one moment with one GO", { duration: 1000, holds: [300, 300] }, [
    [0, "play"],
    [350, "go"],
    [400, "is", 350],
  ]],
  ["GO does nothing where nothing waits", { duration: 1000, holds: [300] }, [
    [0, "go"],
    [0, "play"],
    [100, "go"],
    [400, "is", 299.999],
    [500, "go"],
    [550, "go"],
    [600, "is", 400],
  ]],
  ["GO does nothing while it is paused", { duration: 1000, holds: [300] }, [
    [0, "play"],
    [400, "pause"],
    [400, "go"],
    [400, "play"],
    [500, "is", 299.999],
  ]],
  ["holds where it jumps onto a hold, not where it jumps over one", { duration: 1000, holds: [300] }, [
    [0, "play"],
    [10, "seek", 300],
    [50, "is", 299.999, ""],
    [50, "seek", 300.001],
    [60, "is", 310.001],
    [60, "seek", 290],
    [100, "is", 299.999],
  ]],
  ["holds at a hold at the end", { duration: 300, holds: [300] }, [
    [0, "play"],
    [500, "is", 299.999],
    [500, "go"],
    [500, "is", 300],
  ]],
  ["turns exactly at the end of the loop", { duration: 1000, loop: { from: 200, to: 500 } }, [
    [0, "play"],
    [499.999, "is", 499.999, "!0-500"],
    [500, "is", 200, "!200-200.001"],
    [799.999, "is", 499.999, "200.001-500"],
    [800, "is", 200, "!200-200.001"],
  ]],
  ["tells both sides of a turn", { duration: 1000, loop: { from: 200, to: 500 } }, [
    [0, "play"],
    [550, "is", 250, "!0-500 !200-250.001"],
  ]],
  ["skips turns that passed in one stall", { duration: 1000, loop: { from: 200, to: 500 } }, [
    [0, "play"],
    [100, "is", 100, "!0-100.001"],
    [500 + 300 * 7 + 10, "is", 210, "100.001-500 !200-210.001"],
  ]],
  ["loops the whole show", { duration: 1000, loop: { from: 0, to: 1000 }, rate: 2 }, [
    [0, "play"],
    [499, "is", 998],
    [500, "is", 0],
    [1250, "is", 500],
  ]],
  ["loops no further than the end", { duration: 1000, loop: { from: -5, to: 2000 } }, [
    [0, "play"],
    [1100, "is", 100],
  ]],
  ["leaves the loop by a jump behind it, and comes back by one before it", {
    duration: 1000,
    loop: { from: 200, to: 500 },
  }, [
    [0, "play"],
    [0, "seek", 500],
    [100, "is", 600],
    [900, "is", 1000],
    [900, "seek", 100],
    [1350, "is", 250],
  ]],
  ["stays in the loop when it is paused after a turn that nobody looked at", {
    duration: 1000,
    loop: { from: 200, to: 500 },
  }, [
    [0, "play"],
    [510, "pause"],
    [600, "is", 210, "!0-500 !200-210.001"],
    [600, "rate", 2],
    [600, "play"],
    [760, "is", 230, "210.001-500 !200-230.001"],
  ]],
  ["holds in every turn of the loop, even in a stall", { duration: 1000, holds: [300], loop: { from: 200, to: 500 } }, [
    [0, "play"],
    [400, "go"],
    [5000, "is", 299.999, "!0-300 300-500 !200-300"],
    [5000, "go"],
    [5300, "is", 299.999],
  ]],
  ["does not hold at a hold at the end of the loop", { duration: 1000, holds: [500], loop: { from: 200, to: 500 } }, [
    [0, "play"],
    [510, "is", 210],
    [510, "seek", 500],
    [600, "is", 499.999],
  ]],
];

for (const [name, options, steps] of cases) {
  Deno.test(`Playhead ${name}`, () => follow(options, steps));
}

Deno.test("Playhead tells that it holds, has ended, and how fast it is", () => {
  const playhead = new Playhead({ duration: 1000, holds: [300], rate: 2 });
  const look = (now: number) => [
    playhead.playing,
    playhead.speedAt(now),
    playhead.holdingAt(now),
    playhead.endedAt(now),
    playhead.nextStop(now),
  ];
  assertEquals(look(0), [false, 0, undefined, false, undefined]);
  playhead.play(0);
  assertEquals(look(0), [true, 2, undefined, false, 299.999 / 2]);
  assertEquals(look(200), [true, 0, 300, false, undefined]);
  playhead.go(200);
  assertEquals(look(200), [true, 2, undefined, false, 550]);
  assertEquals(look(550), [true, 0, undefined, true, undefined]);
  playhead.pause(600);
  assertEquals(look(600), [false, 0, undefined, false, undefined]);
});

Deno.test("Playhead go() says whether something waited", () => {
  const playhead = new Playhead({ duration: 1000, holds: [300] });
  playhead.play(0);
  assertEquals([playhead.go(299), playhead.go(400), playhead.go(400), playhead.go(401)], [false, true, false, false]);
});

Deno.test("Playhead nextStop() is the turn of the loop, and never comes when it ends in one", () => {
  const playhead = new Playhead({ duration: 1000, loop: { from: 200, to: 500 } });
  playhead.play(0);
  assertEquals([playhead.nextStop(0), playhead.nextStop(500), playhead.endedAt(5000)], [500, 800, false]);
});

Deno.test("Playhead generation grows with seeks and turns alone", () => {
  const playhead = new Playhead({ duration: 1000, loop: { from: 0, to: 100 } });
  const generations = [playhead.generation];
  for (
    const act of [
      () => playhead.play(0),
      () => playhead.pause(10),
      () => playhead.setRate(10, 2),
      () => playhead.seek(10, 50),
      () => playhead.seek(10, 50),
      () => playhead.play(10),
      () => playhead.spans(35),
    ]
  ) {
    act();
    generations.push(playhead.generation);
  }
  assertEquals(generations, [0, 0, 0, 0, 1, 2, 2, 3]);
});

Deno.test("Playhead spans() say when they were played", () => {
  const playhead = new Playhead({ duration: 10_000, rate: 2, holds: [5000], loop: { from: 200, to: 1000 } });
  playhead.play(100);
  const told = playhead.spans(650).map(({ to, endedAt, rate }) => [to, Math.round(endedAt * 1000) / 1000, rate]);
  assertEquals(told, [[1000, 600, 2], [300.001, 650.001, 2]]);
});

const ahead: [name: string, options: PlayheadOptions, from: number, lead: number, position: number, speed: number][] = [
  ["looks on", { duration: 1000 }, 100, 20, 120, 1],
  ["looks on at its rate", { duration: 1000, rate: 4 }, 100, 20, 180, 4],
  ["looks nowhere without a lead", { duration: 1000 }, 100, 0, 100, 1],
  ["does not look past the end", { duration: 1000 }, 990, 20, 1000, 0],
  ["does not look past a hold", { duration: 1000, holds: [300] }, 290, 20, 299.999, 0],
  ["does not look past a turn", { duration: 1000, loop: { from: 0, to: 300 } }, 290, 20, 299.999, 0],
  ["looks on behind the loop", { duration: 1000, loop: { from: 0, to: 300 } }, 300, 20, 320, 1],
];
for (const [name, options, from, lead, position, speed] of ahead) {
  Deno.test(`Playhead ahead() ${name}`, () => {
    const playhead = new Playhead(options);
    playhead.seek(0, from);
    playhead.play(0);
    assertEquals(playhead.ahead(0, lead), { position, speed });
    playhead.pause(0);
    assertEquals(playhead.ahead(0, lead), { position: from, speed: 0 });
  });
}

const wrong: [name: string, act: () => unknown, message: string][] = [
  [
    "an empty loop",
    () => new Playhead({ duration: 1000, loop: { from: 5, to: 5.5 } }),
    "Cannot loop from 5 to 5.5 ms: wanted at least 1 ms of the 1000 ms of the show",
  ],
  ["a loop behind the end", () => new Playhead({ duration: 1000, loop: { from: 1000, to: 2000 } }), "Cannot loop"],
  ["a loop of NaN", () => new Playhead({ duration: 1000, loop: { from: 0, to: NaN } }), "Cannot loop"],
  ["rate 0", () => new Playhead({ duration: 1000, rate: 0 }), "Cannot play at rate 0: wanted above 0 and at most 100"],
  ["rate NaN", () => new Playhead({ duration: 1000 }).setRate(0, NaN), "Cannot play at rate NaN"],
  ["rate 101", () => new Playhead({ duration: 1000 }).setRate(0, 101), "Cannot play at rate 101"],
  [
    "a position of NaN",
    () => new Playhead({ duration: 1000 }).seek(0, NaN),
    "Cannot seek: the position is not a number",
  ],
];
for (const [name, act, message] of wrong) {
  Deno.test(`Playhead refuses ${name}`, () => void assertThrows(act, RangeError, message));
}
