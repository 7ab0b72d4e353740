/** A software board's web server, port 80 on the real one. @module */

import type { Clock } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";
import { answerHttp, type HttpAnswer } from "./http_routes.ts";
import { listenError } from "./listen_error.ts";
import { patiently } from "./patiently.ts";
import type { RunningServer, ServerAddress } from "./websocket_server.ts";

/** The most bytes of a request's body. */
const MAX_BODY = 2 << 20;
/** How often a request to a board that is frozen looks whether it still is. */
const FROZEN_MS = 100;

/**
 * Serves a board's files and pages.
 *
 * @throws {Error} If the port cannot be opened.
 */
export function serveHttp(board: SoftBoard, clock: Clock, { hostname, port }: ServerAddress): RunningServer {
  let closing = false;

  async function handle(request: Request): Promise<Response> {
    const body = await readBody(request);
    if (body === undefined) return new Response(null, { status: 413 });
    while (board.frozen(clock.now()) && !closing) await later(clock, FROZEN_MS);
    const { pathname, search } = new URL(request.url);
    const answer = answerHttp(
      board,
      {
        method: request.method === "HEAD" ? "GET" : request.method,
        target: pathname + search,
        contentType: request.headers.get("content-type") ?? undefined,
        body,
      },
      hostname,
      clock.now(),
    );
    if (answer.reboots) board.reboot(clock.now());
    return toResponse(answer);
  }

  try {
    const server = Deno.serve({
      hostname,
      port,
      onListen: () => {},
      onError: () => new Response(null, { status: 500 }),
    }, handle);
    return {
      port: server.addr.port,
      close() {
        closing = true;
        return patiently(clock, server.shutdown());
      },
    };
  } catch (error) {
    throw listenError(`the web server of board "${board.name}"`, hostname, port, error);
  }
}

function toResponse({ status, body, contentType, contentEncoding }: HttpAnswer): Response {
  const headers = new Headers();
  if (contentType !== undefined) headers.set("content-type", contentType);
  if (contentEncoding !== undefined) headers.set("content-encoding", contentEncoding);
  return new Response(typeof body === "string" || body === undefined ? body ?? null : body.slice(), {
    status,
    headers,
  });
}

/** The whole body, or undefined if it is too long; then the rest is not read. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY) {
    await request.body?.cancel();
    return undefined;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function later(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(clock.now() + ms, resolve));
}
