/** Moho switch data (`.dat`) and Synfig's variant of it (`.lst`). @module */

import { LipsyncError } from "../error.ts";
import { nestLayers } from "../nest.ts";
import { guessPhonemeSet } from "../phoneme_sets.ts";
import { orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncNote, Millis, PhonemeSet, TimedSpeech } from "../types.ts";

/** What every program that writes Moho data uses unless it is told otherwise. */
export const MOHO_FPS = 24;

/**
 * Reads `frame shape` lines; a shape holds until the next line. Frames count from 1, `(frame - 1) / fps`, and what
 * would be before 0 is at 0; writers differ by up to two frames, which an offset evens out. The last line ends the file.
 *
 * @param fps Frames a second, for the file does not say (Synfig's does, and wins); default {@link MOHO_FPS}.
 * @param offset Added to every time, before what is earlier than 0 is put there.
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseMoho(text: string, set?: PhonemeSet, fps: number = MOHO_FPS, offset: Millis = 0): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const lines = splitLines(text);
  if (!/^mohoswitch1$/i.test(lines[0]?.trim() ?? "")) {
    throw new LipsyncError(`Cannot read Moho data: it begins with ${quote(lines[0] ?? "")}, allowed is "MohoSwitch1"`, {
      line: 1,
    });
  }
  let rate = fps;
  const marks: { frame: number; label: string; line: number }[] = [];
  lines.slice(1).forEach((written, i) => {
    const line = i + 2;
    const [first = "", second, ...rest] = written.trim().split(/\s+/, 4);
    if (first === "") return;
    if (/^fps$/i.test(first)) {
      rate = parseNumber(second ?? "") ?? NaN;
      return;
    }
    const frame = parseNumber(first);
    if (frame === undefined && marks.length === 0) return; // Synfig names a file extension before the frames.
    if (frame === undefined || second === undefined || rest.length > 0) {
      throw new LipsyncError(`Cannot read Moho data: ${quote(written)} stands here, allowed is "frame shape"`, {
        line,
      });
    }
    marks.push({ frame, label: second, line });
  });
  if (!(rate >= 1 && rate <= 240)) {
    throw new LipsyncError(`Cannot read Moho data: it has ${rate} frames a second, allowed are 1 to 240`);
  }
  const last = marks.at(-1);
  if (last === undefined) throw new LipsyncError("Cannot read Moho data: there is no frame in it");
  const start = (frame: number): Millis => Math.max(0, (frame - 1) * 1000 / rate + offset);
  const spans = marks.map(({ frame, label, line }, i): Span => {
    const next = marks[i + 1];
    if (next !== undefined && next.frame < frame) {
      throw new LipsyncError(`Cannot read Moho data: frame ${next.frame} stands below frame ${frame}`, {
        line: next.line,
      });
    }
    if (frame < -2) throw new LipsyncError(`Cannot read Moho data: frame ${frame} is before the start`, { line });
    return { start: start(frame), end: start(next?.frame ?? frame + 1), text: label, line };
  });
  const phonemes = orderSpans(spans, "frame", notes);
  const alphabet = set ?? guessPhonemeSet(phonemes.map((span) => span.text));
  return {
    format: "moho",
    voices: [{ name: "Voice 1", phrases: nestLayers({ phonemes, set: alphabet }) }],
    fps: rate,
    notes,
  };
}
