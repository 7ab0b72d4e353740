/** A software Pixo in the same process, for rehearsals and tests. @module */

import type { MemoryPeer } from "../../runtime/links/memory.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import { PixoSession } from "./pixo_server.ts";
import type { SoftPixo } from "./soft_pixo.ts";

/** The device's side of a memory link: what a link sends goes to the Pixo, and its replies come back with line endings. */
export function pixoPeer(pixo: SoftPixo, clock: Clock): MemoryPeer {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    accept(reply) {
      const session = new PixoSession(pixo, clock);
      return {
        receive(data) {
          const replies = session.receive(typeof data === "string" ? encoder.encode(data) : data);
          if (replies.length > 0) reply(decoder.decode(replies));
        },
        closed() {},
      };
    },
  };
}
