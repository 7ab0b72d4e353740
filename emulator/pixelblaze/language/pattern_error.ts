/** The error the compiler of patterns throws, and no other. @module */

import type { SourcePlace } from "./types.ts";

/** A pattern source that is not a program of the pattern language. */
export class PatternError extends Error implements SourcePlace {
  /** Always the name of the class. */
  override readonly name = "PatternError";
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;

  /** Makes one; `place` is where the mistake is, lines and columns counting from 1. */
  constructor(message: string, place: SourcePlace, options?: ErrorOptions) {
    super(message, options);
    this.line = place.line;
    this.column = place.column;
  }
}
