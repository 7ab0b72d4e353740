/** The error {@link compile} throws, and no other. @module */

import type { SourcePlace } from "./types.ts";

/** A pattern source that is not a program of the pattern language. */
export class PatternError extends Error implements SourcePlace {
  override readonly name = "PatternError";
  readonly line: number;
  readonly column: number;

  /** @param place Where the mistake is; lines and columns count from 1. */
  constructor(message: string, place: SourcePlace, options?: ErrorOptions) {
    super(message, options);
    this.line = place.line;
    this.column = place.column;
  }
}
