/** A track of mouths as a picture of text. @module */

import type { Millis, Mouth, MouthTrack, Voice } from "./types.ts";

/** What each mouth looks like: the higher, the wider it is open; round ones are round. */
export const MOUTH_GLYPHS: Readonly<Record<Mouth, string>> = {
  rest: " ",
  off: "x",
  mbp: "_",
  etc: "▂",
  fv: "▃",
  l: "▄",
  e: "▅",
  ai: "█",
  smile: "█",
  u: "•",
  wq: "o",
  o: "O",
};

/** How the picture is laid out. */
export interface PictureOptions {
  /** Time of one column; default 100 ms. */
  readonly column?: Millis;
  /** Columns in a line, without the time before it; default 80. */
  readonly width?: number;
  /** The words are written below their mouths. */
  readonly voice?: Voice;
}

/**
 * Draws a track, a line for every `column * width` milliseconds: its time, a glyph of {@link MOUTH_GLYPHS} a column,
 * and the words below. A column shows closed lips if they close in it, else the mouth that lasts longest there.
 * Lines in which the mouth only rests are left out.
 */
export function mouthPicture(track: MouthTrack, options: PictureOptions = {}): string {
  const { column = 100, width = 80, voice } = options;
  const end = track.at(-1)?.at ?? 0;
  const words = voice?.phrases.flatMap((phrase) => phrase.words) ?? [];
  const lines: string[] = [];
  let index = 0, word = 0;
  for (let start = 0; start < end; start += column * width) {
    let mouths = "", text = "";
    for (let c = 0; c < width; c++) {
      const from = start + c * column;
      while ((track[index + 1]?.at ?? Infinity) <= from) index++;
      mouths += MOUTH_GLYPHS[mouthIn(track, index, from, from + column)];
    }
    for (let next = words[word]; next !== undefined && next.start < start + column * width; next = words[++word]) {
      const at = Math.floor((next.start - start) / column);
      // A word moves right when the one before it is long, but never off the line.
      const place = Math.max(at, text.length === 0 ? 0 : text.length + 1);
      if (place + next.text.length <= width + 10) text = text.padEnd(place) + next.text;
    }
    if (mouths.trim() === "" && text === "") continue;
    lines.push(`${clock(start)} ${mouths.trimEnd()}`);
    if (text !== "") lines.push(`${" ".repeat(9)}${text}`);
  }
  return lines.join("\n");
}

function mouthIn(track: MouthTrack, index: number, from: Millis, to: Millis): Mouth {
  let best: Mouth = "rest", longest = 0;
  for (let i = index; i < track.length; i++) {
    const change = track[i];
    if (change === undefined || change.at >= to) break;
    if (change.mouth === "mbp") return "mbp";
    const length = Math.min(to, track[i + 1]?.at ?? Infinity) - Math.max(from, change.at);
    if (length > longest) {
      longest = length;
      best = change.mouth;
    }
  }
  return best;
}

function clock(time: Millis): string {
  const tenths = Math.round(time / 100);
  const seconds = (tenths % 600 / 10).toFixed(1).padStart(4, "0");
  return `${Math.floor(tenths / 600)}:${seconds}`.padStart(8);
}
