/** The function that is being written, and its local variables. @module */

import type { FunctionBody } from "../arithmetic/wasm/body.ts";
import { I32 } from "../arithmetic/wasm/opcodes.ts";
import type { Emission } from "./emission.ts";
import { type Meaning, meaning } from "./names.ts";
import type { PatternFunction } from "./program.ts";

/** Where `break` and `continue` of a loop go. */
export interface LoopLabels {
  readonly out: number;
  readonly again: number;
}

/** One function on its way from the tree to instructions. */
export class Scope {
  /** Locals by name; the main body has none. */
  readonly locals = new Map<string, number>();
  /** The loops around, the innermost last. */
  readonly loops: LoopLabels[] = [];

  constructor(readonly emission: Emission, readonly made: PatternFunction, readonly f: FunctionBody) {
    if (made.parent === undefined) return;
    for (const [index, name] of made.params.entries()) this.locals.set(name, index);
    for (const name of made.variables) if (!this.locals.has(name)) this.locals.set(name, f.local(I32));
  }

  /** What a name means here. */
  meaning(name: string): Meaning {
    return meaning(this.emission.program, name, this.made);
  }
}
