/** What a preview answers: its page, its API and the SimPixel stream, all on one port. @module */

import { type AccessRules, refuseStranger } from "./access.ts";
import type { Listener } from "./audience.ts";
import { type PreviewAudio, serveAudio } from "./audio.ts";
import { parseCommand, readCommandText } from "./command.ts";
import { servePageFile } from "./files.ts";
import type { Stage } from "./stage.ts";
import type { Stream } from "./stream.ts";
import type { PreviewCommand, PreviewCue } from "./types.ts";
import type { Updates } from "./updates.ts";

/** Seconds after which a silent peer is given up; it is asked with a ping before. */
const IDLE_TIMEOUT = 30;

/** Where the status goes over a WebSocket; every other path is the SimPixel stream. */
const EVENTS = "/api/events";

/** What answers are made of. */
export interface PreviewParts {
  readonly access: AccessRules;
  readonly stage: Stage;
  readonly stream: Stream;
  readonly updates: Updates;
  /** Marks on the timeline now. */
  readonly cues: () => readonly PreviewCue[];
  readonly audio: PreviewAudio | undefined;
  readonly onCommand: ((command: PreviewCommand) => void | Promise<void>) | undefined;
}

/**
 * Answers one request.
 *
 * | request | answer |
 * |---|---|
 * | `GET /`, `/app.js` ... | the page |
 * | `GET /api/scene` | fixtures, cues, and whether there are controls and music |
 * | `GET /api/status` | what the show is doing |
 * | `POST /api/command` | 204, 400 not a command, 404 no controls, 409 the show refused it |
 * | `GET /api/audio` | the music |
 * | WebSocket `/api/events` | the status, each time it changes |
 * | WebSocket elsewhere | the SimPixel stream; `?coordinates=big-endian` for the form of SimPixel's printed example |
 */
export function answer(request: Request, parts: PreviewParts): Response | Promise<Response> {
  const url = new URL(request.url);
  if (request.headers.get("upgrade")?.toLowerCase() === "websocket") {
    const isEvents = url.pathname === EVENTS;
    return refuseStranger(request, parts.access, isEvents ? "api" : "stream") ??
      (isEvents ? openEvents(request, parts) : openStream(request, url, parts));
  }
  const isApi = url.pathname.startsWith("/api/");
  const refused = refuseStranger(request, parts.access, isApi ? "api" : "page");
  if (refused !== undefined) return refused;
  if (isApi) return answerApi(request, url, parts);
  if (request.method !== "GET" && request.method !== "HEAD") return text(405, "Only GET is allowed here");
  return servePageFile(url.pathname, url.host) ?? text(404, "There is nothing here");
}

function answerApi(request: Request, url: URL, parts: PreviewParts): Response | Promise<Response> {
  const wanted = url.pathname === "/api/command" ? ["POST"] : ["GET", "HEAD"];
  if (!wanted.includes(request.method)) return text(405, `Only ${wanted[0]} is allowed here`);
  switch (url.pathname) {
    case "/api/scene":
      return json(JSON.stringify(describeScene(parts)));
    case "/api/status":
      return json(parts.updates.json());
    case "/api/command":
      return parts.onCommand === undefined
        ? text(404, "This preview takes no commands")
        : passCommand(request, parts.onCommand);
    case "/api/audio":
      return parts.audio === undefined ? text(404, "This show has no audio") : serveAudio(request, parts.audio);
    default:
      return text(404, "There is nothing here");
  }
}

function describeScene(parts: PreviewParts): unknown {
  const { stage, audio } = parts;
  return {
    ledCount: stage.ledCount,
    fixtures: stage.fixtures,
    cues: parts.cues(),
    commands: parts.onCommand !== undefined,
    audio: audio === undefined ? null : { start: audio.start ?? 0 },
    simPixelPointSize: stage.simPixelPointSize,
  };
}

async function passCommand(
  request: Request,
  onCommand: (command: PreviewCommand) => void | Promise<void>,
): Promise<Response> {
  let command: PreviewCommand;
  try {
    command = parseCommand(await readCommandText(request));
  } catch (error) {
    return text(400, messageOf(error));
  }
  try {
    await onCommand(command);
  } catch (error) {
    return text(409, messageOf(error));
  }
  return new Response(null, { status: 204 });
}

function openStream(request: Request, url: URL, { stream }: PreviewParts): Response {
  const byteOrder = url.searchParams.get("coordinates") === "big-endian" ? "big" : "little";
  return open(request, stream, (socket) => stream.greet(socket, byteOrder));
}

function openEvents(request: Request, { updates }: PreviewParts): Response {
  return open(request, updates, (socket) => updates.greet(socket));
}

/** Those who are told something, each by a socket of its own. */
interface Hub {
  readonly isFull: boolean;
  add(listener: Listener): void;
  delete(listener: Listener): void;
}

function open(request: Request, hub: Hub, greet: (socket: WebSocket) => void): Response {
  if (hub.isFull) return text(503, "Too many viewers: close one of the other pages");
  const { socket, response } = upgrade(request);
  if (socket === undefined) return response;
  hub.add(socket);
  socket.onopen = () => greet(socket);
  socket.onclose = () => hub.delete(socket);
  // Nothing is expected from a viewer, so what it sends is dropped; after an error comes a close.
  socket.onerror = (event) => event.preventDefault();
  return response;
}

function upgrade(request: Request): { socket?: WebSocket; response: Response } {
  try {
    return Deno.upgradeWebSocket(request, { idleTimeout: IDLE_TIMEOUT });
  } catch (error) {
    return { response: text(400, `This is no WebSocket handshake: ${messageOf(error)}`) };
  }
}

function json(body: string): Response {
  return new Response(body, { headers: { "content-type": "application/json", "cache-control": "no-store" } });
}

function text(status: number, line: string): Response {
  return new Response(`${line}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
