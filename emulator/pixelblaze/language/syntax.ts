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
    throw new PatternError(full ? TOO_DEEP : message, placesIn(this.input)(offset));
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
    throw new PatternError(message, placesIn(source)(LONGEST_SOURCE));
  }
  const parser = new PatternParser(source);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof PatternError) throw error;
    // Acorn reads nested source by recursion, so its one other failure is a full stack.
    throw new PatternError(TOO_DEEP, placesIn(source)(parser.start), { cause: error });
  }
}

/** Gives the line and column of characters of a source; the lines are looked for once, however many are asked for. */
export function placesIn(source: string): (offset: number) => SourcePlace {
  let starts: number[] | undefined;
  return (offset) => {
    starts ??= lineStarts(source);
    let line = 0;
    // The last line that starts at or before the character: halves what is left each time.
    for (let step = 2 ** Math.floor(Math.log2(starts.length)); step >= 1; step /= 2) {
      if ((starts[line + step] ?? Infinity) <= offset) line += step;
    }
    return { line: line + 1, column: offset - starts[line]! + 1 };
  };
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let end = source.indexOf("\n"); end >= 0; end = source.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}
