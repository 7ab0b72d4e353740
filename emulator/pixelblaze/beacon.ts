/** A software board's UDP: beacons out, time sync and sensor packets in. @module */

import { ipv4ToId, PIXELBLAZE_UDP_PORT } from "../../protocol/pixelblaze/udp.ts";
import { openDatagrams } from "../../runtime/links/udp.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";
import type { RunningServer } from "./websocket_server.ts";

/** How a board uses UDP. */
export interface BeaconOptions {
  /** The board's own address: beacons come from it and carry it as the board's id. */
  readonly hostname: string;
  /**
   * The port beacons come from, and answers and sensor packets come to. Default 0, any free one: answers go to where a
   * beacon came from, and 1889 stays free for a program on this machine that listens to beacons.
   */
  readonly udpPort?: number;
  /** Who hears the beacons. Default: nobody. Port 1889 unless given. */
  readonly beaconTo?: { readonly hostname: string; readonly port?: number };
}

const BEACON_MS = 1000;

/**
 * Sends a beacon at once and every second, and hands the board what comes back.
 *
 * @throws {Error} If the port cannot be bound.
 * @throws {RangeError} If the hostname is no IPv4 address.
 */
export async function runBeacon(board: SoftBoard, clock: Clock, options: BeaconOptions): Promise<RunningServer> {
  const id = ipv4ToId(options.hostname);
  const to = options.beaconTo;
  let told: string | undefined;
  const socket = await openDatagrams(options.hostname, options.udpPort ?? 0, {
    datagram: (bytes) => board.receiveUdp(bytes, id, clock.now()),
    error(reason) {
      // What a beacon meets, the next one meets a second later: it is said once.
      if (reason === told) return;
      told = reason;
      board.state.log("error", `Cannot use UDP ${options.hostname}: ${reason}`, clock.now());
    },
  });
  let due = clock.now();
  let cancel = () => {};

  function announce(): void {
    const beacon = board.beacon(id, clock.now());
    if (beacon !== undefined && to !== undefined) socket.send(beacon, to.port ?? PIXELBLAZE_UDP_PORT, to.hostname);
    due = Math.max(due + BEACON_MS, clock.now());
    cancel = clock.at(due, announce);
  }

  announce();
  return {
    port: socket.port,
    close() {
      cancel();
      return socket.close();
    },
  };
}
