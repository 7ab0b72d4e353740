/** What changes the patterns of a board by itself. @module */

import {
  DEFAULT_PLAYLIST,
  type PixelblazePlaylistItem,
  type PixelblazeReplyBody,
  SEQUENCER_MODES,
} from "../../../protocol/mod.ts";
import type { Millis } from "../../time/clock.ts";
import type { BoardAccess } from "./board_access.ts";
import { asking, askingConfig, bodyOf, telling } from "./board_messages.ts";

/** What runs, with its live control values, and how the sequencer stands. */
export type PixelblazeState = PixelblazeReplyBody<"sequencer">;

/** A playlist with its position; `ms` and `remainingMs` are those of the entry that plays. */
export type PixelblazePlaylist = NonNullable<PixelblazeReplyBody<"playlist">["playlist"]>;

/** Whether something is to outlive a restart. */
export interface SaveOptions {
  /** Writes it to flash, which wears it; not done when left out. */
  readonly save?: boolean;
}

/** Shuffle and playlist of a board. */
export class PixelblazeSequencer {
  readonly #board: BoardAccess;

  /** @ignore made by the client */
  constructor(board: BoardAccess) {
    this.#board = board;
  }

  /** What runs now. */
  async state(): Promise<PixelblazeState> {
    return (await this.#board.ask(askingConfig("read the sequencer", false))).sequencer;
  }

  /** Switches it off, or to shuffle or playlist, which also starts it. */
  async setMode(mode: "off" | "shuffle" | "playlist", { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling("set the sequencer's mode", { sequencerMode: SEQUENCER_MODES[mode], save }));
  }

  /** Starts it, or has it wait at what it plays. */
  async setRunning(runSequencer: boolean, { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling(`${runSequencer ? "start" : "pause"} the sequencer`, { runSequencer, save }));
  }

  /** Sets for how long a shuffled pattern plays. */
  async setTimer(ms: Millis, { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling("set the sequencer's time", { sequenceTimer: ms, save }));
  }

  /** Moves on, which also starts it; gives what runs then. */
  async next(): Promise<PixelblazeState> {
    return await this.#board.ask(
      asking("go to the next pattern", { nextProgram: true }, (message) => bodyOf(message, "sequencer")),
    );
  }

  /** The playlist. */
  async playlist(): Promise<PixelblazePlaylist> {
    return await this.#board.ask(
      asking(
        "read the playlist",
        { getPlaylist: DEFAULT_PLAYLIST },
        (message) => bodyOf(message, "playlist")?.playlist,
      ),
    );
  }

  /** Replaces the playlist: up to 64 patterns by id. */
  async setPlaylist(items: readonly PixelblazePlaylistItem[], { save = false }: SaveOptions = {}): Promise<void> {
    await this.#board.ask(telling("set the playlist", { playlist: { id: DEFAULT_PLAYLIST, items }, save }));
  }

  /** Plays an entry of the playlist, from 0; gives what runs then. */
  async setPosition(position: number): Promise<PixelblazeState> {
    return await this.#board.ask(
      asking("play an entry of the playlist", { playlist: { position } }, (message) => bodyOf(message, "sequencer")),
    );
  }
}
