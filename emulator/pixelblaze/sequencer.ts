/** What makes a software board change its pattern by itself: shuffle and playlist. @module */

import type { Millis } from "../../runtime/time/clock.ts";

/** One entry of a playlist. */
export interface PlaylistEntry {
  /** The pattern. */
  readonly id: string;
  /** How long it plays. */
  readonly ms: Millis;
}

/** 0 off, 1 shuffle all, 2 playlist, 3 follower of a sync group. */
export type SequencerMode = 0 | 1 | 2 | 3;

/** The mode of a board that another one leads. */
export const FOLLOWER: SequencerMode = 3;

/** Where a playlist stands, as the board reports it. */
export interface PlaylistState {
  /** Index of the entry that plays. */
  readonly position: number;
  /** How long the entry plays in all. */
  readonly ms: Millis;
  /** How long it still plays, rounded. */
  readonly remainingMs: Millis;
}

/**
 * Chooses patterns. It plays nothing itself: each method that moves on gives the id of the pattern to play now, or
 * undefined when there is none to change to.
 */
export class Sequencer {
  readonly #random: () => number;
  #mode: SequencerMode = 0;
  #running = false;
  #shuffleMs: Millis = 15_000;
  #playlist: readonly PlaylistEntry[] = [];
  #position = 0;
  /** When the entry that plays began; while paused, how long it had played. */
  #since: Millis = 0;
  #played: Millis = 0;

  /**
   * Off, with an empty playlist.
   *
   * @param random Gives numbers 0 up to 1, for shuffle.
   */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** What it goes by. */
  get mode(): SequencerMode {
    return this.#mode;
  }

  /** Whether it moves on by itself. */
  get running(): boolean {
    return this.#running;
  }

  /** How long a shuffled pattern plays. */
  get shuffleMs(): Millis {
    return this.#shuffleMs;
  }

  /** The entries. */
  get playlist(): readonly PlaylistEntry[] {
    return this.#playlist;
  }

  /** Index of the entry that plays. */
  get position(): number {
    return this.#position;
  }

  /** Sets how long a shuffled pattern plays; at least 100 ms. */
  setShuffleMs(ms: Millis): void {
    this.#shuffleMs = Math.max(100, ms);
  }

  /** Replaces the entries; the position stays if it still is one. */
  setPlaylist(playlist: readonly PlaylistEntry[]): void {
    this.#playlist = playlist;
    if (this.#position >= playlist.length) this.#position = 0;
  }

  /** Changes the mode; a number that is none switches it off. Shuffle and playlist start running, the others stop. */
  setMode(mode: number, current: string | undefined, ids: readonly string[], now: Millis): string | undefined {
    this.#mode = mode === 1 || mode === 2 || mode === 3 ? mode : 0;
    this.#running = mode === 1 || mode === 2;
    if (!this.#running) return undefined;
    return mode === 2 ? this.setPosition(this.#position, now) : this.#shuffle(current, ids, now);
  }

  /** Starts or pauses; a paused entry keeps the time it has left. */
  setRunning(running: boolean, now: Millis): void {
    if (running === this.#running) return;
    if (running) this.#since = now - this.#played;
    else this.#played = now - this.#since;
    this.#running = running;
  }

  /** Plays a certain entry of the playlist; past the end the first one. */
  setPosition(position: number, now: Millis): string | undefined {
    this.#restart(now);
    this.#position = this.#playlist[position] === undefined ? 0 : position;
    return this.#playlist[this.#position]?.id;
  }

  /** Moves on: to the next entry, another shuffled pattern, or with the sequencer off the next of the list. */
  next(current: string | undefined, ids: readonly string[], now: Millis): string | undefined {
    if (this.#mode === 2) return this.setPosition(this.#position + 1, now);
    if (this.#mode === 1) return this.#shuffle(current, ids, now);
    return ids[(current === undefined ? 0 : ids.indexOf(current) + 1) % ids.length];
  }

  /** When it will move on by itself; undefined if it will not. */
  get due(): Millis | undefined {
    return this.#running && (this.#mode === 1 || this.#playlist.length > 0) ? this.#since + this.#stepMs : undefined;
  }

  /** Where the playlist stands. */
  state(now: Millis): PlaylistState {
    const played = this.#running ? now - this.#since : this.#played;
    const ms = this.#stepMs;
    return { position: this.#position, ms, remainingMs: Math.max(0, Math.round(ms - played)) };
  }

  get #stepMs(): Millis {
    if (this.#mode === 1) return this.#shuffleMs;
    return Math.max(100, this.#playlist[this.#position]?.ms ?? this.#shuffleMs);
  }

  #restart(now: Millis): void {
    this.#since = now;
    this.#played = 0;
  }

  /** Any pattern but the one that plays. */
  #shuffle(current: string | undefined, ids: readonly string[], now: Millis): string | undefined {
    this.#restart(now);
    const others = ids.length > 1 ? ids.filter((id) => id !== current) : ids;
    return others[Math.floor(this.#random() * others.length)];
  }
}
