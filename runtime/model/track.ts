/** A track: what one key of one device is worth at any time. @module */

import { ease } from "./easing.ts";

/** What a key can be worth: a level or variable, a name, or a colour or array. */
export type Value = number | string | readonly number[];

/** From `start` on: a way from `from` to `to` that ends at `end`, then `to`. A constant has `end` = `start`. */
export interface Segment {
  /** When it begins, in milliseconds. */
  readonly start: number;
  /** When it has reached `to`. */
  readonly end: number;
  /** Undefined where there is no value: nothing has been set, or a pattern change cleared it. */
  readonly from: Value | undefined;
  /** What it is worth from `end` on. */
  readonly to: Value | undefined;
  /** Name of the curve. */
  readonly ease: string;
}

/** The value of a segment at `t` >= its start. */
export function segmentValue(segment: Segment, t: number): Value | undefined {
  if (t >= segment.end) return segment.to;
  const x = ease(segment.ease, (t - segment.start) / (segment.end - segment.start));
  if (typeof segment.from === "number" && typeof segment.to === "number") return between(segment.from, segment.to, x);
  if (Array.isArray(segment.from) && Array.isArray(segment.to)) {
    const to: number[] = segment.to;
    return segment.from.map((from: number, i) => between(from, to[i] ?? from, x));
  }
  return segment.from;
}

function between(from: number, to: number, x: number): number {
  return from + (to - from) * x;
}

/** Segments in ascending order of start; the last one that has begun is in force. */
export class Track {
  /** In ascending order of start. */
  readonly segments: Segment[] = [];

  /**
   * Adds a segment; starts never descend. One that starts where the last one does takes its place:
   * the later written wins.
   */
  push(segment: Segment): void {
    if (this.segments.at(-1)?.start === segment.start) this.segments.pop();
    this.segments.push(segment);
  }

  /** The segment in force at `t`, or undefined before the first. */
  segmentAt(t: number): Segment | undefined {
    return this.segments[this.indexAt(t)];
  }

  /** Index of the segment in force at `t`, -1 before the first. */
  indexAt(t: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.segments[middle]!.start <= t) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The value at `t`. */
  at(t: number): Value | undefined {
    const segment = this.segmentAt(t);
    return segment === undefined ? undefined : segmentValue(segment, t);
  }

  /** When the segment at `index` stops being in force or moving: its end, or where the next one cuts it off. */
  endOf(index: number): number {
    const segment = this.segments[index]!;
    return Math.min(segment.end, this.segments[index + 1]?.start ?? Infinity);
  }
}
