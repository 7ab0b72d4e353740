/** Layouts from xLights custom models (`.xmodel`). @module */

import { XMLParser } from "fast-xml-parser";
import { ProtocolError } from "../../protocol/errors.ts";
import type { DrawnMouth, FacePixels, Layout, LayoutPoint } from "./layout.ts";
import { isSubmodelName, MAX_LAYOUT_TEXT, MAX_SUBMODELS } from "./read_json.ts";
import { parseRanges } from "./ranges.ts";
import { type GridNode, parseCompressedGrid, parseGrid } from "./xmodel_grid.ts";

/** Most elements of a file, so that hostile XML costs little; a real model has some dozens. */
const MAX_ELEMENTS = 5000;
/** Most lines of a submodel. */
const MAX_LINES = 2000;

/** The face attributes of xLights by mouth. */
const MOUTH_ATTRIBUTES: Readonly<Record<DrawnMouth, string>> = {
  ai: "Mouth-AI",
  e: "Mouth-E",
  etc: "Mouth-etc",
  fv: "Mouth-FV",
  l: "Mouth-L",
  mbp: "Mouth-MBP",
  o: "Mouth-O",
  u: "Mouth-U",
  wq: "Mouth-WQ",
  rest: "Mouth-rest",
};

type Element = Readonly<Record<string, unknown>>;

/**
 * Reads an xLights custom model: its grid of nodes, its submodels made of ranges, and its first face of node ranges.
 *
 * Pixels are the nodes in the order of their numbers; numbers without a cell are left out. An xmodel has no unit, so the
 * longer side becomes `sizeMetres`; layers come forward one cell each, the first in front. The outline of the face becomes
 * the submodel `outline` too, unless the model has one. Characters that a target cannot have become `_` in submodel names.
 *
 * @param sizeMetres Length of the longer side, 1 by default.
 * @throws {ProtocolError} if it is not a custom model, or too large.
 */
export function parseXmodel(text: string, sizeMetres = 1): Layout {
  const model = readElement(text);
  const grid = attribute(model, "CustomModel");
  const nodes = grid.trim() === "" ? parseCompressedGrid(attribute(model, "CustomModelCompressed")) : parseGrid(grid);
  const pixelOf = new Map(nodes.map(({ node }, pixel) => [node, pixel]));
  const pixels = (ranges: string, about: string) => readPixels(ranges, about, pixelOf, nodes.at(-1)!.node);
  const submodels = readSubmodels(elements(model, "subModel"), pixels);
  const face = readFace(elements(model, "faceInfo"), pixels);
  const layout: Layout = {
    name: attribute(model, "name").slice(0, 64) || "xmodel",
    points: places(nodes, sizeMetres),
    submodels: face?.outline === undefined ? submodels : { outline: face.outline, ...submodels },
  };
  return face === undefined ? layout : { ...layout, face };
}

function readElement(text: string): Element {
  if (text.length > MAX_LAYOUT_TEXT) fail(`at most ${MAX_LAYOUT_TEXT} characters`, `${text.length}`);
  let count = 0;
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    if (++count > 2 * MAX_ELEMENTS) fail(`at most ${MAX_ELEMENTS} elements`, "more");
  }
  // A document type can define entities that grow when they are put in; models have none.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) fail("no document type", "<!DOCTYPE or <!ENTITY");
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseAttributeValue: false });
  let root: unknown;
  try {
    root = parser.parse(text, true);
  } catch (error) {
    throw new ProtocolError({ protocol: "xmodel", offset: 0, wanted: "XML", got: String(error).slice(0, 200) }, {
      cause: error,
    });
  }
  const model = isElement(root) ? root.custommodel : undefined;
  // An element with nothing in it.
  if (model === "") return {};
  if (!isElement(model)) {
    fail("a custommodel element", isElement(root) ? Object.keys(root).join(", ").slice(0, 60) : "none");
  }
  return model;
}

function readPixels(ranges: string, about: string, pixelOf: ReadonlyMap<number, number>, last: number): number[] {
  const pixels = parseRanges(ranges, about, last).map((node) => pixelOf.get(node));
  return [...new Set(pixels)].filter((pixel) => pixel !== undefined);
}

type ReadPixels = (ranges: string, about: string) => number[];

function readSubmodels(list: readonly Element[], pixels: ReadPixels): Record<string, readonly number[]> {
  if (list.length > MAX_SUBMODELS) fail(`at most ${MAX_SUBMODELS} submodels`, `${list.length}`);
  const entries = list.filter((part) => attribute(part, "type") === "ranges").map((part): [string, number[]] => {
    const lines: string[] = [];
    for (let i = 0; i < MAX_LINES && typeof part[`line${i}`] === "string"; i++) lines.push(attribute(part, `line${i}`));
    const name = attribute(part, "name");
    return [targetName(name), pixels(lines.join(","), `xmodel subModel ${name.slice(0, 40)}`)];
  });
  return Object.fromEntries(entries.filter(([name, list]) => isSubmodelName(name) && list.length > 0));
}

/** The name with `_` for what cannot be in a target. */
function targetName(name: string): string {
  return name.trim().replace(/[^\w .-]/g, "_").replace(/^[ .-]|[ .-]$/g, "_").slice(0, 64);
}

function readFace(list: readonly Element[], pixels: ReadPixels): FacePixels | undefined {
  const info = list.find((face) => attribute(face, "Type") === "NodeRange");
  if (info === undefined) return undefined;
  const read = (key: string) => pixels(attribute(info, key), `xmodel faceInfo ${key}`);
  const mouths = Object.entries(MOUTH_ATTRIBUTES).map(([mouth, key]) => [mouth, read(key)] as const);
  const face = {
    mouths: Object.fromEntries(mouths.filter(([, list]) => list.length > 0)),
    eyesOpen: read("Eyes-Open"),
    eyesClosed: read("Eyes-Closed"),
  };
  const outline = read("FaceOutline");
  return outline.length === 0 ? face : { ...face, outline };
}

function range(list: readonly number[]): readonly [low: number, high: number] {
  return list.reduce<readonly [number, number]>(
    ([low, high], n) => [Math.min(low, n), Math.max(high, n)],
    [Infinity, -Infinity],
  );
}

function places(nodes: readonly GridNode[], sizeMetres: number): LayoutPoint[] {
  const [left, right] = range(nodes.map(({ column }) => column));
  const [top, bottom] = range(nodes.map(({ row }) => row));
  const [front] = range(nodes.map(({ layer }) => layer));
  const pitch = sizeMetres / Math.max(right - left, bottom - top, 1);
  return nodes.map((
    { row, column, layer },
  ) => [(column - left) * pitch, (bottom - row) * pitch, (front - layer) * pitch + 0]);
}

function elements(parent: Element, name: string): Element[] {
  const value = parent[name];
  return (Array.isArray(value) ? value : [value]).filter(isElement);
}

function attribute(element: Element, name: string): string {
  const value = element[name];
  return typeof value === "string" ? value : "";
}

function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fail(wanted: string, got: string): never {
  throw new ProtocolError({ protocol: "xmodel", offset: 0, wanted, got });
}
