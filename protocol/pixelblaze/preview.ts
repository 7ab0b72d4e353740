/**
 * Preview frames, the colours a board shows; and preview images, the picture of a stored pattern.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * the id before a picture as pixelblaze-client reads it.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { FRAME_TYPES } from "./frames.ts";

/** A board sends the colours of at most this many pixels. */
export const MAX_PREVIEW_PIXELS = 1024;

/** The colours a board shows. */
export interface PreviewFrame {
  /** How many pixels the frame shows. */
  readonly pixelCount: number;
  /** Red, green, blue of each pixel, 0..255: a view of the frame it came in. */
  readonly rgb: Uint8Array;
}

/** The picture of a stored pattern: a column for each pixel, a row for each frame. */
export interface PreviewImage {
  /** The id of the pattern. */
  readonly id: string;
  /** The picture, a view of the payload when it was read. */
  readonly jpeg: Uint8Array;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Reads a preview frame: the type byte 5, then three bytes for each pixel. Nothing is copied.
 *
 * @throws {ProtocolError} when it is of another type or a pixel is cut off.
 *
 * @example
 * ```ts
 * import { decodePreviewFrame } from "cuelight/protocol";
 * const { pixelCount, rgb } = decodePreviewFrame(new Uint8Array([5, 255, 0, 0, 0, 0, 255]));
 * console.assert(pixelCount === 2 && rgb[5] === 255);
 * ```
 */
export function decodePreviewFrame(frame: Uint8Array): PreviewFrame {
  if (frame[0] !== FRAME_TYPES.previewFrame) throw bad("frame", 0, "type 5", String(frame[0] ?? "no bytes"));
  const pixelCount = (frame.length - 1) / 3;
  if (!Number.isInteger(pixelCount)) {
    throw bad("frame", frame.length, "3 bytes for each pixel", `${frame.length - 1} bytes`);
  }
  return { pixelCount, rgb: frame.subarray(1) };
}

/**
 * Writes a preview frame from red, green, blue bytes; pixels past `maxPixels` are left out, as a board does.
 *
 * @throws {RangeError} when `rgb` is not three bytes for each pixel.
 */
export function encodePreviewFrame(rgb: Uint8Array, maxPixels = MAX_PREVIEW_PIXELS): Uint8Array {
  if (rgb.length % 3 !== 0) {
    throw new RangeError(`Cannot write a preview frame: got ${rgb.length} bytes, allowed is 3 for each pixel`);
  }
  const length = Math.min(rgb.length, maxPixels * 3);
  const frame = new Uint8Array(1 + length);
  frame[0] = FRAME_TYPES.previewFrame;
  frame.set(rgb.subarray(0, length), 1);
  return frame;
}

/**
 * Reads the payload of a preview image message: the pattern's id, then the JPEG, which starts with a byte of 255. A
 * NUL between them is passed over.
 *
 * @throws {ProtocolError} when the id is missing, longer than 64 characters, or not printable ASCII.
 */
export function decodePreviewImage(payload: Uint8Array): PreviewImage {
  const limit = Math.min(payload.length, 65);
  let end = 0;
  while (end < limit && payload[end]! > 32 && payload[end]! < 127) end++;
  const next = payload[end];
  if (end === 0 || end > 64) throw bad("image", 0, "an id of 1 to 64 characters", `${end} characters`);
  if (next !== undefined && next !== 255 && next !== 0) throw bad("image", end, "a JPEG", String(next));
  return { id: decoder.decode(payload.subarray(0, end)), jpeg: payload.subarray(next === 0 ? end + 1 : end) };
}

/**
 * Writes the payload of a preview image message.
 *
 * @throws {RangeError} when the id could not be told from the picture.
 */
export function encodePreviewImage({ id, jpeg }: PreviewImage): Uint8Array {
  if (!/^[!-~]{1,64}$/.test(id) || (jpeg.length > 0 && jpeg[0] !== 255)) {
    throw new RangeError(
      `Cannot write a preview image: got id ${JSON.stringify(id)} and a first byte of ${jpeg[0]}, ` +
        `allowed are an id of 1 to 64 visible characters and a JPEG`,
    );
  }
  const payload = new Uint8Array(id.length + jpeg.length);
  payload.set(encoder.encode(id));
  payload.set(jpeg, id.length);
  return payload;
}

function bad(what: string, offset: number, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: `pixelblaze preview ${what}`, offset, wanted, got });
}
