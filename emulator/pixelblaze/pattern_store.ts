/** The patterns stored on a software board. @module */

import type { ControlValue } from "./language/types.ts";

/** A pattern as it is stored. */
export interface StoredSource {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  /** The picture in the pattern list; empty if there is none. */
  readonly jpeg: Uint8Array;
}

/** Patterns by id, in the order they were stored. */
export class PatternStore {
  readonly #patterns = new Map<string, StoredSource>();
  readonly #controls = new Map<string, Readonly<Record<string, ControlValue>>>();

  /** Ids and names. */
  list(): StoredSource[] {
    return [...this.#patterns.values()];
  }

  get(id: string): StoredSource | undefined {
    return this.#patterns.get(id);
  }

  save(pattern: StoredSource): void {
    this.#patterns.set(pattern.id, pattern);
  }

  remove(id: string): boolean {
    this.#controls.delete(id);
    return this.#patterns.delete(id);
  }

  /** Stored control values; none for a pattern without any. */
  controls(id: string): Readonly<Record<string, ControlValue>> {
    return this.#controls.get(id) ?? {};
  }

  saveControls(id: string, values: Readonly<Record<string, ControlValue>>): void {
    this.#controls.set(id, values);
  }
}
