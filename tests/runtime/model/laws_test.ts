/** Laws of the timeline, on random shows whose events fall on the same moments again and again. */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { compileAll } from "../../../runtime/model/compile.ts";
import { ease } from "../../../runtime/model/easing.ts";
import type { Timeline, TimelineEvent } from "../../../runtime/model/timeline.ts";
import type { Value } from "../../../runtime/model/track.ts";
import { showOf, stateText, tracksText } from "./notation.ts";

const STEP_MS = 250;
const LAST_STEP = 16;

const level = fc.integer({ min: 0, max: 4 }).map((n) => n / 4);
const over = fc.integer({ min: 0, max: 8 }).map((n) => `${n * STEP_MS}ms`);
const easing = fc.constantFrom("", "/step", "/sine-in-out", "/expo-out");
const name = fc.constantFrom("x", "y", "sliderA", "brightness");

const boardAction = fc.oneof(
  fc.constantFrom("pattern=A", "pattern=B", "next", "trigger=triggerA"),
  fc.tuple(name, level).map(([name, value]) => `${name}=${value}`),
  fc.tuple(name, level, level, over, easing).map(([name, from, to, over, ease]) =>
    `${name}:${from}>${to}/${over}${ease}`
  ),
  fc.tuple(level, over).map(([to, over]) => `brightness>${to}/${over}`),
  over.map((over) => `dark/${over}`),
);
const mouth = fc.constantFrom("ai", "o", "rest", "mbp");
const faceAction = fc.oneof(
  fc.constantFrom(
    "face=sleep",
    "face=rest",
    "blink",
    "eyes=open",
    "@star=static|Y",
    "@star=clear",
    "@all=rainbow|2000|20",
  ),
  mouth.map((mouth) => `mouth=${mouth}`),
  fc.array(mouth, { minLength: 1, maxLength: 5 }).map((mouths) =>
    `sing=${mouths.map((mouth, i) => `${i * STEP_MS}:${mouth}`).join()}`
  ),
  fc.tuple(level, over).map(([to, over]) => `brightness>${to}/${over}`),
);
const time = fc.integer({ min: 0, max: LAST_STEP }).map((n) => n * STEP_MS);
const cue = fc.oneof(
  fc.tuple(time, fc.constantFrom("b", "c", "boards"), boardAction),
  fc.tuple(time, fc.constantFrom("t", "u", "faces"), faceAction),
).map(([at, target, action]) => ({ at, text: `${at}ms ${target} ${action}` }));
const cues = fc.array(cue, { minLength: 1, maxLength: 40 });

function compiled(list: readonly { readonly text: string }[]): Timeline {
  const { timeline, problems } = compileAll(showOf(list.map(({ text }) => text).join("\n")));
  assert(timeline !== undefined, JSON.stringify(problems.list));
  return timeline;
}

function wholeState(timeline: Timeline, t: number): string {
  return [...timeline.stateAt(t)].map(([device, state]) => `${device}: ${stateText(state)}`).join("\n");
}

/** Moments on and between the steps. */
const moments = fc.array(fc.integer({ min: -1, max: (LAST_STEP + 10) * 4 }).map((n) => n * STEP_MS / 4), {
  minLength: 1,
  maxLength: 20,
});

Deno.test("stateAt() depends on nothing but t: seeking there gives what playing there gives, in any order", () => {
  fc.assert(fc.property(cues, moments, (cues, moments) => {
    const seeking = compiled(cues);
    const playing = compiled(cues);
    const sought = new Map(moments.map((t) => [t, wholeState(seeking, t)]));
    for (const t of moments.toSorted((a, b) => a - b)) assertEquals(sought.get(t), wholeState(playing, t));
    for (const t of moments) assertEquals(wholeState(seeking, t), sought.get(t));
  }));
});

/** Keeps what each track was last told, as somebody does who gets the events one after another. */
class Listener {
  readonly #told = new Map<string, Map<string, TimelineEvent>>();
  readonly #start: Timeline;

  constructor(timeline: Timeline) {
    this.#start = timeline;
    for (const device of timeline.devices.keys()) this.#told.set(device, new Map());
  }

  hear(events: readonly TimelineEvent[]): void {
    for (const event of events) if (event.type !== "instant") this.#told.get(event.device)!.set(event.key, event);
  }

  stateAt(t: number): string {
    return [...this.#told].map(([device, told]) => {
      const state = new Map(this.#start.devices.get(device)!.stateAt(-1));
      for (const [key, event] of told) {
        const value = valueOf(event, t);
        if (value === undefined) state.delete(key);
        else state.set(key, value);
      }
      return `${device}: ${stateText(state)}`;
    }).join("\n");
  }
}

function valueOf(event: TimelineEvent, t: number): Value | undefined {
  if (event.type === "set") return event.value;
  if (event.type === "instant") return undefined;
  const { from, to, at, end } = event;
  if (t >= end || typeof from !== "number" || typeof to !== "number") return to;
  return from + (to - from) * ease(event.ease, (t - at) / (end - at));
}

