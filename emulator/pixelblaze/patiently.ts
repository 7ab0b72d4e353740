/** Waits for something, but not for ever. @module */

import type { Clock, Millis } from "../../runtime/time/clock.ts";

/** How long clients may take to end what they are at when a board is stopped. */
const GRACE_MS: Millis = 1000;

/** Waits for servers and connections to end: at most a second, since a client may never read what it is sent. */
export async function patiently(clock: Clock, ending: Promise<unknown>): Promise<void> {
  let cancel = () => {};
  const enough = new Promise<void>((resolve) => cancel = clock.at(clock.now() + GRACE_MS, resolve));
  await Promise.race([ending, enough]);
  cancel();
}
