/** LRC lyrics: `[mm:ss.xx]line`, with or without times for the words. @module */

import { LipsyncError } from "../error.ts";
import { MAX_LABELS } from "../limits.ts";
import { joinSyllables, longestSung, phraseOfWords, usuallySung } from "../lyric_line.ts";
import { shiftSpeech } from "../shift.ts";
import { addNote, checkTime, MAX_TIME, orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncNote, Millis, Phrase, TimedSpeech } from "../types.ts";

interface LyricLine {
  readonly at: Millis;
  /** What follows the stamps. */
  readonly text: string;
  readonly line: number;
}

/** The most characters that further stamps of lines may repeat. */
const MAX_COPIED = 1_000_000;

const STAMP = /\s*\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]/;
const TAG = /^\s*\[([a-z#]+)\s*:(.*)\]\s*$/i;

/** Who sings the line, as some players have it: a woman, a man or both. */
const SINGER = /^\s*[FMD]:(?=\s)/;

/**
 * Reads lines, each until the next one starts or an empty one ends it, but never longer than its syllables can be sung.
 * A line may have several stamps; words may have times as `<mm:ss.xx>` or `[mm:ss.xx]`. Of lines at one time, such as a
 * translation below its original, the first is sung. The `offset` tag is honoured: positive makes everything earlier.
 *
 * @throws {LipsyncError} with the line of what is wrong. Lines are put in the order of time, as players do; when lines
 * with one stamp each run backward, a note says so.
 */
export function parseLrc(text: string): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const lines: LyricLine[] = [];
  let offset = 0, copied = 0, length: Millis | undefined;
  splitLines(text).forEach((written, i) => {
    const line = i + 1;
    const { stamps, rest } = takeStamps(written);
    if (stamps.length > 0) {
      const before = lines.at(-1)?.at ?? 0;
      if (stamps.length === 1 && (stamps[0] ?? 0) < before) {
        addNote(notes, `the line starts at ${stamps[0]} ms, before the ${before} ms of one above it`, { line });
      }
      // A line that is sung often is copied as often, so a file could grow without end.
      copied += rest.length * (stamps.length - 1);
      if (copied > MAX_COPIED) {
        throw new LipsyncError("Cannot read the lyrics: too much text has several times", { line });
      }
      const sung = rest.replace(SINGER, "");
      for (const at of stamps) lines.push({ at, text: sung, line });
      if (lines.length > MAX_LABELS) {
        throw new LipsyncError(`Cannot read the lyrics: there are more than ${MAX_LABELS} lines`, { line });
      }
      return;
    }
    const [, tag = "", value = ""] = TAG.exec(written.slice(0, 1000)) ?? [];
    if (/^offset$/i.test(tag)) offset = readOffset(value, line);
    if (/^length$/i.test(tag)) length = takeStamps(`[${value.trim()}]`).stamps[0];
    if (tag === "" && written.trim() !== "" && lines.length === 0 && /^\s*[[<]/.test(written)) {
      throw new LipsyncError(`Cannot read the lyrics: ${quote(written)} stands here, allowed is "[mm:ss.xx]words"`, {
        line,
      });
    }
  });
  if (lines.length === 0) throw new LipsyncError("Cannot read the lyrics: no line of them has a time");
  const ordered = oneLineEach(lines.sort((a, b) => a.at - b.at), notes);
  // The offset is of the lyrics; the recording is as long as it is.
  const end = length === undefined ? undefined : length + offset;
  const phrases = ordered.flatMap((line, i): Phrase[] => readLine(line, ordered[i + 1]?.at ?? end, notes));
  const speech: TimedSpeech = {
    format: "lrc",
    voices: [{ name: "Voice 1", phrases }],
    ...(length === undefined ? {} : { duration: length }),
    notes,
  };
  return offset === 0 ? speech : { ...speech, voices: shiftSpeech(speech, -offset).voices };
}

/** Milliseconds; anything that is no number is no offset. */
function readOffset(value: string, line: number): Millis {
  const offset = parseNumber(value) ?? 0;
  if (Math.abs(offset) <= MAX_TIME) return offset;
  throw new LipsyncError(
    `Cannot read the lyrics: the offset is ${offset} ms, allowed are ${-MAX_TIME} to ${MAX_TIME}`,
    { line },
  );
}

/** The first line with text of those at one time; one note tells how many were left out. */
function oneLineEach(lines: readonly LyricLine[], notes: LipsyncNote[]): LyricLine[] {
  const kept: LyricLine[] = [];
  let left = 0, first: LyricLine | undefined;
  for (const line of lines) {
    const last = kept.at(-1);
    if (last === undefined || line.at > last.at) kept.push(line);
    else if (last.text.trim() === "") kept[kept.length - 1] = line;
    else if (line.text.trim() !== "") {
      left++;
      first ??= line;
    }
  }
  if (first !== undefined) {
    const [what, is] = left === 1 ? ["a line stands", "is"] : [`${left} lines stand`, "are"];
    addNote(notes, `${what} at the time of another and ${is} not sung`, first);
  }
  return kept;
}

function readLine(line: LyricLine, next: Millis | undefined, notes: LipsyncNote[]): Phrase[] {
  const all = takePieces(line);
  const pieces = all.filter((piece) => next === undefined || next <= line.at || piece.start < next);
  if (pieces.length < all.length) {
    const late = all.length - pieces.length;
    const [what, is] = late === 1 ? ["a word of the line comes", "is"] : [`${late} words of the line come`, "are"];
    addNote(notes, `${what} after the next line has begun and ${is} not sung`, line);
  }
  const last = pieces.at(-1);
  if (last === undefined) return [];
  if (last.end === Infinity) {
    const sung = all.length > 1 || next === undefined ? usuallySung(last.text) : longestSung(last.text);
    last.end = last.start + sung;
  }
  if (next !== undefined && next > last.start) last.end = Math.min(last.end, next);
  if (all.length > 1) {
    const phrase = phraseOfWords(joinSyllables(pieces.filter((piece) => piece.text.trim() !== ""), notes));
    return phrase === undefined ? [] : [phrase];
  }
  const [whole] = orderSpans([last], "line", notes);
  const words = last.text.trim().replace(/\s+/g, " ");
  return whole === undefined || words === "" ? [] : [{ start: whole.start, end: whole.end, text: words, words: [] }];
}

/** The text between the times of a line; an end is the next time, and unknown for the last. */
function takePieces({ at, text, line }: LyricLine): Span[] {
  const pieces: Span[] = [];
  let from = 0, start = at;
  const add = (end: Millis, until: number): void => {
    const piece = text.slice(from, until);
    if (piece.trim() !== "") pieces.push({ start, end, text: piece, line });
    else if (piece !== "" && pieces.length > 0) (pieces.at(-1) as Span).text += " ";
  };
  for (const match of text.matchAll(/[<[](\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?[>\]]/g)) {
    const stamp = stampTime(match, line);
    const first = pieces.length === 0 && text.slice(from, match.index).trim() === "";
    // A first word may be a little ahead of its line, but not of the line before.
    const time = first ? Math.max(stamp, at) : stamp;
    if (time < start && !first) {
      throw new LipsyncError(`Cannot read the lyrics: the word at ${time} ms stands behind one at ${start} ms`, {
        line,
      });
    }
    add(time, match.index);
    start = time;
    from = match.index + match[0].length;
  }
  add(Infinity, text.length);
  return pieces;
}

function takeStamps(written: string): { stamps: Millis[]; rest: string } {
  const stamps: Millis[] = [];
  const stamp = new RegExp(STAMP, "y");
  let end = 0;
  for (let match = stamp.exec(written); match !== null; match = stamp.exec(written)) {
    stamps.push(stampTime(match, undefined));
    end = stamp.lastIndex;
  }
  return { stamps, rest: written.slice(end) };
}

function stampTime(match: RegExpMatchArray, line: number | undefined): Millis {
  const [, minutes = "0", seconds = "0", fraction = "0"] = match;
  const time = Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(fraction.padEnd(3, "0"));
  checkTime(time, "lyric", { line });
  return time;
}
