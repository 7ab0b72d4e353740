/** Layouts from files and by name. @module */

import type { Layout } from "./layout.ts";
import { miniTree } from "./mini_tree.ts";
import { MAX_LAYOUT_TEXT, parseLayout } from "./read_json.ts";
import { parseXmodel } from "./read_xmodel.ts";

/** Layouts that need no file, by the name that a show gives as `model`. */
export const BUILT_IN_LAYOUTS: Readonly<Record<string, () => Layout>> = { "mini-tree": miniTree };

/** Every UTF-16 unit takes at most three bytes. */
const MAX_BYTES = MAX_LAYOUT_TEXT * 3;

/**
 * Loads a layout from a file: xLights if its name ends in `.xmodel`, or else JSON.
 *
 * @throws {ProtocolError} if the file is not a layout.
 * @throws {RangeError} if it is larger than any layout may be.
 * @throws {Deno.errors.NotFound} and others of its kind if it cannot be read.
 */
export async function loadLayout(path: string | URL): Promise<Layout> {
  const { size } = await Deno.stat(path);
  if (size > MAX_BYTES) {
    throw new RangeError(`Cannot load the layout "${path}": it has ${size} bytes, at most ${MAX_BYTES} are allowed`);
  }
  const text = (await Deno.readTextFile(path)).replace(/^\uFEFF/, "");
  const file = String(path).split(/[\\/]/).at(-1)!;
  return /\.xmodel$/i.test(file) ? parseXmodel(text) : parseLayout(text, file.replace(/\.json$/i, ""));
}
