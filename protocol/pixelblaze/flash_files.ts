/**
 * The files in a board's flash: their paths, and the small JSON ones.
 *
 * Sources: public backups of boards, whose /config.json differs from the settings message in names and units.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { type PixelblazePlaylistItem, playlistItems } from "./commands.ts";
import { readJsonObject, shown, writeBoardJson } from "./json_text.ts";
import { PIXELBLAZE_SETTABLE } from "./settings.ts";
import { type Fields, integer, type NamedNumbers, namedNumbers, type ValueKinds } from "./value_kinds.ts";
import { number, readFields, text, writeFields } from "./value_kinds.ts";

/** Paths of the files there is one of. `config2.json` is a copy of `config.json`. */
export const FLASH_PATHS = {
  config: "/config.json",
  configCopy: "/config2.json",
  expander: "/obconf.dat",
  mapFunction: "/pixelmap.txt",
  mapData: "/pixelmap.dat",
  defaultPlaylist: "/l/_defaultplaylist_",
  webPage: "/index.html.gz",
} as const;

/** What a file of the flash holds. */
export type FlashFileKind =
  | "pattern"
  | "controls"
  | "playlist"
  | "config"
  | "expander"
  | "mapFunction"
  | "mapData"
  | "other";

/** The path of a stored pattern. */
export function patternPath(id: string): string {
  return `/p/${id}`;
}

/** The path of the control values of a stored pattern. */
export function controlsPath(id: string): string {
  return `/p/${id}.c`;
}

/** The path of a playlist. */
export function playlistPath(id: string): string {
  return `/l/${id}`;
}

/** What the file at a path holds. */
export function flashFileKind(path: string): FlashFileKind {
  if (path.startsWith("/p/")) return path.endsWith(".c") ? "controls" : "pattern";
  if (path.startsWith("/l/")) return "playlist";
  if (path === FLASH_PATHS.config || path === FLASH_PATHS.configCopy) return "config";
  if (path === FLASH_PATHS.expander) return "expander";
  if (path === FLASH_PATHS.mapFunction) return "mapFunction";
  if (path === FLASH_PATHS.mapData) return "mapData";
  return "other";
}

const hour = integer(0, 23);
const minute = integer(0, 59);

/** The members of /config.json, in their order. Some have other names or units than on the wire. */
export const CONFIG_FILE = {
  rev: integer(0, 0xffff_ffff),
  name: PIXELBLAZE_SETTABLE.name,
  brandName: PIXELBLAZE_SETTABLE.brandName,
  pixelCount: PIXELBLAZE_SETTABLE.pixelCount,
  brightness: number(0, 1),
  /** 0 to 1, where the wire has 0 to 100. */
  maxBrightness: number(0, 1),
  colorOrder: text(16),
  dataSpeed: PIXELBLAZE_SETTABLE.dataSpeed,
  lastProgramPath: text(128),
  startupMode: integer(0, 255),
  simpleUiMode: PIXELBLAZE_SETTABLE.simpleUiMode,
  learningUiMode: PIXELBLAZE_SETTABLE.learningUiMode,
  ledType: integer(0, 255),
  /** Milliseconds, where the wire has seconds. */
  sequenceTimer: integer(0, 0xffff_ffff),
  sequencerMode: integer(0, 255),
  discoveryEnabled: PIXELBLAZE_SETTABLE.discoveryEnable,
  timezone: PIXELBLAZE_SETTABLE.timezone,
  autoOffEnable: PIXELBLAZE_SETTABLE.autoOffEnable,
  autoOffStartHour: hour,
  autoOffStartMinute: minute,
  autoOffEndHour: hour,
  autoOffEndMinute: minute,
  cpuSpeed: integer(0, 10_000),
  networkPowerSave: PIXELBLAZE_SETTABLE.networkPowerSave,
  mapperFit: integer(0, 255),
} as const;

/** What /config.json holds. Times in ms, levels 0..1. */
export type ConfigFile = Fields<typeof CONFIG_FILE>;

/** Reads /config.json; members not known are left out. @throws {ProtocolError} when one is of the wrong kind. */
export function decodeConfigFile(bytes: Uint8Array): ConfigFile {
  return decodeFields(bytes, CONFIG_FILE, "config file");
}

/** Writes /config.json. @throws {RangeError} when a value is outside its range. */
export function encodeConfigFile(config: ConfigFile): Uint8Array<ArrayBuffer> {
  return encodeFields(config, CONFIG_FILE, "config file");
}

const PLAYLIST_FILE = { items: playlistItems } as const;

/** Reads a playlist file. @throws {ProtocolError} when it is none. */
export function decodePlaylistFile(bytes: Uint8Array): readonly PixelblazePlaylistItem[] {
  return decodeFields(bytes, PLAYLIST_FILE, "playlist file").items ?? [];
}

/** Writes a playlist file. @throws {RangeError} when it has more than 64 entries or a bad one. */
export function encodePlaylistFile(items: readonly PixelblazePlaylistItem[]): Uint8Array<ArrayBuffer> {
  return encodeFields({ items }, PLAYLIST_FILE, "playlist file");
}

/** Reads a controls file: the stored values by control name. @throws {ProtocolError} when it is not a JSON object. */
export function decodeControlsFile(bytes: Uint8Array): NamedNumbers {
  return namedNumbers.read(readObject(bytes, "controls file")) ?? {};
}

/** Writes a controls file. @throws {RangeError} when a value is neither a number nor an array of numbers. */
export function encodeControlsFile(controls: NamedNumbers): Uint8Array<ArrayBuffer> {
  const wire = namedNumbers.write(controls);
  if (wire === undefined) throw cannotWrite("controls file", controls, namedNumbers.wants);
  return new TextEncoder().encode(writeBoardJson(wire));
}

function decodeFields<Table extends ValueKinds>(bytes: Uint8Array, table: Table, what: string): Fields<Table> {
  const json = readObject(bytes, what);
  const fields = readFields(table, json);
  if (fields === undefined) {
    const name = Object.keys(table).find((key) =>
      Object.hasOwn(json, key) && table[key]?.read(json[key]) === undefined
    );
    throw new ProtocolError({
      protocol: `pixelblaze ${what}`,
      offset: 0,
      wanted: `${table[name ?? ""]?.wants} as "${name}"`,
      got: shown(json[name ?? ""]),
    });
  }
  return fields;
}

function encodeFields<Table extends ValueKinds>(
  fields: Fields<Table>,
  table: Table,
  what: string,
): Uint8Array<ArrayBuffer> {
  const wire = writeFields(table, fields);
  if (wire === undefined) throw cannotWrite(what, fields, "what its table of members says");
  return new TextEncoder().encode(writeBoardJson(wire));
}

function readObject(bytes: Uint8Array, what: string) {
  return readJsonObject(new TextDecoder().decode(bytes), `pixelblaze ${what}`);
}

function cannotWrite(what: string, value: unknown, allowed: string): RangeError {
  return new RangeError(`Cannot write a ${what}: got ${shown(value)}, allowed is ${allowed}`);
}
