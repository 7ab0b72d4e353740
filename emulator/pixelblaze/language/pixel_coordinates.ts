/** Which render function runs on which map, and with which coordinates. @module */

import { ONE } from "../arithmetic/basic.ts";
import type { PatternEnv, PatternRenders, RenderType } from "./types.ts";

const HALF = ONE / 2;

/** The dimensions of a map that fits the pixels; 0 without one. */
export function mapDimensions(env: PatternEnv): 0 | 1 | 2 | 3 {
  const { map, pixelCount } = env;
  if (map === undefined || pixelCount === 0) return 0;
  return map.coordinates.length === map.dimensions * pixelCount ? map.dimensions : 0;
}

/**
 * A function of the map's own dimensions comes first, then on a 3D map one of fewer, on a 2D map `render3D`, and
 * without either one of more (firmware as told in electromage forum 4228).
 */
export function renderType(renders: PatternRenders, dimensions: 0 | 1 | 2 | 3): RenderType {
  const order = dimensions === 3 ? [3, 2, 1] as const : dimensions === 2 ? [2, 3, 1] as const : [1, 2, 3] as const;
  const has = { 1: renders.render, 2: renders.render2D, 3: renders.render3D };
  return order.find((type) => has[type]) ?? 0;
}

/**
 * The coordinates of a pixel in raw 16.16.
 *
 * The map's 0..65535 are 65536ths. Without a map x is index ÷ pixelCount; an axis that the map has not is in the middle
 * for a function that asks for it, and 0 for a 2D map on which `render3D` does not run.
 */
export function pixelCoordinates(env: PatternEnv, type: RenderType, index: number): [number, number, number] {
  const dimensions = mapDimensions(env);
  const at = (axis: number) => env.map!.coordinates[index * dimensions + axis]!;
  if (dimensions === 3) return [at(0), at(1), at(2)];
  if (dimensions === 2) return [at(0), at(1), type === 3 ? HALF : 0];
  return [dimensions === 1 ? at(0) : Math.floor(index * ONE / env.pixelCount), HALF, HALF];
}
