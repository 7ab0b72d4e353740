/** Starts the software boards of a rehearsal. @module */

import { SoftBoard } from "../emulator/pixelblaze/board.ts";
import { compile } from "../emulator/pixelblaze/language/compile.ts";
import { serveBoard } from "../emulator/pixelblaze/serve_board.ts";
import type { Layout, LayoutPoint } from "../emulator/layouts/layout.ts";
import { BUILT_IN_LAYOUTS, loadLayout } from "../emulator/layouts/load_layout.ts";
import { strip } from "../emulator/layouts/shapes.ts";
import { serveTcp } from "../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../emulator/pixo/soft_pixo.ts";
import type { DeviceSpec } from "../runtime/model/mod.ts";
import type { Clock, Millis } from "../runtime/time/clock.ts";
import type { PatternSource } from "./patterns.ts";

/** A device in software, running. */
export interface SoftDevice {
  /** The device of the show, at the address where its software twin is. */
  readonly spec: DeviceSpec;
  /** Where its pixels are, in metres, y up. */
  readonly points: readonly LayoutPoint[];
  /** What it shows now: r, g, b of every pixel. */
  frame(now: Millis): Uint8Array;
  close(): Promise<void>;
}

/** What software devices need. */
export interface SoftOptions {
  readonly clock: Clock;
  /** The port on 127.0.0.1 that boards send their beacons to; none are sent when left out. */
  readonly beaconPort?: number | undefined;
  readonly patterns: ReadonlyMap<string, readonly PatternSource[]>;
  resolve(path: string): string;
}

/** Pixels of a board whose show says nothing about them. */
const USUAL_PIXELS = 100;

/** What a board shows whose show names no folder of patterns, so that there is something to see. */
export const USUAL_PATTERN = {
  name: "Rainbow",
  source: "export function render(index) {\n  hsv(time(0.1) + index / pixelCount, 1, 1)\n}\n",
};

/** Starts a software twin of every device; when one cannot start, those that did are closed again. */
export async function startSoftware(
  devices: readonly DeviceSpec[],
  options: SoftOptions,
): Promise<readonly SoftDevice[]> {
  const started: SoftDevice[] = [];
  try {
    for (const [index, spec] of devices.entries()) {
      started.push(
        spec.kind === "pixelblaze" ? await startBoard(spec, index, options) : await startFace(spec, options),
      );
    }
    return started;
  } catch (error) {
    await Promise.all(started.map((device) => device.close()));
    throw error;
  }
}

async function startBoard(spec: DeviceSpec, index: number, options: SoftOptions): Promise<SoftDevice> {
  const { clock, beaconPort } = options;
  const { points } = spec.layout === undefined
    ? strip(spec.pixels ?? USUAL_PIXELS)
    : await loadLayout(options.resolve(spec.layout));
  const board = new SoftBoard({
    name: spec.boardName ?? spec.name,
    pixelCount: points.length,
    patterns: options.patterns.get(spec.name) ?? [USUAL_PATTERN],
    ...(spec.layout === undefined ? {} : { map: points }),
    settings: { mapperFit: 0 },
    fps: 60,
    modelFrameRate: true,
    compile,
    now: clock.now(),
  });
  // Only Linux has all of 127.0.0.0/8 at hand; elsewhere boards share an address and differ by port.
  const hostname = Deno.build.os === "linux" ? `127.0.0.${2 + index % 250}` : "127.0.0.1";
  const running = await serveBoard(board, {
    clock,
    hostname,
    wsPort: 0,
    httpPort: false,
    ...(beaconPort === undefined ? {} : { beaconTo: { hostname: "127.0.0.1", port: beaconPort } }),
  });
  return {
    spec: { ...spec, host: running.address },
    points,
    frame: (now) => board.frame(now),
    close: () => running.close(),
  };
}

async function startFace(spec: DeviceSpec, { clock, resolve }: SoftOptions): Promise<SoftDevice> {
  const layout: Layout = spec.layout === undefined
    ? BUILT_IN_LAYOUTS[spec.model ?? "mini-tree"]!()
    : await loadLayout(resolve(spec.layout));
  const pixo = new SoftPixo({ layout, name: spec.name });
  const server = serveTcp(pixo, clock);
  return {
    spec: { ...spec, port: server.address },
    points: layout.points,
    frame: (now) => pixo.frame(now),
    close: () => server.close(),
  };
}
