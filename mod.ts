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
