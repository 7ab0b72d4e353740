/** The clock inside a software board: it drifts, and time sync packets discipline it. @module */

import { MS32_MODULUS, toMs32 } from "../../protocol/pixelblaze/ms32.ts";
import type { Millis } from "../../runtime/time/clock.ts";

/** How a {@link BoardClock} starts and how wrong it runs. */
export interface BoardClockOptions {
  /** Host time at which the board boots. Default 0. */
  readonly bootAt?: Millis;
  /** What the board's clock shows at boot. A board that knows no better counts from its boot: default 0. */
  readonly startMs?: Millis;
  /** Parts per million by which the board's crystal is fast (positive) or slow. Default 0. */
  readonly driftPpm?: number;
}

/** What a time sync packet said, with the times the board itself noted. */
export interface TimeSyncReading {
  /** The sender's clock, the low 32 bits of its milliseconds. */
  readonly ms: number;
  /** The board's own milliseconds, as the beacon that was answered carried them. */
  readonly echoedMs: number;
}

/** Beyond this the clock is set, not steered. */
export const JUMP_MS = 250;
/** The share of a small error that one packet takes away. */
const GAIN = 0.25;
/** Beacons whose send time is remembered, to know the round trip of an answer. */
const REMEMBERED_BEACONS = 4;
const RANGE = MS32_MODULUS;

/**
 * Milliseconds as a board counts them.
 *
 * An error above {@link JUMP_MS} is corrected at once, a smaller one by a quarter per packet; half the round trip
 * (beacon out, answer in, by the board's own crystal) is added to the sender's time (electromage forum 1186).
 */
export class BoardClock {
  readonly #bootAt: Millis;
  #offset: Millis;
  #rate: number;
  readonly #beacons: { ms: number; sentAt: Millis }[] = [];
  #jumps = 0;
  #syncs = 0;

  /** Sets it going. */
  constructor(options: BoardClockOptions = {}) {
    this.#bootAt = options.bootAt ?? 0;
    this.#offset = options.startMs ?? 0;
    this.#rate = 1 + (options.driftPpm ?? 0) / 1e6;
  }

  /** How often a packet set the clock outright. */
  get jumps(): number {
    return this.#jumps;
  }

  /** How many packets were taken. */
  get syncs(): number {
    return this.#syncs;
  }

  /** The board's milliseconds at host time `now`, never negative at and after boot unless it was set so. */
  ms(now: Millis): Millis {
    return (now - this.#bootAt) * this.#rate + this.#offset;
  }

  /** The low 32 bits of whole milliseconds, as beacons carry them. */
  ms32(now: Millis): number {
    return toMs32(this.ms(now));
  }

  /** Notes that a beacon left at `now`; gives the milliseconds to write into it. */
  beaconSent(now: Millis): number {
    const ms = this.ms32(now);
    this.#beacons.push({ ms, sentAt: now });
    if (this.#beacons.length > REMEMBERED_BEACONS) this.#beacons.shift();
    return ms;
  }

  /** Takes a time sync packet that arrived at `now`. An answer to a beacon it does not remember counts as instant. */
  sync(reading: TimeSyncReading, now: Millis): void {
    const beacon = this.#beacons.findLast((sent) => sent.ms === reading.echoedMs);
    const roundTrip = beacon === undefined ? 0 : (now - beacon.sentAt) * this.#rate;
    const error = signed32(reading.ms + roundTrip / 2 - this.ms(now));
    this.#syncs++;
    if (Math.abs(error) > JUMP_MS) {
      this.#jumps++;
      this.#offset += error;
      // A jump back over zero lands at the end of the 32-bit range, not before its beginning.
      if (this.ms(now) < 0) this.#offset += RANGE;
    } else {
      this.#offset += error * GAIN;
    }
  }

  /** Puts the clock out by `ms` at once. */
  shift(ms: Millis): void {
    this.#offset += ms;
  }

  /** Changes the drift from `now` on, without a step. */
  setDrift(driftPpm: number, now: Millis): void {
    const shown = this.ms(now);
    this.#rate = 1 + driftPpm / 1e6;
    this.#offset = shown - (now - this.#bootAt) * this.#rate;
  }
}

/** Brings a difference of 32-bit times into -2^31 up to (not including) 2^31; fractions stay. */
function signed32(difference: number): number {
  const wrapped = ((difference % RANGE) + RANGE) % RANGE;
  return wrapped >= RANGE / 2 ? wrapped - RANGE : wrapped;
}
