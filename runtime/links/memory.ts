/** A link without a network: the twin of every other link for tests and rehearsals, with faults on demand. @module */

import type { Clock } from "../time/clock.ts";
import type { Connect, Data, Link, LinkEvents } from "./link.ts";

/** The far end of a memory link: the device's side. */
export interface MemoryPeer {
  /** A connection was made: `reply` sends back. Gives what takes the data that arrives, and what is told of its end. */
  accept(reply: (data: Data) => void): { receive(data: Data): void; closed(): void };
}

/** What goes wrong. All may be changed while the link is in use. */
export interface MemoryFaults {
  /** New connections fail with this reason. */
  refuse?: string;
  /** New connections never open and never fail. */
  blackhole?: boolean;
  /** Data takes this long each way, in milliseconds. */
  delayMs?: number;
  /** Nothing arrives any more, in both directions, and nobody is told. */
  halfOpen?: boolean;
  /** Chance, 0..1, that a message vanishes. */
  loss?: number;
  /** Chance, 0..1, that a message from the device arrives as noise. */
  garbage?: number;
}

/** A memory link, and the means to harm it. */
export interface MemoryLink {
  /** Makes a connection. */
  readonly connect: Connect;
  /** What goes wrong; change it at will. */
  readonly faults: MemoryFaults;
  /** Breaks the connection that is open, as an unplugged cable or a reboot does. */
  drop(reason: string): void;
}

/**
 * Links to `peer` within this process. Everything arrives by the clock, so a manual clock decides when;
 * chances come from `seed`.
 */
export function memoryLink(peer: MemoryPeer, clock: Clock, seed = 1): MemoryLink {
  const faults: MemoryFaults = {};
  let random = seed >>> 0;
  const chance = () => (random = Math.imul(random, 1664525) + 1013904223 >>> 0) / 2 ** 32;
  let current: { lost(reason: string): void } | undefined;

  function connect(events: LinkEvents): Link {
    let told: LinkEvents | undefined = events;
    let far: ReturnType<MemoryPeer["accept"]> | undefined;
    let whole = true;
    const there = line();
    const back = line();
    const lost = (reason: string) => {
      if (told === undefined) return;
      const last = told;
      whole = false;
      told = undefined;
      far?.closed();
      far = undefined;
      last.lost(reason);
    };
    there(() => {
      if (told === undefined || faults.blackhole) return;
      if (faults.refuse !== undefined) return lost(faults.refuse);
      far = peer.accept((data) => {
        if (faults.halfOpen || chance() < (faults.loss ?? 0)) return;
        const arrives = chance() < (faults.garbage ?? 0) ? noise(chance) : data;
        back(() => faults.halfOpen || told?.data(arrives));
      });
      current = { lost };
      told.open();
    });
    return {
      busy: false,
      send(data) {
        const to = far;
        if (to === undefined || faults.halfOpen || chance() < (faults.loss ?? 0)) return;
        there(() => whole && !faults.halfOpen && to.receive(data));
      },
      close() {
        const to = far;
        told = undefined;
        far = undefined;
        if (to !== undefined) there(() => to.closed());
      },
    };
  }

  /** One direction: what goes in comes out in order, even when the delay gets shorter. */
  function line(): (arrive: () => unknown) => void {
    let last = -Infinity;
    return (arrive) => {
      last = Math.max(last, clock.now() + (faults.delayMs ?? 0));
      clock.at(last, arrive);
    };
  }

  return { connect, faults, drop: (reason) => current?.lost(reason) };
}

function noise(chance: () => number): Uint8Array {
  return Uint8Array.from({ length: 1 + Math.floor(chance() * 64) }, () => Math.floor(chance() * 256));
}
