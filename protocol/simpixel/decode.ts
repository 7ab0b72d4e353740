/** Bytes to SimPixel messages. @module */

import { ProtocolError } from "../errors.ts";
import type { SimPixelConfigOptions } from "./encode.ts";
import {
  SIMPIXEL_COLOR_BYTES_PER_LED,
  SIMPIXEL_COLORS,
  SIMPIXEL_CONFIG,
  SIMPIXEL_CONFIG_BYTES_PER_LED,
  SIMPIXEL_HEADER_BYTES,
  type SimPixelMessage,
} from "./message.ts";

/**
 * Reads one whole binary WebSocket message.
 *
 * `rgb` of a colour message is a view of `bytes`, not a copy; `coordinates` are a copy. The SimPixel page survives
 * messages that are refused here (it drops them or shows a broken scene), so a refusal means the sender has a mistake.
 *
 * @throws {ProtocolError} If the opcode is missing or unknown, a LED is cut off, or a layout has no LED at all.
 */
export function decodeSimPixel(bytes: Uint8Array, options: SimPixelConfigOptions = {}): SimPixelMessage {
  if (bytes.length < SIMPIXEL_HEADER_BYTES) throw refusal(0, "an opcode of 2 bytes", `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const opcode = view.getUint16(0, false);
  switch (opcode) {
    case SIMPIXEL_CONFIG:
      return { kind: "config", coordinates: readCoordinates(view, options.byteOrder !== "big") };
    case SIMPIXEL_COLORS:
      checkWholeLeds(bytes.length, SIMPIXEL_COLOR_BYTES_PER_LED);
      return { kind: "colors", rgb: bytes.subarray(SIMPIXEL_HEADER_BYTES) };
    default:
      throw refusal(0, "opcode 0x0000 or 0x0001", `0x${opcode.toString(16).padStart(4, "0")}`);
  }
}

function readCoordinates(view: DataView, littleEndian: boolean): Int16Array {
  checkWholeLeds(view.byteLength, SIMPIXEL_CONFIG_BYTES_PER_LED);
  const count = (view.byteLength - SIMPIXEL_HEADER_BYTES) / 2;
  if (count === 0) throw refusal(SIMPIXEL_HEADER_BYTES, "a layout of 1 or more LEDs", "none");
  const coordinates = new Int16Array(count);
  for (let i = 0; i < count; i++) coordinates[i] = view.getInt16(SIMPIXEL_HEADER_BYTES + 2 * i, littleEndian);
  return coordinates;
}

function checkWholeLeds(length: number, bytesPerLed: number): void {
  const left = (length - SIMPIXEL_HEADER_BYTES) % bytesPerLed;
  if (left !== 0) throw refusal(length - left, `${bytesPerLed} bytes for each LED`, `${left} bytes at the end`);
}

function refusal(offset: number, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: "simpixel", offset, wanted, got });
}
