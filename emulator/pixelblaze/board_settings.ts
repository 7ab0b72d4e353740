/** The settings a software board starts with, and which of them its firmware knows. @module */

import type { PixelblazeSettings } from "../../protocol/pixelblaze/settings.ts";

/** A value for every setting. Levels 0..1, times in ms. */
export type BoardSettings = {
  -readonly [Key in keyof PixelblazeSettings]-?: Exclude<PixelblazeSettings[Key], undefined>;
};

/** The firmware generations: 2 for the ESP8266 boards, 3 for the ESP32 ones. */
export type Generation = "v2" | "v3";

/** What a board fresh from its box says, but for maxBrightness, which is 10 % there. */
export const INITIAL_SETTINGS: BoardSettings = {
  name: "Pixelblaze",
  brandName: "",
  pixelCount: 100,
  brightness: 1,
  maxBrightness: 1,
  colorOrder: "BGR",
  dataSpeed: 3_500_000,
  ledType: 2,
  sequenceTimer: 15_000,
  transitionDuration: 0,
  sequencerMode: 0,
  runSequencer: false,
  simpleUiMode: false,
  learningUiMode: false,
  discoveryEnable: true,
  timezone: "",
  autoOffEnable: false,
  autoOffStart: "00:00",
  autoOffEnd: "00:00",
  cpuSpeed: 240,
  networkPowerSave: false,
  mapperFit: 0,
  leaderId: 0,
  nodeId: 0,
  soundSrc: 1,
  accelSrc: 1,
  lightSrc: 1,
  analogSrc: 1,
  exp: 0,
  ver: "3.40",
  chipId: 0,
};

type SettingName = keyof BoardSettings;

const SINCE_V3: readonly SettingName[] = ["cpuSpeed", "networkPowerSave"];
const SINCE_V3_40: readonly SettingName[] = [
  "transitionDuration",
  "leaderId",
  "nodeId",
  "soundSrc",
  "accelSrc",
  "lightSrc",
  "analogSrc",
  "chipId",
];

/** Settings that a client cannot ask to keep or not: the settings tab sends them without `save`, and they stay. */
export const ALWAYS_SAVED: ReadonlySet<SettingName> = new Set<SettingName>([
  "name",
  "brandName",
  "simpleUiMode",
  "learningUiMode",
  "discoveryEnable",
  "timezone",
  "cpuSpeed",
  "networkPowerSave",
  "mapperFit",
]);

/** Which generation a version such as `3.40` or `2.29` belongs to. */
export function generationOf(version: string): Generation {
  return Number.parseFloat(version) < 3 ? "v2" : "v3";
}

/** The settings a board of this firmware leaves out of its settings message, and passes over when they are set. */
export function unknownSettings(version: string): ReadonlySet<SettingName> {
  const number = Number.parseFloat(version);
  return new Set([...number < 3 ? SINCE_V3 : [], ...number < 3.4 ? SINCE_V3_40 : []]);
}

/** The settings message of this firmware. */
export function settingsMessage(settings: BoardSettings): PixelblazeSettings {
  const unknown = unknownSettings(settings.ver);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !unknown.has(name as SettingName)));
}
