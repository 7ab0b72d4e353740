/**
 * Packets of UDP port 1889: beacons, time sync and sensor packets.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * further types from kotlin-pixelblaze-client; Firestorm app/discovery.js.
 *
 * @module
 */

import { ByteReader, ByteWriter } from "../bytes.ts";
import { decodeSensorPacket, SENSOR_PACKET, type SensorPacket } from "./sensor.ts";

/** The port boards announce themselves on and take packets at. */
export const PIXELBLAZE_UDP_PORT = 1889;

/** Every packet type known, by its number; the layout is known for 42, 43 and 50 only. */
export const UDP_PACKETS = {
  42: "beacon",
  43: "time sync",
  44: "transition",
  45: "detail request",
  46: "detail",
  47: "follow",
  48: "chunk request",
  49: "chunk data",
  50: "sensor",
  51: "sequencer next",
} as const;

const BEACON = 42;
const TIME_SYNC = 43;
const BEACON_BYTES = 12;
const TIME_SYNC_BYTES = 20;
const MAX_NAME_BYTES = 256;

/** What a board broadcasts about once a second. Times are 32 bits of ms. */
export interface Beacon {
  /** Tells it from other packets. */
  readonly kind: "beacon";
  /** The board's id: the bytes of its IPv4 address, first byte lowest. */
  readonly id: number;
  /** The board's time. */
  readonly ms: number;
}

/** The answer to a beacon: the right time, and what the beacon said. Goes to the beacon's source address and port. */
export interface TimeSync {
  /** Tells it from other packets. */
  readonly kind: "timeSync";
  /** Firestorm uses 889, pixelblaze-client 890. */
  readonly sender: number;
  /** The right time. */
  readonly ms: number;
  /** The id of the beacon that is answered. */
  readonly id: number;
  /** The time of the beacon that is answered. */
  readonly beaconMs: number;
}

/** A packet of a type whose layout is not known. */
export interface OtherPacket {
  /** Tells it from other packets. */
  readonly kind: "other";
  /** A number of {@link UDP_PACKETS}. */
  readonly type: number;
  /** Its name there. */
  readonly name: string;
}

/** A packet of UDP port 1889. */
export type UdpPacket = Beacon | TimeSync | SensorPacket | OtherPacket;

/** Writes a beacon: exactly 12 bytes, as a longer one stops pixelblaze-client's listener. */
export function encodeBeacon(beacon: Pick<Beacon, "id" | "ms">): Uint8Array<ArrayBuffer> {
  return new ByteWriter(BEACON_BYTES).u32(BEACON).u32(beacon.id).u32(beacon.ms).bytes;
}

/** Writes a time sync packet of 20 bytes. */
export function encodeTimeSync(sync: Omit<TimeSync, "kind">): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(TIME_SYNC_BYTES);
  return writer.u32(TIME_SYNC).u32(sync.sender).u32(sync.ms).u32(sync.id).u32(sync.beaconMs).bytes;
}

/**
 * Reads a packet. A beacon may have a name or the like of up to 256 bytes after its 12, which is passed over; the others
 * must have their exact length.
 *
 * @returns undefined when it is no packet of a Pixelblaze at all.
 * @throws {ProtocolError} when it is of a type whose layout is known and has another length.
 *
 * @example
 * ```ts
 * import { decodeUdpPacket, encodeBeacon, ipv4ToId } from "cuelight/protocol";
 * const packet = decodeUdpPacket(encodeBeacon({ id: ipv4ToId("192.168.4.1"), ms: 567447448 }));
 * console.assert(packet?.kind === "beacon" && packet.ms === 567447448);
 * ```
 */
export function decodeUdpPacket(bytes: Uint8Array): UdpPacket | undefined {
  if (bytes.length < 4) return undefined;
  const reader: ByteReader = new ByteReader(bytes, "pixelblaze udp packet");
  const type = reader.u32();
  if (type === BEACON) {
    if (bytes.length < BEACON_BYTES || bytes.length > BEACON_BYTES + MAX_NAME_BYTES) {
      reader.fail(`a beacon of ${BEACON_BYTES} to ${BEACON_BYTES + MAX_NAME_BYTES} bytes`, String(bytes.length));
    }
    return { kind: "beacon", id: reader.u32(), ms: reader.u32() };
  }
  if (type === TIME_SYNC) {
    if (bytes.length !== TIME_SYNC_BYTES) reader.fail(`a time sync of ${TIME_SYNC_BYTES} bytes`, String(bytes.length));
    return { kind: "timeSync", sender: reader.u32(), ms: reader.u32(), id: reader.u32(), beaconMs: reader.u32() };
  }
  if (type === SENSOR_PACKET) return decodeSensorPacket(bytes);
  const name = UDP_PACKETS[type as keyof typeof UDP_PACKETS];
  return name === undefined ? undefined : { kind: "other", type, name };
}

/** The id of a board with this IPv4 address. @throws {RangeError} when it is none. */
export function ipv4ToId(address: string): number {
  const parts = address.split(".").map((part) => /^\d{1,3}$/.test(part) ? Number(part) : 256);
  if (parts.length !== 4 || parts.some((part) => part > 255)) {
    throw new RangeError(`Cannot make a board id: got ${JSON.stringify(address)}, allowed is an IPv4 address`);
  }
  return parts.reduceRight((id, part) => id * 256 + part, 0);
}

/** The IPv4 address in a board's id. */
export function idToIpv4(id: number): string {
  return [id & 255, (id >>> 8) & 255, (id >>> 16) & 255, id >>> 24].join(".");
}
