/** Form bodies with files, as uploads to a board have them (RFC 7578). @module */

import { ProtocolError } from "../errors.ts";

/** One field of a form. */
export interface FormPart {
  /** The name of the field. */
  readonly name: string;
  /** The file's path, or undefined for a plain field. */
  readonly filename: string | undefined;
  /** A view of the body. */
  readonly bytes: Uint8Array;
}

const PROTOCOL = "pixelblaze form";
const MAX_PARTS = 16;
const MAX_HEADER_BYTES = 2048;
const BOUNDARY = "----cuelight";
const CR = 13;
const LF = 10;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A boundary that does not occur in the bytes. */
export function boundaryFor(bytes: Uint8Array): string {
  const start = encoder.encode(BOUNDARY);
  const taken = new Set<number>();
  for (let at = find(bytes, start, 0); at >= 0; at = find(bytes, start, at + 1)) {
    let number = 0;
    let digit = at + start.length;
    while (bytes[digit]! >= 48 && bytes[digit]! <= 57) number = number * 10 + bytes[digit++]! - 48;
    taken.add(number);
  }
  let free = 0;
  while (taken.has(free)) free++;
  return `${BOUNDARY}${free}x`;
}

/** Writes a form body. The boundary must not occur in the parts: see {@link boundaryFor}. */
export function encodeForm(parts: readonly FormPart[], boundary: string): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  for (const { name, filename, bytes } of parts) {
    const file = filename === undefined
      ? ""
      : `; filename="${quote(filename)}"\r\nContent-Type: application/octet-stream`;
    pieces.push(
      encoder.encode(`--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"${file}\r\n\r\n`),
    );
    pieces.push(bytes, encoder.encode("\r\n"));
  }
  pieces.push(encoder.encode(`--${boundary}--\r\n`));
  const body = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    body.set(piece, at);
    at += piece.length;
  }
  return body;
}

/**
 * Reads a form body.
 *
 * @param contentType The header of that name, which holds the boundary.
 * @throws {ProtocolError} when it is no form, has more than 16 parts, or one without a name or an end.
 */
export function decodeForm(body: Uint8Array, contentType: string): FormPart[] {
  const boundary = /^multipart\/form-data\s*;.{0,200}?boundary="?([^";,\s]{1,70})/i.exec(contentType)?.[1];
  if (boundary === undefined) {
    throw bad(0, "multipart/form-data with a boundary", JSON.stringify(contentType.slice(0, 60)));
  }
  const marker = encoder.encode(`--${boundary}`);
  const separator = encoder.encode(`\r\n--${boundary}`);
  let at = find(body, marker, 0);
  if (at < 0) throw bad(0, "the boundary", "none");
  at += marker.length;
  const parts: FormPart[] = [];
  while (!(body[at] === 45 && body[at + 1] === 45)) {
    if (body[at] !== CR || body[at + 1] !== LF) throw bad(at, "a line end after the boundary", "something else");
    if (parts.length === MAX_PARTS) throw bad(at, `at most ${MAX_PARTS} parts`, "more");
    const blank = find(body.subarray(0, at + MAX_HEADER_BYTES), encoder.encode("\r\n\r\n"), at);
    if (blank < 0) throw bad(at, "the headers of a part", "no end of them");
    const end = find(body, separator, blank + 2);
    if (end < 0) throw bad(blank, "the boundary after a part", "none");
    const headers = decoder.decode(body.subarray(at, blank));
    const disposition = /\r\ncontent-disposition: *form-data([^\r]*)/i.exec(headers)?.[1] ?? "";
    const name = parameter(disposition, "name");
    if (name === undefined) throw bad(at, "a part with a name", "none");
    const start = Math.min(blank + 4, end);
    parts.push({ name, filename: parameter(disposition, "filename"), bytes: body.subarray(start, end) });
    at = end + separator.length;
  }
  return parts;
}

function parameter(disposition: string, name: string): string | undefined {
  const quoted = new RegExp(`; *${name}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(disposition)?.[1];
  return quoted?.replace(/\\(.)/g, "$1").replace(/%22/g, '"').replace(/%0D/g, "\r").replace(/%0A/g, "\n");
}

/** As browsers do: quotes and line ends are written as their percent codes. */
function quote(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, "%22").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let matched = 1;
    while (matched < wanted.length && bytes[at + matched] === wanted[matched]) matched++;
    if (matched === wanted.length) return at;
  }
  return -1;
}

function bad(offset: number, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset, wanted, got });
}
