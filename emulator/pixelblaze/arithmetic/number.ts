/** Raw 16.16 numbers to and from the numbers of the host, as literals and in `setVars`. @module */

/** What `setVars` lets through. */
const LIMIT = 32767;
const ONE = 65536;

/** The number a raw one stands for. */
export function fromRaw(raw: number): number {
  return raw / ONE;
}

/** A number as `setVars` takes it in: truncated towards 0, beyond ±32767 that, NaN 0. */
export function toRaw(value: number): number {
  if (Number.isNaN(value)) return 0;
  return (Math.max(-LIMIT, Math.min(LIMIT, value)) * ONE) | 0;
}

/**
 * A literal of a pattern, or a literal behind a minus: truncated towards 0 and wrapped, its last bit 0.
 *
 * The bytecode has no place for that bit, which marks instructions; so 0.0000152587890625, though it is 1/65536, is 0.
 * All 911 literals of the stock patterns are such in the bytecode beside their source (jvyduna/pb-examples, bin/p).
 */
export function literalToRaw(value: number): number {
  return Math.trunc(value * ONE) & ~1;
}
