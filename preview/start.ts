/** Starts a preview. @module */

import { isLoopback } from "./access.ts";
import { answer, type PreviewParts } from "./server.ts";
import { Stage } from "./stage.ts";
import { Stream } from "./stream.ts";
import type { Preview, PreviewCue, PreviewOptions, PreviewStats, PreviewStatus } from "./types.ts";
import { Updates } from "./updates.ts";

/** Where SimPixel pages look for a server. */
const DEFAULT_PORT = 1337;

/** Shortest token with which others on the network may be let in, in characters. */
const SHORTEST_TOKEN = 16;

/**
 * Starts the browser preview of a show: a page that draws LEDs in 3D, its API, and a SimPixel stream on every other
 * WebSocket path, on one port.
 *
 * It listens on this machine only, unless told otherwise, and turns away other websites. At most 16 viewers are let in,
 * and one that is slow misses frames; none is queued for it.
 *
 * @throws {RangeError} If the fixtures cannot be drawn, or the address is not a loopback one and there is no good token.
 * @throws {Error} If the port is in use or may not be used; the message says what to do.
 */
// deno-lint-ignore require-await -- what cannot be done is told by a rejected promise alone
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  options.signal?.throwIfAborted();
  const { hostname = "127.0.0.1", clock, token } = options;
  const loopback = isLoopback(hostname);
  if (!loopback && (token ?? "").length < SHORTEST_TOKEN) {
    throw new RangeError(
      `Cannot show the preview on ${hostname}: others on the network could use it, so it needs a token of ` +
        `${SHORTEST_TOKEN} characters or more, got ${token === undefined ? "none" : token.length}`,
    );
  }
  const stage = new Stage(options.fixtures);
  const stream = new Stream(stage, clock);
  const updates = new Updates(clock);
  let cues = options.cues ?? [];
  const server = listen(options, {
    access: { loopback, token: token || undefined, hosts: options.hosts ?? [], origins: options.origins ?? [] },
    stage,
    stream,
    updates,
    cues: () => cues,
    audio: options.audio,
    onCommand: options.onCommand,
  });

  let closing: Promise<void> | undefined;
  function close(): Promise<void> {
    if (closing === undefined) {
      stream.close();
      updates.close();
      options.signal?.removeEventListener("abort", close);
      closing = server.shutdown();
    }
    return closing;
  }
  options.signal?.addEventListener("abort", close);

  return {
    url: addressOf(hostname, server.addr.port, token),
    simPixelPointSize: stage.simPixelPointSize,
    get stats(): PreviewStats {
      return stream.stats;
    },
    setFrame(name: string, rgb: Uint8Array): void {
      stage.paint(name, rgb);
      stream.changed();
    },
    status(update: PreviewStatus): void {
      updates.set(update);
      stream.alive();
    },
    setCues(newer: readonly PreviewCue[]): void {
      cues = newer;
      updates.sceneChanged();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function listen(options: PreviewOptions, parts: PreviewParts): Deno.HttpServer<Deno.NetAddr> {
  const { hostname = "127.0.0.1", port = DEFAULT_PORT } = options;
  try {
    return Deno.serve({
      hostname,
      port,
      onListen: () => {},
      onError: () => new Response("The preview failed to answer\n", { status: 500 }),
    }, (request) => answer(request, parts));
  } catch (cause) {
    throw new Error(`Cannot show the preview on ${hostname} port ${port}: ${explain(cause, hostname, port)}`, {
      cause,
    });
  }
}

function explain(cause: unknown, hostname: string, port: number): string {
  if (cause instanceof Deno.errors.AddrInUse) {
    return "the port is in use, close the program that has it or choose another (--port, 0 takes any that is free)";
  }
  if (cause instanceof Deno.errors.AddrNotAvailable) {
    return "this machine has no such address, choose one that it has (--host)";
  }
  if (cause instanceof Deno.errors.NotCapable) {
    return `Deno was not allowed to listen there, run it with --allow-net=${hostname}:${port}`;
  }
  if (cause instanceof Deno.errors.PermissionDenied) {
    return "the system does not allow it, ports below 1024 are for the administrator (--port)";
  }
  return cause instanceof Error ? cause.message : String(cause);
}

function addressOf(hostname: string, port: number, token: string | undefined): string {
  // Nobody can open the address that stands for all of them, but this machine is one of them.
  const name = hostname === "0.0.0.0" || hostname === "::" ? "localhost" : hostname;
  const host = name.includes(":") ? `[${name}]` : name;
  return `http://${host}:${port}/${token ? `#token=${encodeURIComponent(token)}` : ""}`;
}
