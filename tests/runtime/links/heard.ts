/** Hears what a link tells. @module */

import type { Connect, Data, Link } from "../../../runtime/links/link.ts";

/** What a link told, a line each, and the link. */
export interface Heard {
  readonly link: Link;
  readonly events: string[];
  /** Settles when the link has told something that begins so, at once when it already has. */
  until(start: string): Promise<string>;
}

/** Connects, and keeps what is told: `open`, `idle`, `lost: why`, `text: ...`, `bytes: hex`. */
export function hear(connect: Connect, stamp: () => string = () => ""): Heard {
  const events: string[] = [];
  let waiting: { start: string; found: (event: string) => void }[] = [];
  const tell = (event: string) => {
    events.push(stamp() + event);
    waiting = waiting.filter(({ start, found }) => !event.startsWith(start) || (found(event), false));
  };
  const link = connect({
    open: () => tell("open"),
    data: (data) => tell(show(data)),
    idle: () => tell("idle"),
    lost: (reason) => tell(`lost: ${reason}`),
  });
  return {
    link,
    events,
    until(start) {
      const event = events.find((one) => one.startsWith(start));
      return event !== undefined ? Promise.resolve(event) : new Promise((found) => waiting.push({ start, found }));
    },
  };
}

function show(data: Data): string {
  return typeof data === "string" ? `text: ${data}` : `bytes: ${data.toHex()}`;
}
