/** What of a software board's settings lies in its flash: /config.json, twice. @module */

import {
  type ConfigFile,
  decodeConfigFile,
  encodeConfigFile,
  FLASH_PATHS,
  patternPath,
} from "../../protocol/pixelblaze/flash_files.ts";
import { PIXELBLAZE_SETTABLE } from "../../protocol/pixelblaze/settings.ts";
import type { BoardSettings } from "./board_settings.ts";
import type { Flash } from "./flash.ts";
import { decoded } from "./pattern_store.ts";

/** The board starts with the pattern it was told to keep. */
const START_WITH_LAST = 2;

/** The settings that outlive a restart, and the pattern the board starts with. */
export class SavedConfig {
  readonly #flash: Flash;
  #config: ConfigFile;

  /** Reads the flash; what is not there is taken from `initial`. */
  constructor(flash: Flash, initial: Partial<BoardSettings>) {
    this.#flash = flash;
    const file = flash.read(FLASH_PATHS.config) ?? flash.read(FLASH_PATHS.configCopy);
    this.#config = {
      rev: 0,
      ...fromSettings(initial),
      lastProgramPath: "",
      startupMode: START_WITH_LAST,
      ...file && decoded(() => decodeConfigFile(file)),
    };
  }

  /** Id of the pattern to start with; empty if none was kept. */
  get programId(): string {
    return this.#config.lastProgramPath?.slice(patternPath("").length) ?? "";
  }

  /** Puts what is kept over `settings`. */
  applyTo(settings: BoardSettings): void {
    const c = this.#config;
    const kept: Partial<BoardSettings> = {
      ...only(c, SAME_NAME),
      ...chosen(c),
      discoveryEnable: c.discoveryEnabled ?? settings.discoveryEnable,
      autoOffStart: clockTime(c.autoOffStartHour, c.autoOffStartMinute),
      autoOffEnd: clockTime(c.autoOffEndHour, c.autoOffEndMinute),
    };
    Object.assign(settings, kept);
  }

  /** Keeps some settings and, if given, the pattern to start with: two writes, or none if they do not fit. */
  keep(changed: Partial<BoardSettings>, programId?: string): boolean {
    this.#config = {
      ...this.#config,
      ...fromSettings(changed),
      ...programId !== undefined && { lastProgramPath: patternPath(programId) },
      rev: (this.#config.rev ?? 0) + 1,
    };
    return this.write();
  }

  /** Writes the files as they are. */
  write(): boolean {
    const bytes = encodeConfigFile(this.#config);
    return this.#flash.write(FLASH_PATHS.config, bytes) && this.#flash.write(FLASH_PATHS.configCopy, bytes);
  }
}

/** Settings that are the same in the file. */
const SAME_NAME = [
  "name",
  "brandName",
  "pixelCount",
  "brightness",
  "maxBrightness",
  "dataSpeed",
  "simpleUiMode",
  "learningUiMode",
  "sequenceTimer",
  "timezone",
  "autoOffEnable",
  "networkPowerSave",
] as const;

/** Settings of which only some values are allowed. */
const CHOICES = ["colorOrder", "ledType", "sequencerMode", "cpuSpeed", "mapperFit"] as const;

function only<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<
    T,
    K
  >;
}

/** The choices in a file that are allowed. */
function chosen(config: ConfigFile): Partial<BoardSettings> {
  const values = CHOICES.map((name) => [name, PIXELBLAZE_SETTABLE[name].read(config[name])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function fromSettings(settings: Partial<BoardSettings>): ConfigFile {
  const { discoveryEnable, autoOffStart, autoOffEnd } = settings;
  return {
    ...only(settings, SAME_NAME),
    ...only(settings, CHOICES),
    ...discoveryEnable !== undefined && { discoveryEnabled: discoveryEnable },
    ...autoOffStart !== undefined &&
      { autoOffStartHour: part(autoOffStart, 0), autoOffStartMinute: part(autoOffStart, 1) },
    ...autoOffEnd !== undefined && { autoOffEndHour: part(autoOffEnd, 0), autoOffEndMinute: part(autoOffEnd, 1) },
  };
}

function part(time: string, index: 0 | 1): number {
  return Number(time.split(":")[index]);
}

function clockTime(hour = 0, minute = 0): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
