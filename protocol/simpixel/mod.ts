/**
 * The SimPixel protocol: layouts and frames for a page that draws LEDs, and recordings of them.
 *
 * Sources: ManiacalLabs/SimPixel PROTOCOL.md and its announcement; byte order and limits as measured with the page
 * itself and with BiblioPixel 3.4.46.
 *
 * @module
 */

export { decodeSimPixel } from "./decode.ts";
export { encodeSimPixel, encodeSimPixelColors, encodeSimPixelConfig, simPixelColorsLength } from "./encode.ts";
export type { SimPixelConfigOptions } from "./encode.ts";
export { SIMPIXEL_COLORS, SIMPIXEL_CONFIG, SIMPIXEL_HEADER_BYTES } from "./message.ts";
export type { SimPixelByteOrder, SimPixelColorsMessage, SimPixelConfigMessage, SimPixelMessage } from "./message.ts";
export { measurePitch } from "./pitch.ts";
export type { Pitch, Point } from "./pitch.ts";
export {
  readSimPixelRecording,
  simPixelMessagesDue,
  simPixelMessagesToReach,
  writeSimPixelRecording,
} from "./recording.ts";
export type { SimPixelRecordedMessage, SimPixelRecording, SimPixelRecordingLimits } from "./recording.ts";
export { scaleToSimPixel, SIMPIXEL_MAX_EXTENT } from "./scale.ts";
export type { SimPixelScaledLayout, SimPixelScaleOptions } from "./scale.ts";
