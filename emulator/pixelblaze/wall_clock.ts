/** The time of day where a board hangs. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import type { WallClock } from "./language/types.ts";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/**
 * Splits Unix time into the fields of a time zone.
 *
 * @param timezone An IANA name; UTC if it is empty or unknown.
 */
export function wallClockAt(unixMs: Millis, timezone: string): WallClock {
  const parts = new Map(formatFor(timezone).formatToParts(unixMs).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  return {
    year: number("year"),
    month: number("month"),
    day: number("day"),
    hour: number("hour"),
    minute: number("minute"),
    second: number("second"),
    weekday: WEEKDAYS.indexOf(parts.get("weekday") ?? "") + 1,
  };
}

/**
 * Whether a time of day lies in `[start, end)`; a range that ends before it starts runs over midnight, and one that ends
 * when it starts is empty.
 *
 * @param start As `hh:mm`.
 * @param end As `hh:mm`.
 */
export function isWithin({ hour, minute }: WallClock, start: string, end: string): boolean {
  const now = hour * 60 + minute;
  const from = minutes(start);
  const to = minutes(end);
  return from <= to ? now >= from && now < to : now >= from || now < to;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const format = makeFormat(timezone);
  // Time zone names come from strangers, so what is kept is bounded.
  if (formats.size < 64) formats.set(timezone, format);
  return format;
}

function makeFormat(timezone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    calendar: "iso8601",
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  };
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: timezone || "UTC" });
  } catch {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" });
  }
}

function minutes(time: string): number {
  const [hour, minute] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
