/**
 * What a board's web server on port 80 is asked, as a message and as an HTTP request.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * uploads as pixelblaze-client and Firestorm send them.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { FLASH_PATHS } from "./flash_files.ts";
import { boundaryFor, decodeForm, encodeForm } from "./multipart.ts";
import { decodeWifiSave, encodeWifiSave, type WifiSave } from "./wifi.ts";

/** An HTTP request, free of any client or server. */
export interface HttpRequest {
  /** GET or POST. */
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  /** The header of that name, or undefined. */
  readonly contentType?: string | undefined;
  /** Undefined when there is none. */
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

/** What a board is asked. */
export type BoardRequest =
  /** Every file with its size; see {@link decodeFileList}. */
  | { readonly kind: "list" }
  /** A file; 404 with an empty body when there is none, as Firestorm stores the body it gets. */
  | { readonly kind: "getFile"; readonly path: string }
  | { readonly kind: "putFile"; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: "deleteFile"; readonly path: string }
  | { readonly kind: "reboot" }
  /** New firmware, as a .stfu archive. */
  | { readonly kind: "update"; readonly bytes: Uint8Array }
  | { readonly kind: "wifiStatus" }
  | { readonly kind: "wifiScan" }
  | { readonly kind: "wifiSave"; readonly wifi: WifiSave };

const PROTOCOL = "pixelblaze http request";
const URL_ENCODED = "application/x-www-form-urlencoded; charset=UTF-8";
const MAX_TARGET = 2048;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Builds the HTTP request for what a board is asked.
 *
 * @example
 * ```ts
 * import { encodeBoardRequest } from "cuelight/protocol";
 * const request = encodeBoardRequest({ kind: "deleteFile", path: "/p/7MuJmcy4FZbs9jGbB" });
 * console.assert(request.target === "/delete?path=/p/7MuJmcy4FZbs9jGbB");
 * ```
 */
export function encodeBoardRequest(request: BoardRequest): HttpRequest {
  switch (request.kind) {
    case "list":
      return { method: "GET", target: "/list" };
    case "getFile":
      return { method: "GET", target: escapePath(request.path) };
    case "putFile":
      return upload("/edit", "data", request.path, request.bytes);
    case "deleteFile":
      return { method: "GET", target: `/delete?path=${escapePath(request.path)}` };
    case "reboot":
      return { method: "POST", target: "/reboot" };
    case "update":
      return upload("/update", "update", "update.stfu", request.bytes);
    case "wifiStatus":
      return { method: "GET", target: "/wifistatus" };
    case "wifiScan":
      return { method: "GET", target: "/wifiscan" };
    case "wifiSave": {
      const body = encoder.encode(encodeWifiSave(request.wifi));
      return { method: "POST", target: "/wifisave", contentType: URL_ENCODED, body };
    }
  }
}

/**
 * Reads what a board is asked. Uploads may name their file in the form's file, or in a field `filename`; a body that is
 * no form is the map function, as the mapper tab sends it.
 *
 * @throws {ProtocolError} when the method is neither GET nor POST, or a form is not what its path needs.
 */
export function decodeBoardRequest(request: HttpRequest): BoardRequest {
  if (request.target.length > MAX_TARGET) throw bad(`a target of at most ${MAX_TARGET}`, String(request.target.length));
  const [path = "", query = ""] = request.target.split("?", 2);
  if (request.method === "GET") return decodeGet(path, query);
  if (request.method !== "POST") throw bad("GET or POST", JSON.stringify(request.method.slice(0, 20)));
  const body = request.body ?? new Uint8Array(0);
  switch (path) {
    case "/edit":
      return decodeEdit(body, request.contentType ?? "");
    case "/update":
      return { kind: "update", bytes: field(body, request.contentType ?? "", "update").bytes };
    case "/wifisave":
      return { kind: "wifiSave", wifi: decodeWifiSave(decoder.decode(body)) };
    case "/reboot":
      return { kind: "reboot" };
    default:
      throw bad("/edit, /update, /wifisave or /reboot", JSON.stringify(path.slice(0, 40)));
  }
}

function decodeGet(path: string, query: string): BoardRequest {
  switch (path) {
    case "/list":
      return { kind: "list" };
    case "/wifistatus":
      return { kind: "wifiStatus" };
    case "/wifiscan":
      return { kind: "wifiScan" };
    case "/delete": {
      const file = new URLSearchParams(query.replaceAll("+", "%2B")).get("path");
      if (!file) throw bad("a path to delete", JSON.stringify(query.slice(0, 40)));
      return { kind: "deleteFile", path: rooted(file) };
    }
    default:
      return { kind: "getFile", path: rooted(unescapePath(path)) };
  }
}

function decodeEdit(body: Uint8Array, contentType: string): BoardRequest {
  if (!/^multipart\//i.test(contentType)) return { kind: "putFile", path: FLASH_PATHS.mapFunction, bytes: body };
  const { bytes, filename } = field(body, contentType, "data");
  const path = filename ?? decoder.decode(field(body, contentType, "filename").bytes);
  if (path === "") throw bad("a file name", "none");
  return { kind: "putFile", path: rooted(path), bytes };
}

function field(body: Uint8Array, contentType: string, name: string) {
  const part = decodeForm(body, contentType).find((one) => one.name === name);
  if (part === undefined) throw bad(`a form field "${name}"`, "none");
  return part;
}

function upload(target: string, name: string, filename: string, bytes: Uint8Array): HttpRequest {
  const boundary = boundaryFor(bytes);
  const body = encodeForm([{ name, filename, bytes }], boundary);
  return { method: "POST", target, contentType: `multipart/form-data; boundary=${boundary}`, body };
}

/** Percent codes for all but slashes, which boards take as they are. */
function escapePath(path: string): string {
  return encodeURIComponent(path.toWellFormed()).replaceAll("%2F", "/");
}

function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw new ProtocolError(
      { protocol: PROTOCOL, offset: 0, wanted: "percent codes of UTF-8", got: JSON.stringify(path.slice(0, 40)) },
      { cause },
    );
  }
}

function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

function bad(wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset: 0, wanted, got });
}
