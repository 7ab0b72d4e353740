/**
 * Pure codecs between bytes and messages of the devices a show plays on: no sockets, no timers.
 *
 * Every decoder returns a whole message or throws {@link ProtocolError}.
 *
 * @module
 */

export { ProtocolError, type ProtocolErrorDetail } from "./errors.ts";

export { formatArduinoNumber } from "./pixelblaze/arduino_number.ts";
export {
  COMMAND_ALIASES,
  COMMANDS,
  DEFAULT_PLAYLIST,
  encodePixelblazeCommands,
  MAX_PLAYLIST_ITEMS,
  type ParsedCommands,
  parsePixelblazeCommands,
  type PixelblazeCommandName,
  type PixelblazeCommands,
} from "./pixelblaze/commands.ts";
export {
  type BinaryFrame,
  CHUNK_SIZES,
  chunkSizeFor,
  decodeFrame,
  encodeFrame,
  encodeFrames,
  FRAME_FLAGS,
  FRAME_TYPES,
  type FrameType,
} from "./pixelblaze/frames.ts";
export type { JsonObject, JsonValue } from "./pixelblaze/json_text.ts";
export { FIRESTORM_MS32_MODULUS, fromMs32, MS32_MODULUS, ms32Difference, toMs32 } from "./pixelblaze/ms32.ts";
export {
  decodePreviewFrame,
  decodePreviewImage,
  encodePreviewFrame,
  encodePreviewImage,
  MAX_PREVIEW_PIXELS,
  type PreviewFrame,
  type PreviewImage,
} from "./pixelblaze/preview.ts";
export { decodeProgramList, encodeProgramList, type StoredPattern } from "./pixelblaze/program_list.ts";
export { type BinaryMessage, FrameReassembler, MAX_MESSAGE_BYTES } from "./pixelblaze/reassembler.ts";
export {
  encodePixelblazeReply,
  parsePixelblazeReply,
  type PixelblazeReply,
  type PixelblazeReplyBody,
  type PixelblazeReplyKind,
  REPLIES,
  UPGRADE_STATES,
} from "./pixelblaze/replies.ts";
export { decodeSensorPacket, encodeSensorPacket, type SensorPacket, type SensorReading } from "./pixelblaze/sensor.ts";
export {
  COLOR_ORDERS,
  LED_TYPES,
  type PixelblazeSettings,
  SEQUENCER_MODES,
  SETTABLE,
  SETTINGS,
} from "./pixelblaze/settings.ts";
export {
  type Beacon,
  decodeUdpPacket,
  encodeBeacon,
  encodeTimeSync,
  idToIpv4,
  ipv4ToId,
  type OtherPacket,
  PIXELBLAZE_UDP_PORT,
  type TimeSync,
  UDP_PACKETS,
  type UdpPacket,
} from "./pixelblaze/udp.ts";
export type { Fields, Kind, KindTable, NamedNumbers, NumberOrNumbers } from "./pixelblaze/value_kinds.ts";
