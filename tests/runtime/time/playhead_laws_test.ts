/** Laws of the playhead over random operations, looked at often and seldom. */

import { assert, assertAlmostEquals, assertEquals, assertGreaterOrEqual } from "@std/assert";
import fc from "fast-check";
import { Playhead, type PlayheadOptions, type Span } from "../../../runtime/time/playhead.ts";

const DURATION = 2000;

type Op =
  | { readonly op: "play" | "pause" | "go" }
  | { readonly op: "seek"; readonly to: number }
  | { readonly op: "rate"; readonly rate: number };

interface Script {
  readonly options: PlayheadOptions;
  /** Each after the one before it by `wait` of clock time. */
  readonly steps: readonly { readonly wait: number; readonly op: Op }[];
}

const time = fc.oneof(fc.integer({ min: 0, max: DURATION }), fc.double({ min: 0, max: DURATION, noNaN: true }));
const MOSTLY: readonly Op[] = [...Array(4).fill({ op: "play" }), { op: "pause" }, { op: "go" }, { op: "go" }];
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Op>(...MOSTLY) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("seek" as const), to: time }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("rate" as const), rate: fc.constantFrom(0.1, 0.7, 1, 2, 8) }) },
);

/** With a loop, no wait is so long that it turns twice: turns that nobody looked at are skipped. */
function script(loops: boolean): fc.Arbitrary<Script> {
  const loop = loops
    ? fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 400, max: 1000 })).map(([from, length]) => ({
      from,
      to: from + length,
    }))
    : fc.constant(undefined);
  return fc.record({
    options: fc.record({
      duration: fc.constant(DURATION),
      holds: fc.array(fc.integer({ min: 0, max: DURATION }), { maxLength: 3 }).map((holds) =>
        holds.sort((a, b) => a - b)
      ),
      loop,
    }),
    steps: fc.array(fc.record({ wait: fc.double({ min: 0, max: loops ? 45 : 600, noNaN: true }), op }), {
      minLength: 30,
      maxLength: 60,
    }),
  });
}

function act(playhead: Playhead, now: number, op: Op): void {
  switch (op.op) {
    case "play":
      return playhead.play(now);
    case "pause":
      return playhead.pause(now);
    case "go":
      return void playhead.go(now);
    case "seek":
      return playhead.seek(now, op.to);
    case "rate":
      return playhead.setRate(now, op.rate);
  }
}

interface Run {
  /** Spans that go on where the one before ended are joined. */
  readonly played: readonly (readonly [from: number, to: number, jumped: boolean])[];
  readonly positions: readonly number[];
  /** Every look: clock time, position, and the generation it belongs to. */
  readonly looks: readonly { readonly now: number; readonly position: number; readonly generation: number }[];
}

/** Does a script; between two steps it looks `looks` times. */
function run({ options, steps }: Script, looks: number): Run {
  const playhead = new Playhead(options);
  const played: [number, number, boolean][] = [];
  const positions: number[] = [];
  const seen: { now: number; position: number; generation: number }[] = [];
  let now = 0;
  const look = () => {
    for (const span of playhead.spans(now)) {
      check(span);
      const last = played.at(-1);
      if (span.jumped) played.push([span.from, span.to, true]);
      else {
        assertEquals(span.from, last?.[1]);
        last![1] = span.to;
      }
    }
    seen.push({ now, position: playhead.positionAt(now), generation: playhead.generation });
  };
  for (const { wait, op } of steps) {
    for (let i = 1; i <= looks; i++) {
      const start = now;
      now += wait / looks;
      // The last look of a wait is exactly at its end, whatever the sum of its parts.
      if (i === looks) now = Math.max(start, (Math.round(now * 1e6)) / 1e6);
      look();
    }
    positions.push(playhead.positionAt(now));
    act(playhead, now, op);
    look();
  }
  return { played, positions, looks: seen };
}

function check({ from, to }: Span): void {
  assert(from < to && from >= 0 && to <= DURATION + 0.001, `span ${from}-${to}`);
}

const runs = { numRuns: 200, seed: 42 };

for (const loops of [false, true]) {
  const kind = loops ? "with a loop" : "without a loop";

  Deno.test(`Playhead ${kind}: spans and positions do not depend on how often anybody looks`, () => {
    fc.assert(
      fc.property(script(loops), fc.integer({ min: 2, max: 9 }), (one, looks) => {
        const seldom = run(one, 1);
        const often = run(one, looks);
        assertEquals(often.played.length, seldom.played.length);
        often.played.forEach(([from, to, jumped], i) => {
          const other = seldom.played[i]!;
          assertEquals([from, jumped], [other[0], other[2]]);
          assertAlmostEquals(to, other[1], 0.0011);
        });
        often.positions.forEach((position, i) => assertAlmostEquals(position, seldom.positions[i]!, 0.0011));
      }),
      runs,
    );
  });

  Deno.test(`Playhead ${kind}: the position goes back by a seek or a turn alone, and never past a hold`, () => {
    fc.assert(
      fc.property(script(loops), (one) => {
        const { looks } = run(one, 5);
        looks.forEach(({ position, generation }, i) => {
          const before = looks[i - 1];
          if (before?.generation === generation) assertGreaterOrEqual(position, before.position);
          assert(position >= -0.001 && position <= DURATION, `position ${position}`);
        });
      }),
      runs,
    );
  });
}

Deno.test("Playhead spans cover each instant that was played once, and no other", () => {
  fc.assert(
    fc.property(script(false), (one) => {
      // Without seeks, everything up to where it stands was played, in one piece.
      const steps = one.steps.filter(({ op }) => op.op !== "seek");
      const { played, looks } = run({ ...one, steps }, 3);
      const end = looks.at(-1)?.position ?? 0;
      assertEquals(played.length <= 1, true);
      if (played[0] !== undefined) {
        assertEquals(played[0][0], 0);
        assertAlmostEquals(played[0][1], end + 0.001, 1e-9);
      } else assert(end <= 0);
    }),
    runs,
  );
});
