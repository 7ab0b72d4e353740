/** A piece of a Pixo line, and the refusal of one that is wrong. @module */

import { ProtocolError } from "../errors.ts";
import { nearest } from "./nearest.ts";
import { redactRest } from "./redact.ts";

/** Part of a line between two separators, without the spaces around it. */
export interface Piece {
  /** The characters. */
  readonly text: string;
  /** Where it starts in the line, in UTF-16 units. */
  readonly offset: number;
  /** What is being read, for messages: `pixo chase timeMs`. */
  readonly about: string;
  /** True for values that no message may quote. */
  readonly secret?: boolean;
}

/** Longest quotation in a message, in characters. */
const MAX_QUOTE = 40;

/** Throws the {@link ProtocolError} for a piece, with the nearest of the `known` words if one is near. */
export function refuse(piece: Piece, wanted: string, known: readonly string[] = []): never {
  const near = piece.secret ? undefined : nearest(piece.text, known);
  throw new ProtocolError({
    protocol: piece.about,
    offset: piece.offset,
    wanted: near === undefined ? wanted : `${wanted}, perhaps ${JSON.stringify(near)}`,
    got: piece.secret && piece.text !== "" ? "a value that is not shown" : quote(piece.text),
  });
}

/** Quotes text from a stranger: short, on one line, without a password. */
export function quote(text: string): string {
  if (text === "") return "nothing";
  const safe = redactRest(text);
  return JSON.stringify(safe.length > MAX_QUOTE ? safe.slice(0, MAX_QUOTE - 3) + "..." : safe);
}

/** Splits at a separator and drops the spaces around each piece; offsets count from the start of `piece`'s line. */
export function splitPiece(piece: Piece, separator: string): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start <= piece.text.length;) {
    const found = piece.text.indexOf(separator, start);
    const end = found < 0 ? piece.text.length : found;
    pieces.push(trimPiece({ ...piece, text: piece.text.slice(start, end), offset: piece.offset + start }));
    start = end + 1;
  }
  return pieces;
}

/** The piece without the white space around it. */
export function trimPiece(piece: Piece): Piece {
  const rest = piece.text.trimStart();
  return { ...piece, text: rest.trimEnd(), offset: piece.offset + piece.text.length - rest.length };
}
