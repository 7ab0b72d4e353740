/** A software Pixo on a TCP port, as a serial port behind a bridge. @module */

import type { Clock } from "../../runtime/time/clock.ts";
import { type PixoServer, PixoSession } from "./pixo_server.ts";
import type { SoftPixo } from "./soft_pixo.ts";

/** Where a {@link serveTcp} listens. */
export interface ServeTcpOptions {
  /** `127.0.0.1` by default: a Pixo has no password, so think before others can reach it. */
  readonly hostname?: string;
  /** A free port by default. */
  readonly port?: number;
}

/** Most connections at a time; further ones are closed at once. */
const MAX_CONNECTIONS = 16;

/**
 * Serves a Pixo as lines over TCP. Each connection's replies go to it alone; one that does not read its replies is not
 * read from either, and holds up nobody else.
 *
 * @throws {Deno.errors.AddrInUse} and others of its kind if it cannot listen.
 */
export function serveTcp(pixo: SoftPixo, clock: Clock, options: ServeTcpOptions = {}): PixoServer {
  const { hostname = "127.0.0.1", port = 0 } = options;
  const listener = Deno.listen({ hostname, port, transport: "tcp" });
  let closed = false;
  const connections = new Map<Deno.TcpConn, Promise<void>>();
  const accepting = accept(listener, (connection) => {
    if (closed || connections.size >= MAX_CONNECTIONS) return closeQuietly(connection);
    const done = serve(connection, new PixoSession(pixo, clock)).finally(() => connections.delete(connection));
    connections.set(connection, done);
  });
  const close = async () => {
    const sessions = [...connections];
    if (!closed) {
      closed = true;
      listener.close();
      for (const [connection] of sessions) closeQuietly(connection);
    }
    await Promise.all([accepting, ...sessions.map(([, done]) => done)]);
  };
  const host = hostname.includes(":") ? `[${hostname}]` : hostname;
  return { address: `tcp://${host}:${listener.addr.port}`, close, [Symbol.asyncDispose]: close };
}

async function accept(listener: Deno.TcpListener, onConnection: (connection: Deno.TcpConn) => void): Promise<void> {
  try {
    for await (const connection of listener) onConnection(connection);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function serve(connection: Deno.TcpConn, session: PixoSession): Promise<void> {
  const bytes = new Uint8Array(4096);
  try {
    for (let count = await connection.read(bytes); count !== null; count = await connection.read(bytes)) {
      let replies = session.receive(bytes.subarray(0, count));
      while (replies.length > 0) replies = replies.subarray(await connection.write(replies));
    }
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    closeQuietly(connection);
  }
}

/** Closes a connection that may be closed already. */
function closeQuietly(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** True for what reads and writes throw when either side has closed the connection. */
function isGone(error: unknown): boolean {
  const kinds = [
    Deno.errors.BadResource,
    Deno.errors.Interrupted,
    Deno.errors.ConnectionReset,
    Deno.errors.ConnectionAborted,
    Deno.errors.BrokenPipe,
    Deno.errors.NotConnected,
    Deno.errors.UnexpectedEof,
    Deno.errors.TimedOut,
  ];
  return kinds.some((kind) => error instanceof kind);
}
