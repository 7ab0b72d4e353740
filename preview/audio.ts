/** The music of a show over HTTP, whole or in parts. @module */

import type { Millis } from "../runtime/time/clock.ts";

/** Music that somebody else reads: the preview itself opens no files. */
export interface PreviewAudio {
  /** Media type, e.g. `audio/ogg`. */
  readonly contentType: string;
  /** Length in bytes. */
  readonly size: number;
  /** Where in the show the music begins; 0 by default. */
  readonly start?: Millis;
  /**
   * Gives bytes `[from, to)`, of at most 256 KiB, or fewer from the beginning of that range but at least one.
   * What it throws ends the answer.
   */
  read(from: number, to: number): Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes asked for at a time. */
const CHUNK = 256 * 1024;

/** Answers GET and HEAD for music, with one range of bytes if the request names one. */
export function serveAudio(request: Request, audio: PreviewAudio): Response {
  const { size } = audio;
  const headers = new Headers({
    "content-type": audio.contentType,
    "accept-ranges": "bytes",
    "cache-control": "no-store",
  });
  const range = parseRange(request.headers.get("range"), size);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const [from, to] = range ?? [0, size];
  headers.set("content-length", String(to - from));
  if (range !== undefined) headers.set("content-range", `bytes ${from}-${to - 1}/${size}`);
  const body = request.method === "HEAD" || from === to ? null : readAll(audio, from, to);
  return new Response(body, { status: range === undefined ? 200 : 206, headers });
}

/**
 * Reads a Range header: `[from, to)`, nothing if there is none that asks for a single range (the whole is the right answer then),
 * or `"unsatisfiable"` if the range begins behind the end.
 */
export function parseRange(header: string | null, size: number): [number, number] | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size : Math.min(size, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  return from < to ? [from, to] : "unsatisfiable";
}

function readAll(audio: PreviewAudio, from: number, to: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = from;
  return new ReadableStream({
    async pull(controller) {
      const bytes = await audio.read(at, Math.min(at + CHUNK, to));
      if (bytes.length === 0 || at + bytes.length > to) {
        throw new RangeError(`Cannot serve audio: got ${bytes.length} bytes at ${at}, want 1 to ${to - at}`);
      }
      controller.enqueue(bytes);
      at += bytes.length;
      if (at === to) controller.close();
    },
  }, { highWaterMark: 0 });
}
