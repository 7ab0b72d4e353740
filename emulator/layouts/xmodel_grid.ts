/** The grid of an xLights custom model: which node is in which cell. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_POINTS } from "./layout.ts";

/** A node's number, from 1, and its cell; row 0 is the top, layer 0 the front. */
export interface GridNode {
  /** Its number, from 1. */
  readonly node: number;
  /** From the top, from 0. */
  readonly row: number;
  /** From the left, from 0. */
  readonly column: number;
  /** From the front, from 0. */
  readonly layer: number;
}

/** Most rows, columns or layers. */
const MAX_SIDE = 20_000;

/**
 * Reads the `CustomModel` text: cells separated by `,`, rows by `;`, layers by `|`; a cell is a node's number or empty.
 * Of several cells with one number the first counts.
 *
 * @throws {ProtocolError} if it is not such a grid, has no nodes or more than 20,000.
 */
export function parseGrid(text: string): GridNode[] {
  const nodes = new Map<number, GridNode>();
  let [layer, row, column, start] = [0, 0, 0, 0];
  for (let at = 0; at <= text.length; at++) {
    const mark = text[at] ?? "|";
    if (mark !== "," && mark !== ";" && mark !== "|") continue;
    const cell = text.slice(start, at).trim();
    if (cell !== "" && cell !== "0") add(nodes, { node: Number(cell), layer, row, column }, start, cell);
    [layer, row, column] = mark === ","
      ? [layer, row, column + 1]
      : mark === ";"
      ? [layer, row + 1, 0]
      : [layer + 1, 0, 0];
    start = at + 1;
  }
  return sorted(nodes);
}

/**
 * Reads the `CustomModelCompressed` text: `node,row,column` or `node,row,column,layer`, separated by `;`.
 *
 * @throws {ProtocolError} as {@link parseGrid} does.
 */
export function parseCompressedGrid(text: string): GridNode[] {
  const nodes = new Map<number, GridNode>();
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== ";") continue;
    const cell = text.slice(start, at).trim();
    if (cell !== "") {
      const [node, row, column, layer = 0, ...more] = cell.slice(0, 100).split(",").map(Number);
      const known = more.length === 0 && row !== undefined && column !== undefined;
      add(nodes, { node: known ? node! : NaN, row: row ?? NaN, column: column ?? NaN, layer }, start, cell);
    }
    start = at + 1;
  }
  return sorted(nodes);
}

function add(nodes: Map<number, GridNode>, cell: GridNode, offset: number, text: string): void {
  const places = [cell.row, cell.column, cell.layer];
  const fine = Number.isInteger(cell.node) && cell.node >= 1 && cell.node <= MAX_POINTS &&
    places.every((place) => Number.isInteger(place) && place >= 0 && place < MAX_SIDE);
  if (!fine) {
    const wanted = `a node from 1 to ${MAX_POINTS} in a cell`;
    throw new ProtocolError({ protocol: "xmodel grid", offset, wanted, got: JSON.stringify(text.slice(0, 40)) });
  }
  if (!nodes.has(cell.node)) nodes.set(cell.node, cell);
}

function sorted(nodes: Map<number, GridNode>): GridNode[] {
  if (nodes.size === 0) {
    throw new ProtocolError({ protocol: "xmodel grid", offset: 0, wanted: "a grid with nodes", got: "none" });
  }
  return [...nodes.values()].sort((a, b) => a.node - b.node);
}
