/** Names the phonemes that no mapping knows. @module */

import { addNote } from "../spans.ts";
import { quote } from "../text.ts";
import type { LipsyncNote, TimedSpeech, Voice } from "../types.ts";
import { type CustomMapping, knownShapes, type MappingName } from "./mapping.ts";

/**
 * A note for every label that is shown as `etc` because it is not in the alphabet of its file, with where it is first
 * sung. Labels of files without a known alphabet are left out: {@link toMouths} refuses those.
 *
 * @throws {LipsyncError} when the mapping is unknown.
 */
export function unknownPhonemes(speech: TimedSpeech | Voice, mapping?: MappingName | CustomMapping): LipsyncNote[] {
  const shapeOf = knownShapes(mapping);
  const notes: LipsyncNote[] = [], told = new Set<string>();
  for (const voice of "voices" in speech ? speech.voices : [speech]) {
    for (const { label, set, start } of voice.phrases.flatMap((p) => p.words.flatMap((word) => word.phonemes))) {
      const key = `${set} ${label}`;
      if (set === "other" || told.has(key)) continue;
      told.add(key);
      if (shapeOf(label, set, false) !== undefined) continue;
      const at = (start / 1000).toFixed(2);
      addNote(notes, `the phoneme ${quote(label)} at ${at} s is not in the ${set} set and shown as etc`, {});
    }
  }
  return notes;
}
