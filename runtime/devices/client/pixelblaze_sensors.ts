/** What a sensor board would hear and feel, sent to boards that have none. @module */

import { encodeSensorPacket, PIXELBLAZE_UDP_PORT, type SensorReading, toMs32 } from "../../../protocol/mod.ts";
import { type Datagrams, openDatagrams } from "../../links/udp.ts";
import type { Clock } from "../../time/clock.ts";
import { RealClock } from "../../time/real_clock.ts";
import { boardAddress } from "./board_address.ts";
import { DeviceError } from "./device_error.ts";

/** How readings are sent. */
export interface PixelblazeSensorsOptions {
  /** Port the board listens on, 1889 when left out. */
  readonly port?: number | undefined;
  /** Tells this sender from others, 0 to 4294967295; 889 when left out. */
  readonly sender?: number | undefined;
  /** The clock that the packets carry, the machine's when left out. */
  readonly clock?: Clock | undefined;
}

/**
 * Sends sensor readings to one board, as a sensor board in its sync group would: patterns find them in `frequencyData`,
 * `light` and the like. A sensor board sends about 40 a second; a pattern takes them up when it is started after they
 * began to flow (kotlin-pixelblaze-client, SensorClient.kt). Datagrams have no answer: nobody can say whether they arrive.
 */
export class PixelblazeSensors implements AsyncDisposable {
  /** The board's address. */
  readonly address: string;
  readonly #datagrams: Datagrams;
  readonly #host: string;
  readonly #port: number;
  readonly #sender: number;
  readonly #clock: Clock;
  readonly #failed: { reason?: string | undefined };

  private constructor(
    address: string,
    host: string,
    datagrams: Datagrams,
    failed: { reason?: string },
    options: PixelblazeSensorsOptions,
  ) {
    this.address = address;
    this.#host = host;
    this.#datagrams = datagrams;
    this.#failed = failed;
    this.#port = options.port ?? PIXELBLAZE_UDP_PORT;
    this.#sender = options.sender ?? 889;
    this.#clock = options.clock ?? new RealClock();
  }

  /**
   * Begins to send to a board: `192.168.4.20`, or a host name.
   *
   * @throws {RangeError} when it is no address
   */
  static async open(address: string, options: PixelblazeSensorsOptions = {}): Promise<PixelblazeSensors> {
    const { device, webSocket } = boardAddress(address);
    const host = new URL(webSocket).hostname.replace(/^\[|\]$/g, "");
    const failed: { reason?: string } = {};
    const datagrams = await openDatagrams(host.includes(":") ? "::" : "0.0.0.0", 0, {
      datagram() {},
      error: (reason) => failed.reason = reason,
    });
    return new PixelblazeSensors(device, host, datagrams, failed, options);
  }

  /**
   * Sends one reading; numbers outside their range are clamped.
   *
   * @throws {DeviceError} when an earlier one could not be sent
   */
  send(reading: SensorReading): void {
    const { reason } = this.#failed;
    this.#failed.reason = undefined;
    if (reason !== undefined) throw new DeviceError("unreachable", this.address, "send sensor readings", reason);
    const packet = { ...reading, sender: this.#sender, ms: toMs32(this.#clock.now()) };
    this.#datagrams.send(encodeSensorPacket(packet), this.#port, this.#host);
  }

  /** Ends it. Calling it again does nothing. */
  close(): Promise<void> {
    return this.#datagrams.close();
  }

  /** As {@link close}. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
