/** A software board's websocket, port 81 on the real one. @module */

import type { Clock } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";
import { Inbox } from "./inbox.ts";
import { listenError } from "./listen_error.ts";
import { patiently } from "./patiently.ts";
import type { Session } from "./session.ts";

/** A server that is running. */
export interface RunningServer {
  /** The port it listens on. */
  readonly port: number;
  /** Stops it and frees the port; waits at most a second for clients that do not end what they are at. */
  close(): Promise<void>;
}

/** Where a server listens. */
export interface ServerAddress {
  /** An address of this machine. */
  readonly hostname: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** A client that has this much still to read gets no previews. */
const SLOW_CLIENT_BYTES = 64 * 1024;
/** A client that has this much still to read is let go: what waits for it would fill the board's memory. */
const STUCK_CLIENT_BYTES = 4 * 1024 * 1024;
const PREVIEW_FRAME = 5;

/**
 * Serves a board's websocket. Any path will do, as on the board.
 *
 * @throws {Error} If the port cannot be opened.
 */
export function serveWebSocket(board: SoftBoard, clock: Clock, { hostname, port }: ServerAddress): RunningServer {
  const sockets = new Set<WebSocket>();

  function handle(request: Request): Response {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
      return new Response("This is a Websocket server only!", { status: 400 });
    }
    const refusal = board.refusal(clock.now());
    if (refusal !== undefined) return new Response(refusal, { status: 503 });
    const { socket, response } = Deno.upgradeWebSocket(request, { idleTimeout: 0 });
    sockets.add(socket);
    carry(socket, board, clock);
    socket.addEventListener("close", () => sockets.delete(socket));
    return response;
  }

  try {
    const server = Deno.serve({
      hostname,
      port,
      onListen: () => {},
      onError: () => new Response(null, { status: 500 }),
    }, handle);
    return {
      port: server.addr.port,
      async close() {
        const closing = [...sockets].map((socket) =>
          new Promise<void>((done) => socket.addEventListener("close", () => done()))
        );
        for (const socket of sockets) socket.close();
        await patiently(clock, Promise.all([server.shutdown(), ...closing]));
      },
    };
  } catch (error) {
    throw listenError(`the websocket of board "${board.name}"`, hostname, port, error);
  }
}

/** Joins a socket to a session of the board. */
function carry(socket: WebSocket, board: SoftBoard, clock: Clock): void {
  let session: Session | undefined;
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => {
    if (board.refusal(clock.now()) !== undefined) return socket.close();
    session = board.connect({
      send(data) {
        if (socket.readyState !== WebSocket.OPEN) return;
        if (socket.bufferedAmount > STUCK_CLIENT_BYTES) return socket.close();
        if (data[0] === PREVIEW_FRAME && socket.bufferedAmount > SLOW_CLIENT_BYTES) return;
        socket.send(typeof data === "string" ? data : data.slice());
      },
      dropped: () => socket.close(),
    }, clock.now());
  });
  const inbox = new Inbox(clock, (data) => session?.receive(data, clock.now()));
  socket.addEventListener("message", ({ data }) => {
    if (session?.open !== true) return;
    if (inbox.push(data instanceof ArrayBuffer ? new Uint8Array(data) : String(data))) return;
    board.state.log("error", "Dropped a client: it sends more than can be taken in", clock.now());
    session.drop();
  });
  socket.addEventListener("close", () => {
    inbox.close();
    session?.close();
  });
}
