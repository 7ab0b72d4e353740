/** Brightness in percent and as the raw multiplier. @module */

/** The raw multipliers of 0 % and 100 % by default. 0 % is dim, not dark. */
export const RAW_RANGE = { min: 0.2, max: 0.5 } as const;

/** The raw multiplier (0.2..0.5) of a brightness in percent. @throws {RangeError} if it is not from 0 to 100. */
export function percentToRaw(percent: number): number {
  if (!(percent >= 0 && percent <= 100)) {
    throw new RangeError(`Cannot convert a brightness: have ${percent}, a percentage is from 0 to 100`);
  }
  return RAW_RANGE.min + (percent / 100) * (RAW_RANGE.max - RAW_RANGE.min);
}

/** The brightness in percent of a raw multiplier; below 0.2 it is 0, above 0.5 it is 100. @throws {RangeError} if it is not from 0 to 1. */
export function rawToPercent(raw: number): number {
  if (!(raw >= 0 && raw <= 1)) {
    throw new RangeError(`Cannot convert a brightness: have ${raw}, a raw multiplier is from 0 to 1`);
  }
  const percent = (100 * (raw - RAW_RANGE.min)) / (RAW_RANGE.max - RAW_RANGE.min);
  return Math.min(100, Math.max(0, percent));
}
