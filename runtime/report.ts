/** What is told after a show. @module */

import type { PlayerEvent } from "./player.ts";
import type { DeviceState } from "./devices/device.ts";

/** One device's night. */
export interface DeviceReport {
  /** Name of the device. */
  readonly name: string;
  /** How it is doing at the end. */
  readonly state: DeviceState;
  /** Messages that left. */
  readonly messages: number;
  /** Cues, instants and ends of ramps that were sent. */
  readonly sent: number;
  /** How long after its time each of those left, in milliseconds. */
  readonly lateness: { readonly p50: number; readonly p99: number; readonly max: number } | undefined;
  /** How often it came back after it was lost. */
  readonly reconnects: number;
  /** Samples of ramps that were left out to keep to the rate. */
  readonly thinned: number;
  /** Instants that could not be sent in time. */
  readonly skipped: number;
  /** The most messages that left in any second. */
  readonly busiestSecond: number;
  /** What it told, each once. */
  readonly notices: readonly string[];
}

/** Times kept for the percentiles; more than a night of the busiest show. */
const MOST_TIMES = 500_000;
const MOST_NOTICES = 20;

interface Tally {
  state: DeviceState;
  messages: number;
  ready: number;
  thinned: number;
  skipped: number;
  busiest: number;
  readonly lateness: number[];
  readonly lastSecond: number[];
  readonly notices: Set<string>;
}

/** Listens to a player and sums up. */
export class Report {
  readonly #tallies = new Map<string, Tally>();

  /**
   * Knows nothing yet.
   *
   * @param devices their names, in the order of the report
   */
  constructor(devices: Iterable<string>) {
    for (const name of devices) {
      this.#tallies.set(name, {
        state: "idle",
        messages: 0,
        ready: 0,
        thinned: 0,
        skipped: 0,
        busiest: 0,
        lateness: [],
        lastSecond: [],
        notices: new Set(),
      });
    }
  }

  /** Takes what the player tells. */
  add(event: PlayerEvent): void {
    const tally = "device" in event ? this.#tallies.get(event.device) : undefined;
    if (tally === undefined) return;
    switch (event.type) {
      case "state":
        tally.state = event.state;
        if (event.state === "ready") tally.ready++;
        break;
      case "notice":
        if (tally.notices.size < MOST_NOTICES) tally.notices.add(event.message);
        break;
      case "message":
        tally.messages++;
        tally.lastSecond.push(event.at);
        while (tally.lastSecond[0]! <= event.at - 1000) tally.lastSecond.shift();
        tally.busiest = Math.max(tally.busiest, tally.lastSecond.length);
        break;
      case "sent":
        if (tally.lateness.length < MOST_TIMES) tally.lateness.push(Math.max(0, event.at - event.due));
        break;
      case "skipped":
        tally.skipped += event.count;
        break;
      case "thinned":
        tally.thinned++;
        break;
    }
  }

  /** The sums so far. */
  get devices(): readonly DeviceReport[] {
    return [...this.#tallies].map(([name, tally]): DeviceReport => ({
      name,
      state: tally.state,
      messages: tally.messages,
      sent: tally.lateness.length,
      lateness: percentiles(tally.lateness),
      reconnects: Math.max(0, tally.ready - 1),
      thinned: tally.thinned,
      skipped: tally.skipped,
      busiestSecond: tally.busiest,
      notices: [...tally.notices],
    }));
  }
}

function percentiles(times: readonly number[]): DeviceReport["lateness"] {
  if (times.length === 0) return undefined;
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1)! };
}
