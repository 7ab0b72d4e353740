/**
 * What differs between boards with firmware 2 and firmware 3.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * pixelblaze-client.
 *
 * @module
 */

import { CHUNK_SIZES } from "./frames.ts";
import { LED_TYPES } from "./settings.ts";

/** What is known of one firmware generation. */
export interface BoardGeneration {
  /** The most payload bytes of a binary frame; bytecode has a limit of its own. */
  readonly chunkBytes: number;
  /** The version of its pixel maps, which is the number of bytes of a coordinate. */
  readonly mapVersion: 1 | 2;
  /** The LED types it drives. */
  readonly ledTypes: readonly number[];
  /** The speed its web page sends for each LED type, in hertz. */
  readonly dataSpeeds: { readonly [ledType: number]: number };
  /** The first version with /list, and so with backups. */
  readonly listsFilesSince: string;
  /** Has it the settings `cpuSpeed` and `networkPowerSave`, and the Wi-Fi page? */
  readonly savesPower: boolean;
  /** The most pixels it drives, where that is known. */
  readonly maxPixels: number | undefined;
  /** The most array elements of a pattern, where that is known. */
  readonly maxArrayElements: number | undefined;
}

/** The firmware generations in the field. */
export const PIXELBLAZE_GENERATIONS: { readonly v2: BoardGeneration; readonly v3: BoardGeneration } = {
  v2: {
    chunkBytes: CHUNK_SIZES.v2,
    mapVersion: 1,
    ledTypes: Object.values(LED_TYPES),
    dataSpeeds: {
      [LED_TYPES.apa102]: 2_000_000,
      [LED_TYPES.ws2812]: 3_500_000,
      [LED_TYPES.ws2801]: 2_000_000,
      [LED_TYPES.bufferedWs2812]: 3_500_000,
      [LED_TYPES.outputExpander]: 2_000_000,
    },
    listsFilesSince: "2.29",
    savesPower: false,
    maxPixels: undefined,
    maxArrayElements: undefined,
  },
  v3: {
    chunkBytes: CHUNK_SIZES.v3,
    mapVersion: 2,
    ledTypes: [LED_TYPES.none, LED_TYPES.apa102, LED_TYPES.ws2812, LED_TYPES.ws2801, LED_TYPES.outputExpander],
    dataSpeeds: {
      [LED_TYPES.apa102]: 2_000_000,
      [LED_TYPES.ws2812]: 2_250_000,
      [LED_TYPES.ws2801]: 2_000_000,
      [LED_TYPES.outputExpander]: 2_000_000,
    },
    listsFilesSince: "3.24",
    savesPower: true,
    maxPixels: 5000,
    maxArrayElements: 10_240,
  },
};

/** The generation of a firmware version as in the settings, `"3.40"`; undefined when it is neither 2 nor 3. */
export function generationOf(version: string): "v2" | "v3" | undefined {
  const major = /^(\d+)\./.exec(version)?.[1];
  return major === "3" ? "v3" : major === "2" ? "v2" : undefined;
}
