/**
 * Clocks and links for tests of shows.
 *
 * @module
 */

export type { Connect, Data, Link, LinkEvents } from "./runtime/links/link.ts";
export { ManualClock } from "./runtime/time/manual_clock.ts";
export { type MemoryFaults, type MemoryLink, memoryLink, type MemoryPeer } from "./runtime/links/memory.ts";
