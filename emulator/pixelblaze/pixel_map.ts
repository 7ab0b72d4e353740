/** Pixel maps: from points in any units to what the board stores. @module */

import type { PixelMap } from "./language/types.ts";

/** How points are brought into 0..1: `fill` stretches every axis, `contain` keeps the proportions and centres. */
export type MapFit = "fill" | "contain";

const HEADER_BYTES = 12;
const MAX = 65535;

/**
 * Normalises points as the mapper does: 0..65535 for each axis.
 * An axis without extent becomes 0 with `fill` and the middle with `contain`.
 *
 * @param points One to three numbers each, all the same; missing and non-finite numbers count as 0.
 */
export function normalizeMap(points: readonly (readonly number[])[], fit: MapFit): PixelMap {
  const dimensions = dimensionsOf(points);
  const axes = Array.from({ length: dimensions }, (_, axis) => extent(points, axis));
  const widest = Math.max(0, ...axes.map(({ size }) => size));
  const coordinates = new Uint16Array(points.length * dimensions);
  points.forEach((point, index) =>
    axes.forEach(({ min, size }, axis) => {
      const from = finite(point[axis]) - min;
      const place = fit === "fill"
        ? (size === 0 ? 0 : from / size)
        : (widest === 0 ? 0.5 : from / widest + (1 - size / widest) / 2);
      coordinates[index * dimensions + axis] = Math.round(place * MAX);
    })
  );
  return { dimensions, coordinates };
}

/** The bytes of `/pixelmap.dat`: version 2, dimensions, length of the data, then 16-bit coordinates. */
export function encodePixelMap(map: PixelMap): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + map.coordinates.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 2, true);
  view.setUint32(4, map.dimensions, true);
  view.setUint32(8, map.coordinates.length * 2, true);
  map.coordinates.forEach((value, index) => view.setUint16(HEADER_BYTES + index * 2, value, true));
  return bytes;
}

/**
 * Reads `/pixelmap.dat`, versions 1 (bytes) and 2 (16 bits).
 *
 * @returns undefined if the map is empty, or if the bytes are no map.
 */
export function decodePixelMap(bytes: Uint8Array): PixelMap | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(0, true);
  const dimensions = view.getUint32(4, true);
  const size = view.getUint32(8, true);
  const known = (version === 1 || version === 2) && (dimensions === 1 || dimensions === 2 || dimensions === 3);
  if (!known || size === 0 || size > bytes.length - HEADER_BYTES || size % (version * dimensions) !== 0) {
    return undefined;
  }
  const coordinates = Uint16Array.from(
    { length: size / version },
    (_, index) =>
      version === 1 ? view.getUint8(HEADER_BYTES + index) * 257 : view.getUint16(HEADER_BYTES + index * 2, true),
  );
  return { dimensions, coordinates };
}

function dimensionsOf(points: readonly (readonly number[])[]): 1 | 2 | 3 {
  const most = points.reduce((longest, point) => Math.max(longest, point.length), 1);
  return most >= 3 ? 3 : most === 2 ? 2 : 1;
}

function extent(points: readonly (readonly number[])[], axis: number): { min: number; size: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const point of points) {
    const value = finite(point[axis]);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return points.length === 0 ? { min: 0, size: 0 } : { min, size: max - min };
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
