/** The Montreal Forced Aligner's JSON and CSV. @module */

import { LipsyncError } from "../error.ts";
import { asList, asNumber, asObject, asText, readJson } from "../json.ts";
import { MAX_VOICES } from "../limits.ts";
import type { Span } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncNote, PhonemeSet, TimedSpeech } from "../types.ts";
import { voicesOfTiers } from "./textgrid.ts";

/**
 * Reads `{ start, end, tiers: { words: { entries: [[begin, end, label]] }, phones: ... } }`; seconds.
 *
 * @throws {LipsyncError} naming the record that is wrong.
 */
export function parseMfaJson(text: string, set?: PhonemeSet, track?: string): TimedSpeech {
  const root = asObject(readJson(text), "the file");
  const tiers = Object.entries(asObject(root["tiers"], "tiers")).map(([name, value]) => {
    const tier = asObject(value, `tiers.${name}`);
    const entries = asList(tier["entries"] ?? [], `tiers.${name}.entries`);
    const spans = entries.map((entry, i): Span => {
      const record = `tiers.${name}.entries[${i}]`;
      const [begin, end, label] = asList(entry, record);
      return {
        start: millis(asNumber(begin, record)),
        end: millis(asNumber(end, record)),
        text: asText(label, record).trim(),
        record,
      };
    });
    return { name, spans };
  });
  const notes: LipsyncNote[] = [];
  const end = root["end"];
  return {
    format: "mfa-json",
    voices: voicesOfTiers(tiers, { set, track }, notes),
    ...(typeof end === "number" && end >= 0 ? { duration: millis(end) } : {}),
    notes,
  };
}

/**
 * Reads rows of `Begin,End,Label,Type,Speaker`; seconds.
 *
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseMfaCsv(text: string, set?: PhonemeSet, track?: string): TimedSpeech {
  const lines = splitLines(text);
  const header = csvFields(lines[0]?.toLowerCase() ?? "").map((field) => field.trim());
  const column = (name: string, wanted: boolean): number => {
    const at = header.indexOf(name);
    if (at < 0 && wanted) {
      throw new LipsyncError(
        `Cannot read the CSV: its columns are ${quote(header.join(","))}, wanted are Begin,End,Label,Type,Speaker`,
        { line: 1 },
      );
    }
    return at;
  };
  const begin = column("begin", true), end = column("end", true), label = column("label", true);
  const type = column("type", true), speaker = column("speaker", false);
  const tiers = new Map<string, Span[]>();
  lines.slice(1).forEach((written, i) => {
    if (written.trim() === "") return;
    const line = i + 2;
    const fields = csvFields(written);
    const time = (at: number): number => {
      const seconds = parseNumber(fields[at] ?? "");
      if (seconds !== undefined) return millis(seconds);
      throw new LipsyncError(`Cannot read the CSV: ${quote(fields[at] ?? "")} stands where seconds should`, { line });
    };
    const who = (fields[speaker] ?? "").trim();
    const name = `${who === "" ? "" : `${who} - `}${(fields[type] ?? "").trim()}`;
    const spans = tiers.get(name) ?? [];
    spans.push({ start: time(begin), end: time(end), text: (fields[label] ?? "").trim(), line });
    tiers.set(name, spans);
    // Words, phones and a spare one for every voice.
    if (tiers.size > 3 * MAX_VOICES) {
      throw new LipsyncError(`Cannot read the CSV: it has more than ${MAX_VOICES} voices`, { line });
    }
  });
  const notes: LipsyncNote[] = [];
  const all = [...tiers].map(([name, spans]) => ({ name, spans }));
  return { format: "mfa-csv", voices: voicesOfTiers(all, { set, track }, notes), notes };
}

function millis(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}

/** The fields of one CSV row; a quoted one may hold commas and doubled quotes. */
function csvFields(row: string): string[] {
  const fields: string[] = [];
  let field = "", quoted = false;
  for (let i = 0; i < row.length; i++) {
    const char = row.charAt(i);
    if (quoted && char === '"' && row[i + 1] === '"') {
      field += '"';
      i++;
    } else if (char === '"') {
      quoted = !quoted;
    } else if (char === "," && !quoted) {
      fields.push(field);
      field = "";
    } else {
      field += char;
    }
  }
  fields.push(field);
  return fields;
}
