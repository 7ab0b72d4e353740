/**
 * Pure codecs between bytes and messages of the devices a show plays on: no sockets, no timers.
 *
 * Every decoder returns a whole message or throws {@link ProtocolError}.
 *
 * @module
 */

export { ProtocolError, type ProtocolErrorDetail } from "./errors.ts";

export { formatArduinoNumber } from "./pixelblaze/arduino_number.ts";
export { type ByteCode, type ByteCodeExport, decodeByteCode, encodeByteCode } from "./pixelblaze/byte_code.ts";
export {
  DEFAULT_PLAYLIST,
  encodePixelblazeCommands,
  MAX_PLAYLIST_ITEMS,
  type ParsedCommands,
  parsePixelblazeCommands,
  PIXELBLAZE_COMMAND_ALIASES,
  PIXELBLAZE_COMMANDS,
  type PixelblazeCommandName,
  type PixelblazeCommands,
  type PixelblazePlaylistItem,
} from "./pixelblaze/commands.ts";
export { crc32 } from "./pixelblaze/crc32.ts";
export { decodeEpe, encodeEpe, MAX_EPE_LENGTH, type PatternExport } from "./pixelblaze/epe.ts";
export {
  decodeExpanderConfig,
  encodeExpanderConfig,
  EXPANDER_COLOR_ORDERS,
  EXPANDER_LED_TYPES,
  expanderBoard,
  type ExpanderChannel,
  type ExpanderColorOrder,
  type ExpanderLedType,
  isExpanderConfig,
} from "./pixelblaze/expander.ts";
export { decodeFileList, encodeFileList, type ListedFile } from "./pixelblaze/file_list.ts";
export {
  CONFIG_FILE,
  type ConfigFile,
  controlsPath,
  decodeConfigFile,
  decodeControlsFile,
  decodePlaylistFile,
  encodeConfigFile,
  encodeControlsFile,
  encodePlaylistFile,
  FLASH_PATHS,
  type FlashFileKind,
  flashFileKind,
  patternPath,
  playlistPath,
} from "./pixelblaze/flash_files.ts";
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
export { type BoardGeneration, generationOf, PIXELBLAZE_GENERATIONS } from "./pixelblaze/generations.ts";
export { type BoardRequest, decodeBoardRequest, encodeBoardRequest, type HttpRequest } from "./pixelblaze/http.ts";
export type { JsonObject, JsonValue } from "./pixelblaze/json_text.ts";
export { compressText, decompressText, MAX_DECOMPRESSED_LENGTH } from "./pixelblaze/lz_string.ts";
export { FIRESTORM_MS32_MODULUS, fromMs32, MS32_MODULUS, ms32Difference, toMs32 } from "./pixelblaze/ms32.ts";
export { boundaryFor, decodeForm, encodeForm, type FormPart } from "./pixelblaze/multipart.ts";
export { newPatternId, PATTERN_ID_LENGTH } from "./pixelblaze/pattern_id.ts";
export { decodePbb, encodePbb, type FlashFiles, MAX_PBB_LENGTH } from "./pixelblaze/pbb.ts";
export {
  decodePatternFile,
  decodeSavedProgram,
  encodePatternFile,
  encodeSavedProgram,
  type PatternFile,
  type SavedProgram,
} from "./pixelblaze/pbp.ts";
export {
  decodePixelMap,
  encodePixelMap,
  makePixelMap,
  MAP_FITS,
  type MapFit,
  mapPixelCount,
  maxCoordinate,
  type PixelMap,
} from "./pixelblaze/pixel_map.ts";
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
  PIXELBLAZE_REPLIES,
  type PixelblazeReply,
  type PixelblazeReplyBody,
  type PixelblazeReplyKind,
  UPGRADE_STATES,
} from "./pixelblaze/replies.ts";
export { decodeSensorPacket, encodeSensorPacket, type SensorPacket, type SensorReading } from "./pixelblaze/sensor.ts";
export {
  COLOR_ORDERS,
  LED_TYPES,
  PIXELBLAZE_SETTABLE,
  PIXELBLAZE_SETTINGS,
  type PixelblazeSettings,
  SEQUENCER_MODES,
} from "./pixelblaze/settings.ts";
export { decodeSources, encodeSources } from "./pixelblaze/sources.ts";
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
export type {
  AnyValueKind,
  Fields,
  NamedNumbers,
  NumberOrNumbers,
  ValueKind,
  ValueKinds,
  ValueOf,
} from "./pixelblaze/value_kinds.ts";
export {
  type AccessPoint,
  decodeWifiSave,
  decodeWifiScan,
  decodeWifiStatus,
  encodeWifiSave,
  encodeWifiScan,
  encodeWifiStatus,
  WIFI_ACCESS_POINT,
  WIFI_STATES,
  WIFI_STATUS,
  type WifiSave,
  type WifiStatus,
} from "./pixelblaze/wifi.ts";

