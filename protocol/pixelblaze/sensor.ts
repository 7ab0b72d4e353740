/**
 * The sensor packet: what a sensor expansion board hears and feels, for boards without one of their own.
 *
 * Sources: kotlin-pixelblaze-client, SensorClient.kt.
 *
 * @module
 */

import { ByteReader, ByteWriter } from "../bytes.ts";

/** Packet type of {@link encodeSensorPacket}. */
export const SENSOR_PACKET = 50;
/** Length of a sensor packet in bytes. */
export const SENSOR_PACKET_BYTES = 104;

const SENSOR_BOARD = 1;
const FREQUENCIES = 32;
const AXES = 3;
const INPUTS = 5;

/** What a sensor board measured, in its own units: patterns see all but `maxFrequency` divided by 65536. */
export interface SensorReading {
  /** 32 magnitudes of rising frequency, 0..65535. */
  readonly frequencyData: readonly number[];
  /** 0..65535. */
  readonly energyAverage: number;
  /** 0..65535. */
  readonly maxFrequencyMagnitude: number;
  /** In hertz, 0..65535. */
  readonly maxFrequency: number;
  /** x, y, z, -32768..32767. */
  readonly accelerometer: readonly number[];
  /** 0..65535. */
  readonly light: number;
  /** 5 inputs, 0..65535. */
  readonly analogInputs: readonly number[];
}

/** A sensor packet: who sent it, at what 32-bit time in ms, and what was measured. */
export interface SensorPacket extends SensorReading {
  /** Tells it from other packets. */
  readonly kind: "sensor";
  /** Any number that tells senders apart. */
  readonly sender: number;
  /** The sender's time, 32 bits of ms. */
  readonly ms: number;
}

/**
 * Reads a sensor packet.
 *
 * @throws {ProtocolError} unless it is 104 bytes of type 50 from a sensor board.
 */
export function decodeSensorPacket(bytes: Uint8Array): SensorPacket {
  const reader: ByteReader = new ByteReader(bytes, "pixelblaze sensor packet");
  if (bytes.length !== SENSOR_PACKET_BYTES) reader.fail(`${SENSOR_PACKET_BYTES} bytes`, String(bytes.length));
  const type = reader.u32();
  if (type !== SENSOR_PACKET) reader.fail(`type ${SENSOR_PACKET}`, String(type), 0);
  const sender = reader.u32();
  const ms = reader.u32();
  const board = reader.u8();
  if (board !== SENSOR_BOARD) reader.fail(`expansion type ${SENSOR_BOARD}`, String(board), 12);
  reader.take(3);
  const u16 = () => reader.u16();
  return {
    kind: "sensor",
    sender,
    ms,
    frequencyData: times(FREQUENCIES, u16),
    energyAverage: u16(),
    maxFrequencyMagnitude: u16(),
    maxFrequency: u16(),
    accelerometer: times(AXES, () => reader.i16()),
    light: u16(),
    analogInputs: times(INPUTS, u16),
  };
}

/** Writes a sensor packet; readings are rounded and clamped to their fields, missing ones are 0. */
export function encodeSensorPacket(packet: Omit<SensorPacket, "kind">): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(SENSOR_PACKET_BYTES);
  writer.u32(SENSOR_PACKET).u32(packet.sender).u32(packet.ms).u8(SENSOR_BOARD).skip(3);
  const u16 = (value: number | undefined) => writer.u16(fit(value, 0, 0xffff));
  for (let at = 0; at < FREQUENCIES; at++) u16(packet.frequencyData[at]);
  u16(packet.energyAverage);
  u16(packet.maxFrequencyMagnitude);
  u16(packet.maxFrequency);
  for (let at = 0; at < AXES; at++) writer.i16(fit(packet.accelerometer[at], -0x8000, 0x7fff));
  u16(packet.light);
  for (let at = 0; at < INPUTS; at++) u16(packet.analogInputs[at]);
  return writer.bytes;
}

function fit(value: number | undefined, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.round(value ?? 0)));
}

function times(count: number, read: () => number): number[] {
  return Array.from({ length: count }, read);
}
