/** Layouts from JSON. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { DRAWN_MOUTHS, type FacePixels, type Layout, type LayoutPoint, MAX_POINTS } from "./layout.ts";
import { parseRanges } from "./ranges.ts";

/** Longest JSON text, in UTF-16 units. */
export const MAX_LAYOUT_TEXT = 4_000_000;
/** Most submodels of a layout. */
export const MAX_SUBMODELS = 256;

/** Names that mean something else as a target. */
const RESERVED = ["all", "face"];
/** A coordinate beyond a kilometre is a mistake of units. */
const FARTHEST = 1000;

/**
 * Reads a layout from JSON, in one of two forms.
 *
 * An object: `{ "name": "tree", "points": [[0, 0.1, 0], [0, 0.2]], "submodels": { "star": [0, 1], "lights": "2-9,15" },
 * "face": { "mouths": { "ai": "10-15" }, "eyesOpen": [], "eyesClosed": [], "outline": [] } }`. Points are in metres, x to
 * the right, y up, z (0 if left out) towards the viewer; `"y": "down"` turns y over, and `"scale"` gives the metres of one
 * unit. Pixels are numbers from 0, as a list or as ranges with both ends. Only `points` is required.
 *
 * An array of points, as a Pixelblaze pixel map has them: y is down, and the longest side becomes one metre.
 *
 * @param name Name of the layout if the file gives none.
 * @throws {ProtocolError} that names the place, if the text is not such a layout, has no points or more than 20,000.
 */
export function parseLayout(text: string, name = "layout"): Layout {
  if (text.length > MAX_LAYOUT_TEXT) {
    fail("layout", 0, `at most ${MAX_LAYOUT_TEXT} characters`, `${text.length}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProtocolError({ protocol: "layout", offset: 0, wanted: "JSON", got: String(error) }, { cause: error });
  }
  if (Array.isArray(value)) return { name, points: unitPoints(readPoints(value)), submodels: {} };
  const file = object(value, "layout", ["name", "points", "submodels", "face", "y", "scale"]);
  const raw = readPoints(file.points);
  const scale = file.scale ?? 1;
  if (typeof scale !== "number" || !(scale > 0 && scale <= FARTHEST)) {
    fail("layout scale", 0, `metres per unit above 0, up to ${FARTHEST}`, show(scale));
  }
  if (file.y !== undefined && file.y !== "up" && file.y !== "down") fail("layout y", 0, '"up" or "down"', show(file.y));
  if (file.name !== undefined && (typeof file.name !== "string" || file.name.length > 64)) {
    fail("layout name", 0, "text of at most 64 characters", show(file.name));
  }
  const points = raw.map((point, i) => metres(point, scale, file.y === "down" ? -1 : 1, i));
  const layout = { name: file.name ?? name, points, submodels: readSubmodels(file.submodels, points.length) };
  return file.face === undefined ? layout : { ...layout, face: readFace(file.face, points.length) };
}

function readPoints(value: unknown): LayoutPoint[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > MAX_POINTS) {
    fail("layout points", 0, `1 to ${MAX_POINTS} points`, Array.isArray(value) ? `${value.length}` : show(value));
  }
  return value.map((point: unknown, i): LayoutPoint => {
    const fine = Array.isArray(point) && (point.length === 2 || point.length === 3) && point.every(Number.isFinite);
    if (!fine) fail("layout points", i, "[x, y] or [x, y, z] of numbers", show(point));
    const [x, y, z = 0] = point as number[];
    return [x!, y!, z];
  });
}

function metres([x, y, z]: LayoutPoint, scale: number, up: 1 | -1, index: number): LayoutPoint {
  const point = [x * scale, y * scale * up, z * scale] as const;
  if (!point.every((value) => Math.abs(value) <= FARTHEST)) {
    fail("layout points", index, `places within ${FARTHEST} metres`, show([x, y, z]));
  }
  return point;
}

/** Turns y over and makes the longest side one metre. */
function unitPoints(points: readonly LayoutPoint[]): LayoutPoint[] {
  const [low, high] = [[...points[0]!], [...points[0]!]];
  for (const point of points) {
    point.forEach((value, axis) => {
      low[axis] = Math.min(low[axis]!, value);
      high[axis] = Math.max(high[axis]!, value);
    });
  }
  const longest = Math.max(...high.map((value, axis) => value - low[axis]!));
  if (!Number.isFinite(longest)) fail("layout points", 0, "places with finite distances", `${longest}`);
  const scale = longest > 0 ? 1 / longest : 1;
  return points.map(([x, y, z]) => [(x - low[0]!) * scale, (high[1]! - y) * scale, (z - low[2]!) * scale]);
}

function readSubmodels(value: unknown, count: number): Record<string, readonly number[]> {
  if (value === undefined) return {};
  const entries = Object.entries(object(value, "layout submodels"));
  if (entries.length > MAX_SUBMODELS) {
    fail("layout submodels", 0, `at most ${MAX_SUBMODELS} submodels`, `${entries.length}`);
  }
  return Object.fromEntries(entries.map(([name, pixels], i) => {
    if (!isSubmodelName(name)) {
      fail("layout submodels", i, "a name of letters, digits, _ . - and spaces inside, not all or face", show(name));
    }
    return [name, readPixels(pixels, `layout submodels ${name}`, count)];
  }));
}

/** True if a command can name it as its target and it means nothing else there. */
export function isSubmodelName(name: string): boolean {
  return /^\w(?:[\w .-]{0,62}\w)?$/.test(name) && !RESERVED.includes(name);
}

function readFace(value: unknown, count: number): FacePixels {
  const file = object(value, "layout face", ["mouths", "eyesOpen", "eyesClosed", "outline"]);
  const mouths = object(file.mouths ?? {}, "layout face mouths", DRAWN_MOUTHS);
  const pixels = (key: string) => readPixels(file[key] ?? [], `layout face ${key}`, count);
  const face = {
    mouths: Object.fromEntries(
      Object.entries(mouths).map(([mouth, list]) => [mouth, readPixels(list, `layout face mouths ${mouth}`, count)]),
    ),
    eyesOpen: pixels("eyesOpen"),
    eyesClosed: pixels("eyesClosed"),
  };
  return file.outline === undefined ? face : { ...face, outline: pixels("outline") };
}

/** Pixel numbers below `count`, each once, as a list or as ranges. */
function readPixels(value: unknown, about: string, count: number): number[] {
  const pixels: unknown = typeof value === "string" ? parseRanges(value, about, count - 1) : value;
  if (!Array.isArray(pixels)) fail(about, 0, "a list of pixel numbers, or ranges such as 0-9,15", show(value));
  if (pixels.length > count) fail(about, 0, `at most ${count} pixels, each once`, `${pixels.length}`);
  const seen = new Set<unknown>();
  pixels.forEach((pixel, i) => {
    const fine = Number.isInteger(pixel) && pixel >= 0 && pixel < count && !seen.has(pixel);
    if (!fine) fail(about, i, `a pixel from 0 to ${count - 1}, once`, show(pixel));
    seen.add(pixel);
  });
  return pixels.map(Number);
}

function object(value: unknown, about: string, known?: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(about, 0, "an object", show(value));
  Object.keys(value).forEach((key, i) => {
    if (known !== undefined && !known.includes(key)) fail(about, i, `only ${known.join(", ")}`, show(key));
  });
  return value as Record<string, unknown>;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function fail(protocol: string, offset: number, wanted: string, got: string): never {
  throw new ProtocolError({ protocol, offset, wanted, got });
}