export {
  type CommandText as PixoCommandText,
  effectOn as pixoEffectOn,
  formatCommand as formatPixoCommand,
  formatCommands as formatPixoCommands,
  type LineItem as PixoLineItem,
  LineReader as PixoLineReader,
  MAX_LINE as MAX_PIXO_LINE,
  parseCommand as parsePixoCommand,
  type ParsedCommand as ParsedPixoCommand,
  type ParsedEffect as ParsedPixoEffect,
  type ParsedLine as ParsedPixoLine,
  parseEffect as parsePixoEffect,
  parseLine as parsePixoLine,
  type PixoCommand,
  type PixoEffect,
  type PixoWarning,
  type PixoWarningCode,
  redact as redactPixo,
  splitLine as splitPixoLine,
} from "./pixo/mod.ts";
export {
  formatReply as formatPixoReply,
  type OtherReply as OtherPixoReply,
  parseReply as parsePixoReply,
  type PixoInfo,
  type PixoReply,
  type RepliedName as PixoRepliedName,
  type ReplyItem as PixoReplyItem,
  type ReplyOf as PixoReplyOf,
  ReplyReader as PixoReplyReader,
} from "./pixo/mod.ts";
export {
  COMMAND_NAMES as PIXO_COMMAND_NAMES,
  type CommandName as PixoCommandName,
  type CommandOf as PixoCommandOf,
  COMMANDS as PIXO_COMMANDS,
  EFFECT_NAMES as PIXO_EFFECT_NAMES,
  type EffectCommand as PixoEffectCommand,
  type EffectName as PixoEffectName,
  EYES as PIXO_EYES,
  type EyesState as PixoEyesState,
  FACES as PIXO_FACES,
  type FaceState as PixoFaceState,
  type InGroup as PixoInGroup,
  isCommandName as isPixoCommandName,
  isEffectName as isPixoEffectName,
  type Kind as PixoValueKind,
  type Leniency as PixoLeniency,
  MAX_COLOURS as MAX_PIXO_COLOURS,
  MOUTHS as PIXO_MOUTHS,
  type MouthShape as PixoMouthShape,
  type Named as PixoNamed,
  type Param as PixoParam,
  type ParamsOf as PixoParamsOf,
  type Piece as PixoPiece,
  type Row as PixoRow,
  type TargetOf as PixoTargetOf,
  type TargetRule as PixoTargetRule,
  type ValueOf as PixoValueOf,
} from "./pixo/mod.ts";
export {
  COLOUR_CODES as PIXO_COLOUR_CODES,
  COLOUR_MODIFIERS as PIXO_COLOUR_MODIFIERS,
  type ColourModifier as PixoColourModifier,
  CORE_COLOURS as PIXO_CORE_COLOURS,
  formatColour as formatPixoColour,
  type Hsv as PixoHsv,
  parseColour as parsePixoColour,
  percentToRaw as pixoPercentToRaw,
  RAW_RANGE as PIXO_RAW_RANGE,
  rawToPercent as pixoRawToPercent,
} from "./pixo/mod.ts";

export {
  decodeSimPixel,
  encodeSimPixel,
  encodeSimPixelColors,
  encodeSimPixelConfig,
  measurePitch,
  type Pitch,
  type Point,
  readSimPixelRecording,
  scaleToSimPixel,
  SIMPIXEL_COLORS,
  SIMPIXEL_CONFIG,
  SIMPIXEL_HEADER_BYTES,
  SIMPIXEL_MAX_EXTENT,
  type SimPixelByteOrder,
  simPixelColorsLength,
  type SimPixelColorsMessage,
  type SimPixelConfigMessage,
  type SimPixelConfigOptions,
  type SimPixelMessage,
  simPixelMessagesDue,
  simPixelMessagesToReach,
  type SimPixelRecordedMessage,
  type SimPixelRecording,
  type SimPixelRecordingLimits,
  type SimPixelScaledLayout,
  type SimPixelScaleOptions,
  writeSimPixelRecording,
} from "./simpixel/mod.ts";
