/** Laws of the outbox over random shows. */

import { assert, assertEquals, assertGreater, assertGreaterOrEqual, assertLessOrEqual } from "@std/assert";
import fc from "fast-check";
import type { DeviceTimeline, Timeline, Value } from "../../../runtime/model/mod.ts";
import { pointCost } from "../../../runtime/model/kinds.ts";
import { WINDOW_MS } from "../../../runtime/model/rate_window.ts";
import { segmentValue } from "../../../runtime/model/track.ts";
import { randomShow, timelineOf } from "../random_show.ts";
import { makeKnown, most, type Played, playOutbox, type StageOptions, type Touch } from "./outbox_stage.ts";

const runs = { numRuns: 60, seed: 7 };

/** Plays every device of a random show. */
function law(check: (device: DeviceTimeline, played: Played, timeline: Timeline) => void, options?: StageOptions) {
  fc.assert(
    fc.property(randomShow, (random) => {
      const timeline = timelineOf(random);
      for (const device of timeline.devices.values()) check(device, playOutbox(timeline, device, options), timeline);
    }),
    runs,
  );
}

/** A few seeks, pauses and changes of rate. */
const touches: fc.Arbitrary<Touch[]> = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 11_000 }),
    fc.oneof(
      fc.integer({ min: 0, max: 9500 }).map((to): Touch["run"] => (playhead, _, now) => playhead.seek(now, to)),
      fc.constant<Touch["run"]>((playhead, _, now) => playhead.pause(now)),
      fc.constant<Touch["run"]>((playhead, _, now) => playhead.play(now)),
      fc.constantFrom(0.5, 1, 3).map((rate): Touch["run"] => (playhead, _, now) => playhead.setRate(now, rate)),
      fc.constant<Touch["run"]>((_, outbox) => outbox.forget()),
    ),
  ).map(([at, run]) => ({ at, run })),
  { maxLength: 8 },
);

Deno.test("Outbox never sends more than the rate in any second, whatever is done", () => {
  fc.assert(
    fc.property(randomShow, touches, fc.boolean(), (random, touches, busy) => {
      const timeline = timelineOf(random);
      const ready = busy ? (now: number) => now % 700 < 350 : () => true;
      for (const device of timeline.devices.values()) {
        const { left } = playOutbox(timeline, device, { touches, ready });
        assertLessOrEqual(most(left.map(({ at }) => at), 1000), Math.floor(device.rateHz));
      }
    }),
    runs,
  );
});

Deno.test("Outbox makes the device what it should be once the show has ended", () => {
  law((device, { told }, timeline) => assertSame(told, device.stateAt(timeline.duration)));
});

Deno.test("Outbox makes the device what it should be at rest, whatever was done before", () => {
  fc.assert(
    fc.property(randomShow, touches, fc.integer({ min: 0, max: 9500 }), (random, touches, end) => {
      const timeline = timelineOf(random);
      const rest: Touch[] = [
        { at: 11_000, run: (playhead, _, now) => playhead.seek(now, end) },
        { at: 11_000, run: (playhead, _, now) => playhead.pause(now) },
      ];
      for (const device of timeline.devices.values()) {
        const { told } = playOutbox(timeline, device, { touches: [...touches, ...rest] });
        assertSame(told, device.stateAt(end));
      }
    }),
    runs,
  );
});

/** Where the show names no pattern, nothing can make a board forget what it was told before. */
function assertSame(told: ReadonlyMap<string, unknown>, wanted: ReadonlyMap<string, unknown>): void {
  const unknowable = (key: string) =>
    !wanted.has("pattern") && !wanted.has(key) && /^(pattern|var:|control:)/.test(key);
  const sorted = (map: ReadonlyMap<string, unknown>) =>
    [...map].filter(([key]) => !unknowable(key)).sort(([a], [b]) => a < b ? -1 : 1);
  assertEquals(sorted(told), sorted(wanted));
}

/** Whether the points alone keep to the rate, each on time. The start of a show costs a message of its own. */
function fits(device: DeviceTimeline): boolean {
  const points = [
    { at: 0, cost: 1 },
    ...device.points.map((point) => ({
      at: point.at,
      cost: pointCost(device.kind, point),
    })),
  ];
  return points.every(({ at }) => {
    const within = points.filter((other) => other.at <= at && other.at > at - WINDOW_MS);
    return within.reduce((sum, { cost }) => sum + cost, 0) <= Math.floor(device.rateHz);
  });
}

