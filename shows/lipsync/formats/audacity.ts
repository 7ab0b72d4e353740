/** Audacity label tracks: `start TAB end TAB label`, and the old `time TAB label`. @module */

import { LipsyncError } from "../error.ts";
import { layerOfLabels } from "../layer_of_labels.ts";
import { nestLayers } from "../nest.ts";
import { longestSung, usuallySung } from "../lyric_line.ts";
import { orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncNote, Millis, PhonemeSet, TimedSpeech } from "../types.ts";

/**
 * Reads labels: phonemes when all are mouths or phones of one alphabet, words when most have no space in them, else
 * phrases. A point label lasts to the next label, though no
 * longer than its syllables can be sung. Frequencies (lines that begin with a backslash) are skipped.
 *
 * @param set Says that the labels are phonemes, and of which alphabet.
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseAudacity(text: string, set?: PhonemeSet): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const labels: (Span & { point: boolean })[] = [];
  splitLines(text).forEach((written, i) => {
    const line = written.trim();
    if (line === "" || line.startsWith("\\") || line.startsWith("#")) return;
    labels.push(readLabel(line, i + 1));
  });
  const spans = labels.map(({ start, end, text, line, point }, i): Span => {
    const next = labels[i + 1]?.start;
    return { start, end: point ? pointEnd(start, next, text) : end, text, line };
  });
  const points = new Set(labels.filter((label) => label.point).map((label) => label.start));
  const ordered = orderSpans(spans, "label", notes).filter((span) => span.text !== "");
  if (ordered.length === 0) throw new LipsyncError("Cannot read the labels: there are none in the file");
  const layers = layerOfLabels(ordered, set);
  if (layers.phonemes === undefined) {
    for (const span of ordered) {
      if (points.has(span.start)) span.end = Math.min(span.end, span.start + longestSung(span.text));
    }
  }
  return { format: "audacity", voices: [{ name: "Voice 1", phrases: nestLayers(layers) }], notes };
}

function pointEnd(start: Millis, next: Millis | undefined, text: string): Millis {
  return next !== undefined && next > start ? next : start + usuallySung(text);
}

function readLabel(written: string, line: number): Span & { point: boolean } {
  // Some writers use spaces, so what looks like a second time is one.
  const [first = "", second = "", ...rest] = written.split(/\t|\s+/, 3);
  const start = parseNumber(first), end = parseNumber(second);
  if (start === undefined || (end === undefined && second === "" && rest.length === 0)) {
    throw new LipsyncError(`Cannot read a label: ${quote(written)} stands here, allowed is "start TAB end TAB label"`, {
      line,
    });
  }
  const afterFirst = written.replace(/^\S+\s*/, "");
  if (end === undefined) return { start: millis(start), end: millis(start), text: afterFirst, line, point: true };
  return {
    start: millis(start),
    end: millis(end),
    text: afterFirst.replace(/^\S+\s*/, ""),
    line,
    point: end === start,
  };
}

function millis(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}
