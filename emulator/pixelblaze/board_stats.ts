/** What a software board noticed: the messages it got, what it applied, what it refused. @module */

import type { Millis } from "../../runtime/time/clock.ts";

/** One message that arrived. */
export interface ReceivedMessage {
  /** When it came. */
  readonly at: Millis;
  /** Number of the session it came on. */
  readonly session: number;
  /** Text, cut at 200 characters, or the first 8 bytes of a binary frame in hex. */
  readonly head: string;
  /** Characters or bytes. */
  readonly length: number;
}

/** Variables that reached the pattern, at the start of a frame. */
export interface AppliedVars {
  /** When the frame was. */
  readonly at: Millis;
  /** Milliseconds the message waited for its frame. */
  readonly waited: Millis;
  /** As they were sent. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Something worth telling whoever runs the board. */
export interface BoardLogEntry {
  /** When it was. */
  readonly at: Millis;
  /** `error`: the pattern or an upload failed; `ignored`: a message the board passes over; `note`: the rest. */
  readonly level: "error" | "ignored" | "note";
  /** A sentence without a full stop. */
  readonly text: string;
}

const RING = 1000;
/** Numbers that are remembered in all the variables together. */
const MOST_NUMBERS = 200_000;

/**
 * Counters and bounded memories of the last thousand entries, for tests and for people. Of variables it remembers fewer
 * if they are long arrays: 200,000 numbers in all.
 */
export class BoardStats {
  readonly #received: ReceivedMessage[] = [];
  readonly #applied: AppliedVars[] = [];
  readonly #log: BoardLogEntry[] = [];
  readonly #onLog: ((entry: BoardLogEntry) => void) | undefined;
  #receivedCount = 0;
  #numbers = 0;
  #frames = 0;

  /**
   * Empty.
   *
   * @param onLog Called with every log entry.
   */
  constructor(onLog?: (entry: BoardLogEntry) => void) {
    this.#onLog = onLog;
  }

  /** The last messages, oldest first. */
  get received(): readonly ReceivedMessage[] {
    return this.#received;
  }

  /** How many messages arrived in all. */
  get receivedCount(): number {
    return this.#receivedCount;
  }

  /** The last variables that reached a pattern, oldest first. */
  get applied(): readonly AppliedVars[] {
    return this.#applied;
  }

  /** The last log entries, oldest first. */
  get log(): readonly BoardLogEntry[] {
    return this.#log;
  }

  /** Frames rendered in all. */
  get frames(): number {
    return this.#frames;
  }

  /** Messages that arrived within the second before `now`, in `(now - 1000, now]`; of the remembered ones. */
  receivedPerSecond(now: Millis): number {
    return this.#received.filter(({ at }) => at > now - 1000 && at <= now).length;
  }

  /** The most messages in any one second that starts with a remembered message. */
  busiestSecond(): number {
    let most = 0;
    let first = 0;
    this.#received.forEach(({ at }, last) => {
      while (this.#received[first]!.at <= at - 1000) first++;
      most = Math.max(most, last - first + 1);
    });
    return most;
  }

  /** Notes a message. */
  noteReceived(session: number, data: string | Uint8Array, at: Millis): void {
    const head = typeof data === "string" ? data.slice(0, 200) : data.subarray(0, 8).toHex();
    this.#receivedCount++;
    remember(this.#received, { at, session, head, length: data.length });
  }

  /** Notes variables that reached the pattern. */
  noteApplied(applied: AppliedVars): void {
    const numbers = countNumbers(applied.values);
    const full = () => this.#applied.length === RING || this.#numbers + numbers > MOST_NUMBERS;
    while (this.#applied.length > 0 && full()) this.#numbers -= countNumbers(this.#applied.shift()!.values);
    this.#applied.push(applied);
    this.#numbers += numbers;
  }

  /** Notes a rendered frame. */
  noteFrame(): void {
    this.#frames++;
  }

  /** Notes and passes on a log entry. */
  noteLog(entry: BoardLogEntry): void {
    remember(this.#log, entry);
    this.#onLog?.(entry);
  }
}

/** How many numbers variables hold, arrays and all; what is neither counts as one. */
export function countNumbers(values: Readonly<Record<string, unknown>>): number {
  return Object.values(values).reduce((sum: number, value) => sum + (Array.isArray(value) ? value.length + 1 : 1), 0);
}

function remember<T>(ring: T[], item: T): void {
  if (ring.length === RING) ring.shift();
  ring.push(item);
}
