/** Lines out of a stream of bytes. @module */

import { MAX_LINE } from "./line.ts";

/** A line without its ending, or a stretch of bytes that was thrown away. */
export type LineItem =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "junk"; readonly reason: "too long" | "not UTF-8"; readonly bytes: number };

/** Longest line in bytes: every UTF-16 unit takes at most three bytes of UTF-8. */
const MAX_BYTES = MAX_LINE * 3;

/**
 * Cuts a stream into lines at `\n`, `\r\n` and `\r`, wherever its chunks end. Empty lines are dropped.
 *
 * It keeps at most 3072 bytes: a longer line is counted, thrown away up to its ending, and reported once as junk, as is a
 * line that is not UTF-8.
 */
export class LineReader {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  readonly #kept = new Uint8Array(MAX_BYTES);
  /** Bytes of the line so far; those past the end of `#kept` are counted and not kept. */
  #length = 0;

  /** Takes a chunk and gives the lines that it completes. */
  push(chunk: Uint8Array): LineItem[] {
    const items: LineItem[] = [];
    for (let start = 0; start < chunk.length;) {
      const end = lineEnd(chunk, start);
      if (this.#length < MAX_BYTES) {
        this.#kept.set(chunk.subarray(start, Math.min(end, start + MAX_BYTES - this.#length)), this.#length);
      }
      this.#length += end - start;
      if (end < chunk.length) items.push(...this.#finish());
      start = end + 1;
    }
    return items;
  }

  /** Forgets the unfinished line, as after a reconnect. */
  reset(): void {
    this.#length = 0;
  }

  #finish(): LineItem[] {
    const bytes = this.#length;
    this.#length = 0;
    if (bytes === 0) return [];
    if (bytes > MAX_BYTES) return [{ kind: "junk", reason: "too long", bytes }];
    try {
      const text = this.#decoder.decode(this.#kept.subarray(0, bytes));
      return [text.length > MAX_LINE ? { kind: "junk", reason: "too long", bytes } : { kind: "line", text }];
    } catch {
      return [{ kind: "junk", reason: "not UTF-8", bytes }];
    }
  }
}

function lineEnd(chunk: Uint8Array, start: number): number {
  let end = start;
  while (end < chunk.length && chunk[end] !== 10 && chunk[end] !== 13) end++;
  return end;
}
