/**
 * Shows for LED art: a timeline in TypeScript or YAML, rehearsed in a browser, performed on Pixelblaze boards and Pixo
 * faces.
 *
 * @module
 */

export { run } from "./cli/run.ts";
export {
  all,
  type Amounts,
  type CueOptions,
  type CueWriter,
  group,
  type LipsyncOptions,
  pixelblaze,
  type PixelblazeOptions,
  type PixelblazeTarget,
  pixo,
  type PixoOptions,
  type PixoTarget,
  type RampOptions,
  show,
  type ShowOptions,
  type Target,
  type TargetAction,
  type Unplaced,
} from "./shows/builder.ts";
export { type ReadShow, readYamlShow } from "./shows/yaml.ts";
export { showJsonSchema } from "./shows/schema.ts";
export { type ReadFile, readLipsyncs } from "./shows/lipsync_actions.ts";
export {
  type Action,
  type Amount,
  type Catalogue,
  compile,
  compileAll,
  type Compiled,
  type CompileOptions,
  type Cue,
  type CueMark,
  type Curve,
  type DeviceSpec,
  DeviceTimeline,
  ease,
  EASINGS,
  formatTime,
  type Instant,
  type KindName,
  type LipsyncMapping,
  type LipsyncSource,
  type MouthChange,
  parseTime,
  type PatternNames,
  placeOf,
  type Point,
  type Problem,
  Problems,
  type Segment,
  type Show,
  ShowError,
  type Signed,
  type State,
  type Step,
  type TempoSpec,
  type Term,
  type TimeExpression,
  Timeline,
  type TimelineEvent,
  type TimeText,
  type Track,
  type Value,
  type Where,
} from "./runtime/model/mod.ts";
export type { Adapter, Encoded, Message, Reception, Refusal } from "./runtime/devices/adapter.ts";
export type { DeviceState } from "./runtime/devices/device.ts";
export type { Connect, Data, Link, LinkEvents } from "./runtime/links/link.ts";
export { Playhead, type PlayheadOptions, type Span } from "./runtime/time/playhead.ts";
export { Player, type PlayerEvent, type PlayerOptions, type Reach } from "./runtime/player.ts";
export { type Budget, planBudget } from "./runtime/budget.ts";
export { type DeviceReport, Report } from "./runtime/report.ts";
export type { Cancel, Clock, Millis } from "./runtime/time/clock.ts";
export { RealClock } from "./runtime/time/real_clock.ts";
export { DeviceError, type DeviceErrorCode } from "./runtime/devices/client/device_error.ts";
export { PixelblazeClient } from "./runtime/devices/client/pixelblaze_client.ts";
export type {
  PixelblazeClientOptions,
  PixelblazePeer,
  PixelblazeStats,
  SettableSettings,
} from "./runtime/devices/client/pixelblaze_options.ts";
export { type PatternCode, PixelblazePatterns } from "./runtime/devices/client/pixelblaze_patterns.ts";
export {
  type PixelblazePlaylist,
  PixelblazeSequencer,
  type PixelblazeState,
  type SaveOptions,
} from "./runtime/devices/client/pixelblaze_sequencer.ts";
export { PixelblazePixels, type PixelMapOptions } from "./runtime/devices/client/pixelblaze_pixels.ts";
export { PixelblazeFiles } from "./runtime/devices/client/pixelblaze_files.ts";
export { PixelblazeWifi } from "./runtime/devices/client/pixelblaze_wifi.ts";
export { PixelblazeFirmware, type PixelblazeUpgradeState } from "./runtime/devices/client/pixelblaze_firmware.ts";
export type {
  BackupOptions,
  Restored,
  RestoreOptions,
  TransferProgress,
} from "./runtime/devices/client/pixelblaze_backup.ts";
export type { PixelblazeConfig, PixelblazeMessage } from "./runtime/devices/client/board_messages.ts";
export type { StreamOptions } from "./runtime/devices/client/board_streams.ts";
export { PixoClient, type PixoClientOptions, type PixoWifi } from "./runtime/devices/client/pixo_client.ts";
export { PixelblazeSensors, type PixelblazeSensorsOptions } from "./runtime/devices/client/pixelblaze_sensors.ts";
export type { AskHttp, HttpLimits, HttpMessage, HttpReply } from "./runtime/links/http.ts";
