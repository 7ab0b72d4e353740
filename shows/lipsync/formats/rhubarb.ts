/** Rhubarb Lip Sync's three exports: TSV, XML and JSON. @module */

import { LipsyncError } from "../error.ts";
import { nestLayers } from "../nest.ts";
import { guessPhonemeSet } from "../phoneme_sets.ts";
import { orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote, splitLines } from "../text.ts";
import type { LipsyncFormat, LipsyncNote, PhonemeSet, TimedSpeech } from "../types.ts";
import { scanXml } from "../xml.ts";
import { asList, asNumber, asObject, asText, readJson } from "../json.ts";

/**
 * Reads `seconds TAB shape` lines; the last line is the end of the recording.
 *
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseRhubarbTsv(text: string, set?: PhonemeSet): TimedSpeech {
  const marks: { time: number; label: string; line: number }[] = [];
  splitLines(text).forEach((written, i) => {
    if (written.trim() === "") return;
    const [time = "", label = "", ...rest] = written.split("\t", 4);
    const seconds = parseNumber(time);
    if (seconds === undefined || label.trim() === "" || rest.length > 0) {
      throw new LipsyncError(
        `Cannot read Rhubarb's TSV: ${quote(written)} stands here, allowed is "seconds TAB shape"`,
        {
          line: i + 1,
        },
      );
    }
    marks.push({ time: millis(seconds), label: label.trim(), line: i + 1 });
  });
  const spans = marks.map(({ time, label, line }, i): Span => {
    const next = marks[i + 1];
    if (next !== undefined && next.time < time) {
      throw new LipsyncError(`Cannot read Rhubarb's TSV: ${next.time} ms stands below ${time} ms`, { line: next.line });
    }
    return { start: time, end: next?.time ?? time, text: label, line };
  });
  return speechOf("rhubarb-tsv", spans, set, { duration: marks.at(-1)?.time });
}

/**
 * Reads `<rhubarbResult>` with its `<mouthCue start end>` elements.
 *
 * @throws {LipsyncError} with the line of what is wrong.
 */
export function parseRhubarbXml(text: string, set?: PhonemeSet): TimedSpeech {
  const spans: Span[] = [];
  let cue: Span | undefined;
  let tag = "", sound: string | undefined, duration: number | undefined;
  for (const event of scanXml(text)) {
    if (event.kind === "open") {
      tag = event.name;
      if (tag !== "mouthcue") continue;
      const time = (key: string): number => {
        const written = event.attributes.get(key) ?? "";
        const seconds = parseNumber(written);
        if (seconds !== undefined) return millis(seconds);
        throw new LipsyncError(`Cannot read a mouth cue: ${key} is ${quote(written)}, allowed are seconds`, event);
      };
      cue = { start: time("start"), end: time("end"), text: "", line: event.line };
    } else if (event.kind === "text") {
      if (cue !== undefined) cue.text += event.text.trim();
      else if (tag === "soundfile") sound = event.text.trim();
      else if (tag === "duration") duration = parseNumber(event.text);
    } else {
      tag = "";
      if (event.name === "mouthcue" && cue !== undefined) spans.push(cue);
      cue = undefined;
    }
  }
  return speechOf("rhubarb-xml", spans, set, {
    sound,
    duration: duration === undefined ? undefined : millis(duration),
  });
}

/**
 * Reads `{ metadata, mouthCues }`, or the bare array of cues.
 *
 * @throws {LipsyncError} naming the record that is wrong.
 */
export function parseRhubarbJson(text: string, set?: PhonemeSet): TimedSpeech {
  const root = readJson(text);
  const whole = Array.isArray(root) ? { mouthCues: root } : asObject(root, "the file");
  const metadata = asObject(whole["metadata"] ?? {}, "metadata");
  const spans = asList(whole["mouthCues"], "mouthCues").map((value, i): Span => {
    const record = `mouthCues[${i}]`;
    const cue = asObject(value, record);
    return {
      start: millis(asNumber(cue["start"], `${record}.start`)),
      end: millis(asNumber(cue["end"], `${record}.end`)),
      text: asText(cue["value"], `${record}.value`),
      record,
    };
  });
  const { soundFile, duration } = metadata;
  return speechOf("rhubarb-json", spans, set, {
    sound: soundFile === undefined ? undefined : asText(soundFile, "metadata.soundFile"),
    duration: duration === undefined ? undefined : millis(asNumber(duration, "metadata.duration")),
  });
}

/** Seconds with two decimals, as the exact milliseconds that they stand for. */
function millis(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}

function speechOf(
  format: LipsyncFormat,
  spans: Span[],
  set: PhonemeSet | undefined,
  about: { sound?: string | undefined; duration?: number | undefined },
): TimedSpeech {
  const notes: LipsyncNote[] = [];
  if (spans.length === 0) throw new LipsyncError("Cannot read Rhubarb's cues: there are none in the file");
  const phonemes = orderSpans(spans, "mouth cue", notes);
  // The letters of Rhubarb are also labels of other alphabets, so its own comes first.
  const alphabet = set ??
    (phonemes.every((span) => /^[A-HX]$/.test(span.text)) ? "rhubarb" : guessPhonemeSet(phonemes.map((s) => s.text)));
  return {
    format,
    voices: [{ name: "Voice 1", phrases: nestLayers({ phonemes, set: alphabet }) }],
    ...(about.duration === undefined ? {} : { duration: about.duration }),
    ...(about.sound === undefined ? {} : { sound: about.sound }),
    notes,
  };
}
