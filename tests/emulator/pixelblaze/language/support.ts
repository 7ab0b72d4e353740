// Patterns and environments the tests of the language share.

import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import type {
  PatternEnv,
  PatternRun,
  PatternVars,
  PixelMap,
  SensorReading,
} from "../../../../emulator/pixelblaze/language/types.ts";

/** Starts a pattern on 16 pixels, or as `env` says. */
export function start(source: string, env: Partial<PatternEnv> = {}): PatternRun {
  return compile(source).start({ pixelCount: 16, seed: 1, ...env });
}

/** The exported variables after the main body; a fault is thrown. */
export function varsOf(source: string, env: Partial<PatternEnv> = {}): PatternVars {
  const run = start(source, env);
  if (run.fault !== undefined) throw new Error(`${run.fault.message} at ${run.fault.line}:${run.fault.column}`);
  return run.getVars();
}

/** What an expression is worth. */
export function valueOf(expression: string, before = ""): number | number[] {
  return varsOf(`${before}\nexport var result = ${expression}`).result!;
}

/** A raw 16.16 number from one that is near it. */
export function raw(value: number): number {
  return Math.round(value * 65536);
}

/** A grid as a map of two or three dimensions, from edge to edge. */
export function gridMap(...sides: [number, number] | [number, number, number]): PixelMap {
  const pixels = sides.reduce((a, b) => a * b);
  const dimensions = sides.length;
  const coordinates = new Uint16Array(pixels * dimensions);
  for (let i = 0, rest = 0; i < pixels; i++) {
    rest = i;
    for (let axis = 0; axis < dimensions; axis++) {
      const side = sides[axis]!;
      coordinates[i * dimensions + axis] = Math.round((rest % side) / (side - 1) * 65535);
      rest = Math.floor(rest / side);
    }
  }
  return { dimensions, coordinates };
}

/** A loud room. */
export const SENSORS: SensorReading = {
  frequencyData: Array.from({ length: 32 }, (_, i) => i / 64),
  energyAverage: .25,
  maxFrequencyMagnitude: .5,
  maxFrequency: 440,
  accelerometer: [.1, .2, -.3],
  light: .75,
  analogInputs: [.1, .2, .3, .4, .5],
};

/** Source of one of the project's own patterns. */
export function fixture(name: string): string {
  return Deno.readTextFileSync(new URL(`../../../fixtures/patterns/${name}`, import.meta.url));
}

/** Names of the project's own patterns. */
export function fixtureNames(): string[] {
  const files = [...Deno.readDirSync(new URL("../../../fixtures/patterns/", import.meta.url))];
  return files.map(({ name }) => name).filter((name) => name.endsWith(".js")).sort();
}
