/** Finds the line and column of a value in a YAML document; only asked when something is wrong. @module */

import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import type { Where } from "../runtime/model/mod.ts";

/** A place in the text, from 1. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** Looks up places in one document. */
export class Positions {
  readonly #lines = new LineCounter();
  readonly #root: Node | null;
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  /** The first thing that is no YAML, if there is one. */
  readonly syntaxError: (LineAndColumn & { readonly message: string }) | undefined;

  constructor(text: string) {
    // Unique keys are compared pair by pair and pretty errors count lines from the start: both take the square of the time.
    const document = parseDocument(text, {
      lineCounter: this.#lines,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    this.#root = document.contents as Node | null;
    const error = document.errors[0];
    if (error !== undefined) this.syntaxError = { message: error.message, ...this.#place(error.pos[0]) };
  }

  /** `where` with line and column: of the value at its path, of the key when that is asked for, or of what is nearest above it. */
  find(where: Where): Where {
    if (where.path === undefined || where.line !== undefined) return where;
    return { ...where, ...this.#place(this.#offset(where.path)) };
  }

  /** The first key that stands in its map for the second time. */
  get repeatedKey(): (LineAndColumn & { readonly key: string }) | undefined {
    const waiting: unknown[] = [this.#root];
    while (waiting.length > 0) {
      const node = waiting.pop();
      if (isSeq(node)) waiting.push(...node.items.toReversed());
      if (!isMap(node)) continue;
      const seen = new Set<string>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (seen.has(name)) return { key: name, ...this.#place(key.range?.[0] ?? 0) };
        seen.add(name);
      }
      for (const { value } of node.items.toReversed()) waiting.push(value);
    }
    return undefined;
  }

  #place(offset: number): LineAndColumn {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  #offset(path: readonly (string | number)[]): number {
    let node = this.#root;
    let offset = node?.range?.[0] ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = this.#pairsOf(node).get(String(key));
        if (pair === undefined) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
      } else if (isSeq(node) && typeof key === "number") {
        node = (node.items[key] as Node | undefined) ?? null;
        offset = node?.range?.[0] ?? offset;
      } else break;
    }
    return offset;
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    let pairs = this.#pairs.get(map);
    if (pairs === undefined) {
      const named = map.items.flatMap((item): [string, Pair][] =>
        isScalar(item.key) ? [[String(item.key.value), item]] : []
      );
      this.#pairs.set(map, pairs = new Map(named));
    }
    return pairs;
  }
}
