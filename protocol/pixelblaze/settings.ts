/**
 * The settings of a Pixelblaze: one row for each key of the settings message and of the settings and advanced tabs.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * keys and ranges of firmware 3.40 from the captures in kotlin-pixelblaze-client.
 *
 * @module
 */

import {
  choice,
  type Fields,
  flag,
  integer,
  nullable,
  number,
  pattern,
  scaled,
  text,
  type ValueKind,
} from "./value_kinds.ts";

const UINT32 = 0xffffffff;

/** LED types by their number on the wire; 3 and 4 exist on firmware 2 only. */
export const LED_TYPES = {
  none: 0,
  apa102: 1,
  ws2812: 2,
  ws2801: 3,
  bufferedWs2812: 4,
  outputExpander: 5,
} as const;

/** The colour orders the settings tab offers. */
export const COLOR_ORDERS = ["RGB", "RBG", "BRG", "BGR", "GRB", "GBR", "RGBW", "GRBW", "RGB-W", "GRB-W"] as const;

/** Sequencer modes by their number on the wire; a follower of a sync group only reports its mode. */
export const SEQUENCER_MODES = { off: 0, shuffle: 1, playlist: 2, follower: 3 } as const;

/** A mode of the sequencer. */
export const sequencerMode: ValueKind<0 | 1 | 2 | 3> = choice([0, 1, 2, 3]);
/** A brightness from 0 to 1. */
export const level: ValueKind<number> = number(0, 1);
/** A whole number of milliseconds. */
export const millis: ValueKind<number> = integer(0, UINT32);

const clockTime = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day as hh:mm");
const source = choice([0, 1]);

/** What can be set, in the order of the settings message; firmware 3.40 and later has all of them. */
export const PIXELBLAZE_SETTABLE = {
  name: text(64),
  brandName: text(64),
  pixelCount: integer(0, 0xffff),
  brightness: level,
  /** 0 to 100 on the wire. */
  maxBrightness: scaled(number(0, 100), 0.01, "a level from 0 to 1"),
  colorOrder: choice(COLOR_ORDERS),
  /** In hertz; null goes with "no LEDs". */
  dataSpeed: nullable(integer(0, UINT32)),
  ledType: choice([0, 1, 2, 3, 4, 5]),
  /** Seconds on the wire. */
  sequenceTimer: scaled(number(0, 4_294_967), 1000, "milliseconds from 0 to 4294967000"),
  transitionDuration: millis,
  sequencerMode,
  runSequencer: flag,
  simpleUiMode: flag,
  learningUiMode: flag,
  discoveryEnable: flag,
  timezone: text(64),
  autoOffEnable: flag,
  autoOffStart: clockTime,
  autoOffEnd: clockTime,
  /** In MHz; a text on the way in, a number in the settings message. Firmware 3 only. */
  cpuSpeed: choice([80, 160, 240], true),
  networkPowerSave: flag,
  /** 0 fills each axis, 1 contains the map in its proportions. */
  mapperFit: choice([0, 1]),
  leaderId: integer(0, UINT32),
  nodeId: integer(0, UINT32),
  /** 0 takes the sensor from the sync group, 1 from the board itself. */
  soundSrc: source,
  accelSrc: source,
  lightSrc: source,
  analogSrc: source,
} as const;

/** The settings message: what can be set, with room for values of newer firmware, and what the board alone knows. */
export const PIXELBLAZE_SETTINGS = {
  ...PIXELBLAZE_SETTABLE,
  colorOrder: text(16),
  ledType: integer(0, 255),
  sequencerMode: integer(0, 255),
  cpuSpeed: integer(0, 10_000),
  mapperFit: integer(0, 255),
  soundSrc: integer(0, 255),
  accelSrc: integer(0, 255),
  lightSrc: integer(0, 255),
  analogSrc: integer(0, 255),
  /** The kind of expansion board that is connected; 0 is none. */
  exp: integer(0, UINT32),
  ver: text(32),
  chipId: integer(0, UINT32),
} as const;

/** Settings of a board, as in its answer to `getConfig`; older firmware leaves some out. Times in ms, levels 0..1. */
export type PixelblazeSettings = Fields<typeof PIXELBLAZE_SETTINGS>;
