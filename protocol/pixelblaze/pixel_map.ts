/**
 * Pixel maps: where each pixel is, as the payload of a map message and as /pixelmap.dat.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * rounding measured on 29 pairs of /pixelmap.txt and /pixelmap.dat in public backups.
 *
 * @module
 */

import { ByteReader, ByteWriter } from "../bytes.ts";

/** How a map is brought into the unit square or cube; the numbers are those of `mapperFit`. */
export const MAP_FITS = { fill: 0, contain: 1 } as const;

/** `fill` stretches each axis to 0..1; `contain` keeps the proportions and centres the shorter axes. */
export type MapFit = keyof typeof MAP_FITS;

/** A map as boards store it. */
export interface PixelMap {
  /** Bytes in each coordinate: 1 on firmware 2, 2 on firmware 3. */
  readonly version: 1 | 2;
  /** 0 is the empty map, which takes a map away. */
  readonly dimensions: 0 | 1 | 2 | 3;
  /** The coordinates, pixel after pixel, each 0..255 or 0..65535. */
  readonly values: Uint16Array;
}

const HEADER_BYTES = 12;

/** The largest coordinate of a map version. */
export function maxCoordinate(version: 1 | 2): 255 | 65535 {
  return version === 1 ? 255 : 65535;
}

/** How many pixels a map places. */
export function mapPixelCount(map: PixelMap): number {
  return map.dimensions === 0 ? 0 : map.values.length / map.dimensions;
}

/**
 * Makes a map from points in any unit, one array of 1 to 3 coordinates for each pixel: the arithmetic of the mapper tab,
 * to the bit. An axis on which all points agree becomes 0 with `fill`, the middle with `contain`; a map whose points all
 * agree becomes 0.
 *
 * @param fit Default `fill`.
 * @param version Default 2, that of firmware 3.
 * @throws {RangeError} when points differ in their number of coordinates, or have none, more than 3 or one not finite.
 *
 * @example
 * ```ts
 * import { encodePixelMap, makePixelMap } from "cuelight/protocol";
 * const map = makePixelMap([[0, 0], [10, 0], [10, 5]], "contain");
 * console.assert(map.values.join() === "0,16384,65535,16384,65535,49151");
 * console.assert(encodePixelMap(map).length === 12 + 3 * 2 * 2);
 * ```
 */
export function makePixelMap(
  points: readonly (readonly number[])[],
  fit: MapFit = "fill",
  version: 1 | 2 = 2,
): PixelMap {
  const dimensions = points[0]?.length ?? 0;
  if (points.length > 0 && dimensions !== 1 && dimensions !== 2 && dimensions !== 3) {
    throw new RangeError(`Cannot make a pixel map: got ${dimensions} coordinates, allowed are 1 to 3`);
  }
  const axes = Array.from({ length: dimensions }, (_, axis) => extent(points, axis, dimensions));
  const largest = Math.max(0, ...axes.map((axis) => axis.size));
  const max = maxCoordinate(version);
  const values = new Uint16Array(points.length * dimensions);
  points.forEach((point, pixel) => {
    axes.forEach(({ min, size }, axis) => {
      const from = (point[axis] ?? 0) - min;
      const unit = fit === "fill" ? from / size : from / largest + (1 - size / largest) / 2;
      values[pixel * dimensions + axis] = Math.round(unit * max);
    });
  });
  return { version, dimensions: dimensions as PixelMap["dimensions"], values };
}

/** Writes a map: version, dimensions and size in bytes as 32-bit numbers, then the coordinates. */
export function encodePixelMap({ version, dimensions, values }: PixelMap): Uint8Array<ArrayBuffer> {
  const size = values.length * version;
  const writer = new ByteWriter(HEADER_BYTES + size).u32(version).u32(dimensions).u32(size);
  for (const value of values) {
    if (version === 1) writer.u8(value);
    else writer.u16(value);
  }
  return writer.bytes;
}

/**
 * Reads a map. Whether it fits the board's pixel count is not looked at: boards pass over a map that does not.
 *
 * @throws {ProtocolError} when the header is wrong, or its size is not that of the rest, or cuts a pixel in two.
 */
export function decodePixelMap(bytes: Uint8Array): PixelMap {
  const reader: ByteReader = new ByteReader(bytes, "pixelblaze pixel map");
  const version = reader.u32("a version");
  if (version !== 1 && version !== 2) reader.fail("version 1 or 2", String(version), 0);
  const dimensions = reader.u32("dimensions");
  if (dimensions > 3) reader.fail("0 to 3 dimensions", String(dimensions), 4);
  const size = reader.u32("a size in bytes");
  if (size !== reader.left) reader.fail(`${reader.left} bytes`, String(size), 8);
  const step = dimensions * version;
  if (step === 0 ? size !== 0 : size % step !== 0) reader.fail(`pixels of ${step} bytes`, `${size} bytes`, 8);
  const values = new Uint16Array(size / version);
  for (let at = 0; at < values.length; at++) values[at] = version === 1 ? reader.u8() : reader.u16();
  return { version, dimensions: dimensions as PixelMap["dimensions"], values };
}

function extent(points: readonly (readonly number[])[], axis: number, dimensions: number) {
  let min = Infinity;
  let max = -Infinity;
  points.forEach((point, pixel) => {
    const value = point[axis];
    if (point.length !== dimensions || value === undefined || !Number.isFinite(value)) {
      throw new RangeError(
        `Cannot make a pixel map: got ${JSON.stringify(point)} for pixel ${pixel}, ` +
          `allowed are ${dimensions} finite coordinates, as for pixel 0`,
      );
    }
    min = Math.min(min, value);
    max = Math.max(max, value);
  });
  return { min, size: max - min };
}
