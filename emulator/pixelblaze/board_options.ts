/** What a software board is made from. @module */

import type { PixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardSettings } from "./board_settings.ts";
import type { BoardLogEntry } from "./board_stats.ts";
import type { Flash } from "./flash.ts";
import type { CompiledPattern } from "./language/types.ts";

/** A pattern to store on a board. */
export interface BoardPattern {
  /** The id clients start it by; made up from the board's seed when left out. */
  readonly id?: string;
  /** What clients list it as, and shows call it by. */
  readonly name: string;
  /** Source in the pattern language. */
  readonly source: string;
}

/** What a board says of the other boards. */
export type BoardPeers = NonNullable<Extract<PixelblazeReply, { kind: "peers" }>["peers"]>;

/** How a software board is made. */
export interface BoardOptions {
  /** What the board calls itself. */
  readonly name: string;
  /** 0..5000 or so. */
  readonly pixelCount: number;
  /** Stored in this order; the first one runs unless the flash says otherwise. */
  readonly patterns?: readonly BoardPattern[];
  /** Where the pixels are, in any units: one to three numbers each. Patterns see it only if it has `pixelCount` points. */
  readonly map?: readonly (readonly number[])[];
  /** Settings that differ from a new board's. Levels 0..1, times in ms. */
  readonly settings?: Partial<Omit<BoardSettings, "name" | "pixelCount" | "ver">>;
  /** Default: empty, in memory. Files that are there win over the options, as on a board that was set up before. */
  readonly flash?: Flash;
  /** Of everything random: ids, shuffle, `random()`. Default: made from the name. */
  readonly seed?: number;
  /** Default `3.40`; below 3 it is a v2 board. */
  readonly firmware?: string;
  /** What the board's clock shows at boot, in ms. Default 0: it counts from its boot until it is told better. */
  readonly clockMs?: Millis;
  /** Parts per million by which the board's clock is fast. Default 0. */
  readonly driftPpm?: number;
  /** Unix time in ms at host time `now`, for clock functions and the nightly switch-off; undefined while it is not known. */
  readonly wallClock?: (now: Millis) => Millis | undefined;
  /** Frames a second. Default 40. */
  readonly fps?: number;
  /**
   * Whether a frame takes about as long as a V3 would need for what the pattern does, at most a second; `fps` is the
   * most then. Default false: `fps` whatever the pattern does.
   */
  readonly modelFrameRate?: boolean;
  /** Host time at which it boots. Default 0. */
  readonly now?: Millis;
  /** Whether `getConfig` is answered with a third, binary message even when there is no expander. Default true. */
  readonly expanderMessage?: boolean;
  /** Whether a frame with several commands to acknowledge gets one `ack` for each. Default false: one for the frame. */
  readonly ackEachCommand?: boolean;
  /** Connections at a time. Default 5. */
  readonly maxSessions?: number;
  /** The other boards it hears, for `getPeers`. Default: none. */
  readonly peers?: (now: Millis) => BoardPeers;
  /** Called for whatever goes wrong or is passed over. */
  readonly onLog?: (entry: BoardLogEntry) => void;
  /** What makes a program of a source. Default: the pattern language of this package. */
  readonly compile?: (source: string) => CompiledPattern;
}
