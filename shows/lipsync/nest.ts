/** Puts layers of labels that a file keeps apart (phrases, words, phonemes) into one another by their times. @module */

import type { Span } from "./spans.ts";
import type { Millis, Phoneme, PhonemeSet, Phrase, Word } from "./types.ts";

/** Writers round each layer by itself, so a child may start this much before its parent. */
const TOLERANCE: Millis = 5;
/** Words without phrases are one phrase until a pause of this length. */
const PHRASE_PAUSE: Millis = 700;

/** The layers of one voice; each in the order of time and without overlaps. A missing layer is an empty one. */
export interface Layers {
  readonly phrases?: readonly Span[];
  readonly words?: readonly Span[];
  readonly phonemes?: readonly Span[];
  /** The alphabet of the phonemes. */
  readonly set?: PhonemeSet;
}

/** Builds the phrases of a voice. What fits in no parent gets one of its own, so nothing of the file is lost. */
export function nestLayers(layers: Layers): Phrase[] {
  const { set = "mouth" } = layers;
  const phonemes = (layers.phonemes ?? []).map(({ start, end, text }): Phoneme => ({ start, end, label: text, set }));
  const words = adopt(
    layers.words ?? [],
    phonemes,
    (span, own): Word => ({ start: span.start, end: span.end, text: span.text, phonemes: own }),
    (orphans): Word => ({ ...extent(orphans), text: "", phonemes: orphans }),
    () => false,
  );
  return adopt(
    layers.phrases ?? [],
    words,
    (span, own): Phrase => ({ start: span.start, end: span.end, text: span.text, words: own }),
    (orphans): Phrase => ({ ...extent(orphans), text: orphans.map((w) => w.text).join(" ").trim(), words: orphans }),
    (before, next) => next.start - before.end >= PHRASE_PAUSE,
  );
}

interface Timed {
  readonly start: Millis;
  readonly end: Millis;
}

function extent(spans: readonly Timed[]): Timed {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}

/** One pass over both: every child goes to the parent it starts in, runs of the rest to a parent of their own. */
function adopt<C extends Timed, P>(
  parents: readonly Span[],
  children: readonly C[],
  make: (span: Span, own: C[]) => P,
  makeFor: (orphans: C[]) => P,
  apart: (before: C, next: C) => boolean,
): P[] {
  const made: P[] = [];
  let next = 0;
  const orphansUntil = (time: Millis): void => {
    let run: C[] = [];
    for (let child = children[next]; child !== undefined && child.start < time; child = children[++next]) {
      const before = run.at(-1);
      if (before !== undefined && apart(before, child)) {
        made.push(makeFor(run));
        run = [];
      }
      run.push(child);
    }
    if (run.length > 0) made.push(makeFor(run));
  };
  parents.forEach((parent, i) => {
    orphansUntil(parent.start - TOLERANCE);
    const after = parents[i + 1]?.start ?? Infinity;
    const until = Math.min(parent.end, after - TOLERANCE);
    const own: C[] = [];
    for (let child = children[next]; child !== undefined && child.start < until; child = children[++next]) {
      own.push(child);
    }
    made.push(make(parent, own));
  });
  orphansUntil(Infinity);
  return made;
}
