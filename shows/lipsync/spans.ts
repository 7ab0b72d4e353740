/** The checks every importer makes on times from a file. @module */

import { LipsyncError } from "./error.ts";
import { MAX_LABELS } from "./limits.ts";
import type { LipsyncNote, Millis } from "./types.ts";

/** The latest time a file may name: 24 hours. */
export const MAX_TIME: Millis = 24 * 3600 * 1000;

/** A labelled stretch of time, and where in the file it stands. */
export interface Span {
  start: Millis;
  end: Millis;
  text: string;
  line?: number | undefined;
  record?: string | undefined;
}

/**
 * Holds spans to the order of time: a span that starts before the one above it, or ends before it starts, is an error;
 * one that runs into the next is cut there, and a note says so. Zero-length spans are left out.
 *
 * @param what The name of one span in messages, e.g. `word`.
 * @throws {LipsyncError} naming the line or record of the first span that is wrong; or when there are more than
 * {@link MAX_LABELS}.
 */
export function orderSpans<S extends Span>(spans: readonly S[], what: string, notes: LipsyncNote[]): S[] {
  if (spans.length > MAX_LABELS) {
    throw new LipsyncError(`Cannot use the ${what}s: there are ${spans.length}, allowed are ${MAX_LABELS}`);
  }
  const kept: S[] = [];
  let before: S | undefined;
  for (const span of spans) {
    checkTime(span.start, what, span);
    checkTime(span.end, what, span);
    if (span.end < span.start) {
      throw new LipsyncError(
        `Cannot use a ${what}: it ends at ${span.end} ms, before its start at ${span.start} ms`,
        span,
      );
    }
    if (before !== undefined && span.start < before.start) {
      throw new LipsyncError(
        `Cannot use a ${what}: its start at ${span.start} ms is before the ${before.start} ms of the one above it`,
        span,
      );
    }
    if (before !== undefined && span.start < before.end) {
      // Writers that round times leave overlaps of less than a frame; those need no note.
      if (before.end - span.start > 50) {
        addNote(
          notes,
          `a ${what} runs ${Math.round(before.end - span.start)} ms into the next and is cut there`,
          before,
        );
      }
      before.end = span.start;
      if (before.end === before.start) kept.pop();
    }
    before = { ...span };
    if (span.end > span.start) kept.push(before);
  }
  return kept;
}

/**
 * Refuses a time below zero or beyond {@link MAX_TIME}.
 *
 * @throws {LipsyncError} naming the line or record.
 */
export function checkTime(time: Millis, what: string, place: Pick<Span, "line" | "record">): void {
  if (!(time >= 0 && time <= MAX_TIME)) {
    throw new LipsyncError(`Cannot use a ${what}: its time is ${time} ms, allowed are 0 to ${MAX_TIME}`, place);
  }
}

/** The notes of one file are bounded, so that a file of a million oddities does not print a million lines. */
const MAX_NOTES = 100;

/** Adds a note about a place of the file. */
export function addNote(notes: LipsyncNote[], message: string, place: Pick<Span, "line" | "record">): void {
  if (notes.length >= MAX_NOTES) return;
  notes.push({
    message,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.record === undefined ? {} : { record: place.record }),
  });
}
