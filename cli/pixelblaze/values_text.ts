/** Values of a board as people read them. @module */

import type { NamedNumbers } from "../../protocol/mod.ts";

/** Longest array that is written out. */
const MOST_SHOWN = 12;

/** A variable or control. */
export function valueText(value: number | readonly number[]): string {
  if (typeof value === "number") return String(value);
  const shown = value.slice(0, MOST_SHOWN).join(", ");
  return value.length > MOST_SHOWN ? `[${shown}, ... ${value.length} in all]` : `[${shown}]`;
}

/** A row for each. */
export function valueRows(values: NamedNumbers): string[][] {
  return Object.entries(values).map(([name, value]) => [name, valueText(value)]);
}

/** A level 0..1 in percent. */
export function percentText(level: number | undefined): string {
  return level === undefined ? "?" : `${Math.round(level * 1000) / 10} %`;
}

/** A length of time. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${Math.round(ms / 100) / 10} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
