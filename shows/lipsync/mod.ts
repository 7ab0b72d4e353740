/** Lip-sync: from the files people have to a track of mouths. @module */

export { autoBlinks } from "./blinks.ts";
export { LipsyncError, type LipsyncErrorPlace } from "./error.ts";
export { importLipsync, type ImportOptions } from "./import.ts";
export { type CustomMapping, type MappingName, MAPPINGS, type Shape } from "./mouths/mapping.ts";
export { type MouthOptions, selectVoice, toMouths } from "./mouths/to_mouths.ts";
export { unknownPhonemes } from "./mouths/unknown_phonemes.ts";
export { importPhonemeList } from "./phoneme_list.ts";
export { shiftSpeech } from "./shift.ts";
export {
  LIPSYNC_FORMATS,
  type LipsyncFormat,
  type LipsyncNote,
  type Millis,
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
export { MAX_FILE_BYTES } from "./text.ts";
export { parsePronunciations, type Pronunciations, readPronunciations } from "./words/user_dictionary.ts";
export { type MouthCueOptions } from "./write/mouth_cues.ts";
export { type MouthSpeechOptions, toMouthSpeech } from "./write/mouth_speech.ts";
export { writeAudacity } from "./write/write_audacity.ts";
export { writePgo, type WritePgoOptions } from "./write/write_pgo.ts";
export { writeRhubarbJson, writeRhubarbTsv } from "./write/write_rhubarb.ts";
export { writeXtiming } from "./write/write_xtiming.ts";
