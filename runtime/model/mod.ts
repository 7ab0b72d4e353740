/** The model: a show as plain data, compiled to a pure function of time. @module */

export { BLINK_MS, blinkTimes, hashUnit } from "./blinks.ts";
export type { Catalogue, PatternNames } from "./catalogue.ts";
export { compile, compileAll, type Compiled, type CompileOptions } from "./compile.ts";
export { type Curve, ease, EASINGS } from "./easing.ts";
export { EYES, FACES, type Kind, KINDS, MOUTHS } from "./kinds.ts";
export { placeOf, type Problem, Problems, ShowError, type Where } from "./problem.ts";
export type {
  Action,
  Amount,
  Cue,
  DeviceSpec,
  KindName,
  LipsyncMapping,
  LipsyncSource,
  MouthChange,
  Show,
  Step,
  TempoSpec,
  TimeText,
} from "./show.ts";
export { didYouMean } from "./suggest.ts";
export {
  type CueMark,
  DeviceTimeline,
  type Instant,
  type Point,
  type State,
  Timeline,
  type TimelineEvent,
} from "./timeline.ts";
export { formatTime, parseTime, placeLength, placeTime, type Signed, type Term, type TimeExpression } from "./times.ts";
export type { Segment, Track, Value } from "./track.ts";
