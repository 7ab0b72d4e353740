/** Gentle's alignment: JSON with words, and the lengths of their phones. @module */

import { asList, asNumber, asObject, asText, readJson } from "../json.ts";
import { LipsyncError } from "../error.ts";
import { nestLayers } from "../nest.ts";
import { isSilence } from "../phoneme_sets.ts";
import { addNote, orderSpans, type Span } from "../spans.ts";
import { quote } from "../text.ts";
import type { LipsyncNote, PhonemeSet, TimedSpeech } from "../types.ts";

/**
 * Reads words with `start`, `end` and `phones`; a phone lasts its `duration` from the end of the one before. Words that
 * were not found in the sound have no times: they are left out, with a note.
 *
 * @throws {LipsyncError} naming the record that is wrong.
 */
export function parseGentle(text: string, set: PhonemeSet = "arpabet"): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const words: Span[] = [], phonemes: Span[] = [];
  const file = asObject(readJson(text), "the file");
  // For a while the aligner called its words tokens.
  const key = file["words"] === undefined && file["tokens"] !== undefined ? "tokens" : "words";
  asList(file[key], key).forEach((value, i) => {
    const record = `${key}[${i}]`;
    const word = asObject(value, record);
    const written = asText(word["word"] ?? word["alignedWord"] ?? "", `${record}.word`);
    if (word["start"] === undefined || word["end"] === undefined) {
      addNote(notes, `${quote(written)} was not found in the sound and is left out`, { record });
      return;
    }
    const start = millis(asNumber(word["start"], `${record}.start`));
    words.push({ start, end: millis(asNumber(word["end"], `${record}.end`)), text: written, record });
    let at = start;
    asList(word["phones"] ?? [], `${record}.phones`).forEach((item, p) => {
      const place = `${record}.phones[${p}]`;
      const phone = asObject(item, place);
      const length = millis(asNumber(phone["duration"], `${place}.duration`));
      const label = asText(phone["phone"], `${place}.phone`).replace(/_[A-Z]$/, "");
      if (!isSilence(label)) phonemes.push({ start: at, end: at + length, text: label, record: place });
      at += length;
    });
  });
  if (words.length === 0) throw new LipsyncError("Cannot read the alignment: it has no word with a time");
  const layers = { words: orderSpans(words, "word", notes), phonemes: orderSpans(phonemes, "phone", notes), set };
  return { format: "gentle", voices: [{ name: "Voice 1", phrases: nestLayers(layers) }], notes };
}

function millis(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}
