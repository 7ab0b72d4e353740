/** What lies in a software board's flash before anyone has written to it. @module */

import { FLASH_PATHS, patternPath } from "../../protocol/pixelblaze/flash_files.ts";
import { newPatternId } from "../../protocol/pixelblaze/pattern_id.ts";
import type { BoardOptions } from "./board_options.ts";
import type { Flash } from "./flash.ts";
import type { PatternStore } from "./pattern_store.ts";
import { seededRandom, textSeed } from "./random.ts";
import type { SavedConfig } from "./saved_config.ts";
import { webPage } from "./web_page.ts";

const NOTHING = new Uint8Array();
/** An expander table without boards. */
const NO_EXPANDERS = Uint8Array.of(5);

/** Writes the files that are not there: settings, expander table, web page, and the patterns of the options. */
export function fillFlash(
  board: { options: BoardOptions; flash: Flash; store: PatternStore; config: SavedConfig },
  seed: number,
): void {
  const { flash, options, store, config } = board;
  if (flash.read(FLASH_PATHS.config) === undefined) config.write();
  if (flash.read(FLASH_PATHS.expander) === undefined) flash.write(FLASH_PATHS.expander, NO_EXPANDERS);
  if (flash.read(FLASH_PATHS.webPage) === undefined) flash.write(FLASH_PATHS.webPage, webPage());
  for (const { id: given, name, source } of options.patterns ?? []) {
    const id = given ?? newPatternId(seededRandom(seed ^ textSeed(name)));
    if (flash.read(patternPath(id)) !== undefined) continue;
    if (!store.save(id, { name, source, jpeg: NOTHING, byteCode: NOTHING })) {
      throw new RangeError(
        `Cannot store the pattern "${name}": got id ${JSON.stringify(id)} and ${
          flash.size - flash.used
        } bytes left, allowed is what fits`,
      );
    }
  }
}
