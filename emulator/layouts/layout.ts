/** Where the pixels of a device are, and what they are part of. @module */

import type { MouthShape } from "../../protocol/pixo/definition.ts";

/** A place in metres: x to the right, y UP, z towards the viewer. */
export type LayoutPoint = readonly [x: number, y: number, z: number];

/** A mouth that has pixels of its own: every {@link MouthShape} but `off` (none) and `smile` (the same as `ai`). */
export type DrawnMouth = Exclude<MouthShape, "off" | "smile">;

/** Every {@link DrawnMouth}. */
export const DRAWN_MOUTHS = [
  "ai",
  "e",
  "etc",
  "fv",
  "l",
  "mbp",
  "o",
  "u",
  "wq",
  "rest",
] as const satisfies readonly DrawnMouth[];

/** Pixels of a face, by what they show; a pixel may be in several lists. */
export interface FacePixels {
  /** A mouth that is left out is drawn as another one, see {@link mouthPixels}. */
  readonly mouths: Readonly<Partial<Record<DrawnMouth, readonly number[]>>>;
  /** Both eyes open. */
  readonly eyesOpen: readonly number[];
  /** Both eyes closed. */
  readonly eyesClosed: readonly number[];
  /** The line around the face; effects may colour it. */
  readonly outline?: readonly number[];
}

/** The pixels of a device in the order of its data line. */
export interface Layout {
  /** For people. */
  readonly name: string;
  /** The place of each pixel. */
  readonly points: readonly LayoutPoint[];
  /** Pixel numbers from 0 by the name of the part, in the order in which effects run along it. */
  readonly submodels: Readonly<Record<string, readonly number[]>>;
  /** Only devices that sing have one. */
  readonly face?: FacePixels;
}

/** Most pixels of a layout. */
export const MAX_POINTS = 20_000;

/** What stands in for a mouth that a face does not define; `etc` is often missing in real faces. */
const STAND_INS: Readonly<Record<DrawnMouth, readonly DrawnMouth[]>> = {
  ai: ["e", "o"],
  e: ["ai", "etc"],
  etc: ["e", "rest"],
  fv: ["mbp", "e"],
  l: ["e", "ai"],
  mbp: ["rest"],
  o: ["u", "ai"],
  u: ["wq", "o"],
  wq: ["u", "o"],
  rest: ["mbp"],
};

/** The pixels of a mouth, or those of a mouth that looks alike if the face has none of its own for it. */
export function mouthPixels(face: FacePixels, mouth: MouthShape): readonly number[] {
  if (mouth === "off") return [];
  const drawn = mouth === "smile" ? "ai" : mouth;
  for (const shape of [drawn, ...STAND_INS[drawn]]) {
    const pixels = face.mouths[shape];
    if (pixels !== undefined && pixels.length > 0) return pixels;
  }
  return [];
}

/** Every pixel of the eyes and mouths, each once, in rising order. */
export function facePixels(face: FacePixels): number[] {
  const lists = [face.eyesOpen, face.eyesClosed, ...Object.values(face.mouths)];
  return [...new Set(lists.flat())].sort((a, b) => a - b);
}
