/**
 * Wi-Fi pages of a board: status, scan, and the form that saves the network.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";
import { readJson, readJsonObject, shown } from "./json_text.ts";
import { type Fields, flag, integer, list, readFields, record, text, writeFields } from "./value_kinds.ts";

/** States of the Wi-Fi, as /wifistatus numbers them. */
export const WIFI_STATES = { client: 3, accessPoint: 6, setup: 255 } as const;

/** The members of the answer of /wifistatus. */
export const WIFI_STATUS = { status: integer(0, 255), ip: text(64), ssid: text(64), mac: text(32) } as const;
/** The members of a network that /wifiscan found. */
export const WIFI_ACCESS_POINT = {
  rssi: integer(-1000, 1000),
  ssid: text(64),
  bssid: text(32),
  channel: integer(0, 255),
  secure: flag,
} as const;
const accessPoints = list(record(WIFI_ACCESS_POINT), 1024);

/** The answer of /wifistatus; `status` is one of {@link WIFI_STATES}. */
export type WifiStatus = Fields<typeof WIFI_STATUS>;

/** A network that /wifiscan found; `rssi` in dBm. */
export type AccessPoint = Fields<typeof WIFI_ACCESS_POINT>;

/** What /wifisave takes. */
export interface WifiSave {
  /** Join a network, be an access point, or be set up. */
  readonly mode: "CLIENT" | "AP" | "SETUP";
  /** The name of the network. */
  readonly ssid: string;
  /** The password of the network. */
  readonly passphrase: string;
  /** Whether the board tells the discovery service of itself. */
  readonly discover: boolean;
}

/** Reads the answer of /wifistatus. @throws {ProtocolError} when it is not JSON or has a member of another kind. */
export function decodeWifiStatus(json: string): WifiStatus {
  const status = readFields(WIFI_STATUS, readJsonObject(json, "pixelblaze wifi status"));
  if (status === undefined) throw bad("status", "a status, ip, ssid and mac", json);
  return status;
}

/** Writes the answer of /wifistatus. @throws {RangeError} when a member is outside its range. */
export function encodeWifiStatus(status: WifiStatus): string {
  const wire = writeFields(WIFI_STATUS, status);
  if (wire === undefined) throw new RangeError(`Cannot write a wifi status: got ${shown(status)}, allowed is a state`);
  return JSON.stringify(wire);
}

/**
 * Reads the answer of /wifiscan.
 *
 * @returns undefined while the board is still scanning.
 * @throws {ProtocolError} when it is neither that nor a list of networks.
 */
export function decodeWifiScan(json: string): readonly AccessPoint[] | undefined {
  const value = readJson(json, "pixelblaze wifi scan");
  if (typeof value === "object" && value !== null && "scanning" in value) return undefined;
  const found = accessPoints.read(value);
  if (found === undefined) throw bad("scan", "a list of networks", json);
  return found;
}

/** Writes the answer of /wifiscan; undefined is that the scan goes on. @throws {RangeError} for a bad network. */
export function encodeWifiScan(found: readonly AccessPoint[] | undefined): string {
  if (found === undefined) return `{"scanning":1}`;
  const wire = accessPoints.write(found);
  if (wire === undefined) throw new RangeError(`Cannot write a wifi scan: got ${shown(found)}, allowed are networks`);
  return JSON.stringify(wire);
}

/** Writes the body of /wifisave. */
export function encodeWifiSave({ mode, ssid, passphrase, discover }: WifiSave): string {
  return new URLSearchParams({ mode, ssid, passphrase, discover: String(discover) }).toString();
}

/** Reads the body of /wifisave. @throws {ProtocolError} when the mode is missing or a text is too long. */
export function decodeWifiSave(body: string): WifiSave {
  if (body.length > 1024) throw bad("save", "at most 1024 characters", String(body.length));
  const form = new URLSearchParams(body);
  const mode = form.get("mode");
  if (mode !== "CLIENT" && mode !== "AP" && mode !== "SETUP") {
    // The body holds a passphrase, which has no place in a message.
    throw bad("save", "mode CLIENT, AP or SETUP", mode ?? "none");
  }
  return {
    mode,
    ssid: form.get("ssid") ?? "",
    passphrase: form.get("passphrase") ?? "",
    discover: form.get("discover") === "true",
  };
}

function bad(what: string, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: `pixelblaze wifi ${what}`, offset: 0, wanted, got: shown(got) });
}
