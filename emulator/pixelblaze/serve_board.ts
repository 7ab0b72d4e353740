/** Puts a software board on the network. @module */

import type { Clock } from "../../runtime/time/clock.ts";
import { type BeaconOptions, runBeacon } from "./beacon.ts";
import type { SoftBoard } from "./board.ts";
import { driveBoard } from "./drive_board.ts";
import { serveHttp } from "./http_server.ts";
import { type RunningServer, serveWebSocket } from "./websocket_server.ts";

/** Where a board is served. */
export interface ServeBoardOptions extends BeaconOptions {
  /** Runs the frames and the beacons. */
  readonly clock: Clock;
  /** Default 81, where clients look for it; 0 takes a free one. */
  readonly wsPort?: number;
  /** Default 80; 0 takes a free one, false serves no files. */
  readonly httpPort?: number | false;
}

/** A board on the network. */
export interface RunningBoard extends AsyncDisposable {
  /** The board that runs. */
  readonly board: SoftBoard;
  /** The address it listens on. */
  readonly hostname: string;
  /** Port of the websocket. */
  readonly wsPort: number;
  /** undefined if it serves no files. */
  readonly httpPort: number | undefined;
  /** Port that beacons come from, and answers and sensor packets go to. */
  readonly udpPort: number;
  /** `host:port` of the websocket; the port is left out if it is 81. */
  readonly address: string;
  /** Stops everything and frees the ports. Calling it again does nothing. */
  close(): Promise<void>;
}

const DEFAULT_WS_PORT = 81;
const DEFAULT_HTTP_PORT = 80;

/**
 * Runs a board on its ports, with one timer for its frames.
 *
 * @throws {Error} If a port cannot be opened; those that were are closed again.
 */
export async function serveBoard(board: SoftBoard, options: ServeBoardOptions): Promise<RunningBoard> {
  const { clock, hostname } = options;
  const running: RunningServer[] = [];
  const closeAll = async () => void await Promise.all(running.splice(0).map((server) => server.close()));
  try {
    const ws = serveWebSocket(board, clock, { hostname, port: options.wsPort ?? DEFAULT_WS_PORT });
    running.push(ws);
    const http = options.httpPort === false
      ? undefined
      : serveHttp(board, clock, { hostname, port: options.httpPort ?? DEFAULT_HTTP_PORT });
    if (http !== undefined) running.push(http);
    const udp = await runBeacon(board, clock, options);
    running.push(udp);
    const stop = driveBoard(board, clock);
    const close = async () => {
      stop();
      await closeAll();
    };
    return {
      board,
      hostname,
      wsPort: ws.port,
      httpPort: http?.port,
      udpPort: udp.port,
      address: ws.port === DEFAULT_WS_PORT ? hostname : `${hostname}:${ws.port}`,
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
