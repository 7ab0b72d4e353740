/** Reads a pattern's source into acorn's tree, as leniently as the device's own editor does. @module */

import { type Options, Parser, type Program } from "acorn";
import { PatternError } from "./pattern_error.ts";
import type { SourcePlace } from "./types.ts";

/** Longest source that is read, in characters. */
export const LONGEST_SOURCE = 128 * 1024;

const OPTIONS: Options = {
  // Commas may end the arguments of a call, as in a stock pattern; `?.` and `??` are not known yet.
  ecmaVersion: 2017,
  // Sloppy, since two functions and two exports may share a name, with `export` let in everywhere, a bare block included.
  sourceType: "script",
  allowImportExportEverywhere: true,
};
/** What is said of a source that is nested too deeply. */
export const TOO_DEEP = "Nested too deeply";
const FORGIVEN = /^Duplicate export|has already been declared$/;

/** Acorn with the language's own mistakes. */
class PatternParser extends Parser {
  /** Where the token begins that is being read: acorn's, though its types do not say so. */
  declare readonly start: number;

  constructor(source: string) {
    super(OPTIONS, source);
  }

  raise(offset: number, message: string): never {
    const full = message.startsWith("Not enough stack space");
    throw new PatternError(full ? TOO_DEEP : message, placeOf(this.input, offset));
  }

  raiseRecoverable(offset: number, message: string): void {
    if (!FORGIVEN.test(message)) this.raise(offset, message);
  }
}

/**
 * Parses a source.
 *
 * @throws {PatternError} If it is too long, nested too deeply or no JavaScript at all.
 */
export function parse(source: string): Program {
  if (source.length > LONGEST_SOURCE) {
    const message = `Cannot compile the pattern: its source has ${source.length} characters, at most ${LONGEST_SOURCE}`;
    throw new PatternError(message, placeOf(source, LONGEST_SOURCE));
  }
  const parser = new PatternParser(source);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof PatternError) throw error;
    // Acorn reads nested source by recursion, so its one other failure is a full stack.
    throw new PatternError(TOO_DEEP, placeOf(source, parser.start), { cause: error });
  }
}

/** The line and column of a character of the source. */
export function placeOf(source: string, offset: number): SourcePlace {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}
