/** Finds the line and column of a value in a YAML document; only asked when something is wrong. @module */

import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Where } from "../runtime/model/mod.ts";

/** Looks up places in one document. */
export class Positions {
  readonly #lines = new LineCounter();
  readonly #root: Node | null;

  constructor(text: string) {
    this.#root = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: false, logLevel: "silent" }).contents as
      | Node
      | null;
  }

  /** `where` with line and column: of the value at its path, of the key when that is asked for, or of what is nearest above it. */
  find(where: Where): Where {
    if (where.path === undefined || where.line !== undefined) return where;
    const offset = this.#offset(where.path);
    const { line, col } = this.#lines.linePos(offset);
    return { ...where, line, column: col };
  }

  #offset(path: readonly (string | number)[]): number {
    let node = this.#root;
    let offset = node?.range?.[0] ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
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
}
