/** SimPixel messages to bytes. @module */

import {
  SIMPIXEL_COLOR_BYTES_PER_LED,
  SIMPIXEL_COLORS,
  SIMPIXEL_CONFIG,
  SIMPIXEL_CONFIG_BYTES_PER_LED,
  SIMPIXEL_HEADER_BYTES,
  type SimPixelByteOrder,
  type SimPixelMessage,
} from "./message.ts";

/** How a configuration message is written and read. */
export interface SimPixelConfigOptions {
  /** Byte order of the coordinates; `"little"` by default, as the SimPixel page wants it. */
  readonly byteOrder?: SimPixelByteOrder;
}

/**
 * Writes a layout: 2 + 6n bytes for n LEDs.
 *
 * @param coordinates x, y, z of each LED, whole numbers from -32768 to 32767, y DOWN, larger z nearer to the viewer.
 * @throws {RangeError} If there is no LED (the page breaks on an empty layout), a LED lacks a coordinate, or a
 * coordinate is not a whole number that fits in 16 bits.
 */
export function encodeSimPixelConfig(coordinates: ArrayLike<number>, options: SimPixelConfigOptions = {}): Uint8Array {
  const count = coordinates.length;
  if (count === 0 || count % 3 !== 0) {
    throw new RangeError(
      `Cannot encode a SimPixel layout: got ${count} coordinates, want 3 for each of 1 or more LEDs`,
    );
  }
  const littleEndian = options.byteOrder !== "big";
  const bytes = new Uint8Array(SIMPIXEL_HEADER_BYTES + (count / 3) * SIMPIXEL_CONFIG_BYTES_PER_LED);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, SIMPIXEL_CONFIG, false);
  for (let i = 0; i < count; i++) {
    const value = coordinates[i]!;
    if (!Number.isInteger(value) || value < -32768 || value > 32767) {
      const place = `${"xyz"[i % 3]} of LED ${Math.floor(i / 3)}`;
      throw new RangeError(
        `Cannot encode a SimPixel layout: ${place} is ${value}, a whole number from -32768 to 32767 is allowed`,
      );
    }
    view.setInt16(SIMPIXEL_HEADER_BYTES + 2 * i, value, littleEndian);
  }
  return bytes;
}

/** Length in bytes of a colour message for that many LEDs. */
export function simPixelColorsLength(ledCount: number): number {
  return SIMPIXEL_HEADER_BYTES + ledCount * SIMPIXEL_COLOR_BYTES_PER_LED;
}

/**
 * Writes a frame: 2 + 3n bytes for n LEDs.
 *
 * With `into`, nothing is allocated when `into` has exactly the length of the message, and that same array is returned;
 * a longer one gives back a view of its beginning. `into` may be used again as soon as the message was handed on by value.
 *
 * @param rgb r, g, b of each LED, in the order of the layout. An empty frame is a message that changes nothing.
 * @param into Where to write, of at least {@link simPixelColorsLength} bytes.
 * @throws {RangeError} If `rgb` is not 3 bytes for each LED, or `into` is too short.
 */
export function encodeSimPixelColors(rgb: Uint8Array, into?: Uint8Array): Uint8Array {
  if (rgb.length % SIMPIXEL_COLOR_BYTES_PER_LED !== 0) {
    throw new RangeError(`Cannot encode SimPixel colours: got ${rgb.length} bytes, want 3 for each LED`);
  }
  const length = SIMPIXEL_HEADER_BYTES + rgb.length;
  const bytes = into ?? new Uint8Array(length);
  if (bytes.length < length) {
    throw new RangeError(
      `Cannot encode SimPixel colours: the buffer has ${bytes.length} bytes, want ${length} or more`,
    );
  }
  bytes[0] = SIMPIXEL_COLORS >> 8;
  bytes[1] = SIMPIXEL_COLORS & 0xff;
  bytes.set(rgb, SIMPIXEL_HEADER_BYTES);
  return bytes.length === length ? bytes : bytes.subarray(0, length);
}

/**
 * Writes any message.
 *
 * @throws {RangeError} As {@link encodeSimPixelConfig} and {@link encodeSimPixelColors} do.
 */
export function encodeSimPixel(message: SimPixelMessage, options: SimPixelConfigOptions = {}): Uint8Array {
  return message.kind === "config"
    ? encodeSimPixelConfig(message.coordinates, options)
    : encodeSimPixelColors(message.rgb);
}
