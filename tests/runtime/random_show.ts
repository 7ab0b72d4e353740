/** Random shows for laws, written with the builder. @module */

import fc from "fast-check";
import { compileAll, type Show, type Timeline } from "../../runtime/model/mod.ts";
import { type CueWriter, pixelblaze, pixo, show } from "../../shows/builder.ts";

const EASES = ["linear", "sine-in-out", "expo-in", "quad-out", "step"] as const;

const value = fc.oneof(fc.integer({ min: 0, max: 8 }), fc.double({ min: 0, max: 1, noNaN: true }));
const level = fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10);
const name = fc.constantFrom("x", "y");
/** Seconds: round ones meet, the others do not. */
const when = fc.oneof(
  fc.integer({ min: 0, max: 60 }).map((tenths) => tenths / 10),
  fc.double({ min: 0, max: 6, noNaN: true }),
);
const over = fc.integer({ min: 0, max: 30 }).map((tenths) => tenths / 10);
const ease = fc.constantFrom(...EASES);

type Write = (cues: CueWriter) => void;

function boardCue(target: ReturnType<typeof pixelblaze>, next: boolean): fc.Arbitrary<Write> {
  const act = fc.oneof(
    fc.constantFrom("A", "B").map((pattern) => target.pattern(pattern)),
    fc.tuple(name, value).map(([key, to]) => target.vars({ [key]: to })),
    value.map((to) => target.controls({ sliderSpeed: Math.min(1, to / 8) })),
    level.map((to) => target.brightness(to)),
    fc.tuple(level, over, ease).map(([to, time, curve]) => target.brightness(to, { over: time, ease: curve })),
    fc.tuple(name, value, value, over, ease).map(([key, from, to, time, curve]) =>
      target.ramp({ [key]: to }, { from: { [key]: from }, over: time, ease: curve })
    ),
    fc.constant(target.trigger("triggerFlash")),
    fc.constant(next ? target.next() : target.trigger("triggerFlash")),
  );
  return fc.tuple(when, fc.array(act, { minLength: 1, maxLength: 3 })).map(([at, actions]) => (cues) =>
    cues.at(at, ...actions)
  );
}

function faceCue(target: ReturnType<typeof pixo>): fc.Arbitrary<Write> {
  const act = fc.oneof(
    fc.constantFrom("ai", "o", "rest", "mbp").map((mouth) => target.mouth(mouth)),
    fc.constantFrom("open" as const, "closed" as const).map((eyes) => target.eyes(eyes)),
    fc.constantFrom("all", "star", "lights").chain((part) =>
      fc.constantFrom("static|Y", "off", "chase|250|R|W").map((effect) => target.effects({ [part]: effect }))
    ),
    fc.tuple(level, over, ease).map(([to, time, curve]) => target.brightness(to, { over: time, ease: curve })),
    fc.constant(target.blink("once")),
    fc.constant(target.command("echo|hello")),
  );
  return fc.tuple(when, fc.array(act, { minLength: 1, maxLength: 3 })).map(([at, actions]) => (cues) =>
    cues.at(at, ...actions)
  );
}

/** A show of 9.5 seconds on a board and a face, with jumps, ramps and instants, at times that meet or do not. */
export const randomShow: fc.Arbitrary<Show> = makeShow(2, 12, true);

/** The same, of shows whose boards play what the show says and nothing of their own playlist. */
export const steadyShow: fc.Arbitrary<Show> = makeShow(5, 12, false);

function makeShow(slowest: number, fastest: number, next: boolean): fc.Arbitrary<Show> {
  return fc.integer({ min: slowest, max: fastest }).chain((rate) => {
    const board = pixelblaze("board", { host: "10.0.0.1", rate: `${rate}/s` });
    const face = pixo("face", { port: "/dev/ttyACM0" });
    return fc.tuple(
      fc.array(boardCue(board, next), { minLength: 1, maxLength: 25 }),
      fc.array(faceCue(face), { maxLength: 15 }),
    ).map(([boards, faces]) =>
      show("Random", { devices: [board, face], end: 9.5 }, (cues) => {
        for (const write of [...boards, ...faces]) write(cues);
      })
    );
  });
}

/** Its timeline; random shows may warn, and have no errors. */
export function timelineOf(random: Show): Timeline {
  const { timeline, problems } = compileAll(random);
  if (timeline === undefined) throw new Error(problems.list.map(({ message }) => message).join("\n"));
  return timeline;
}
