/** What a software board's web server answers. No sockets. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { encodeFileList } from "../../protocol/pixelblaze/file_list.ts";
import { FLASH_PATHS } from "../../protocol/pixelblaze/flash_files.ts";
import { type BoardRequest, decodeBoardRequest, type HttpRequest } from "../../protocol/pixelblaze/http.ts";
import { encodeWifiScan, encodeWifiStatus, WIFI_STATES } from "../../protocol/pixelblaze/wifi.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";
import { generationOf } from "./board_settings.ts";

/** An answer, free of any server. */
export interface HttpAnswer {
  /** Code of the answer. */
  readonly status: 200 | 400 | 404 | 500 | 503;
  /** Header; left out when there is no body. */
  readonly contentType?: string;
  /** Header, when the body is packed. */
  readonly contentEncoding?: "gzip";
  /** Empty unless given. */
  readonly body?: Uint8Array | string;
  /** Whether the board restarts once this answer is on its way. */
  readonly reboots?: true;
}

const NOT_FOUND: HttpAnswer = { status: 404 };
const DONE: HttpAnswer = { status: 200, contentType: "text/plain", body: "" };
/** Firmware that lists its files. */
const LISTS_SINCE = { v2: 2.29, v3: 3.24 } as const;
/** How long a look for networks takes. */
const SCAN_MS = 1500;
const KNOWN_POSTS = ["/edit", "/update", "/wifisave", "/reboot"];

/**
 * Answers a request.
 *
 * A file that is not there is 404 without a body: Firestorm stores the body of a 404 as the file's contents.
 *
 * @param hostname The board's own address.
 */
export function answerHttp(board: SoftBoard, request: HttpRequest, hostname: string, now: Millis): HttpAnswer {
  if (!board.online(now)) return { status: 503 };
  try {
    return answer(board, decodeBoardRequest(request), hostname, now);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    board.state.log("ignored", error.message, now);
    const known = request.method === "POST" && KNOWN_POSTS.includes(request.target.split("?", 1)[0] ?? "");
    return known ? { status: 400 } : NOT_FOUND;
  }
}

function answer(board: SoftBoard, request: BoardRequest, hostname: string, now: Millis): HttpAnswer {
  const { state } = board;
  const { flash } = state;
  const generation = generationOf(state.settings.ver);
  switch (request.kind) {
    case "list": {
      if (Number.parseFloat(state.settings.ver) < LISTS_SINCE[generation]) return NOT_FOUND;
      const files = flash.list().map((path) => ({ path, size: flash.read(path)?.length ?? 0 }));
      return { status: 200, contentType: "text/plain", body: encodeFileList(files) };
    }
    case "getFile":
      return file(board, request.path);
    case "putFile":
      if (flash.write(request.path, request.bytes)) return DONE;
      state.log("error", `Cannot store ${request.path}: flash is full, or the name is none`, now);
      return { status: 500 };
    case "deleteFile":
      return flash.remove(request.path) ? DONE : NOT_FOUND;
    case "reboot":
      return { ...DONE, reboots: true };
    case "update":
      state.log("error", "Cannot update: a software board has no firmware", now);
      return { status: 500 };
    case "wifiStatus":
    case "wifiScan":
    case "wifiSave":
      return generation === "v2" ? NOT_FOUND : json(wifi(board, request, hostname, now));
  }
}

function file(board: SoftBoard, path: string): HttpAnswer {
  const { flash } = board.state;
  if (path === "/") {
    const page = flash.read(FLASH_PATHS.webPage);
    return page === undefined
      ? NOT_FOUND
      : { status: 200, contentType: "text/html", contentEncoding: "gzip", body: page };
  }
  const bytes = flash.read(path);
  return bytes === undefined ? NOT_FOUND : { status: 200, contentType: contentType(path), body: bytes };
}

function wifi(
  { state }: SoftBoard,
  request: Extract<BoardRequest, { kind: `wifi${string}` }>,
  hostname: string,
  now: Millis,
): string {
  switch (request.kind) {
    case "wifiStatus": {
      const status = state.wifi.mode === "AP"
        ? WIFI_STATES.accessPoint
        : state.wifi.mode === "SETUP"
        ? WIFI_STATES.setup
        : WIFI_STATES.client;
      return encodeWifiStatus({ status, ip: hostname, ssid: state.wifi.ssid, mac: macOf(state.settings.chipId) });
    }
    case "wifiScan": {
      state.scanStartedAt ??= now;
      if (now - state.scanStartedAt < SCAN_MS) return encodeWifiScan(undefined);
      state.scanStartedAt = undefined;
      const bssid = macOf(state.settings.chipId ^ 1);
      return encodeWifiScan([{ rssi: -42, ssid: state.wifi.ssid, bssid, channel: 6, secure: true }]);
    }
    case "wifiSave":
      state.wifi = { mode: request.wifi.mode, ssid: request.wifi.ssid.slice(0, 32) };
      return '{"ack":1}';
  }
}

function json(body: string): HttpAnswer {
  return { status: 200, contentType: "application/json", body };
}

function contentType(path: string): string {
  if (path.endsWith(".json")) return "application/json";
  if (path.endsWith(".txt")) return "text/plain";
  if (path.endsWith(".png")) return "image/png";
  return "application/octet-stream";
}

/** A hardware address with the chip's id in its last three bytes. */
function macOf(chipId: number): string {
  const bytes = [0x24, 0x0a, 0xc4, chipId & 255, (chipId >> 8) & 255, (chipId >> 16) & 255];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join(":");
}
