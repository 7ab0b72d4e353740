/** `cuelight print`: the compiled timeline, in the order of time. @module */

import { formatTime, type Timeline, type TimelineEvent } from "../runtime/model/mod.ts";
import { print } from "./terminal.ts";

/** Prints what happens when; with `json` as one JSON object. */
export function printTimeline(timeline: Timeline, json: boolean): void {
  print(json ? JSON.stringify(timelineJson(timeline), null, 2) : timelineText(timeline));
}

/** A timeline as text: one line for everything that begins. */
export function timelineText(timeline: Timeline): string {
  const lines = [`${timeline.title}, ${formatTime(timeline.duration)}`];
  const cues = timeline.cues.filter(({ name, hold }) => name !== "" || hold).map((cue) => ({
    at: cue.at,
    text: `${cue.hold ? "GO " : ""}-- ${cue.name}`,
  }));
  const events = timeline.window(0, timeline.duration + 1).map((event) => ({ at: event.at, text: eventText(event) }));
  const rows = [...cues, ...events].sort((a, b) => a.at - b.at);
  for (const { at, text } of rows) lines.push(`${formatTime(at)}  ${text}`);
  return lines.join("\n");
}

function eventText(event: TimelineEvent): string {
  switch (event.type) {
    case "set":
      return `${event.device}  ${event.key} ${event.value === undefined ? "forgotten" : `= ${shown(event.value)}`}`;
    case "ramp":
      return `${event.device}  ${event.key} ${shown(event.from)} -> ${shown(event.to)} until ${
        formatTime(event.end)
      }, ${event.ease}`;
    case "instant":
      return `${event.device}  ${event.name}${event.value === undefined ? "" : ` ${event.value}`}`;
  }
}

function shown(value: unknown): string {
  if (typeof value === "number") return String(Math.round(value * 1e5) / 1e5);
  return Array.isArray(value) ? `[${value.map(shown).join(", ")}]` : String(value);
}

function timelineJson(timeline: Timeline): Record<string, unknown> {
  return {
    title: timeline.title,
    duration: timeline.duration,
    audio: timeline.audio,
    markers: Object.fromEntries(timeline.markers),
    cues: timeline.cues,
    events: timeline.window(0, timeline.duration + 1),
  };
}
