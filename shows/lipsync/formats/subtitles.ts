/** Subtitles: SRT and WebVTT. @module */

import { LipsyncError } from "../error.ts";
import { joinSyllables, phraseOfWords } from "../lyric_line.ts";
import { checkVoices } from "../limits.ts";
import { orderSpans, type Span } from "../spans.ts";
import { quote, splitLines } from "../text.ts";
import { plainText, speakerOf, withoutCaptionName } from "./cue_text.ts";
import type { LipsyncNote, Millis, Phrase, TimedSpeech, Voice } from "../types.ts";

interface Cue extends Span {
  /** Where it ends as written; `end` may be cut where the next one starts. */
  readonly writtenEnd: Millis;
}

const ARROW = /^(\S+)\s+-->\s+(\S+)/;

/**
 * Reads SRT: a number, `HH:MM:SS,mmm --> HH:MM:SS,mmm`, text, an empty line. The number may be missing.
 *
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseSrt(text: string): TimedSpeech {
  return parseCues(text, "srt");
}

/**
 * Reads WebVTT: cues with `.mmm`, word times as `<00:01.500>`, and a voice for every `<v Name>`.
 *
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseVtt(text: string): TimedSpeech {
  return parseCues(text, "vtt");
}

function parseCues(text: string, format: "srt" | "vtt"): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const lines = splitLines(text);
  const speakers = new Map<string, Cue[]>();
  for (let i = 0; i < lines.length; i++) {
    const written = (lines[i] ?? "").trim();
    if (format === "vtt" && /^(?:NOTE|STYLE|REGION)\b/.test(written)) {
      while (i + 1 < lines.length && lines[i + 1]?.trim() !== "") i++;
      continue;
    }
    if (!written.includes("-->")) continue;
    const line = i + 1;
    const [, from = "", to = ""] = ARROW.exec(written) ?? [];
    const start = cueTime(from), end = cueTime(to);
    if (start === undefined || end === undefined) {
      throw new LipsyncError(`Cannot read the subtitles: ${quote(written)} stands here, allowed is "start --> end"`, {
        line,
      });
    }
    const content: string[] = [];
    while (i + 1 < lines.length && lines[i + 1]?.trim() !== "" && !lines[i + 1]?.includes("-->")) {
      content.push(withoutCaptionName(lines[++i] ?? ""));
    }
    // The empty line between two is missing at times; then the number of the next stands at the end of this.
    if (lines[i + 1]?.includes("-->") && /^\s*\d+\s*$/.test(content.at(-1) ?? "")) content.pop();
    const joined = content.join(" ");
    const speaker = speakerOf(joined);
    const cues = speakers.get(speaker) ?? [];
    cues.push({ start, end, text: joined, line, writtenEnd: end });
    speakers.set(speaker, cues);
  }
  if (speakers.size === 0) throw new LipsyncError('Cannot read the subtitles: there is no line with "start --> end"');
  checkVoices(speakers.size);
  const voices = [...speakers].map(([speaker, cues], i): Voice => ({
    name: speaker || `Voice ${i + 1}`,
    phrases: orderSpans(cues, "subtitle", notes).flatMap((cue) => readCue(cue, notes)),
  }));
  return { format, voices, notes };
}

function readCue(cue: Cue, notes: LipsyncNote[]): Phrase[] {
  const pieces: Span[] = [];
  let from = 0, start = cue.start;
  const add = (end: Millis, until: number): void => {
    const text = plainText(cue.text.slice(from, until));
    if (text.trim() !== "") pieces.push({ start, end, text, line: cue.line });
  };
  for (const match of cue.text.matchAll(/<((?:\d+:)?\d\d:\d\d\.\d{3})>/g)) {
    const time = cueTime(match[1] ?? "") ?? start;
    if (time < start || time > cue.writtenEnd) {
      throw new LipsyncError(`Cannot read the subtitles: the word at ${time} ms is outside of its time`, cue);
    }
    add(time, match.index);
    start = time;
    from = match.index + match[0].length;
  }
  add(Math.max(start, cue.end), cue.text.length);
  const sung = pieces.filter((piece) => piece.start < cue.end).map((piece) => ({
    ...piece,
    end: Math.min(piece.end, cue.end),
  }));
  if (pieces.length > 1) {
    const phrase = phraseOfWords(joinSyllables(sung, notes));
    return phrase === undefined ? [] : [phrase];
  }
  const text = pieces[0]?.text.trim().replace(/\s+/g, " ") ?? "";
  return text === "" ? [] : [{ start: cue.start, end: cue.end, text, words: [] }];
}

function cueTime(written: string): Millis | undefined {
  const match = /^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})$/.exec(written);
  if (match === null) return undefined;
  const [, hours = "0", minutes = "0", seconds = "0", fraction = ""] = match;
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 +
    Number(fraction.padEnd(3, "0"));
}
