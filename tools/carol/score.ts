/**
 * "Silent Night" as data: melody by Franz Xaver Gruber (1818), English words by John Freeman Young (1859); both are
 * in the public domain.
 *
 * The tempo lets every note land on a whole frame: a beat is 0.48 s, 12 frames of 40 ms.
 * @module
 */

/** Beats a minute; the beat is a quarter note. */
export const BPM = 125;

/** Quarter notes in a bar. */
export const BEATS_PER_BAR = 3;

/** Frames a second of everything that is counted in frames. */
export const FPS = 25;

/** Bars before the first word. */
export const INTRO_BARS = 4;

/** Bars of one verse. */
export const VERSE_BARS = 24;

/** Bars in which the last chord rings out. */
export const ENDING_BARS = 2;

/**
 * Six lines of four bars, the same in both verses: `pitch:beats`, bars divided by `|`.
 * The middle C is C4.
 */
export const MELODY: readonly string[] = [
  "G4:1.5 A4:0.5 G4:1 | E4:3 | G4:1.5 A4:0.5 G4:1 | E4:3",
  "D5:2 D5:1 | B4:3 | C5:2 C5:1 | G4:3",
  "A4:2 A4:1 | C5:1.5 B4:0.5 A4:1 | G4:1.5 A4:0.5 G4:1 | E4:3",
  "A4:2 A4:1 | C5:1.5 B4:0.5 A4:1 | G4:1.5 A4:0.5 G4:1 | E4:3",
  "D5:2 D5:1 | F5:1.5 D5:0.5 B4:1 | C5:3 | E5:3",
  "C5:1 G4:1 E4:1 | G4:1.5 F4:0.5 D4:1 | C4:6",
];

/** What a choir sings below the last two lines, note against note; by line of {@link MELODY}. */
export const LOWER_PART: ReadonlyMap<number, string> = new Map([
  [4, "B4:2 B4:1 | D5:1.5 B4:0.5 G4:1 | E4:3 | G4:3"],
  [5, "E4:1 E4:1 C4:1 | D4:1.5 D4:0.5 B3:1 | C4:6"],
]);

/**
 * The words, one token for each note of the line: `Si-` goes on in the next syllable, `_` carries the syllable over to
 * one more note.
 */
export const VERSES: readonly (readonly string[])[] = [
  [
    "Si- _ lent night, ho- _ ly night,",
    "All is calm, all is bright",
    "Round yon Vir- _ gin Moth- er and Child.",
    "Ho- ly In- fant, so ten- der and mild,",
    "Sleep in heav- en- ly peace, _",
    "Sleep _ in heav- en- ly peace.",
  ],
  [
    "Si- _ lent night, ho- _ ly night,",
    "Shep- herds quake at the sight;",
    "Glo- ries stream _ from heav- en a- far,",
    "Heav'n- ly hosts _ sing Al- le- lu- ia!",
    "Christ the Sav- iour is born, _",
    "Christ _ the Sav- iour is born!",
  ],
];

/** One chord for each bar of a verse. */
export const HARMONY = "C C C C | G7 G7 C C | F F C C | F F C C | G7 G7 C C | C G7 C C";

/** The chords before and after the verses, one for each bar. */
export const INTRO_HARMONY = "C G7 C C";

/** The chords of the last bars. */
export const ENDING_HARMONY = "C C";

/** The end of the melody, with which the bells lead in. */
export const INTRO_MELODY = "C5:1 G4:1 E4:1 | G4:1.5 F4:0.5 D4:1 | C4:3 | G4:3";

/** The notes of each chord, from the bass up. */
export const CHORDS: Readonly<Record<string, readonly string[]>> = {
  C: ["C2", "C3", "E3", "G3", "C4"],
  F: ["F2", "C3", "F3", "A3", "C4"],
  G7: ["G2", "B2", "F3", "G3", "D4"],
};

/** Mouth shapes of the Preston Blair set. */
export type Mouth = "AI" | "E" | "etc" | "FV" | "L" | "MBP" | "O" | "U" | "WQ" | "rest";

/** Shapes on which a note can be held. */
export const VOWELS: readonly Mouth[] = ["AI", "E", "O", "U"];

/**
 * How each word is sung: mouth shapes syllable by syllable, syllables divided by `|`, one vowel in each. The shapes are
 * those xLights gives to the sounds (its `phoneme_mapping` table), two equal ones in a row written once.
 */
export const MOUTHS: Readonly<Record<string, string>> = {
  "afar": "AI | FV AI etc",
  "all": "O L",
  "alleluia": "AI | L E | L U | etc AI",
  "and": "AI etc",
  "at": "AI etc",
  "born": "MBP O etc",
  "bright": "MBP etc AI etc",
  "calm": "etc AI MBP",
  "child": "etc AI L etc",
  "christ": "etc AI etc",
  "from": "FV etc AI MBP",
  "glories": "etc L O | etc E etc",
  "heaven": "etc E | FV AI etc",
  "heavenly": "etc E | FV AI etc | L E",
  "heav'nly": "etc E FV etc | L E",
  "holy": "etc O | L E",
  "hosts": "etc O etc",
  "in": "AI etc",
  "infant": "AI etc | FV AI etc",
  "is": "AI etc",
  "mild": "MBP AI L etc",
  "mother": "MBP AI | etc E",
  "night": "etc AI etc",
  "peace": "MBP E etc",
  "quake": "etc WQ E etc",
  "round": "etc O etc",
  "saviour": "etc E | FV etc E",
  "shepherds": "etc E | MBP E etc",
  "sight": "etc AI etc",
  "silent": "etc AI | L AI etc",
  "sing": "etc AI etc",
  "sleep": "etc L E MBP",
  "so": "etc O",
  "stream": "etc E MBP",
  "tender": "etc E etc | etc E",
  "the": "etc AI",
  "virgin": "FV E | etc AI etc",
  "yon": "etc AI etc",
};
