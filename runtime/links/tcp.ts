/** A line transport over TCP, for a face on another machine or behind a serial bridge. @module */

import type { Connect } from "./link.ts";
import { StreamLink } from "./stream.ts";

/** Connects to `hostname:port`. */
export function tcpLink(hostname: string, port: number): Connect {
  return (events) =>
    new StreamLink(async () => {
      const connection = await Deno.connect({ hostname, port });
      connection.setNoDelay(true);
      return connection;
    }, events);
}
