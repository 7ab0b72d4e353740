/** xLights timing tracks: `.xtiming`, and those inside an `.xsq` sequence. @module */

import { LipsyncError } from "../error.ts";
import { checkVoices } from "../limits.ts";
import { nestLayers } from "../nest.ts";
import { guessPhonemeSet, guessSet, isSilence } from "../phoneme_sets.ts";
import { orderSpans, type Span } from "../spans.ts";
import { parseNumber, quote } from "../text.ts";
import type { LipsyncNote, PhonemeSet, TimedSpeech, Voice } from "../types.ts";
import { scanXml } from "../xml.ts";

interface Track {
  readonly name: string;
  readonly layers: Span[][];
}

/**
 * Reads the lyric tracks of a file, each as a voice. They are known by their structure, not their name: phrases, words
 * and phonemes, or the first two. A file with tracks of one layer alone (beats, sections) has no lyrics, unless `track`
 * names the one to take. Times are milliseconds, fractions allowed.
 *
 * @param set The alphabet of the phonemes; told from the labels by default.
 * @throws {LipsyncError} with the line of what is wrong, or naming the tracks when none has lyrics.
 */
export function parseXtiming(text: string, set?: PhonemeSet, track?: string): TimedSpeech {
  const notes: LipsyncNote[] = [];
  const { tracks, sound } = readTracks(text);
  const wanted = track?.trim().toLowerCase();
  const lyrics = tracks.filter((t) => wanted === undefined ? t.layers.length > 1 : t.name.toLowerCase() === wanted);
  // A lone track that somebody saved by itself is what they want to see, even if it has only one layer.
  const used = lyrics.length > 0 || tracks.length !== 1 || wanted !== undefined ? lyrics : tracks;
  if (used.length === 0) {
    const names = tracks.slice(0, 20).map((t) => `${quote(t.name)} (${t.layers.length})`).join(", ") || "none";
    const have = `the timing tracks (and their layers) are ${names}`;
    throw new LipsyncError(
      track === undefined
        ? `Cannot find lyrics: ${have}, a lyric track has two or three; a track of one layer has to be named`
        : `Cannot find the track ${quote(track)}: ${have}`,
    );
  }
  checkVoices(used.length);
  return {
    format: "xtiming",
    voices: used.map((t, i): Voice => readVoice(t, i, set, notes)),
    ...(sound === undefined ? {} : { sound }),
    notes,
  };
}

function readVoice(track: Track, index: number, set: PhonemeSet | undefined, notes: LipsyncNote[]): Voice {
  const [first = [], second = [], third = []] = track.layers.map((layer, i) =>
    orderSpans(layer, ["phrase", "word", "phoneme"][i] ?? "label", notes)
  );
  const labelled = (spans: Span[]): Span[] => spans.filter((span) => span.text.trim() !== "");
  const name = track.name || `Voice ${index + 1}`;
  const deepest = track.layers.length > 2 ? third : second.length > 0 ? second : first;
  const labels = deepest.map((span) => span.text);
  const alphabet = set ?? (track.layers.length > 2 ? guessPhonemeSet(labels) : guessSet(labels));
  // Words beside phonemes, or phonemes alone: the last layer's labels say which.
  const spoken = track.layers.length > 2 || (alphabet === "mouth" && deepest.some((span) => !isSilence(span.text)));
  if (!spoken) return { name, phrases: nestLayers({ phrases: labelled(first), words: labelled(second) }) };
  if (track.layers.length > 2) {
    const layers = { phrases: labelled(first), words: labelled(second), phonemes: third, set: alphabet };
    return { name, phrases: nestLayers(layers) };
  }
  if (deepest === second) {
    return { name, phrases: nestLayers({ words: labelled(first), phonemes: second, set: alphabet }) };
  }
  return { name, phrases: nestLayers({ phonemes: first, set: alphabet }) };
}

function readTracks(text: string): { tracks: Track[]; sound: string | undefined } {
  const tracks: Track[] = [];
  let track: Track | undefined, layer: Span[] | undefined;
  let sound: string | undefined, inMedia = false;
  for (const event of scanXml(text)) {
    const { kind, name, attributes, line } = event;
    if (kind === "open" && (name === "timing" || (name === "element" && attributes.get("type") === "timing"))) {
      track = { name: (attributes.get("name") ?? "").trim(), layers: [] };
    } else if (kind === "close" && (name === "timing" || name === "element")) {
      // A sequence also lists its tracks by name, without layers, for the window they are shown in.
      if (track !== undefined && track.layers.length > 0) tracks.push(track);
      track = undefined;
    } else if (track !== undefined && name === "effectlayer") {
      if (kind === "open") track.layers.push(layer = []);
      else layer = undefined;
    } else if (layer !== undefined && kind === "open" && name === "effect") {
      const time = (key: string): number => {
        const written = attributes.get(key) ?? "";
        const value = parseNumber(written);
        if (value === undefined) {
          throw new LipsyncError(`Cannot read a timing: ${key} is ${quote(written)}, allowed are milliseconds`, {
            line,
          });
        }
        return value;
      };
      layer.push({ start: time("starttime"), end: time("endtime"), text: attributes.get("label") ?? "", line });
    } else if (name === "mediafile") {
      inMedia = kind === "open";
    } else if (kind === "text" && inMedia) {
      sound = event.text.trim().split(/[\\/]/).at(-1);
    }
  }
  return { tracks, sound };
}
