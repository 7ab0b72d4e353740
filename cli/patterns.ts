/** Reads a folder of Pixelblaze patterns. @module */

import { decodeEpe } from "../protocol/mod.ts";
import type { Catalogue, PatternNames } from "../runtime/model/mod.ts";
import { compile } from "../emulator/pixelblaze/language/compile.ts";

/** A pattern as text, and what a show can set in it. */
export interface PatternSource extends PatternNames {
  readonly name: string;
  readonly source: string;
}

/** Largest pattern file that is read, in bytes. */
const LARGEST_FILE = 1024 * 1024;
/** Most patterns of one folder. */
const MOST_PATTERNS = 500;

/**
 * Reads every `.js` file (named after the file) and `.epe` file (named as it says) of a folder, in the order of names.
 *
 * @throws when the folder cannot be read
 */
export async function readPatterns(
  folder: string,
): Promise<
  {
    readonly patterns: readonly PatternSource[];
    readonly refused: readonly { readonly file: string; readonly error: string }[];
  }
> {
  const files: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) if (isFile && /\.(js|epe)$/i.test(name)) files.push(name);
  const patterns: PatternSource[] = [];
  const refused: { file: string; error: string }[] = [];
  for (const file of files.sort().slice(0, MOST_PATTERNS)) {
    try {
      patterns.push(await readPattern(folder, file));
    } catch (error) {
      refused.push({ file, error: error instanceof Error ? error.message : String(error) });
    }
  }
  return { patterns, refused };
}

async function readPattern(folder: string, file: string): Promise<PatternSource> {
  const path = `${folder}/${file}`;
  if ((await Deno.stat(path)).size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE} bytes`);
  const text = await Deno.readTextFile(path);
  const epe = /\.epe$/i.test(file) ? decodeEpe(text) : undefined;
  const name = epe?.name ?? file.replace(/\.js$/i, "");
  const source = epe === undefined ? text : epe.source;
  const { exports, controls } = compile(source);
  return { name, source, vars: exports, controls: controls.map((control) => control.name) };
}

/** What is known of every device whose patterns were read. */
export function catalogueOf(patterns: ReadonlyMap<string, readonly PatternSource[]>): Catalogue {
  return new Map(
    [...patterns].map(([device, list]) => [device, new Map(list.map((pattern) => [pattern.name, pattern]))]),
  );
}
