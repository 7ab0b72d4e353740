/** Several software boards on this machine, each at an address of its own. @module */

import { ipv4ToId } from "../protocol/pixelblaze/udp.ts";
import type { Clock, Millis } from "../runtime/time/clock.ts";
import { SoftBoard } from "./pixelblaze/board.ts";
import type { BoardOptions, BoardPeers } from "./pixelblaze/board_options.ts";
import { type RunningBoard, serveBoard } from "./pixelblaze/serve_board.ts";

/** What a fleet is made from. */
export interface FleetOptions {
  /** What each board is made from. */
  readonly boards: readonly BoardOptions[];
  /** Runs the frames of every board. */
  readonly clock: Clock;
  /** Address of the first board; the others get the ones after it. Default `127.0.0.2`. */
  readonly firstAddress?: string;
  /** The same for every board, since each has its own address. Default those of real boards: 81, 80 and a free one. */
  readonly ports?: { readonly ws?: number; readonly http?: number | false; readonly udp?: number };
  /** Who hears the beacons. Default: nobody. */
  readonly beaconTo?: { readonly hostname: string; readonly port?: number };
}

/** A fleet that runs. */
export interface Fleet extends AsyncDisposable {
  /** In the order of the options. */
  readonly boards: readonly RunningBoard[];
  /** Stops every board. Calling it again does nothing. */
  close(): Promise<void>;
}

const LAST_OF_NETWORK = 254;

/**
 * Starts every board, or none: if one cannot be started, those that were are stopped again.
 *
 * @throws {Error} If a port cannot be opened.
 * @throws {RangeError} If the first address is no IPv4 address, or there are more boards than addresses after it.
 */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { clock, ports = {}, beaconTo } = options;
  const running: RunningBoard[] = [];
  const close = async () => void await Promise.all(running.map((board) => board.close()));
  const peersOf = (address: string) => (now: Millis): BoardPeers =>
    running.filter(({ hostname, board }) => hostname !== address && board.online(now)).map(({ hostname, board }) => ({
      id: ipv4ToId(hostname),
      address: hostname,
      name: board.name,
      ver: board.state.settings.ver,
      isFollowing: board.state.following,
      nodeId: board.state.settings.nodeId,
      followerCount: running.filter((other) => other.board.state.settings.leaderId === ipv4ToId(hostname)).length,
    }));
  const addresses = addressesFrom(options.firstAddress ?? "127.0.0.2", options.boards.length);
  try {
    for (const [index, hostname] of addresses.entries()) {
      const board = new SoftBoard({ now: clock.now(), peers: peersOf(hostname), ...options.boards[index]! });
      running.push(
        await serveBoard(board, {
          clock,
          hostname,
          ...ports.ws !== undefined && { wsPort: ports.ws },
          ...ports.http !== undefined && { httpPort: ports.http },
          ...ports.udp !== undefined && { udpPort: ports.udp },
          ...beaconTo && { beaconTo },
        }),
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { boards: running, close, [Symbol.asyncDispose]: close };
}

function addressesFrom(first: string, count: number): string[] {
  ipv4ToId(first);
  const network = first.slice(0, first.lastIndexOf(".") + 1);
  const start = Number(first.slice(network.length));
  if (start + count - 1 > LAST_OF_NETWORK) {
    const last = `${network}${LAST_OF_NETWORK}`;
    throw new RangeError(
      `Cannot start a fleet: got ${count} boards from ${first} on, allowed are addresses to ${last}`,
    );
  }
  return Array.from({ length: count }, (_, index) => network + (start + index));
}
