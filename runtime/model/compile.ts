/** A show to its timeline. @module */

import { playAction, type Stage } from "./actions.ts";
import { parseAmount } from "./amount.ts";
import { blinkTimes, hashText } from "./blinks.ts";
import { type Catalogue, checkNames } from "./catalogue.ts";
import { type Cut, DeviceTracks } from "./device_tracks.ts";
import { KINDS } from "./kinds.ts";
import { CuePlacer, type Placed } from "./place.ts";
import { Problems, ShowError, type Where } from "./problem.ts";
import type { DeviceSpec, Show, TimeText } from "./show.ts";
import { WINDOW_MS } from "./rate_window.ts";
import { type TempoChange, TempoMap } from "./tempo.ts";
import { DeviceTimeline, Timeline } from "./timeline.ts";
import { formatTime, parseTime, placeLength, placeMarkers, placeTime, type TimeContext } from "./times.ts";

/** No device takes longer to show what it is sent; one that is written so was meant in milliseconds. */
const LONGEST_LATENCY_MS = 5000;

/** What {@link compileAll} gives: the timeline as far as it could be built, and everything that was found wrong. */
export interface Compiled {
  /** Undefined when there is an error. */
  readonly timeline: Timeline | undefined;
  /** Everything that was found wrong. */
  readonly problems: Problems;
}

/** What is known beyond the show itself. */
export interface CompileOptions {
  /** What is stored on each board, where that is known: names that are not in it become errors. */
  readonly catalogue?: Catalogue;
}

/**
 * The timeline of a show.
 *
 * @throws {ShowError} with all problems when there is at least one error
 */
export function compile(show: Show, options: CompileOptions = {}): Timeline {
  const { timeline, problems } = compileAll(show, options);
  if (timeline === undefined) throw new ShowError(problems.list);
  return timeline;
}

/** The timeline of a show together with every problem, warnings too. Never throws for what a show contains. */
export function compileAll(show: Show, options: CompileOptions = {}): Compiled {
  const problems = new Problems();
  const tempo = placeTempo(show, problems);
  const markers = placeMarkers(show.markers, tempo, (name, message) => {
    problems.error(message, { ...show.where, path: ["markers", name] });
  });
  const context: TimeContext = { tempo, marker: (name) => required(markers.get(name), `Unknown marker "${name}"`) };
  const placer = new CuePlacer(show, tempo, markers, problems);
  const placed = placer.placed.sort((a, b) => a.at - b.at || a.order - b.order);
  checkNames(placed, options.catalogue, problems);

  const byDevice = new Map<DeviceSpec, Placed[]>(show.devices.map((device) => [device, []]));
  for (const one of placed) byDevice.get(one.device)!.push(one);
  const tracks = [...byDevice].map(([device, own]) => [device, layTracks(device, own, context, problems)] as const);
  const duration = durationOf(show, tracks.map(([, laid]) => laid), placer, context, problems);
  const devices = new Map<string, DeviceTimeline>();
  for (const [device, laid] of tracks) {
    const seed = hashText(show.seed, device.name);
    laid.addBlinks(duration, (rests, from, to) => blinkTimes(rests, from, to, seed));
    devices.set(device.name, deviceTimeline(device, laid, context, problems));
  }
  const audio = show.audio === undefined ? undefined : {
    file: show.audio.file,
    offset: timeOr(0, show.audio.offset, context, problems, { ...show.where, path: ["audio", "offset"] }),
  };
  const timeline = new Timeline({ title: show.title, duration, audio, devices, cues: placer.cues, markers });
  return { timeline: problems.hasErrors ? undefined : timeline, problems };
}

function layTracks(
  spec: DeviceSpec,
  placed: readonly Placed[],
  context: TimeContext,
  problems: Problems,
): DeviceTracks {
  const tracks = new DeviceTracks(spec.kind, startBrightness(spec, problems), (cut) => warnCut(cut, problems));
  for (const { at, action } of placed) {
    const stage: Stage = {
      set: (key, value) => tracks.set(at, key, value),
      ramp: (key, to, over, ease, from) => {
        if (key !== "brightness" && !KINDS[spec.kind].hasVariables) return;
        const refused = tracks.ramp(at, key, to, over, ease, from, action.where);
        if (refused !== undefined) problems.error(refused, action.where);
      },
      fire: (name, value) => tracks.fire({ at, name, ...(value === undefined ? {} : { value }) }),
      mouths: (changes) => tracks.mouths(at, changes),
      autoBlink: (on) => tracks.autoBlink(at, on),
      length: (time) => {
        try {
          return placeLength(parseTime(time), at, context);
        } catch (error) {
          problems.error(messageOf(error), action.where);
          return 0;
        }
      },
      error: (message) => problems.error(message, action.where),
    };
    playAction(action, stage);
  }
  tracks.layMouths();
  return tracks;
}

