/** What every name of a pattern means. @module */

import type { Callable } from "../arithmetic/wasm/body.ts";
import { GLOBALS } from "./layout.ts";
import type { GlobalVariable, PatternFunction, PatternProgram } from "./program.ts";
import { BUILTINS, CONSTANTS, PIXEL_COUNT } from "./reference.ts";
import { pixelCount } from "./surroundings.ts";
import { isOwn, type Survey } from "./survey.ts";

/** The meaning of a name within a function. */
export type Meaning =
  | { readonly kind: "local" }
  | { readonly kind: "global"; readonly variable: GlobalVariable }
  | { readonly kind: "function"; readonly made: PatternFunction }
  | { readonly kind: "builtin"; readonly name: string }
  | { readonly kind: "constant"; readonly raw: number }
  | { readonly kind: "asked"; readonly callable: Callable }
  | { readonly kind: "nothing" };

/**
 * Gives every global variable its place.
 *
 * Variables of the main body are global, and so is every name that is assigned to without being the assigning
 * function's own. A function's name is a variable only if something else is assigned to it.
 */
export function resolve(source: string, survey: Survey): PatternProgram {
  const { main, assigned } = survey;
  const names = [...main.variables, ...assigned.keys()];
  const globals = new Map<string, GlobalVariable>();
  for (const name of names) {
    if (globals.has(name) || (main.declared.has(name) && !assigned.has(name))) continue;
    const sure = assigned.get(name) === 1 && !main.declared.has(name);
    const constant = sure ? survey.initial.get(name) : undefined;
    globals.set(name, { name, address: GLOBALS + 4 * globals.size, constant });
  }
  return {
    source,
    main,
    functions: survey.functions,
    globals,
    exported: [...survey.exported],
    notes: survey.notes,
    place: survey.place,
  };
}

/**
 * What a name means within a function: its own variable, a function declared around it, a global variable, something
 * built in. An outer function's variables are out of reach: there are no closures.
 */
export function meaning(program: PatternProgram, name: string, within: PatternFunction): Meaning {
  if (isOwn(within, name)) return { kind: "local" };
  const variable = program.globals.get(name);
  for (let around: PatternFunction | undefined = within; around !== undefined; around = around.parent) {
    const made = around.declared.get(name);
    if (made !== undefined && (around.parent !== undefined || variable === undefined)) {
      return { kind: "function", made };
    }
  }
  if (variable !== undefined) return { kind: "global", variable };
  return builtIn(name);
}

/** What a name means that the pattern itself does not declare. */
export function builtIn(name: string): Meaning {
  if (BUILTINS.has(name)) return { kind: "builtin", name };
  const raw = CONSTANTS.get(name);
  if (raw !== undefined) return { kind: "constant", raw };
  return name === PIXEL_COUNT ? { kind: "asked", callable: pixelCount } : { kind: "nothing" };
}

/** The function a name is sure to call. */
export function calledFunction(found: Meaning): PatternFunction | undefined {
  if (found.kind === "function") return found.made;
  return found.kind === "global" ? found.variable.constant : undefined;
}
