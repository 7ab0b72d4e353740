/** Tells a lip-sync file's format from its content. @module */

import { LipsyncError } from "./error.ts";
import { parseNumber, quote } from "./text.ts";
import { LIPSYNC_FORMATS, type LipsyncFormat } from "./types.ts";

/** How much of a text is looked at; every format shows itself in its first lines. */
const LOOKED_AT = 20_000;

/** Whether bytes are a MIDI file. */
export function isMidi(bytes: Uint8Array): boolean {
  return bytes[0] === 0x4d && bytes[1] === 0x54 && bytes[2] === 0x68 && bytes[3] === 0x64;
}

/**
 * Tells the format of a text.
 *
 * @throws {LipsyncError} with how it begins, when it is none of {@link LIPSYNC_FORMATS}.
 */
export function detectFormat(text: string): LipsyncFormat {
  const start = text.slice(0, LOOKED_AT).trimStart();
  const lines = start.split(/\r\n|\n|\r/).map((line) => line.trim()).filter((line) => line !== "");
  const first = lines[0] ?? "";
  if (/^lipsync version/i.test(first)) return "pgo";
  if (/^mohoswitch1$/i.test(first)) return "moho";
  if (/^WEBVTT\b/.test(first)) return "vtt";
  if (/^(?:File type = )?"ooTextFile/i.test(first)) return "textgrid";
  if (/^begin,end,label/i.test(first)) return "mfa-csv";
  if (first.startsWith("<")) return xmlFormat(text);
  if (first.startsWith("{") || /^\[\s*(?:\{|\]|$)/.test(first)) return jsonFormat(start);
  if (lines.slice(0, 3).some((line) => /^[\d:,.]+\s+-->\s/.test(line))) return "srt";
  if (lines.slice(0, 50).some((line) => /^\[\d{1,3}:\d\d/.test(line))) return "lrc";
  // The last line may be cut where the look ends.
  const rows = (text.length > LOOKED_AT ? lines.slice(0, -1) : lines).filter((line) => !/^[\\#]/.test(line));
  const fields = rows.slice(0, 200).map((line) => line.split(/\t/));
  if (fields.every(([time, shape, more]) => isTime(time) && /^[A-HX]$/.test(shape ?? "") && more === undefined)) {
    return "rhubarb-tsv";
  }
  if (rows.slice(0, 200).every((line) => isTime(line.split(/\s+/, 1)[0])) && /\s/.test(rows[0] ?? "")) {
    return "audacity";
  }
  throw new LipsyncError(
    `Cannot tell the format of the lip-sync file: it begins with ${quote(first)}, allowed are ${
      LIPSYNC_FORMATS.join(", ")
    }`,
  );
}

function isTime(text: string | undefined): boolean {
  return text !== undefined && parseNumber(text) !== undefined;
}

function xmlFormat(start: string): LipsyncFormat {
  const root = rootOf(start)?.toLowerCase();
  if (root === "rhubarbresult") return "rhubarb-xml";
  if (root === "timing" || root === "timings" || root === "xsequence") return "xtiming";
  throw new LipsyncError(
    `Cannot tell the format of the XML: it begins with <${(root ?? "").slice(0, 40)}>, allowed are ` +
      "<timing>, <timings>, <xsequence> and <rhubarbResult>",
  );
}

/** The name of the first tag, behind at most a thousand declarations and comments. */
function rootOf(xml: string): string | undefined {
  for (let at = xml.indexOf("<"), skipped = 0; at >= 0 && skipped < 1000; at = xml.indexOf("<", at + 1), skipped++) {
    const name = /^<([A-Za-z][^\s/>]*)/.exec(xml.slice(at, at + 100))?.[1];
    if (name !== undefined) return name;
    if (xml.startsWith("<!--", at)) at = xml.indexOf("-->", at);
    if (at < 0) break;
  }
  return undefined;
}

/** The names that stand near the beginning tell the four JSON formats apart. */
function jsonFormat(start: string): LipsyncFormat {
  if (/^\[\s*\]|"mouthCues"\s*:/.test(start) || (start.startsWith("[") && /"value"\s*:/.test(start))) {
    return "rhubarb-json";
  }
  if (/"(?:num_voices|voices|start_frame|phoneme_set)"\s*:/.test(start)) return "pgo-json";
  if (/"tiers"\s*:/.test(start)) return "mfa-json";
  if (/"(?:transcript|words|tokens)"\s*:/.test(start)) return "gentle";
  throw new LipsyncError(
    'Cannot tell the format of the JSON: wanted is one of "mouthCues", "voices", "tiers" and "words" near its ' +
      "beginning, or a list of mouth cues",
  );
}
