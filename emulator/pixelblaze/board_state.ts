/** The parts of a software board, and what several of its commands do. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import { DEFAULT_PLAYLIST } from "../../protocol/pixelblaze/commands.ts";
import type { PixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { BoardClock } from "./board_clock.ts";
import type { BoardOptions } from "./board_options.ts";
import { type BoardSettings, generationOf, INITIAL_SETTINGS } from "./board_settings.ts";
import { BoardStats } from "./board_stats.ts";
import { type Flash, MemoryFlash } from "./flash.ts";
import type { PatternEnv, PixelMap, SensorReading, WallClock } from "./language/types.ts";
import { PatternPlayer } from "./pattern_player.ts";
import { PatternStore } from "./pattern_store.ts";
import { normalizeMap } from "./pixel_map.ts";
import { makePatternId, seededRandom, textSeed } from "./random.ts";
import { Sequencer } from "./sequencer.ts";
import { wallClockAt } from "./wall_clock.ts";

/** What a board is made of. Commands change it; the board's frames read it. */
export class BoardState {
  readonly options: BoardOptions;
  readonly flash: Flash;
  readonly clock: BoardClock;
  readonly stats: BoardStats;
  readonly store = new PatternStore();
  readonly sequencer: Sequencer;
  readonly player: PatternPlayer;
  readonly random: () => number;
  readonly settings: BoardSettings;
  readonly generation: "v2" | "v3";
  /** Whether previews and statistics are sent: one switch for all connections. */
  sendUpdates = true;
  paused = false;
  map: PixelMap | undefined;
  sensors: SensorReading | undefined;
  /** What the running pattern asked of the sequencer within its frame: done after it. */
  wanted: "next" | number | undefined;
  /** Host time of the frame that is being rendered. */
  frameAt: Millis;
  /** Host time of the last boot. */
  bootedAt: Millis;

  constructor(options: BoardOptions) {
    const random = seededRandom(options.seed ?? textSeed(options.name));
    this.options = options;
    this.random = random;
    this.settings = {
      ...INITIAL_SETTINGS,
      chipId: Math.floor(random() * 2 ** 24),
      ver: options.firmware ?? INITIAL_SETTINGS.ver,
      ...options.settings,
      name: options.name,
      pixelCount: options.pixelCount,
    };
    this.generation = generationOf(this.settings.ver);
    this.flash = options.flash ?? new MemoryFlash();
    this.stats = new BoardStats(options.onLog);
    this.bootedAt = options.now ?? 0;
    this.frameAt = this.bootedAt;
    this.clock = new BoardClock({
      bootAt: this.bootedAt,
      startMs: options.clockMs ?? 0,
      driftPpm: options.driftPpm ?? 0,
    });
    this.sequencer = new Sequencer(random);
    this.player = new PatternPlayer(options.compile, options.pixelCount);
    this.map = options.map && normalizeMap(options.map, this.settings.mapperFit === 0 ? "fill" : "contain");
    for (const { id, name, source } of options.patterns ?? []) {
      this.store.save({ id: id ?? makePatternId(random), name, source, jpeg: new Uint8Array() });
    }
    const first = this.store.list()[0];
    if (first !== undefined) this.play(first.id, this.bootedAt);
  }

  /** Tells whoever runs the board. */
  log(level: "error" | "ignored" | "note", text: string, at: Millis): void {
    this.stats.noteLog({ at, level, text });
  }

  /** Starts a stored pattern; false if there is none with this id. */
  play(id: string, now: Millis): boolean {
    const pattern = this.store.get(id);
    if (pattern === undefined) return false;
    this.player.load(pattern, this.#environment(id));
    const { fault } = this.player;
    if (fault !== undefined) {
      this.log(
        "error",
        `Cannot run the pattern "${pattern.name}": ${fault.message}, at ${fault.line}:${fault.column}`,
        now,
      );
    }
    return true;
  }

  /** Moves the sequencer on; false if there is no other pattern to play. */
  playNext(now: Millis): boolean {
    const ids = this.store.list().map(({ id }) => id);
    const next = this.sequencer.next(this.player.pattern?.id ?? undefined, ids, now);
    return next !== undefined && this.play(next, now);
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

  /** Starts the pattern again, as when the pixel count or the map has changed. */
  restart(now: Millis): void {
    const id = this.player.pattern?.id;
    if (typeof id === "string" && this.play(id, now)) return;
    this.player.unload(this.player.pattern, this.settings.pixelCount);
  }

  /** The message about the running pattern and the sequencer. */
  sequencerReply(now: Millis): Extract<PixelblazeReply, { kind: "sequencer" }> {
    const { pattern } = this.player;
    return {
      kind: "sequencer",
      activeProgram: {
        name: pattern === undefined || pattern.id === null ? "Editor" : pattern.name,
        activeProgramId: pattern?.id ?? null,
        controls: this.player.controls(),
      },
      sequencerMode: this.sequencer.mode,
      runSequencer: this.sequencer.running,
      ...this.sequencer.mode === 2 && { playlist: this.#position(now) },
    };
  }

  /** The message about the playlist with its entries. */
  playlistReply(now: Millis): Extract<PixelblazeReply, { kind: "playlist" }> {
    const items = [...this.sequencer.playlist];
    return {
      kind: "playlist",
      playlist: this.sequencer.mode === 2 ? { ...this.#position(now), items } : { id: DEFAULT_PLAYLIST, items },
    };
  }

  #position(now: Millis) {
    const { position, ms, remainingMs } = this.sequencer.state(now);
    return { position, id: DEFAULT_PLAYLIST, ms, remainingMs };
  }

  #environment(id: string): PatternEnv {
    const { sequencer } = this;
    return {
      pixelCount: this.settings.pixelCount,
      ...this.map && { map: this.map },
      seed: Math.floor(this.random() * 2 ** 32),
      controls: this.store.controls(id),
      ...this.sensors && { sensors: this.sensors },
      wallClock: () => this.wallClock(this.frameAt),
      nodeId: this.settings.nodeId,
      sequencer: {
        mode: () => sequencer.mode,
        next: () => void (this.wanted = "next"),
        position: () => sequencer.position,
        setPosition: (position) => void (this.wanted = position),
        length: () => sequencer.playlist.length,
      },
    };
  }
}
