/** What a pattern's source is made of: its functions and variables, before any code is made of it. @module */

import type { Function as FunctionNode, Program } from "acorn";
import type { PatternNote, SourcePlace } from "./types.ts";

/** A function of the pattern; the main body is one too. */
export interface PatternFunction {
  /** Its name, or what it is called in messages. */
  readonly name: string;
  readonly node: FunctionNode | Program;
  /** The function it is written in; `undefined` for the main body. */
  readonly parent: PatternFunction | undefined;
  readonly params: readonly string[];
  /** Names declared with `var` in it; in the main body these are globals. */
  readonly variables: Set<string>;
  /** Functions declared in it, the last of a name. */
  readonly declared: Map<string, PatternFunction>;
}

/** A global variable. */
export interface GlobalVariable {
  readonly name: string;
  /** Where it is in memory. */
  readonly address: number;
  /** The function it always holds, when that is sure; a call of it need not look. */
  readonly constant: PatternFunction | undefined;
}

/** A pattern's parts. */
export interface PatternProgram {
  readonly source: string;
  readonly main: PatternFunction;
  /** All functions by their node, the main body left out. */
  readonly functions: ReadonlyMap<FunctionNode, PatternFunction>;
  readonly globals: ReadonlyMap<string, GlobalVariable>;
  /** Exported names in order. */
  readonly exported: readonly string[];
  readonly notes: PatternNote[];
  /** The line and column of a character of the source. */
  readonly place: (offset: number) => SourcePlace;
}
