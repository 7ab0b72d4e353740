/** HTTP to one device: a request at a time, each with a deadline and a limit to what is read. @module */

import type { Clock, Millis } from "../time/clock.ts";

/** What a device's web server is asked. */
export interface HttpMessage {
  /** GET or POST. */
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** The header of that name. */
  readonly contentType?: string | undefined;
  /** Undefined when there is none. */
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

/** What it answered. */
export interface HttpReply {
  /** 200 when all went well. */
  readonly status: number;
  /** The whole body. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How long and how much a request may take. */
export interface HttpLimits {
  /** From its turn to the last byte of the answer. */
  readonly timeoutMs: Millis;
  /** Most bytes of the answer. */
  readonly maxBytes: number;
  /** Gives up at once when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request and gives the answer, whatever its status. @throws {HttpError} when there is none */
export type AskHttp = (message: HttpMessage, limits: HttpLimits) => Promise<HttpReply>;

/** Why a request had no answer. */
export type HttpErrorCode = "unreachable" | "timeout" | "too-large";

/** A request that had no answer. */
export class HttpError extends Error {
  /** Tells it from other errors. */
  override readonly name = "HttpError";
  /** Why. */
  readonly code: HttpErrorCode;

  /** Says why. */
  constructor(code: HttpErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Asks the web server at `origin`, e.g. `http://192.168.4.20`. Requests wait for each other and no connection is kept,
 * because a board has room for very few. A redirect is an answer like any other: it is not followed.
 */
export function httpLink(origin: string, clock: Clock): AskHttp {
  let last: Promise<unknown> = Promise.resolve();
  return (message, limits) => {
    const turn = last.then(() => ask(origin, clock, message, limits));
    last = turn.catch(() => {});
    return turn;
  };
}

async function ask(origin: string, clock: Clock, message: HttpMessage, limits: HttpLimits): Promise<HttpReply> {
  const { timeoutMs, maxBytes, signal } = limits;
  signal?.throwIfAborted();
  const late = new AbortController();
  const cancel = clock.at(
    clock.now() + timeoutMs,
    () => late.abort(new HttpError("timeout", `no answer within ${timeoutMs / 1000} s`)),
  );
  using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
  try {
    const response = await fetch(origin + message.target, {
      client,
      method: message.method,
      redirect: "manual",
      signal: signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]),
      ...message.contentType !== undefined && { headers: { "content-type": message.contentType } },
      ...message.body !== undefined && { body: message.body },
    });
    return { status: response.status, bytes: await readAll(response, maxBytes) };
  } catch (error) {
    signal?.throwIfAborted();
    late.signal.throwIfAborted();
    if (error instanceof HttpError || error instanceof Deno.errors.NotCapable) throw error;
    throw new HttpError("unreachable", reasonOf(error), { cause: error });
  } finally {
    cancel();
  }
}

async function readAll(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the rest.
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes) throw new HttpError("too-large", `the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The system's own words, which stand at the end of a chain of causes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause instanceof Error ? error.cause.message : error.message;
  return /: ([^:]*?)(?: \(os error \d+\))?$/.exec(inner)?.[1]?.toLowerCase() ?? inner;
}
