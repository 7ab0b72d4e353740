/** Which mouth a phoneme is shown with: the tables, and a user's own. @module */

import { LipsyncError } from "../error.ts";
import { arpabetOf, isSilence, mouthOf } from "../phoneme_sets.ts";
import { quote } from "../text.ts";
import type { Mouth, PhonemeSet } from "../types.ts";
import { ipaToArpabet } from "./ipa.ts";
import { ARPABET_MOUTHS } from "./arpabet_mouths.ts";

/** One mouth, or two for a sound whose shape moves (a diphthong): the first is shown for 60 % of it. */
export type Shape = Mouth | readonly [Mouth, Mouth];

/** The mappings that have a name. */
export const MAPPINGS = ["xlights", "papagayo-ng", "refined"] as const;

/** One of {@link MAPPINGS}. */
export type MappingName = typeof MAPPINGS[number];

/** A mapping of one's own: entries by label, in any case and without stress digits; what it lacks comes from `base`. */
export interface CustomMapping {
  /** Default `xlights`. */
  readonly base?: MappingName;
  /** For ARPAbet phones, IPA, Rhubarb shapes, mouth names or labels of any other alphabet. */
  readonly phonemes: Readonly<Record<string, Shape>>;
}

/** Rhubarb's shapes by its own exporter's table. Papagayo-ng differs in one: F is WQ. */
const RHUBARB: Readonly<Record<string, Mouth>> = {
  A: "mbp",
  B: "etc",
  C: "e",
  D: "ai",
  E: "o",
  F: "u",
  G: "fv",
  H: "l",
  X: "rest",
};

/** Fleming and Dobbs' shapes, as papagayo-ng turns them into Preston Blair's. */
const FLEMING_DOBBS: Readonly<Record<string, Mouth>> = {
  AA: "ai",
  EHSZ: "e",
  FV: "fv",
  GK: "e",
  IY: "e",
  MBP: "mbp",
  NLTDR: "l",
  O: "o",
  SH: "etc",
  TH: "l",
};

/** Finds the shape of a phoneme; `undefined` when no table has it. */
export type KnownShapeOf = (label: string, set: PhonemeSet, wordInitial: boolean) => Shape | undefined;

/** Finds the shape of a phoneme. */
export type ShapeOf = (label: string, set: PhonemeSet, wordInitial: boolean) => Shape;

/**
 * Makes the look-up of a mapping. A label that is not in its alphabet is shown as `etc`, for it is a slip among others
 * that are; in the set `other` nothing tells what a label means.
 *
 * `xlights` (default) is the table of xLights and Papagayo: tongue consonants are `etc`, the mouth stays calm.
 * `papagayo-ng` is that program's current table, livelier. `refined` is xLights' with moving diphthongs, rounded
 * lips on CH, JH, SH, ZH, ER and a word's first R, and a narrower IH.
 *
 * @throws {LipsyncError} when the name or an entry of it is unknown; the look-up throws for an unknown label of the set
 * `other`.
 */
export function shapeLookup(mapping: MappingName | CustomMapping = "xlights"): ShapeOf {
  const known = knownShapes(mapping);
  return (label, set, wordInitial) => {
    const shape = known(label, set, wordInitial);
    if (shape !== undefined || set !== "other") return shape ?? "etc";
    throw new LipsyncError(
      `Cannot show the phoneme ${quote(label)}: it is in no alphabet, give it an entry in a mapping of your own`,
    );
  };
}

/** What {@link shapeLookup} knows. @throws {LipsyncError} when the name or an entry of the mapping is unknown */
export function knownShapes(mapping: MappingName | CustomMapping = "xlights"): KnownShapeOf {
  const name = typeof mapping === "string" ? mapping : mapping.base ?? "xlights";
  if (!MAPPINGS.includes(name)) {
    throw new LipsyncError(`Cannot use the mapping ${quote(String(name))}: allowed are ${MAPPINGS.join(", ")}`);
  }
  const own = typeof mapping === "string" ? new Map<string, Shape>() : ownEntries(mapping);
  const column = MAPPINGS.indexOf(name);
  const arpabet = (phone: string, wordInitial: boolean): Shape =>
    own.get(phone.toLowerCase()) ??
      (name === "refined" && wordInitial && phone === "R" ? "wq" : ARPABET_MOUTHS[phone]?.[column] ?? "etc");

  return (label, set, wordInitial) => {
    const plain = label.trim();
    const mine = own.get(plain.toLowerCase());
    if (mine !== undefined) return mine;
    if (isSilence(plain)) return "rest";
    if (/^(?:spn|oov|nsn)$/i.test(plain)) return "etc";
    switch (set) {
      case "mouth": {
        const mouth = mouthOf(plain);
        if (mouth !== undefined) return own.get(mouth) ?? mouth;
        break;
      }
      case "arpabet": {
        const phone = arpabetOf(plain);
        if (phone !== undefined) return arpabet(phone, wordInitial);
        break;
      }
      case "ipa": {
        const phones = ipaToArpabet(plain);
        if (phones[0] !== undefined) return joinShapes(phones.map((phone) => arpabet(phone, wordInitial)));
        break;
      }
      case "rhubarb": {
        const mouth = name === "papagayo-ng" && plain === "F" ? "wq" : RHUBARB[plain.toUpperCase()];
        if (mouth !== undefined) return mouth;
        break;
      }
      case "other": {
        const mouth = FLEMING_DOBBS[plain.toUpperCase()];
        if (mouth !== undefined) return mouth;
      }
    }
    // A label from elsewhere in a file of another alphabet: a mouth or a phone by its spelling is better than a stop.
    const phone = arpabetOf(plain);
    return mouthOf(plain) ?? (phone === undefined ? undefined : arpabet(phone, wordInitial));
  };
}

function ownEntries(mapping: CustomMapping): Map<string, Shape> {
  const entries = new Map<string, Shape>();
  for (const [label, shape] of Object.entries(mapping.phonemes)) {
    const names: readonly string[] = typeof shape === "string" ? [shape] : shape;
    const mouths = names.map(mouthOf);
    const [first, second] = mouths;
    if (first === undefined || mouths.includes(undefined) || mouths.length > 2) {
      throw new LipsyncError(
        `Cannot use the mapping: ${quote(label)} is shown as ${quote(names.join(" "))}, allowed are one or two mouths`,
      );
    }
    entries.set(label.trim().toLowerCase(), second === undefined ? first : [first, second]);
  }
  return entries;
}

function joinShapes(shapes: readonly Shape[]): Shape {
  const all = shapes.flat() as Mouth[];
  const first = all[0] ?? "etc", last = all.at(-1) ?? first;
  return first === last ? first : [first, last];
}
