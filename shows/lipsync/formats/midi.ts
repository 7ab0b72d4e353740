/** Karaoke MIDI: lyrics in a MIDI file (`.mid`, `.kar`). @module */

import { LipsyncError } from "../error.ts";
import { checkVoices } from "../limits.ts";
import { joinSyllables, LONGEST_SYLLABLE, phraseOfWords } from "../lyric_line.ts";
import type { Span } from "../spans.ts";
import type { LipsyncNote, Millis, Phrase, TimedSpeech, Voice } from "../types.ts";
import { type MidiFile, type MidiText, type MidiTrack, readMidi } from "./midi_file.ts";

/** Lyrics without line ends are a new phrase after a pause of this length. */
const PHRASE_PAUSE: Millis = 1000;

/**
 * Reads the lyrics of every track that has some, as a voice each. A syllable is sung as long as the notes of its track
 * that begin with it or before the next one; without notes to the next syllable, at most 1.2 s.
 *
 * @throws {LipsyncError} naming the byte where the file breaks, or saying that it has no lyrics.
 */
export function parseMidi(bytes: Uint8Array): TimedSpeech {
  const file = readMidi(bytes);
  const notes: LipsyncNote[] = [];
  // Lyric events are for singing; plain text may be anything, so it counts only where there is no lyric.
  const lyric = file.tracks.some((track) => track.texts.some((text) => text.lyric));
  let count = 0;
  const voices = file.tracks.flatMap((track, i): Voice[] => {
    // `.kar` files keep titles and languages in texts that begin with @.
    const texts = track.texts.filter((text) => text.lyric === lyric && (lyric || !text.text.startsWith("@")));
    // Without lyric events a lone text is a comment, and so are texts that all stand at one place.
    if (texts.length === 0 || (!lyric && new Set(texts.map(({ tick }) => tick)).size < 3)) return [];
    checkVoices(++count);
    return [{ name: track.name || `Voice ${i + 1}`, phrases: readLyrics(file, track, texts, notes) }];
  }).filter((voice) => voice.phrases.length > 0);
  if (voices.length === 0) {
    throw new LipsyncError(`Cannot find lyrics: none of the ${file.tracks.length} MIDI tracks has lyric events`);
  }
  return { format: "midi", voices, notes };
}

function readLyrics(file: MidiFile, track: MidiTrack, texts: readonly MidiText[], notes: LipsyncNote[]): Phrase[] {
  const spaced = texts.some(({ text }) => /\S\s|\s\S|^ +$/.test(text));
  const marked = texts.some(({ text }) => /[\r\n/\\]/.test(text));
  const phrases: Phrase[] = [];
  let pieces: Span[] = [];
  let nextNote = 0, until = 0;
  const finish = (): void => {
    const phrase = phraseOfWords(joinSyllables(pieces, notes));
    if (phrase !== undefined) phrases.push(phrase);
    pieces = [];
  };
  texts.forEach(({ tick, text }, i) => {
    if (tick >= until) until = nextTick(texts, i);
    let noteEnd = 0;
    for (let note = track.notes[nextNote]; note !== undefined && note.tick < until; note = track.notes[++nextNote]) {
      if (note.tick >= tick && note.end !== Infinity) noteEnd = Math.max(noteEnd, note.end);
    }
    const start = file.timeOf(tick);
    const next = until === Infinity ? Infinity : file.timeOf(until);
    const end = noteEnd > tick ? file.timeOf(Math.min(noteEnd, until)) : Math.min(next, start + LONGEST_SYLLABLE);
    if (/^[/\\\r\n]/.test(text) || (!marked && start - (pieces.at(-1)?.end ?? start) >= PHRASE_PAUSE)) finish();
    const bare = text.replace(/[\r\n/\\]/g, "");
    const joined = bare.endsWith("-") ? bare.slice(0, -1) : spaced ? bare : `${bare} `;
    if (joined.trim() !== "") pieces.push({ start, end, text: joined, record: `lyric ${i + 1}` });
    else if (joined !== "") pieces[pieces.length - 1] = spaceAfter(pieces.at(-1));
    if (/[\r\n]$/.test(text)) finish();
  });
  finish();
  return phrases;
}

/** The tick of the first text after those that stand on the tick of `texts[index]`. */
function nextTick(texts: readonly MidiText[], index: number): number {
  const tick = texts[index]?.tick ?? 0;
  let i = index + 1;
  while (texts[i]?.tick === tick) i++;
  return texts[i]?.tick ?? Infinity;
}

function spaceAfter(piece: Span | undefined): Span {
  return piece === undefined ? { start: 0, end: 0, text: "" } : { ...piece, text: `${piece.text} ` };
}