function deviceTimeline(
  spec: DeviceSpec,
  laid: DeviceTracks,
  context: TimeContext,
  problems: Problems,
): DeviceTimeline {
  const kind = KINDS[spec.kind];
  const rateHz = rateOf(spec, kind.rateHz, problems);
  return new DeviceTimeline({
    name: spec.name,
    kind: spec.kind,
    spec,
    rateHz,
    sampleMs: Math.max(kind.sampleMs, WINDOW_MS / rateHz),
    latencyMs: latencyOf(spec, context, problems),
    tracks: laid.tracks,
    instants: laid.instants,
  });
}

function warnCut(cut: Cut, problems: Problems): void {
  problems.warn(
    `Ramp of ${cut.key.slice(cut.key.indexOf(":") + 1)} ends ${formatTime(cut.end - cut.at)} early, at ${
      formatTime(cut.at)
    }: ` +
      `a new pattern begins there and the board forgets its variables`,
    cut.where,
  );
}

function rateOf(spec: DeviceSpec, usual: number, problems: Problems): number {
  const rate = spec.rate ?? usual;
  if (rate >= 1 && rate <= 1000) return rate;
  problems.error(`Rate of "${spec.name}" is ${rate} messages a second: wanted 1 to 1000`, spec.where);
  return usual;
}

function latencyOf(spec: DeviceSpec, context: TimeContext, problems: Problems): number {
  const latency = timeOr(0, spec.latency, context, problems, spec.where);
  if (latency <= LONGEST_LATENCY_MS) return latency;
  problems.error(
    `Latency of "${spec.name}" is ${formatTime(latency)}: at most ${
      formatTime(LONGEST_LATENCY_MS)
    }; a bare number is seconds, write 15ms`,
    spec.where,
  );
  return 0;
}

function startBrightness(spec: DeviceSpec, problems: Problems): number {
  try {
    const level = parseAmount(spec.brightness ?? 1);
    if (level >= 0 && level <= 1) return level;
    problems.error(`Brightness of "${spec.name}" is ${level}: wanted 0 to 1 or 0% to 100%`, spec.where);
  } catch (error) {
    problems.error(messageOf(error), spec.where);
  }
  return 1;
}

function placeTempo(show: Show, problems: Problems): TempoMap | undefined {
  if (show.tempo === undefined || show.tempo.length === 0) return undefined;
  const where = { ...show.where, path: ["tempo"] };
  try {
    const changes = show.tempo.map(({ bpm, meter, bar }, i): TempoChange => {
      const match = /^(\d+)\/(1|2|4|8|16|32)$/.exec(meter ?? "4/4");
      if (match === null) throw new RangeError(`Not a meter: "${meter}", wanted 3/4`);
      if (i > 0 && bar === undefined) throw new RangeError("A tempo change needs bar: to say where it begins");
      return { bar: bar ?? 1, bpm, beats: Number(match[1]) };
    });
    const start = placeTime(parseTime(show.firstBar ?? 0), {
      marker: () => refuse("The first bar cannot lean on a marker"),
    });
    return new TempoMap(changes, start);
  } catch (error) {
    problems.error(messageOf(error), where);
    return undefined;
  }
}

function durationOf(
  show: Show,
  tracks: readonly DeviceTracks[],
  placer: CuePlacer,
  context: TimeContext,
  problems: Problems,
): number {
  if (show.end !== undefined) return timeOr(0, show.end, context, problems, { ...show.where, path: ["end"] });
  let end = 0;
  for (const cue of placer.cues) end = Math.max(end, cue.end);
  for (const laid of tracks) end = Math.max(end, laid.end);
  return end;
}

function timeOr(
  usual: number,
  time: TimeText | undefined,
  context: TimeContext,
  problems: Problems,
  where: Where,
): number {
  if (time === undefined) return usual;
  try {
    return placeTime(parseTime(time), context);
  } catch (error) {
    problems.error(messageOf(error), where);
    return usual;
  }
}

function required<T>(value: T | undefined, message: string): T {
  return value ?? refuse(message);
}

function refuse(message: string): never {
  throw new RangeError(message);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
