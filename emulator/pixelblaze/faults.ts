/** What goes wrong with a software board on demand. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import { seededRandom } from "./random.ts";

/** One fault. Those with `forMs` end by themselves. */
export type BoardFault =
  /** Every connection breaks; new ones are welcome. */
  | { readonly kind: "drop" }
  /** Connections stand, but nothing goes in or out: what is sent meanwhile is lost. */
  | { readonly kind: "freeze"; readonly forMs: Millis }
  /** Everything the board sends is late. */
  | { readonly kind: "slow"; readonly ms: Millis; readonly forMs: Millis }
  /** The board restarts: what was not saved is gone, and it is away for two seconds. */
  | { readonly kind: "reboot" }
  /** New connections are refused; those that stand go on. */
  | { readonly kind: "refuse"; readonly forMs: Millis }
  /** No memory for patterns, uploads and long messages: the pattern stops, the rest is passed over. */
  | { readonly kind: "outOfMemory"; readonly forMs: Millis }
  /** The clock is put wrong at once, or runs wrong from now on. */
  | { readonly kind: "clock"; readonly shiftMs?: Millis; readonly driftPpm?: number };

/** What a fault is, for people: its kind and numbers. */
export function faultText(fault: BoardFault): string {
  const ms = (value: Millis) => Number.isFinite(value) ? `${Math.round(value)} ms` : "ever";
  switch (fault.kind) {
    case "freeze":
    case "refuse":
    case "outOfMemory":
      return `${fault.kind} for ${ms(fault.forMs)}`;
    case "slow":
      return `slow by ${ms(fault.ms)} for ${ms(fault.forMs)}`;
    case "clock": {
      const shift = fault.shiftMs === undefined ? "" : ` put out by ${ms(fault.shiftMs)}`;
      return `clock${shift}${fault.driftPpm === undefined ? "" : ` drifting by ${fault.driftPpm} ppm`}`;
    }
    case "drop":
    case "reboot":
      return fault.kind;
  }
}

/** The names of the faults. */
export type BoardFaultKind = BoardFault["kind"];

/** A fault and when. */
export interface ScheduledFault {
  /** Host time. */
  readonly at: Millis;
  /** What happens then. */
  readonly fault: BoardFault;
}

type Lasting = "freeze" | "slow" | "refuse" | "outOfMemory";

/** The faults that are in force, and those to come. */
export class BoardFaults {
  readonly #until: Record<Lasting, Millis> = {
    freeze: -Infinity,
    slow: -Infinity,
    refuse: -Infinity,
    outOfMemory: -Infinity,
  };
  #slowMs: Millis = 0;
  #scheduled: ScheduledFault[] = [];

  /** Puts faults in line. Those of one moment come in the order given. */
  schedule(faults: readonly ScheduledFault[]): void {
    this.#scheduled = [...this.#scheduled, ...faults].sort((a, b) => a.at - b.at);
  }

  /** When the next fault comes, or one in force ends, after `now`. */
  due(now: Millis): Millis | undefined {
    const ends = Object.values(this.#until).filter((end) => end > now && end < Infinity);
    const next = this.#scheduled[0]?.at;
    return next === undefined && ends.length === 0 ? undefined : Math.min(next ?? Infinity, ...ends);
  }

  /** Takes the next fault that is due out of the line. */
  take(now: Millis): BoardFault | undefined {
    return this.#scheduled[0] !== undefined && this.#scheduled[0].at <= now
      ? this.#scheduled.shift()?.fault
      : undefined;
  }

  /** Puts a lasting fault in force; the others are the board's business. */
  begin(fault: BoardFault, now: Millis): void {
    if (fault.kind === "slow") this.#slowMs = fault.ms;
    if ("forMs" in fault) this.#until[fault.kind] = now + fault.forMs;
  }

  /** Ends every fault, and forgets those to come. */
  clear(): void {
    this.#scheduled = [];
    for (const kind of Object.keys(this.#until) as Lasting[]) this.#until[kind] = -Infinity;
  }

  /** Whether a lasting fault is in force: from its beginning up to, not including, its end. */
  has(kind: Lasting, now: Millis): boolean {
    return now < this.#until[kind];
  }

  /** By how much everything that is sent is late. */
  delayMs(now: Millis): Millis {
    return this.has("slow", now) ? this.#slowMs : 0;
  }
}

/** What {@link randomFaults} may choose from by default: all but a reboot, which takes longest. */
const USUAL: readonly BoardFaultKind[] = ["drop", "freeze", "slow", "refuse", "clock"];

/**
 * Faults at random times, the same for the same seed.
 *
 * @param from Host time of the first possible fault.
 * @param to None at or after it.
 * @param perMinute How many, on average.
 */
export function randomFaults(
  seed: number,
  { from, to, perMinute, kinds = USUAL }: {
    readonly from: Millis;
    readonly to: Millis;
    readonly perMinute: number;
    readonly kinds?: readonly BoardFaultKind[];
  },
): ScheduledFault[] {
  const random = seededRandom(seed);
  const faults: ScheduledFault[] = [];
  const meanMs = 60_000 / perMinute;
  let at = from;
  while (kinds.length > 0 && perMinute > 0) {
    at -= Math.log(1 - random()) * meanMs;
    if (at >= to) break;
    faults.push({ at, fault: someFault(kinds[Math.floor(random() * kinds.length)]!, random) });
  }
  return faults;
}

function someFault(kind: BoardFaultKind, random: () => number): BoardFault {
  const forMs = 500 + random() * 4500;
  switch (kind) {
    case "slow":
      return { kind, ms: 50 + random() * 950, forMs };
    case "freeze":
    case "refuse":
    case "outOfMemory":
      return { kind, forMs };
    case "clock":
      return { kind, shiftMs: (random() - 0.5) * 4000 };
    case "drop":
    case "reboot":
      return { kind };
  }
}
