/** Raw 16.16 numbers to and from the numbers of the host, as literals and in `setVars`. @module */

/** What `setVars` lets through. */
const LIMIT = 32767;
const ONE = 65536;
/** The digits after the point that a literal keeps, as fix16_from_str of simap/Arduino_fixpt does. */
const LITERAL_DIGITS = 5;

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
 * A literal of a pattern: five digits after the point count, the result is truncated, and what does not fit wraps.
 *
 * So 0.0000152587890625, though it is 1/65536, is 0 (measured on firmware 3.67, PXLBLZ-IDE divergence report).
 */
export function literalToRaw(value: number): number {
  if (!Number.isFinite(value)) return 0;
  const whole = Math.trunc(value);
  const scale = 10 ** LITERAL_DIGITS;
  // The decimal fraction must not fall below its own digits on the way through binary.
  const digits = Math.floor((value - whole) * scale + 1e-6);
  const low = whole % ONE;
  return (low * ONE + Math.floor(digits * ONE / scale)) | 0;
}
