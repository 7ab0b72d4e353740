/** Where a running pattern keeps what in its memory, in bytes. @module */

import { ARITHMETIC_END } from "../arithmetic/layout.ts";

/** Array elements a V3 has room for. */
export const MOST_ELEMENTS = 10240;
/** Elements of the sensor board's arrays, which the firmware keeps apart. */
const SENSOR_ELEMENTS = 64;
const SENSOR_ARRAYS = 8;

/** State, an i32 each unless it says otherwise. */
export const STATE = {
  /** Steps that are left before the watchdog bites. */
  steps: ARITHMETIC_END,
  /** Calls within calls that are left. */
  depth: ARITHMETIC_END + 4,
  /** The frame's time: whole milliseconds, without sign. */
  now: ARITHMETIC_END + 8,
  /** Address of the pixel that is being rendered. */
  pixel: ARITHMETIC_END + 12,
  /** Address of the first pixel. */
  pixels: ARITHMETIC_END + 16,
  /** A plain integer. */
  pixelCount: ARITHMETIC_END + 20,
  /** Address of the coordinates: x, y, z in raw 16.16 for each pixel. */
  coordinates: ARITHMETIC_END + 24,
  /** A plain integer, 0 without a map. */
  mapDimensions: ARITHMETIC_END + 28,
  /** Raw 16.16. */
  nodeId: ARITHMETIC_END + 32,
  /** Year, month, day, hour, minute, second, weekday in raw 16.16. */
  clock: ARITHMETIC_END + 36,
  /** The array `setPalette` was given, 0 at first. */
  palette: ARITHMETIC_END + 64,
  arrayCount: ARITHMETIC_END + 68,
  /** Address of the first free element. */
  heapTop: ARITHMETIC_END + 72,
  /** Address behind the last free element. */
  heapEnd: ARITHMETIC_END + 76,
  /** How many transformations there are since the last reset. */
  transforms: ARITHMETIC_END + 80,
  /** Three rows of four. */
  matrix: ARITHMETIC_END + 84,
  /** Whether the frame that is rendered is transformed, and its matrix. */
  frameTransforms: ARITHMETIC_END + 132,
  frameMatrix: ARITHMETIC_END + 136,
  /** Where colours go while no pixel is rendered; four bytes. */
  noPixel: ARITHMETIC_END + 184,
} as const;

/** For every array the address of its first element and its length. */
export const ARRAYS = ARITHMETIC_END + 192;
/** The arrays' elements. */
export const HEAP = ARRAYS + 8 * (MOST_ELEMENTS + SENSOR_ARRAYS);
/** The elements of the sensor board's arrays. */
export const SENSOR_HEAP = HEAP + 4 * MOST_ELEMENTS;
/** The pattern's global variables; what comes behind them depends on the pattern and on the pixels. */
export const GLOBALS = SENSOR_HEAP + 4 * SENSOR_ELEMENTS;

/**
 * Arrays and functions are numbers to a pattern. These are near -32768 and have an odd fraction, so that no sum of a
 * pattern comes across them.
 */
export const FIRST_ARRAY = -0x7ffe5a3d;
/** See {@link FIRST_ARRAY}. */
export const FIRST_FUNCTION = -0x7ffd5a3d;
