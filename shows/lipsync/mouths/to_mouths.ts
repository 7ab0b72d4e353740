/** From timed speech to the track a face follows. @module */

import { LipsyncError } from "../error.ts";
import { orderSpans, type Span } from "../spans.ts";
import type { Millis, MouthTrack, PhonemeSet, TimedSpeech, Voice } from "../types.ts";
import { breakDownVoice } from "../words/break_down.ts";
import type { Pronunciations } from "../words/user_dictionary.ts";
import { fillPauses, holdShapes, type MouthSpan } from "./face_timing.ts";
import { type CustomMapping, type MappingName, shapeLookup } from "./mapping.ts";

/** How {@link toMouths} makes a track. */
export interface MouthOptions {
  /** Default `xlights`. */
  readonly mapping?: MappingName | CustomMapping;
  /** Name (in any case) or index from 0 of the voice; default 0. `all` lets one face sing every voice. */
  readonly voice?: string | number;
  /** How much a mouth comes before its sound, 0 to 500 ms; default 60. Less near the file's start, where there is no room. */
  readonly lead?: Millis;
  /** Added to every time, for a device that shows a mouth later (negative) or a file that is late (negative); default 0. */
  readonly offset?: Millis;
  /** No mouth is shown for less, 0 to 1000 ms; default 70. */
  readonly minimumHold?: Millis;
  /** No closed mouth is shown for less, 0 to 1000 ms; default 80. */
  readonly closedHold?: Millis;
  /** The most changes a second that the device takes, 1 to 1000; default 25. */
  readonly maxRate?: number;
  /** Pronunciations of one's own, asked before the dictionary for words that the file has no phonemes for. */
  readonly dictionary?: Pronunciations;
  /** `natural` (default): short pauses hold or relax the mouth; `rest`: every pause rests at once, as in xLights. */
  readonly pauses?: "natural" | "rest";
}

/** The share of a moving sound that its first mouth is shown for. */
export const FIRST_SHARE = 0.6;

/**
 * Makes the track of mouths for one face. Times count from the start of the file; the first change is at 0, the last is
 * `rest`. No mouth is shown for less than its hold, and closed lips are never lost: every MBP of the input is shown, at
 * most 60 ms early. Words and lines that have no phonemes get them from the dictionary.
 *
 * @throws {LipsyncError} when an option is out of range, the voice is unknown, or a phoneme is in no mapping.
 */
export function toMouths(speech: TimedSpeech | Voice, options: MouthOptions = {}): MouthTrack {
  const lead = option("lead", options.lead ?? 60, 0, 500);
  const offset = option("offset", options.offset ?? 0, -86_400_000, 86_400_000);
  const closedHold = option("closedHold", options.closedHold ?? 80, 0, 1000);
  const slowest = 1000 / option("maxRate", options.maxRate ?? 25, 1, 1000);
  const minimumHold = Math.max(option("minimumHold", options.minimumHold ?? 70, 0, 1000), slowest);
  // Near the start of the file the lead shrinks, so that no first sound falls before it.
  const shift = (time: Millis): Millis => {
    const moved = Math.max(0, time + offset);
    return Math.max(moved - lead, moved / 2);
  };

  const shapeOf = shapeLookup(options.mapping);
  const spans: MouthSpan[] = [];
  for (const { start, end, text, set, wordInitial } of phonemesOf(speech, options)) {
    const shape = atTime(start, () => shapeOf(text, set, wordInitial));
    if (typeof shape === "string") {
      spans.push({ start: shift(start), end: shift(end), mouth: shape });
    } else {
      const middle = shift(start + (end - start) * FIRST_SHARE);
      spans.push({ start: shift(start), end: middle, mouth: shape[0] });
      spans.push({ start: middle, end: shift(end), mouth: shape[1] });
    }
  }
  return holdShapes(fillPauses(spans, options.pauses === "rest"), { minimumHold, closedHold });
}

/** Gives an error the time of the phoneme it is about. */
function atTime<T>(at: Millis, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof LipsyncError)) throw error;
    throw new LipsyncError(error.message, { record: `phoneme at ${Math.round(at)} ms` }, { cause: error });
  }
}

/** The voice a name or index picks. @throws {LipsyncError} listing the voices there are. */
export function selectVoice(speech: TimedSpeech, voice: string | number = 0): Voice {
  const found = typeof voice === "number"
    ? speech.voices[voice]
    : speech.voices.find((v) => v.name.toLowerCase() === voice.trim().toLowerCase());
  if (found !== undefined) return found;
  const names = speech.voices.map((v, i) => `${i} "${v.name}"`).join(", ");
  throw new LipsyncError(`Cannot find the voice ${JSON.stringify(voice)}: the file has ${names || "no voice"}`);
}

interface PlacedPhoneme extends Span {
  readonly set: PhonemeSet;
  readonly wordInitial: boolean;
}

function phonemesOf(speech: TimedSpeech | Voice, { voice, dictionary }: MouthOptions): PlacedPhoneme[] {
  const everyVoice = "voices" in speech && typeof voice === "string" && voice.toLowerCase() === "all";
  const voices = "voices" in speech ? everyVoice ? speech.voices : [selectVoice(speech, voice)] : [speech];
  const placed = voices.flatMap((v) =>
    breakDownVoice(v, dictionary).phrases.flatMap((phrase) =>
      phrase.words.flatMap((word) =>
        word.phonemes.map((p, i): PlacedPhoneme => ({
          start: p.start,
          end: p.end,
          text: p.label,
          set: p.set,
          wordInitial: i === 0,
        }))
      )
    )
  );
  if (voices.length > 1) placed.sort((a, b) => a.start - b.start);
  return orderSpans(placed, "phoneme", []);
}

function option(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw new LipsyncError(`Cannot make mouths: ${name} is ${value}, allowed are ${least} to ${most}`);
}
