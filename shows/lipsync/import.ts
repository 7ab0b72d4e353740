/** Reads any lip-sync file. @module */

import { LipsyncError } from "./error.ts";
import { detectFormat, isMidi } from "./detect_format.ts";
import { parseAudacity } from "./formats/audacity.ts";
import { parseGentle } from "./formats/gentle.ts";
import { parseLrc } from "./formats/lrc.ts";
import { parseMfaCsv, parseMfaJson } from "./formats/mfa.ts";
import { parseMidi } from "./formats/midi.ts";
import { parseMoho } from "./formats/moho.ts";
import { parsePgo } from "./formats/pgo.ts";
import { parsePgoJson } from "./formats/pgo_json.ts";
import { parseRhubarbJson, parseRhubarbTsv, parseRhubarbXml } from "./formats/rhubarb.ts";
import { parseSrt, parseVtt } from "./formats/subtitles.ts";
import { parseTextGrid } from "./formats/textgrid.ts";
import { parseXtiming } from "./formats/xtiming.ts";
import { shiftSpeech } from "./shift.ts";
import { checkTime } from "./spans.ts";
import { checkSize, decodeText, MAX_SONG_BYTES, quote } from "./text.ts";
import { LIPSYNC_FORMATS, type LipsyncFormat, type Millis, type PhonemeSet, type TimedSpeech } from "./types.ts";

/** How {@link importLipsync} reads a file. */
export interface ImportOptions {
  /** Forces the format; told from the content by default. */
  readonly format?: LipsyncFormat;
  /** Frames a second of a Moho `.dat`, which does not say; default 24. */
  readonly fps?: number;
  /** The alphabet of the phonemes; told from the file by default. */
  readonly phonemeSet?: PhonemeSet;
  /** Which timing track of an `.xtiming` or `.xsq`, or tier of a TextGrid, to take, by its name; default all that speak. */
  readonly track?: string;
  /** Added to every time; what falls before 0 is cut off. Default 0. */
  readonly offset?: Millis;
}

type Parser = (text: string, options: ImportOptions) => TimedSpeech;

/** A row for every format of text. */
const PARSERS: Readonly<Record<Exclude<LipsyncFormat, "midi">, Parser>> = {
  "pgo": (text, { phonemeSet }) => parsePgo(text, phonemeSet),
  "pgo-json": (text, { phonemeSet }) => parsePgoJson(text, phonemeSet),
  // Its frames may be before 0, so they are moved where they are read.
  "moho": (text, { phonemeSet, fps, offset }) => parseMoho(text, phonemeSet, fps, offset),
  "rhubarb-tsv": (text, { phonemeSet }) => parseRhubarbTsv(text, phonemeSet),
  "rhubarb-xml": (text, { phonemeSet }) => parseRhubarbXml(text, phonemeSet),
  "rhubarb-json": (text, { phonemeSet }) => parseRhubarbJson(text, phonemeSet),
  "xtiming": (text, { phonemeSet, track }) => parseXtiming(text, phonemeSet, track),
  "textgrid": (text, { phonemeSet, track }) => parseTextGrid(text, phonemeSet, track),
  "mfa-json": (text, { phonemeSet, track }) => parseMfaJson(text, phonemeSet, track),
  "mfa-csv": (text, { phonemeSet, track }) => parseMfaCsv(text, phonemeSet, track),
  "gentle": (text, { phonemeSet }) => parseGentle(text, phonemeSet),
  "audacity": (text, { phonemeSet }) => parseAudacity(text, phonemeSet),
  "lrc": (text) => parseLrc(text),
  "srt": (text) => parseSrt(text),
  "vtt": (text) => parseVtt(text),
};

/** The formats of which one track can be named. */
const WITH_TRACKS: readonly LipsyncFormat[] = ["xtiming", "textgrid", "mfa-json", "mfa-csv"];

/**
 * Reads a lip-sync file; its name does not matter, its content tells the format.
 *
 * @param bytes UTF-8, UTF-16 or Latin-1 text, or a MIDI file; at most 8 MiB, or 32 MiB of an xLights sequence.
 * @throws {LipsyncError} with the line or record of what is wrong. Never another error, whatever the bytes.
 */
export function importLipsync(bytes: Uint8Array, options: ImportOptions = {}): TimedSpeech {
  const { offset = 0 } = options;
  const speech = parse(bytes, options);
  // Moho's are moved already.
  return offset === 0 || speech.format === "moho" ? speech : shiftSpeech(speech, offset);
}

function parse(bytes: Uint8Array, options: ImportOptions): TimedSpeech {
  const { format, track } = options;
  if (format !== undefined && !LIPSYNC_FORMATS.includes(format)) {
    throw new LipsyncError(
      `Cannot read the format ${quote(String(format))}: allowed are ${LIPSYNC_FORMATS.join(", ")}`,
    );
  }
  const binary = format === "midi" || (format === undefined && isMidi(bytes));
  const text = binary ? "" : decodeText(bytes);
  const found = binary ? "midi" : format ?? detectFormat(text);
  if (found !== "xtiming") checkSize(bytes, `${found} file`, MAX_SONG_BYTES);
  if (track !== undefined && !WITH_TRACKS.includes(found)) {
    throw new LipsyncError(
      `Cannot take the track ${quote(track)}: the file is ${found}, tracks have names in ${WITH_TRACKS.join(", ")}`,
    );
  }
  const speech = found === "midi" ? parseMidi(bytes) : PARSERS[found](text, options);
  if (speech.duration !== undefined) checkTime(speech.duration, "recording", { record: "its length" });
  return speech;
}
