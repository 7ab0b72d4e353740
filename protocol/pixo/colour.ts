/** Colours of Pixo commands: one or two letter codes, and `(h,s,v)` tuples. @module */

import { type Piece, refuse } from "./piece.ts";

/** A colour as hue, saturation and value, each 0..1 inclusive; hue 0 and 1 are both red. */
export interface Hsv {
  /** Hue: 0 red, 1/3 green, 2/3 blue. */
  readonly h: number;
  /** Saturation: 0 grey. */
  readonly s: number;
  /** Value: 0 black. */
  readonly v: number;
}

/** The core colours of the Pixo Device API by their letter. Hues have the four decimals that travel on the wire. */
export const CORE_COLOURS: Readonly<Record<string, Hsv>> = {
  W: { h: 0, s: 0, v: 1 },
  K: { h: 0, s: 0, v: 0 },
  R: { h: 0, s: 1, v: 1 },
  O: { h: 0.0833, s: 1, v: 1 },
  Y: { h: 0.1667, s: 1, v: 1 },
  G: { h: 0.3333, s: 1, v: 1 },
  C: { h: 0.5, s: 1, v: 1 },
  B: { h: 0.6667, s: 1, v: 1 },
  M: { h: 0.8333, s: 1, v: 1 },
};

/** What a modifier letter multiplies. */
export interface ColourModifier {
  /** The word that its letter stands for. */
  readonly name: string;
  /** Factor of the saturation. */
  readonly s: number;
  /** Factor of the value. */
  readonly v: number;
}

/**
 * The letters that may follow a core colour other than `W` and `K`.
 *
 * The Pixo Device API says that `L` and `P` raise the saturation. A light or pale colour has less of it, so these lower it;
 * the amounts are not published and are this table's own.
 */
export const COLOUR_MODIFIERS: Readonly<Record<string, ColourModifier>> = {
  D: { name: "dark", s: 1, v: 0.4 },
  L: { name: "light", s: 0.65, v: 1 },
  P: { name: "pale", s: 0.3, v: 1 },
};

/** Core colours that take no modifier. */
const PLAIN = "WK";

const CODES: ReadonlyMap<string, Hsv> = new Map(allCodes());
const CODE_OF: ReadonlyMap<string, string> = new Map([...CODES].map(([code, hsv]) => [tuple(hsv), code]));

/** Every valid colour code, core colours first: `W`, `K`, `R`, ... `RD`, `RL`, `RP`, ... */
export const COLOUR_CODES: readonly string[] = [...CODES.keys()];

/** Reads a colour from a piece of a command: a code such as `RD`, or a tuple such as `(0.79,0.47,1)`. */
export function readColour(piece: Piece): Hsv {
  const known = CODES.get(piece.text);
  if (known !== undefined) return known;
  const inside = /^\(([^()]*)\)$/.exec(piece.text)?.[1];
  if (inside === undefined) {
    if (/^[WK][DLP]$/.test(piece.text)) refuse(piece, "a colour, and W and K take no modifier");
    refuse(piece, "a colour such as R, RD or (0.79,0.47,1)", COLOUR_CODES);
  }
  const parts = inside.split(",").map((part) => part.trim());
  const numbers = parts.map((part) => (/^\d{1,6}(\.\d{0,20})?$|^\.\d{1,20}$/.test(part) ? Number(part) : NaN));
  const [h, s, v] = numbers;
  if (numbers.length !== 3 || h === undefined || s === undefined || v === undefined || !numbers.every(isUnit)) {
    refuse(piece, "a colour (h,s,v) of three numbers from 0 to 1");
  }
  return { h, s, v };
}

/**
 * Reads a colour code such as `RD` or an HSV tuple such as `(0.79,0.47,1)`.
 *
 * @throws {ProtocolError} if it is neither, or a number is outside 0..1.
 */
export function parseColour(text: string): Hsv {
  return readColour({ text: text.trim(), offset: 0, about: "pixo colour" });
}

/**
 * Writes a colour as the device reads it: as a code if there is one for exactly this colour, or else as `(h,s,v)` with
 * at most four decimals.
 *
 * @throws {RangeError} if a part is not a number from 0 to 1.
 */
export function formatColour(colour: Hsv): string {
  if (![colour.h, colour.s, colour.v].every(isUnit)) {
    throw new RangeError(
      `Cannot send a colour: have (${colour.h},${colour.s},${colour.v}), h, s and v are from 0 to 1`,
    );
  }
  const text = tuple(colour);
  return CODE_OF.get(text) ?? text;
}

/** Writes a number with at most `decimals` decimals and no exponent. */
export function decimal(value: number, decimals: number): string {
  // Adding 0 turns -0 into 0.
  return String(Number(value.toFixed(decimals)) + 0);
}

function tuple({ h, s, v }: Hsv): string {
  return `(${decimal(h, 4)},${decimal(s, 4)},${decimal(v, 4)})`;
}

function isUnit(value: number): boolean {
  return value >= 0 && value <= 1;
}

function* allCodes(): Generator<[string, Hsv]> {
  yield* Object.entries(CORE_COLOURS);
  for (const [code, { h, s, v }] of Object.entries(CORE_COLOURS)) {
    if (PLAIN.includes(code)) continue;
    for (const [letter, by] of Object.entries(COLOUR_MODIFIERS)) yield [code + letter, { h, s: s * by.s, v: v * by.v }];
  }
}
