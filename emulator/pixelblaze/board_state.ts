/** The parts of a software board, and what several of its commands do. @module */

import { DEFAULT_PLAYLIST } from "../../protocol/pixelblaze/commands.ts";
import { decodePlaylistFile, FLASH_PATHS } from "../../protocol/pixelblaze/flash_files.ts";
import { PIXELBLAZE_GENERATIONS } from "../../protocol/pixelblaze/generations.ts";
import { decodePixelMap, makePixelMap, type PixelMap } from "../../protocol/pixelblaze/pixel_map.ts";
import type { PixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import { BoardClock } from "./board_clock.ts";
import type { BoardOptions } from "./board_options.ts";
import { type BoardSettings, INITIAL_SETTINGS, settingsMessage } from "./board_settings.ts";
import type { BoardStats } from "./board_stats.ts";
import { fillFlash } from "./factory.ts";
import type { Flash } from "./flash.ts";
import { compile } from "./language/compile.ts";
import type { PatternEnv, SensorReading, WallClock } from "./language/types.ts";
import { PatternPlayer } from "./pattern_player.ts";
import { type ControlValues, decoded, PatternStore } from "./pattern_store.ts";
import { seededRandom, textSeed } from "./random.ts";
import { SavedConfig } from "./saved_config.ts";
import { FOLLOWER, Sequencer, type SequencerMode } from "./sequencer.ts";
import { wallClockAt } from "./wall_clock.ts";

/** What a V3 drives. */
const MAX_PIXELS = PIXELBLAZE_GENERATIONS.v3.maxPixels ?? 5000;

/** The longest name of a pattern in a message. */
const MAX_NAME = 128;

/** Code that `setCode` has announced. */
export interface AnnouncedCode {
  /** The id it is to have; may be empty. */
  readonly id: string;
  /** Its name; may be empty. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** CRC-32 of the bytes. */
  readonly crc: number;
}

/** What outlives a restart of the board, besides its flash. */
export interface BoardBody {
  /** What the board was made from. */
  readonly options: BoardOptions;
  /** Its files. */
  readonly flash: Flash;
  /** What it noticed. */
  readonly stats: BoardStats;
}

/** What a board is made of from one boot to the next. Commands change it; the board's frames read it. */
export class BoardState {
  /** What the board was made from. */
  readonly options: BoardOptions;
  /** Its files. */
  readonly flash: Flash;
  /** What it noticed. */
  readonly stats: BoardStats;
  /** Its time. */
  readonly clock: BoardClock;
  /** The patterns among its files. */
  readonly store: PatternStore;
  /** The settings among its files. */
  readonly config: SavedConfig;
  /** What changes the pattern by itself. */
  readonly sequencer: Sequencer;
  /** What runs the pattern. */
  readonly player: PatternPlayer;
  /** The settings in force, saved or not. */
  readonly settings: BoardSettings;
  /** Host time of the boot. */
  readonly bootedAt: Millis;
  /** Whether previews and statistics are sent: one switch for all connections. */
  sendUpdates = true;
  /** Whether no frames are rendered. */
  paused = false;
  /** Whether it has no memory left for patterns, uploads and long messages. */
  outOfMemory = false;
  /** Where the pixels are; empty or undefined without a map. */
  map: PixelMap | undefined;
  /** What was last heard from a sensor board. */
  sensors: SensorReading | undefined;
  /** What the next bytecode is to be. */
  announced: AnnouncedCode | undefined;
  /** Until when a check for new firmware runs, if one was ever asked for. */
  upgradeCheckedAt: Millis | undefined;
  /** The network it is in. Not kept over a restart. */
  wifi: { mode: "CLIENT" | "AP" | "SETUP"; ssid: string } = { mode: "CLIENT", ssid: "Software" };
  /** When it began to look for networks, while it does. */
  scanStartedAt: Millis | undefined;
  /** What the running pattern asked of the sequencer within its frame: done after it. */
  wanted: "next" | number | undefined;
  /** Host time of the frame that is being rendered. */
  frameAt: Millis;
  readonly #random: () => number;

  /** Starts from flash. */
  constructor({ options, flash, stats }: BoardBody, bootedAt: Millis) {
    const seed = options.seed ?? textSeed(options.name);
    this.options = options;
    this.flash = flash;
    this.stats = stats;
    this.bootedAt = bootedAt;
    this.frameAt = bootedAt;
    this.settings = {
      ...INITIAL_SETTINGS,
      chipId: seed % 2 ** 24,
      ver: options.firmware ?? INITIAL_SETTINGS.ver,
      ...options.settings,
      name: options.name,
      pixelCount: options.pixelCount,
    };
    this.store = new PatternStore(flash);
    this.config = new SavedConfig(flash, settingsMessage(this.settings));
    fillFlash(this, seed);
    this.config.applyTo(this.settings);
    this.clock = new BoardClock({ bootAt: bootedAt, startMs: options.clockMs ?? 0, driftPpm: options.driftPpm ?? 0 });
    this.#random = seededRandom(seed);
    this.sequencer = new Sequencer(this.#random);
    this.player = new PatternPlayer(options.compile ?? compile, this.settings.pixelCount);
    this.map = this.#storedMap() ?? this.#mapOfOptions();
    this.noteMap(bootedAt);
    this.#start();
  }

  /** Tells whoever runs the board. */
  log(level: "error" | "ignored" | "note", text: string, at: Millis): void {
    this.stats.noteLog({ at, level, text });
  }

  /** The most pixels it can be set to. */
  get maxPixels(): number {
    return Math.max(MAX_PIXELS, this.options.pixelCount);
  }

  /** Whether it is a follower of a sync group: its sequencer stands, and it does not announce itself. */
  get following(): boolean {
    return this.settings.leaderId !== 0;
  }

  /** The sequencer's mode as it is told: a follower's own does not count. */
  get sequencerMode(): SequencerMode {
    return this.following ? FOLLOWER : this.sequencer.mode;
  }

  /** When the pattern changes by itself; undefined if it will not. */
  get sequencerDue(): Millis | undefined {
    return this.following ? undefined : this.sequencer.due;
  }

  /** Id of the stored pattern that runs. */
  get playingId(): string | undefined {
    return this.player.pattern?.id ?? undefined;
  }

  /** Ids of the stored patterns. */
  get ids(): string[] {
    return this.store.list().map(({ id }) => id);
  }

  /** Starts a stored pattern; false if there is none with this id. */
  play(id: string, now: Millis): boolean {
    const pattern = this.store.get(id);
    if (pattern === undefined) return false;
    if (pattern.source === undefined) {
      this.stop({ id, name: pattern.name }, "it was stored without its source, and bytecode cannot run here", now);
    } else {
      this.#load({ id, name: pattern.name, source: pattern.source }, this.store.controls(id), now);
    }
    return true;
  }

  /** Goes dark in place of a pattern that cannot run, and says so. */
  stop({ id, name }: { id: string | null; name: string }, reason: string, now: Millis): void {
    this.player.unload({ id, name, source: "" }, this.settings.pixelCount, reason);
    this.player.takeFault();
    this.log("error", `Cannot run the pattern "${name}": ${reason}`, now);
  }

  /** Says once why the pattern that runs has stopped, if it has. */
  noteFault(now: Millis): void {
    const fault = this.player.takeFault();
    if (fault === undefined) return;
    const name = this.player.pattern?.name ?? "";
    this.log("error", `Cannot run the pattern "${name}": ${fault.message}, at ${fault.line}:${fault.column}`, now);
  }

  /** Starts the running pattern anew on another map or pixel count; it keeps its variables and controls. */
  restart(now: Millis): void {
    const { pattern, fault } = this.player;
    if (pattern === undefined || pattern.source === "") return this.player.resize(this.settings.pixelCount);
    const vars = this.player.vars();
    this.#load(pattern, this.player.setValues(), now);
    if (fault === undefined) this.player.setVars(vars);
  }

  /** Says so if the map is for another number of pixels: patterns run as without one then. */
  noteMap(now: Millis): void {
    const { map, settings } = this;
    const points = map === undefined || map.dimensions === 0 ? 0 : map.values.length / map.dimensions;
    if (points === 0 || points === settings.pixelCount) return;
    this.log("note", `The map has ${points} points, the board ${settings.pixelCount} pixels: it is not applied`, now);
  }

  /** Moves the sequencer on; false if there is no other pattern to play. */
  playNext(now: Millis): boolean {
    const next = this.sequencer.next(this.playingId, this.ids, now);
    return next !== undefined && this.play(next, now);
  }

  /** Changes the sequencer's mode, and the pattern if the mode says so. */
  setSequencerMode(mode: number, now: Millis): void {
    const next = this.sequencer.setMode(mode, this.playingId, this.ids, now);
    if (next !== undefined) this.play(next, now);
  }

  /** Plays an entry of the playlist; false if there is none. */
  playPosition(position: number, now: Millis): boolean {
    const id = this.sequencer.setPosition(position, now);
    return id !== undefined && this.play(id, now);
  }

  /** The time of day, if the board knows it. */
  wallClock(now: Millis): WallClock | undefined {
    const unixMs = this.settings.discoveryEnable ? this.options.wallClock?.(now) : undefined;
    return unixMs === undefined ? undefined : wallClockAt(unixMs, this.settings.timezone);
  }

  /** The settings with what the sequencer does now. */
  liveSettings(): BoardSettings {
    return { ...this.settings, sequencerMode: this.sequencerMode, runSequencer: this.sequencer.running };
  }

  /** The message about the running pattern and the sequencer. */
  sequencerReply(now: Millis): Extract<PixelblazeReply, { kind: "sequencer" }> {
    const { pattern } = this.player;
    const stored = typeof pattern?.id === "string";
    return {
      kind: "sequencer",
      activeProgram: {
        name: stored ? pattern.name.slice(0, MAX_NAME) : "Editor",
        activeProgramId: stored ? pattern.id : null,
        controls: this.player.controls(),
      },
      sequencerMode: this.sequencerMode,
      runSequencer: this.sequencer.running,
      ...this.sequencerMode === 2 && { playlist: this.#position(now) },
    };
  }

  /** The message about the playlist with its entries. */
  playlistReply(now: Millis): Extract<PixelblazeReply, { kind: "playlist" }> {
    const items = this.sequencer.playlist;
    return {
      kind: "playlist",
      playlist: this.sequencer.mode === 2 ? { ...this.#position(now), items } : { id: DEFAULT_PLAYLIST, items },
    };
  }

  #position(now: Millis) {
    const { position, ms, remainingMs } = this.sequencer.state(now);
    return { position, id: DEFAULT_PLAYLIST, ms, remainingMs };
  }

  /** What a board plays by itself after its boot. */
  #start(): void {
    const playlist = this.flash.read(FLASH_PATHS.defaultPlaylist);
    this.sequencer.setPlaylist((playlist && decoded(() => decodePlaylistFile(playlist))) ?? []);
    this.sequencer.setShuffleMs(this.settings.sequenceTimer);
    const first = this.sequencer.setMode(this.settings.sequencerMode, undefined, this.ids, this.bootedAt);
    const kept = this.config.programId;
    const start = first ?? (this.store.get(kept) === undefined ? this.ids[0] : kept);
    if (start !== undefined) this.play(start, this.bootedAt);
  }

  #load(pattern: { id: string | null; name: string; source: string }, controls: ControlValues, now: Millis): void {
    if (this.outOfMemory) return this.stop(pattern, "out of memory", now);
    this.player.load(pattern, this.#environment(controls));
    this.noteFault(now);
  }

  #environment(controls: ControlValues): PatternEnv {
    const { sequencer, map } = this;
    return {
      pixelCount: this.settings.pixelCount,
      ...map && map.dimensions > 0 && { map: forLanguage(map) },
      seed: Math.floor(this.#random() * 2 ** 32),
      controls,
      ...this.sensors && { sensors: this.sensors },
      wallClock: () => this.wallClock(this.frameAt),
      nodeId: this.settings.nodeId,
      sequencer: {
        mode: () => this.sequencerMode,
        next: () => void (this.wanted = "next"),
        position: () => sequencer.position,
        setPosition: (position) => void (this.wanted = position),
        length: () => sequencer.playlist.length,
      },
    };
  }

  #storedMap(): PixelMap | undefined {
    const bytes = this.flash.read(FLASH_PATHS.mapData);
    return bytes && decoded(() => decodePixelMap(bytes));
  }

  #mapOfOptions(): PixelMap | undefined {
    return this.options.map && makePixelMap(this.options.map, this.settings.mapperFit === 0 ? "fill" : "contain");
  }
}

/** Maps of firmware 2 have 8 bits, patterns see 16. */
function forLanguage({ version, dimensions, values }: PixelMap): NonNullable<PatternEnv["map"]> {
  return {
    dimensions: dimensions === 0 ? 1 : dimensions,
    coordinates: version === 2 ? values : values.map((value) => value * 257),
  };
}
