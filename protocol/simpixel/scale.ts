/** Layouts in metres, or in the unit cube, to the whole numbers of a SimPixel layout. @module */

import { measurePitch, type Point } from "./pitch.ts";

/**
 * Largest extent along one axis, in SimPixel units. The page's camera stands back by 1.648 times the height or 1.49 times
 * the width of the layout, plus its depth, and sees nothing beyond 10,000 units.
 */
export const SIMPIXEL_MAX_EXTENT = 6000;

/** What the page's camera can see: the farthest LED must be nearer than this. */
const FAR_PLANE = 10_000;

/** Smallest pitch that whole coordinates still draw evenly. */
const MIN_PITCH = 2;

/** Pitch that is aimed at where the layout is even. */
const USUAL_PITCH = 5;

/** The page draws a LED about 0.22 units wide per point of its `size` setting: 4.5 makes neighbours just touch. */
const SIZE_PER_UNIT = 4.5;

/** How the points of a layout are to be read. */
export interface SimPixelScaleOptions {
  /**
   * Where positive y of the given points goes: `"up"` (metres, the default) is turned over for the wire, `"down"`
   * (Pixelblaze maps, with the origin at the top left) is taken as it is. z grows towards the viewer in both.
   */
  readonly y?: "up" | "down";
}

/** A layout that is ready for {@link encodeSimPixelConfig}. */
export interface SimPixelScaledLayout {
  /** x, y, z of each LED, from 0 up, y DOWN. */
  readonly coordinates: Int16Array;
  /** SimPixel units for each unit of the given points. */
  readonly scale: number;
  /** Smallest distance between two LEDs in SimPixel units: 2 to 10, less if the layout is too large for that. */
  readonly pitch: number;
  /** What to give the SimPixel page as `?size=`, so that neighbouring LEDs just touch: 1 or more. */
  readonly pointSize: number;
}

/**
 * Scales a layout evenly to SimPixel's whole coordinates.
 *
 * The usual distance between neighbours becomes 5 units, or more if the closest two would be under 2 units apart, or
 * less if the layout would not fit in what the page can show. LEDs that share a place still do afterwards.
 *
 * @param points One or more places; the unit does not matter, it is the same for all axes.
 * @throws {RangeError} If there is no point, a coordinate is not a finite number, or the layout is too large for numbers.
 */
export function scaleToSimPixel(points: readonly Point[], options: SimPixelScaleOptions = {}): SimPixelScaledLayout {
  if (points.length === 0) throw new RangeError("Cannot scale a layout for SimPixel: got no points, want 1 or more");
  const { low, high } = bounds(points);
  const width = high[0] - low[0];
  const height = high[1] - low[1];
  const depth = high[2] - low[2];
  if (!Number.isFinite(Math.hypot(width, height, depth))) {
    throw new RangeError(`Cannot scale a layout for SimPixel: its extents are ${width} x ${height} x ${depth}`);
  }
  const { smallest, median } = measurePitch(points);
  const wanted = smallest > 0 ? Math.max(USUAL_PITCH / median, MIN_PITCH / smallest) : 1;
  const scale = Math.min(wanted, largestScale(width, height, depth));
  const coordinates = new Int16Array(points.length * 3);
  points.forEach((p, i) => {
    coordinates[3 * i] = Math.round((p[0] - low[0]) * scale);
    coordinates[3 * i + 1] = Math.round((options.y === "down" ? p[1] - low[1] : high[1] - p[1]) * scale);
    coordinates[3 * i + 2] = Math.round((p[2] - low[2]) * scale);
  });
  const pointSize = Math.max(1, Math.round(SIZE_PER_UNIT * (median > 0 ? median * scale : USUAL_PITCH)));
  return { coordinates, scale, pitch: smallest * scale, pointSize };
}

/** The largest scale at which every extent is allowed and the back of the layout is before the far plane. */
function largestScale(width: number, height: number, depth: number): number {
  const reach = Math.max(1.648 * height, 1.49 * width) + 1.5 * depth;
  return Math.min(SIMPIXEL_MAX_EXTENT / Math.max(width, height, depth), (FAR_PLANE - 100) / reach);
}

function bounds(points: readonly Point[]): { low: [number, number, number]; high: [number, number, number] } {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  points.forEach((p, i) => {
    for (const axis of [0, 1, 2] as const) {
      const value = p[axis];
      if (!Number.isFinite(value)) {
        const place = `${"xyz"[axis]} of point ${i}`;
        throw new RangeError(`Cannot scale a layout for SimPixel: ${place} is ${value}, a finite number is allowed`);
      }
      if (value < low[axis]) low[axis] = value;
      if (value > high[axis]) high[axis] = value;
    }
  });
  return { low, high };
}
