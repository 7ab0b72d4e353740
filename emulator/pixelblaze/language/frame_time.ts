/**
 * How long a frame would take a Pixelblaze V3, for a frame rate like the board's.
 *
 * The watchdog's steps say how much a frame did: one for every node of the source that it came by. Built-in functions
 * weigh with the watchdog what they take here, which is not what they take there; the mix of a pattern's own source
 * corrects for that. Costs of functions are relative to a multiplication, .703 microseconds with its second operand
 * (PXLBLZ-IDE, measured on firmware 3.67). What a step, a pixel and a frame take is fitted to what users report: 300 to
 * 600 frames a second on 100 pixels, 30 to 65 on 1000, 6 to 13 on 5000 (electromage forum).
 * @module
 */

import type { AnyNode, CallExpression } from "acorn";
import { meaning } from "./names.ts";
import type { PatternProgram } from "./program.ts";
import { BUILTINS, METHODS } from "./reference.ts";

/** Microseconds of a step on a V3. */
const STEP_MICROS = .703 / 4;
/** What a pixel takes besides the pattern. */
const PIXEL_MICROS = 8;
/** What a frame takes besides the pattern, in milliseconds. */
const FRAME_MS = .5;

/** What built-in functions take a V3, in multiplications (PXLBLZ-IDE, as above); perlinFbm and its kin at three octaves. */
const MULTIPLICATIONS: Readonly<Record<string, number>> = {
  triangle: 1.6,
  square: 1.7,
  clamp: 2.2,
  atan: 2.4,
  atan2: 2.8,
  sin: 2.9,
  wave: 2.9,
  cos: 3.2,
  hypot: 3.6,
  hypot3: 3.6,
  sqrt: 3.6,
  log: 4.1,
  log2: 4.1,
  asin: 4.8,
  tan: 4.9,
  acos: 5.5,
  perlin: 5.7,
  pow: 8.6,
  exp: 12.6,
  perlinFbm: 17.1,
  perlinRidge: 17.1,
  perlinTurbulence: 17.1,
};

/** Microseconds a V3 takes for what costs the watchdog one step, with the built-ins that a pattern's functions call. */
export function stepMicros(program: PatternProgram): number {
  let here = 1;
  let there = 1;
  const visit = (node: AnyNode | (AnyNode | null)[] | null): void => {
    if (node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    here++;
    there++;
    const name = node.type === "CallExpression" ? builtInCall(program, node) : undefined;
    if (name !== undefined) {
      const steps = BUILTINS.get(name)?.steps ?? 0;
      here += steps;
      there += name in MULTIPLICATIONS ? 4 * MULTIPLICATIONS[name]! : steps;
    }
    for (const child of Object.values(node)) {
      // Functions within functions have their own turn.
      if (typeof child === "object" && child !== null && !/Function/.test(child.type)) visit(child as AnyNode);
    }
  };
  for (const { node } of program.functions.values()) visit(node.body as AnyNode);
  return STEP_MICROS * there / here;
}

/** The built-in function that a call names, if it names one. */
function builtInCall(program: PatternProgram, { callee }: CallExpression): string | undefined {
  if (callee.type === "MemberExpression") {
    return callee.property.type === "Identifier" ? METHODS.get(callee.property.name) : undefined;
  }
  const found = callee.type === "Identifier" ? meaning(program, callee.name, program.main) : undefined;
  return found?.kind === "builtin" ? found.name : undefined;
}

/** Milliseconds of a frame of so many steps, of so many microseconds each, on a V3. */
export function frameTime(pixels: number, steps: number, micros: number): number {
  return FRAME_MS + (pixels * PIXEL_MICROS + steps * micros) / 1000;
}
