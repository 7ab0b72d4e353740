/** What every lip-sync importer makes and every face takes: timed speech, and the track of mouths it becomes. @module */

/** A time or a length of time in milliseconds; fractions count. */
export type Millis = number;

/** The mouths a face can show: the Preston Blair shapes, `rest`, and two that no phoneme asks for, `off` and `smile`. */
export const MOUTHS = ["ai", "e", "etc", "fv", "l", "mbp", "o", "u", "wq", "rest", "off", "smile"] as const;

/** One of {@link MOUTHS}. */
export type Mouth = typeof MOUTHS[number];

/** A mouth that is shown from `at` until the next change. */
export interface MouthChange {
  /** Exact, zero or more, counted from the start of the file the track came from. */
  readonly at: Millis;
  /** What is shown. */
  readonly mouth: Mouth;
}

/** Changes with strictly rising times and no two equal neighbours; the first is at 0, the last is `rest`. */
export type MouthTrack = readonly MouthChange[];

/**
 * Which alphabet a phoneme's label is written in.
 *
 * `mouth`: Preston Blair shapes (AI, MBP ...). `arpabet`: CMU phones (AA1, HH ...), stress digits allowed.
 * `ipa`: IPA as the Montreal aligner and espeak write it. `rhubarb`: shapes A to H and X.
 * `other`: anything else, for which the mapping must have an entry of its own.
 */
export const PHONEME_SETS = ["mouth", "arpabet", "ipa", "rhubarb", "other"] as const;

/** One of {@link PHONEME_SETS}. */
export type PhonemeSet = typeof PHONEME_SETS[number];

/** One phoneme in time, `[start, end)`. */
export interface Phoneme {
  /** Where it begins. */
  readonly start: Millis;
  /** Where it ends; the end itself is not part of it. */
  readonly end: Millis;
  /** As the file writes it. */
  readonly label: string;
  /** Which alphabet the label is written in. */
  readonly set: PhonemeSet;
}

/** A part of a word that the file gives a time of its own, as karaoke files do. */
export interface Syllable {
  /** Where it begins. */
  readonly start: Millis;
  /** Where it ends; the end itself is not part of it. */
  readonly end: Millis;
  /** As the file writes it. */
  readonly text: string;
}

/** A word in time; without phonemes when the file has none, and then a dictionary gives them. */
export interface Word {
  /** Where it begins. */
  readonly start: Millis;
  /** Where it ends; the end itself is not part of it. */
  readonly end: Millis;
  /** Empty when the file has phonemes only. */
  readonly text: string;
  /** In the order of time. */
  readonly phonemes: readonly Phoneme[];
  /** Where the file times them; two or more. */
  readonly syllables?: readonly Syllable[];
}

/** A line of lyrics in time; without words when the file times whole lines only. */
export interface Phrase {
  /** Where it begins. */
  readonly start: Millis;
  /** Where it ends; the end itself is not part of it. */
  readonly end: Millis;
  /** As the file writes it. */
  readonly text: string;
  /** In the order of time. */
  readonly words: readonly Word[];
}

/** What one singer sings, in the order of time. */
export interface Voice {
  /** As the file calls it, else `Voice 1`, `Voice 2` and so on. */
  readonly name: string;
  /** In the order of time. */
  readonly phrases: readonly Phrase[];
}

/** The formats that can be read. */
export const LIPSYNC_FORMATS = [
  "pgo",
  "pgo-json",
  "moho",
  "rhubarb-tsv",
  "rhubarb-xml",
  "rhubarb-json",
  "xtiming",
  "textgrid",
  "mfa-json",
  "mfa-csv",
  "gentle",
  "audacity",
  "lrc",
  "srt",
  "vtt",
  "midi",
] as const;

/** One of {@link LIPSYNC_FORMATS}. */
export type LipsyncFormat = typeof LIPSYNC_FORMATS[number];

/** Something in a file that is odd but readable. */
export interface LipsyncNote {
  /** For the person who made the file. */
  readonly message: string;
  /** The line of the file, from 1. */
  readonly line?: number;
  /** The record that the line-less formats name instead, e.g. `words[3]`. */
  readonly record?: string;
}

/** What a lip-sync file says, in the order of time. */
export interface TimedSpeech {
  /** What the file was, or `list` for speech that is made otherwise. */
  readonly format: LipsyncFormat | "list";
  /** At least one. */
  readonly voices: readonly Voice[];
  /** Length of the recording, where the file gives it. */
  readonly duration?: Millis;
  /** Name of the recording, where the file gives it. */
  readonly sound?: string;
  /** Frames a second, where the file counts in frames. */
  readonly fps?: number;
  /** What was odd but readable, for `check` and the command line to print. */
  readonly notes: readonly LipsyncNote[];
}