Deno.test("Outbox sends every point on time when the points alone fit, whatever ramps", () => {
  let fitting = 0;
  law((device, { sent, skipped }) => {
    if (!fits(device)) return;
    fitting++;
    assertEquals(skipped, 0);
    for (const [due, at] of sent) assert(at - due < 1, `due at ${due}, sent at ${at}`);
  });
  assertGreater(fitting, 20);
});

Deno.test("Outbox tells the last value of a ramp at its end when the points alone fit", () => {
  let ends = 0;
  law((device, { left }) => {
    if (!fits(device)) return;
    for (const [key, track] of device.tracks) {
      track.segments.forEach((segment, i) => {
        const next = track.segments[i + 1];
        if (!(segment.end > segment.start) || segment.from === segment.to || (next && next.start <= segment.end)) {
          return;
        }
        const told = left.filter(({ at, message }) => at <= segment.end + 0.002 && has(message.makes, key)).at(-1)!;
        assertEquals(new Map(told.message.makes).get(key), segment.to, `${key} at ${segment.end}`);
        ends++;
      });
    }
  });
  assertGreater(ends, 20);
});

function has(makes: readonly (readonly [string, unknown])[], key: string): boolean {
  return makes.some(([made]) => made === key);
}

Deno.test("Outbox tells of a ramp what it is worth in the middle of the slot the value stands for", () => {
  let samples = 0;
  law((device, { left }) => {
    for (const { position, message } of left) {
      const next = device.points.find(({ at }) => at > position + 0.0005)?.at ?? Infinity;
      const stands = next - position < 2 * device.sampleMs ? next - position : device.sampleMs;
      for (const [key, value] of message.makes) {
        const track = device.tracks.get(key)!;
        const index = track.indexAt(position);
        const segment = track.segments[index]!;
        const end = track.endOf(index);
        if (typeof value !== "number" || position >= end || segment.from === segment.to) continue;
        assertEquals(value, segmentValue(segment, (position + Math.min(position + stands, end)) / 2), key);
        samples++;
      }
    }
  });
  assertGreater(samples, 100);
});

Deno.test("Outbox leaves at least a slot between two samples", () => {
  let pairs = 0;
  law((device, { left }) => {
    if (!fits(device)) return;
    const isCue = (position: number) => device.points.some(({ at }) => Math.abs(at - position) < 0.002);
    left.forEach(({ at, position }, i) => {
      const before = left[i - 1];
      if (before === undefined || before.position === 0 || isCue(position) || isCue(before.position)) return;
      assertGreaterOrEqual(at - before.at, device.sampleMs - 0.01);
      pairs++;
    });
  });
  assertGreater(pairs, 30);
});

Deno.test("Outbox fires each instant once, on time, or leaves it out and counts it", () => {
  let fired = 0;
  law((device, { left, skipped, sent }) => {
    const fires = left.reduce((sum, { message }) => sum + message.fires, 0);
    assertEquals(fires + skipped, device.instants.length);
    for (const [due, at] of sent) {
      if (device.instants.some((instant) => instant.at === due)) fired++;
      assert(at >= due - 0.002);
    }
  });
  assertGreater(fired, 30);
});

Deno.test("Outbox sends nothing that the device has been told already", () => {
  law((_device, { left }) => {
    const told = new Map<string, Value>();
    for (const { message } of left) {
      for (const [key, value] of message.makes) {
        // A pattern may have to begin anew for the board to forget a variable, an effect on all to cover a part.
        const covers = key === "pattern" || key === "effect:all";
        assert(covers || told.get(key) !== value, `${key} is ${value} already`);
        makeKnown(told, key, value);
      }
    }
  });
});

Deno.test("Outbox is looked at about as often as something happens", () => {
  law((device, { looks, left }) => {
    assertLessOrEqual(looks, left.length + 2 * device.points.length + 9500 / device.sampleMs + 20);
  });
});

Deno.test("Outbox does the same in two runs", () => {
  fc.assert(
    fc.property(randomShow, touches, (random, touches) => {
      const timeline = timelineOf(random);
      for (const device of timeline.devices.values()) {
        assertEquals(playOutbox(timeline, device, { touches }), playOutbox(timeline, device, { touches }));
      }
    }),
    { ...runs, numRuns: 30 },
  );
});
