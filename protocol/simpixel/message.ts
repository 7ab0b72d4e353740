/** What goes over a SimPixel connection: a layout, then colours for it. @module */

/** Opcode of a configuration message, the first two bytes of it, big-endian. */
export const SIMPIXEL_CONFIG = 0x0000;

/** Opcode of a colour message, the first two bytes of it, big-endian. */
export const SIMPIXEL_COLORS = 0x0001;

/** Bytes before the payload of every message. */
export const SIMPIXEL_HEADER_BYTES = 2;

/** Bytes a LED takes in a configuration message: x, y and z as int16. */
export const SIMPIXEL_CONFIG_BYTES_PER_LED = 6;

/** Bytes a LED takes in a colour message: red, green and blue. */
export const SIMPIXEL_COLOR_BYTES_PER_LED = 3;

/**
 * Byte order of the coordinates in a configuration message; the opcode is big-endian in either.
 *
 * `"little"` is what the SimPixel page reads and what BiblioPixel sends. `"big"` is the form of the example printed in
 * the vendor's description; the page shows such a layout as a black screen, because its camera ends up too far away.
 */
export type SimPixelByteOrder = "little" | "big";

/** The layout: where each LED is. A server sends it once per connection, before any colours. */
export interface SimPixelConfigMessage {
  /** Tells it from other messages. */
  readonly kind: "config";
  /** x, y, z of the first LED, then of the next: x to the right, y DOWN, larger z nearer to the viewer. */
  readonly coordinates: Int16Array;
}

/** One frame: the colours of the first LEDs of the layout, usually of all of them. */
export interface SimPixelColorsMessage {
  /** Tells it from other messages. */
  readonly kind: "colors";
  /** r, g, b of the first LED, then of the next, in the order of the layout. */
  readonly rgb: Uint8Array;
}

/** A message from a SimPixel server to its page. The page itself sends nothing. */
export type SimPixelMessage = SimPixelConfigMessage | SimPixelColorsMessage;
