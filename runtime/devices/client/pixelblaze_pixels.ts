/** Where a board's pixels are, and what they hang on. @module */

import {
  chunkSizeFor,
  decodePixelMap,
  encodeExpanderConfig,
  encodePixelMap,
  type ExpanderChannel,
  FLASH_PATHS,
  FRAME_TYPES,
  makePixelMap,
  type MapFit,
  mapPixelCount,
  PIXELBLAZE_GENERATIONS,
  type PixelMap,
} from "../../../protocol/mod.ts";
import type { BoardAccess } from "./board_access.ts";
import { telling, uploading } from "./board_messages.ts";
import { type PixelblazeFiles, understood } from "./pixelblaze_files.ts";
import type { SaveOptions } from "./pixelblaze_sequencer.ts";

/** How to set a pixel map. */
export interface PixelMapOptions extends SaveOptions {
  /** How points are brought into the unit square or cube; the board's own setting when left out. */
  readonly fit?: MapFit;
  /** The text of the mapper tab, to be stored beside a map that is saved. */
  readonly source?: string;
}

/** The pixel map and the output expanders of a board. */
export class PixelblazePixels {
  readonly #board: BoardAccess;
  readonly #files: PixelblazeFiles;

  /** @ignore made by the client */
  constructor(board: BoardAccess, files: PixelblazeFiles) {
    this.#board = board;
    this.#files = files;
  }

  /** The map that is stored, over the web server; undefined when there is none. */
  async getMap(): Promise<PixelMap | undefined> {
    const bytes = await this.#files.find(FLASH_PATHS.mapData);
    return bytes && understood(this.#board.device, "read the pixel map", () => decodePixelMap(bytes));
  }

  /** The text of the mapper tab, over the web server; undefined when there is none. */
  async getMapSource(): Promise<string | undefined> {
    const bytes = await this.#files.find(FLASH_PATHS.mapFunction);
    return bytes && new TextDecoder().decode(bytes);
  }

  /**
   * Sets the map: points in any unit, one to three numbers for each pixel, or a map as boards store it. No points take
   * it away.
   *
   * @throws {RangeError} when it has not a point for every pixel: a board passes over such a map
   */
  async setMap(given: PixelMap | readonly (readonly number[])[], options: PixelMapOptions = {}): Promise<void> {
    const task = "set the pixel map";
    const { mapperFit, pixelCount } = await this.#board.settingsNow();
    const generation = await this.#board.generation();
    const fit = options.fit ?? (mapperFit === 0 ? "fill" : "contain");
    const map = "dimensions" in given ? given : makePixelMap(given, fit, PIXELBLAZE_GENERATIONS[generation].mapVersion);
    const points = mapPixelCount(map);
    if (points !== 0 && pixelCount !== undefined && points !== pixelCount) {
      throw new RangeError(`Cannot ${task}: got ${points} points, wanted one for each of ${pixelCount} pixels`);
    }
    const chunk = chunkSizeFor(FRAME_TYPES.pixelMap, generation);
    await this.#board.ask(uploading(task, FRAME_TYPES.pixelMap, encodePixelMap(map), chunk));
    if (!options.save) return;
    await this.#board.ask(telling("save the pixel map", { savePixelMap: true }));
    if (options.source === undefined) return;
    await this.#files.put(FLASH_PATHS.mapFunction, new TextEncoder().encode(options.source));
  }

  /** Sets what hangs on the output expanders, 8 channels for each: see `expanderBoard`. Boards keep it in flash. */
  async saveExpanders(channels: readonly ExpanderChannel[]): Promise<void> {
    const payload = encodeExpanderConfig(channels);
    const chunk = chunkSizeFor(FRAME_TYPES.expanderConfig, await this.#board.generation());
    await this.#board.ask(uploading("set the expanders", FRAME_TYPES.expanderConfig, payload, chunk));
  }
}
