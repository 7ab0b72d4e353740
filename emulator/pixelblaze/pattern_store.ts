/** The patterns stored on a software board: files of its flash. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import {
  controlsPath,
  decodeControlsFile,
  encodeControlsFile,
  flashFileKind,
  patternPath,
} from "../../protocol/pixelblaze/flash_files.ts";
import { decodePatternFile, encodePatternFile, type PatternFile } from "../../protocol/pixelblaze/pbp.ts";
import type { StoredPattern } from "../../protocol/pixelblaze/program_list.ts";
import type { Flash } from "./flash.ts";
import type { ControlValue } from "./language/types.ts";

/** Control values by name. */
export type ControlValues = Readonly<Record<string, ControlValue>>;

/** Reads and writes patterns and their control values. Files that are no patterns are as good as absent. */
export class PatternStore {
  readonly #flash: Flash;
  readonly #decoded = new WeakMap<Uint8Array, PatternFile | null>();

  /** Reads and writes this flash. */
  constructor(flash: Flash) {
    this.#flash = flash;
  }

  /** Ids and names, in the order they were stored. */
  list(): StoredPattern[] {
    return this.#flash.list().filter((path) => flashFileKind(path) === "pattern").flatMap((path) => {
      const id = path.slice(patternPath("").length);
      const pattern = this.get(id);
      return pattern === undefined ? [] : [{ id, name: pattern.name }];
    });
  }

  /** A pattern; its arrays are not to be changed. */
  get(id: string): PatternFile | undefined {
    const bytes = this.#flash.read(patternPath(id));
    if (bytes === undefined) return undefined;
    let pattern = this.#decoded.get(bytes);
    if (pattern === undefined) {
      pattern = decoded(() => decodePatternFile(bytes)) ?? null;
      this.#decoded.set(bytes, pattern);
    }
    return pattern ?? undefined;
  }

  /** Stores a pattern; false if it does not fit. */
  save(id: string, pattern: PatternFile): boolean {
    return this.#flash.write(patternPath(id), encodePatternFile(pattern));
  }

  /** Removes a pattern and its control values; false if there was none. */
  remove(id: string): boolean {
    this.#flash.remove(controlsPath(id));
    return this.#flash.remove(patternPath(id));
  }

  /** Stored control values; none for a pattern without any. */
  controls(id: string): ControlValues {
    const bytes = this.#flash.read(controlsPath(id));
    return (bytes && decoded(() => decodeControlsFile(bytes))) ?? {};
  }

  /** Stores control values; false if they do not fit. */
  saveControls(id: string, values: ControlValues): boolean {
    return this.#flash.write(controlsPath(id), encodeControlsFile(values));
  }
}

/** What a decoder gives, or undefined for bytes it refuses. */
export function decoded<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}
