/** From raw shapes to a track a face can follow: pauses, shortest holds, closed lips that are never lost. @module */

import type { Millis, Mouth, MouthChange, MouthTrack } from "../types.ts";

/** A mouth wanted for `[start, end)`. */
export interface MouthSpan {
  readonly start: Millis;
  readonly end: Millis;
  readonly mouth: Mouth;
}

/** What a face can follow. */
export interface FaceLimits {
  /** No mouth is shown for less. */
  readonly minimumHold: Millis;
  /** No closed mouth (`mbp`) is shown for less. */
  readonly closedHold: Millis;
}

/** A pause shorter than this keeps the mouth before it. */
export const HELD_PAUSE: Millis = 120;
/** A pause up to this relaxes an open mouth to `etc`; a longer one closes it to `rest`. */
export const RELAXED_PAUSE: Millis = 350;
/** How much earlier than its sound a closed mouth may end, so that the shape after it gets its hold. */
export const CLOSED_EARLY: Millis = 60;

/** How open a mouth is, to settle which of two that last equally long is shown. */
const OPENNESS: Readonly<Record<Mouth, number>> = {
  ai: 5,
  smile: 5,
  o: 4,
  e: 3,
  wq: 2,
  u: 2,
  l: 2,
  fv: 1,
  etc: 1,
  mbp: 0,
  rest: 0,
  off: 0,
};

/**
 * Fills the time between spans: up to {@link HELD_PAUSE} with the mouth before, up to {@link RELAXED_PAUSE} with a
 * relaxed one, else with `rest`. Spans must be in the order of time and apart. Neighbours that are equal become one.
 *
 * @param atOnce Whether every pause rests at once, as xLights does.
 * @returns Spans without a gap from 0; after the last follows `rest`.
 */
export function fillPauses(spans: readonly MouthSpan[], atOnce: boolean): MouthSpan[] {
  const filled: MouthSpan[] = [];
  const add = (start: Millis, end: Millis, mouth: Mouth): void => {
    if (end <= start) return;
    const last = filled.at(-1);
    if (last !== undefined && last.mouth === mouth) filled[filled.length - 1] = { ...last, end };
    else filled.push({ start, end, mouth });
  };
  let position = 0;
  for (const span of spans) {
    const last = filled.at(-1)?.mouth ?? "rest";
    add(position, span.start, atOnce ? "rest" : pauseMouth(span.start - position, last));
    add(Math.max(span.start, position), span.end, span.mouth);
    position = Math.max(position, span.end);
  }
  return filled;
}

function pauseMouth(length: Millis, before: Mouth): Mouth {
  if (length < HELD_PAUSE) return before;
  if (length > RELAXED_PAUSE || before === "rest" || before === "off") return "rest";
  return before === "mbp" ? "mbp" : "etc";
}

/**
 * Lets no mouth be shown for less than its hold. Works backwards from the end: what is too short gives its time to the
 * mouth that lasts longest in the stretch before the change that follows. Lips that close in that stretch close all the
 * same: in it, or just before it when they end at most {@link CLOSED_EARLY} early by that.
 *
 * @param spans Without a gap from 0 and without equal neighbours, as {@link fillPauses} gives them.
 */
export function holdShapes(spans: readonly MouthSpan[], limits: FaceLimits): MouthTrack {
  const holds = { minimumHold: limits.minimumHold, closedHold: Math.max(limits.closedHold, limits.minimumHold) };
  const last = spans.at(-1);
  const restFrom = last === undefined ? 0 : last.mouth === "rest" ? last.start : last.end;
  const backwards: MouthChange[] = [{ at: restFrom, mouth: "rest" }];
  let end = restFrom;
  let index = spans.length - 1;
  let closedIsOwed = false;
  while (end > 0) {
    while (index >= 0 && (spans[index]?.start ?? 0) >= end) index--;
    const span = spans[index];
    if (span === undefined) break;
    const next = backwards.at(-1)?.mouth;
    let start: Millis, mouth = span.mouth;
    if (closedIsOwed || (span.mouth === "mbp" && next !== "mbp")) {
      start = Math.min(span.mouth === "mbp" ? span.start : end, end - holds.closedHold);
      mouth = "mbp";
      closedIsOwed = false;
    } else if (span.mouth === next) {
      start = span.start;
    } else if (end - span.start >= holds.minimumHold) {
      start = span.start;
    } else {
      const choice = chooseMouth(spans, index, end, holds.minimumHold);
      mouth = choice.mouth;
      closedIsOwed = choice.closedBefore;
      start = mouth === "mbp" ? Math.min(choice.start, end - holds.closedHold) : choice.start;
    }
    end = Math.max(0, start);
    if (mouth === next) backwards.pop();
    backwards.push({ at: end, mouth });
  }
  return settleStart(backwards.reverse(), holds);
}

/**
 * Chooses the mouth of the stretch of `hold` before `end`. `index` is the last span that starts before `end`.
 * `closedBefore` says that lips which close in the stretch have to be shown just before it.
 */
function chooseMouth(
  spans: readonly MouthSpan[],
  index: number,
  end: Millis,
  hold: Millis,
): { mouth: Mouth; start: Millis; closedBefore: boolean } {
  const from = end - hold;
  const totals = new Map<Mouth, Millis>();
  let closed: MouthSpan | undefined;
  let first: MouthSpan | undefined;
  for (let i = index; i >= 0; i--) {
    const span = spans[i];
    if (span === undefined || span.end <= from) break;
    if (span.mouth === "mbp" && (span.start >= from || from <= 0)) {
      // At the start of a file there is no room to show it any earlier.
      if (span.end - from > CLOSED_EARLY || from <= 0) return { mouth: "mbp", start: from, closedBefore: false };
      closed = span;
      break;
    }
    first = span;
    const length = Math.min(span.end, end) - Math.max(span.start, from);
    totals.set(span.mouth, (totals.get(span.mouth) ?? 0) + length);
  }
  let mouth: Mouth = "rest", longest = -1;
  for (const [candidate, total] of totals) {
    if (total > longest || (total === longest && OPENNESS[candidate] > OPENNESS[mouth])) {
      mouth = candidate;
      longest = total;
    }
  }
  const start = closed === undefined && first?.mouth === mouth ? Math.min(from, first.start) : from;
  return { mouth, start, closedBefore: closed !== undefined };
}

/** The first run may be too short, because there is nothing before a file's start to take time from. */
function settleStart(runs: MouthChange[], holds: FaceLimits): MouthTrack {
  while (runs.length > 1) {
    const [first, second, third] = runs as [MouthChange, MouthChange, MouthChange?];
    const { minimumHold, closedHold } = holds;
    if (second.at >= (first.mouth === "mbp" ? closedHold : minimumHold)) break;
    if (first.mouth !== "mbp") {
      runs.splice(0, 2, { at: 0, mouth: second.mouth });
    } else if ((third?.at ?? Infinity) - closedHold >= minimumHold) {
      runs[1] = { at: closedHold, mouth: second.mouth };
    } else {
      runs.splice(1, third?.mouth === "mbp" ? 2 : 1);
    }
  }
  return runs;
}
