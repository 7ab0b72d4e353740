/** Lip-sync: from the files people have to a track of mouths. @module */

export { LipsyncError, type LipsyncErrorPlace } from "./error.ts";
export { importLipsync, type ImportOptions, shiftSpeech } from "./import.ts";
export { type CustomMapping, type MappingName, MAPPINGS, type Shape } from "./mouths/mapping.ts";
export { type MouthOptions, selectVoice, toMouths } from "./mouths/to_mouths.ts";
export {
  LIPSYNC_FORMATS,
  type LipsyncFormat,
  type LipsyncNote,
  type Mouth,
  type MouthChange,
  MOUTHS,
  type MouthTrack,
  type Phoneme,
  PHONEME_SETS,
  type PhonemeSet,
  type Phrase,
  type Syllable,
  type TimedSpeech,
  type Voice,
  type Word,
} from "./types.ts";
export { breakDown } from "./words/break_down.ts";
export { pronounce, type Pronunciation, type PronunciationSource } from "./words/pronounce.ts";
export { parsePronunciations, type Pronunciations } from "./words/user_dictionary.ts";
