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
import { checkSize, decodeText, quote } from "./text.ts";
import { LIPSYNC_FORMATS, type LipsyncFormat, type Millis, type PhonemeSet, type TimedSpeech } from "./types.ts";

/** How {@link importLipsync} reads a file. */
export interface ImportOptions {
  /** Forces the format; told from the content by default. */
  readonly format?: LipsyncFormat;
  /** Frames a second of a Moho `.dat`, which does not say; default 24. */
  readonly fps?: number;
  /** The alphabet of the phonemes; told from the file by default. */
  readonly phonemeSet?: PhonemeSet;
  /** Which timing track of an `.xtiming` or `.xsq` to take, by its name; default all that have lyrics. */
  readonly track?: string;
  /** Added to every time; what falls before 0 is cut off. Default 0. */
  readonly offset?: Millis;
}

/**
 * Reads a lip-sync file; its name does not matter, its content tells the format.
 *
 * @param bytes At most 32 MiB: UTF-8, UTF-16 or Latin-1 text, or a MIDI file.
 * @throws {LipsyncError} with the line or record of what is wrong. Never another error, whatever the bytes.
 */
export function importLipsync(bytes: Uint8Array, options: ImportOptions = {}): TimedSpeech {
  const { offset = 0 } = options;
  const speech = parse(bytes, options);
  // Moho's frames may be before 0, so they are moved where they are read.
  return offset === 0 || speech.format === "moho" ? speech : shiftSpeech(speech, offset);
}

function parse(bytes: Uint8Array, { format, phonemeSet, fps, offset, track }: ImportOptions): TimedSpeech {
  if (format !== undefined && !LIPSYNC_FORMATS.includes(format)) {
    throw new LipsyncError(
      `Cannot read the format ${quote(String(format))}: allowed are ${LIPSYNC_FORMATS.join(", ")}`,
    );
  }
  if (format === "midi" || (format === undefined && isMidi(bytes))) {
    checkSize(bytes);
    return parseMidi(bytes);
  }
  const text = decodeText(bytes);
  switch (format ?? detectFormat(text)) {
    case "pgo":
      return parsePgo(text, phonemeSet);
    case "pgo-json":
      return parsePgoJson(text, phonemeSet);
    case "moho":
      return parseMoho(text, phonemeSet, fps, offset);
    case "rhubarb-tsv":
      return parseRhubarbTsv(text, phonemeSet);
    case "rhubarb-xml":
      return parseRhubarbXml(text, phonemeSet);
    case "rhubarb-json":
      return parseRhubarbJson(text, phonemeSet);
    case "xtiming":
      return parseXtiming(text, phonemeSet, track);
    case "textgrid":
      return parseTextGrid(text, phonemeSet);
    case "mfa-json":
      return parseMfaJson(text, phonemeSet);
    case "mfa-csv":
      return parseMfaCsv(text, phonemeSet);
    case "gentle":
      return parseGentle(text, phonemeSet);
    case "audacity":
      return parseAudacity(text, phonemeSet);
    case "lrc":
      return parseLrc(text);
    case "srt":
      return parseSrt(text);
    case "vtt":
      return parseVtt(text);
    case "midi":
      return parseMidi(bytes);
  }
}
