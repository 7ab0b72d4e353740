import { assertEquals } from "@std/assert";
import { isWithin, wallClockAt } from "../../../emulator/pixelblaze/wall_clock.ts";

const NEW_YEAR = Date.UTC(2024, 11, 31, 23, 30, 5);

Deno.test("wallClockAt() splits a time in its time zone", () => {
  assertEquals(wallClockAt(NEW_YEAR, "Europe/Vienna"), {
    year: 2025,
    month: 1,
    day: 1,
    hour: 0,
    minute: 30,
    second: 5,
    weekday: 4,
  });
  const utc = wallClockAt(NEW_YEAR, "");
  assertEquals([utc.day, utc.hour, utc.weekday], [31, 23, 3]);
  assertEquals(wallClockAt(NEW_YEAR, "Mars/Base"), utc);
});

/** Hour, start, end, within. */
const RANGES: readonly (readonly [hour: number, start: string, end: string, within: boolean])[] = [
  [8, "08:00", "17:00", true],
  [17, "08:00", "17:00", false],
  [7, "08:00", "17:00", false],
  [23, "22:00", "06:00", true],
  [6, "22:00", "06:00", false],
  [5, "22:00", "06:00", true],
  [5, "05:00", "05:00", false],
];

for (const [hour, start, end, within] of RANGES) {
  Deno.test(`isWithin() says ${hour}:00 is ${within ? "" : "not "}in ${start}-${end}`, () => {
    assertEquals(isWithin({ ...wallClockAt(NEW_YEAR, ""), hour, minute: 0 }, start, end), within);
  });
}
