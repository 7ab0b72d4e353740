/** `cuelight rehearse`: plays a show on software boards, seen in a browser. @module */

import {
  type Preview,
  type PreviewAudio,
  type PreviewCommand,
  type PreviewFixture,
  type PreviewStatus,
  startPreview,
} from "../preview/mod.ts";
import type { DeviceSpec, Timeline } from "../runtime/model/mod.ts";
import type { Player } from "../runtime/player.ts";
import type { DeviceState } from "../runtime/devices/device.ts";
import type { Clock } from "../runtime/time/clock.ts";
import { EXIT } from "./exit.ts";
import type { LoadedShow } from "./load.ts";
import { type ShowArgs, spanIn } from "./options.ts";
import { openNetwork, perform, performanceClock } from "./perform.ts";
import { tellProblems } from "./problems_text.ts";
import { type SoftDevice, startSoftware } from "./software.ts";
import { tell, Terminal } from "./terminal.ts";

/** Frames of the preview a second. */
const FRAME_MS = 1000 / 40;
/** How far apart devices without a layout are drawn, in metres. */
const ROW_METRES = 0.25;

/** Rehearses a show with no hardware at all. */
export async function rehearse(loaded: LoadedShow, args: ShowArgs): Promise<number> {
  const { show, timeline, problems, patterns, resolve } = loaded;
  tellProblems(problems);
  if (timeline === undefined) return EXIT.showHasErrors;
  const span = spanIn(timeline, args);
  const clock = performanceClock();
  const network = await openNetwork(show.devices, { clock, sync: args.sync, hostname: "127.0.0.1", port: 0 }, tell);
  const software = await startSoftware(show.devices, { clock, beaconPort: network?.port, patterns, resolve }).catch(
    async (error) => {
      await network?.close();
      throw error;
    },
  );
  let preview: Preview | undefined;
  try {
    let player: Player | undefined;
    preview = await startPreview({
      clock,
      ...(args.port === undefined ? {} : { port: args.port }),
      fixtures: fixturesOf(software),
      cues: timeline.cues.map(({ at, name }) => ({ at, name })),
      ...await audioOf(timeline, resolve),
      onCommand: (command) => player && obey(player, command),
    });
    const shown = preview;
    const terminal = new Terminal();
    terminal.line(
      `Rehearsing ${terminal.paint("bold", show.title)} at ${
        terminal.paint("cyan", preview.url)
      } : open it in a browser`,
    );
    const stopFrames = everyFrame(clock, () => {
      for (const device of software) shown.setFrame(device.spec.name, device.frame(clock.now()));
    });
    const devices = software.map(({ spec }) => spec);
    try {
      return await perform(
        {
          timeline,
          devices,
          network,
          clock,
          onPlayer: (one) => player = one,
          onTick: (one) => shown.status(statusOf(timeline, one, show.devices)),
        },
        span,
        args,
      );
    } finally {
      stopFrames();
    }
  } finally {
    await preview?.close();
    await Promise.all(software.map((device) => device.close()));
  }
}

/** Devices that have no layout stand in rows below each other. */
function fixturesOf(software: readonly SoftDevice[]): PreviewFixture[] {
  let row = 0;
  return software.map(({ spec, points }): PreviewFixture => {
    if (spec.layout !== undefined || spec.kind !== "pixelblaze") return { name: spec.name, points };
    const y = -ROW_METRES * ++row;
    const middle = Math.max(...points.map(([x]) => x)) / 2;
    return { name: spec.name, points: points.map(([x, , z]) => [x - middle, y, z] as const) };
  });
}

async function audioOf(timeline: Timeline, resolve: (path: string) => string): Promise<{ audio?: PreviewAudio }> {
  if (timeline.audio === undefined) return {};
  const bytes = await Deno.readFile(resolve(timeline.audio.file));
  const contentType = AUDIO_TYPES[timeline.audio.file.split(".").at(-1)!.toLowerCase()] ?? "application/octet-stream";
  return {
    audio: { contentType, size: bytes.length, start: timeline.audio.offset, read: (from, to) => bytes.slice(from, to) },
  };
}

const AUDIO_TYPES: Record<string, string> = {
  wav: "audio/wav",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/ogg",
  flac: "audio/flac",
  m4a: "audio/mp4",
  aac: "audio/aac",
};

function obey(player: Player, command: PreviewCommand): void {
  switch (command.command) {
    case "play":
      return player.play();
    case "pause":
      return player.pause();
    case "seek":
      return player.seek(command.position);
    case "rate":
      return player.setRate(command.rate);
    case "blackout":
      return player.blackout();
    case "go":
      if (!player.go()) throw new Error("No cue waits for a GO");
      return;
    case "loop":
      throw new Error("Start the rehearsal with --loop to play a part over and over");
  }
}

const STATES: Record<DeviceState, PreviewStatus["devices"][number]["state"]> = {
  idle: "off",
  searching: "lost",
  waiting: "lost",
  connecting: "busy",
  greeting: "busy",
  ready: "ok",
  stopped: "off",
};

function statusOf(timeline: Timeline, player: Player, devices: readonly DeviceSpec[]): PreviewStatus {
  const { position } = player;
  const cue = timeline.cueAt(position);
  const held = player.playhead.playing
    ? timeline.cues.find(({ at, hold }) => hold && at > position && at - position < 0.01)
    : undefined;
  const states = new Map(player.devices.map(({ name, state }) => [name, state]));
  return {
    title: timeline.title,
    position,
    duration: timeline.duration,
    playing: player.playhead.playing && held === undefined && position < timeline.duration,
    rate: player.playhead.rate,
    ...(cue === undefined ? {} : { cue: cue.name }),
    ...(held === undefined ? {} : { waiting: held.name || "the next cue" }),
    devices: devices.map(({ name, kind }) => {
      const state = states.get(name) ?? "idle";
      const playing = timeline.devices.get(name)?.tracks.get("pattern")?.at(position);
      const detail = state === "ready" ? playing : state;
      return { name, kind, state: STATES[state], ...(detail === undefined ? {} : { detail: String(detail) }) };
    }),
    clock: "own clock",
  };
}

function everyFrame(clock: Clock, run: () => void): () => void {
  const start = clock.now();
  let frame = 0;
  let cancel = () => {};
  function next(): void {
    run();
    frame = Math.max(frame + 1, Math.ceil((clock.now() - start) / FRAME_MS));
    cancel = clock.at(start + frame * FRAME_MS, next);
  }
  next();
  return () => cancel();
}
