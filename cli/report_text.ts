/** The report after a show. @module */

import { formatTime, type Timeline } from "../runtime/model/mod.ts";
import type { DeviceReport } from "../runtime/report.ts";
import { table, type Terminal } from "./terminal.ts";

/** The report as data. */
export function reportJson(
  timeline: Timeline,
  position: number,
  devices: readonly DeviceReport[],
): Record<string, unknown> {
  return { title: timeline.title, position, duration: timeline.duration, devices };
}

/** The report for people. */
export function reportText(
  timeline: Timeline,
  position: number,
  devices: readonly DeviceReport[],
  terminal: Terminal,
): string {
  const rows = [[
    "device",
    "messages",
    "most in 1 s",
    "cues sent",
    "late p50 / p99 / max",
    "reconnects",
    "thinned",
    "skipped",
  ]];
  for (const device of devices) {
    const late = device.lateness;
    rows.push([
      device.name,
      String(device.messages),
      String(device.busiestSecond),
      String(device.sent),
      late === undefined ? "-" : `${late.p50.toFixed(1)} / ${late.p99.toFixed(1)} / ${late.max.toFixed(1)} ms`,
      String(device.reconnects),
      String(device.thinned),
      String(device.skipped),
    ]);
  }
  const notices = devices.flatMap(({ name, notices }) => notices.map((notice) => `${name} ${notice}`));
  const never = devices.filter(({ messages, reconnects, lateness }) =>
    messages === 0 && reconnects === 0 && lateness === undefined
  );
  const lines = [
    `${terminal.paint("bold", timeline.title)} played to ${formatTime(position, 1)} of ${
      formatTime(timeline.duration, 1)
    }`,
    table(rows),
    ...notices.map((notice) => terminal.paint("yellow", notice)),
    ...never.map(({ name }) => terminal.paint("red", `${name} was never reached`)),
  ];
  return lines.join("\n");
}
