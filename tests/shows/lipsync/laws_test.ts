import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { fillPauses, holdShapes, type MouthSpan } from "../../../shows/lipsync/mouths/face_timing.ts";
import { toMouths } from "../../../shows/lipsync/mod.ts";
import { type Mouth, MOUTHS, type MouthTrack, type Voice } from "../../../shows/lipsync/types.ts";

const EPSILON = 1e-6;

/** Times in thirds of a millisecond, which no sum of halves meets. */
function thirds(least: number, most: number): fc.Arbitrary<number> {
  return fc.integer({ min: least * 3, max: most * 3 }).map((n) => n / 3);
}

/** Spans apart and in order: pauses and shapes of 1 to 400 ms, fractions too, with many closed lips among them. */
const spans = fc.array(
  fc.tuple(
    fc.oneof(fc.constant(0), thirds(0, 500)),
    fc.oneof(thirds(1, 60), thirds(1, 400)),
    fc.oneof(fc.constant<Mouth>("mbp"), fc.constantFrom(...MOUTHS)),
  ),
  { maxLength: 60, size: "max" },
).map((parts): MouthSpan[] => {
  let at = 0;
  return parts.map(([gap, length, mouth]) => {
    const start = at + gap;
    at = start + length;
    return { start, end: at, mouth };
  });
});

const limits = fc.record({
  minimumHold: thirds(40, 200),
  closedHold: thirds(0, 200),
});

function holdsLaws(track: MouthTrack, minimumHold: number, closedHold: number): void {
  const [first] = track, last = track.at(-1);
  assert(first?.at === 0, "starts at 0");
  assert(last?.mouth === "rest", "ends with rest");
  track.slice(1).forEach((change, i) => {
    const before = track[i];
    assert(before !== undefined);
    assert(change.mouth !== before.mouth, `no two equal neighbours at ${change.at}`);
    const least = before.mouth === "mbp" ? Math.max(closedHold, minimumHold) : minimumHold;
    assert(
      change.at - before.at >= least - EPSILON,
      `${before.mouth} at ${before.at} is shown ${change.at - before.at}`,
    );
  });
}

function shown(track: MouthTrack, mouth: Mouth): { start: number; end: number }[] {
  return track.flatMap((change, i) =>
    change.mouth === mouth ? [{ start: change.at, end: track[i + 1]?.at ?? Infinity }] : []
  );
}

Deno.test("holdShapes() shows no mouth under its hold, starts at 0 and ends at rest", () => {
  fc.assert(
    fc.property(spans, limits, fc.boolean(), (input, limit, atOnce) => {
      holdsLaws(holdShapes(fillPauses(input, atOnce), limit), limit.minimumHold, limit.closedHold);
    }),
    { numRuns: 2000 },
  );
});

/** Shown while they are closed; those shorter than 60 ms may be shown up to 60 ms early instead. */
Deno.test("holdShapes() never loses closed lips", () => {
  fc.assert(
    fc.property(spans, limits, fc.boolean(), (input, limit, atOnce) => {
      const wanted = fillPauses(input, atOnce);
      const closed = shown(holdShapes(wanted, limit), "mbp");
      for (const span of wanted.filter((s) => s.mouth === "mbp")) {
        assert(
          closed.some(({ start, end }) => start < span.end && end >= Math.min(span.start, span.end - 60) - EPSILON),
          `lips closed from ${span.start} to ${span.end} are not shown`,
        );
      }
    }),
    { numRuns: 2000 },
  );
});

Deno.test("toMouths() never goes above the line rate and never below the minimum hold", () => {
  fc.assert(
    fc.property(
      spans,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 150 }),
      (input, maxRate, minimumHold) => {
        const voice: Voice = {
          name: "one",
          phrases: [{
            start: 0,
            end: 1e6,
            text: "",
            words: input.map(({ start, end, mouth }) => ({
              start,
              end,
              text: "",
              phonemes: [{ start, end, label: mouth, set: "mouth" }],
            })),
          }],
        };
        holdsLaws(toMouths(voice, { maxRate, minimumHold }), Math.max(minimumHold, 1000 / maxRate), 80);
      },
    ),
    { numRuns: 1000 },
  );
});

Deno.test("holdShapes() changes nothing when every mouth already lasts its hold", () => {
  fc.assert(
    fc.property(spans, fc.boolean(), (input, atOnce) => {
      const wanted = fillPauses(input, atOnce).filter((span, i) => i > 0 || span.end - span.start >= 1);
      const least = Math.min(...wanted.map((span) => span.end - span.start));
      const track = holdShapes(wanted, { minimumHold: least - EPSILON, closedHold: 0 });
      const tail: MouthTrack = wanted.at(-1)?.mouth === "rest" ? [] : [{ at: wanted.at(-1)?.end ?? 0, mouth: "rest" }];
      assertEquals(track, [...wanted.map(({ start, mouth }) => ({ at: start, mouth })), ...tail]);
    }),
  );
});