Deno.test("stateAt() is what all events up to then have made", () => {
  fc.assert(fc.property(cues, moments, (cues, moments) => {
    const timeline = compiled(cues);
    const listener = new Listener(timeline);
    let heard = 0;
    for (const t of moments.filter((t) => t >= 0).toSorted((a, b) => a - b)) {
      listener.hear(timeline.window(heard, t + 0.001));
      heard = t + 0.001;
      assertEquals(wholeState(timeline, t), listener.stateAt(t));
    }
  }));
});

Deno.test("window() of parts, joined, is window() of the whole", () => {
  fc.assert(fc.property(cues, moments, (cues, moments) => {
    const timeline = compiled(cues);
    const end = timeline.duration + 1;
    const cuts = [0, ...moments.filter((t) => t > 0 && t < end).toSorted((a, b) => a - b), end];
    const parts = cuts.slice(1).flatMap((to, i) => timeline.window(cuts[i]!, to));
    assertEquals(parts, [...timeline.window(0, end)]);
    for (const device of timeline.devices.values()) {
      const instants = cuts.slice(1).flatMap((to, i) => device.instantsIn(cuts[i]!, to));
      assertEquals(instants, [...device.instants]);
    }
  }));
});

Deno.test("what is written for later does not change what is now", () => {
  fc.assert(fc.property(cues, time, (cues, now) => {
    const whole = compiled(cues);
    for (const [name, until] of compiled(cues.filter(({ at }) => at <= now)).devices) {
      // A track that only a later cue makes is there from the start, at what it is worth before.
      const state = [...whole.devices.get(name)!.stateAt(now)].filter(([key]) => until.tracks.has(key));
      assertEquals(stateText(new Map(state)), stateText(until.stateAt(now)));
    }
  }));
});

Deno.test("cues in another order of the file are the same show, as long as those of one moment keep theirs", () => {
  fc.assert(fc.property(cues, (cues) => {
    assertEquals(tracksText(compiled(cues.toSorted((a, b) => a.at - b.at))), tracksText(compiled(cues)));
  }));
});

Deno.test("a device that is told its points and the ramps between them has what stateAt() says", () => {
  fc.assert(fc.property(cues, (cues) => {
    for (const device of compiled(cues).devices.values()) {
      // Between two points nothing jumps: where no ramp runs, nothing changes.
      const times = [...device.points.map(({ at }) => at), Infinity];
      times.slice(1).forEach((to, i) => {
        const from = times[i]!;
        const before = device.stateAt(from);
        const after = device.stateAt(Math.min(to - 0.001, 1e6));
        for (const [key, track] of device.tracks) {
          const segment = track.segmentAt(from);
          const ramps = segment !== undefined && segment.end > from;
          if (!ramps) assertEquals([key, after.get(key)], [key, before.get(key)]);
        }
      });
      assertEquals(device.points.every(({ at }, i) => i === 0 || device.points[i - 1]!.at < at), true);
    }
  }));
});

Deno.test("compileAll() never throws, whatever is written", () => {
  const junk = fc.oneof(
    fc.constantFrom("0s", "-1s", "1e9s", "[bar 9]", "follow", "+1s", "go", "go@x", "[1s + verse]", "verse"),
    fc.string().map((text) => text.replace(/\s/g, "") || "x"),
  );
  const value = fc.oneof(
    fc.constantFrom("NaN", "Infinity", "-1", "1e308", "50%", "[]", "[1,2,3]", "[NaN]", "__proto__", "x"),
    fc.string({ maxLength: 5 }).map((text) => text.replace(/[\s,]/g, "")),
  );
  const key = fc.constantFrom(
    "x",
    "sliderA",
    "hsvPickerA",
    "__proto__",
    "constructor",
    "brightness",
    "pattern",
    "mouth",
    "@all",
  );
  const action = fc.oneof(
    fc.tuple(key, value).map(([key, value]) => `${key}=${value}`),
    fc.tuple(key, value, value, junk).map(([key, from, to, over]) => `${key}:${from}>${to}/${over}`),
    fc.tuple(junk).map(([over]) => `dark/${over}`),
  );
  const target = fc.constantFrom("b", "t", "all", "boards", "__proto__", "nobody");
  const lines = fc.array(fc.tuple(junk, target, action).map((parts) => parts.join(" ")), { maxLength: 8 });
  fc.assert(
    fc.property(lines, junk, (lines, marker) => {
      const { timeline, problems } = compileAll(showOf(lines.join("\n"), { markers: { verse: marker } }));
      assertEquals(timeline === undefined, problems.hasErrors);
      if (timeline !== undefined) assert(Number.isFinite(timeline.duration));
    }),
    { numRuns: 500 },
  );
});
