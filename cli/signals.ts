/** Ctrl-C and friendly kills. @module */

import type { Cancel, Clock } from "../runtime/time/clock.ts";

/** Calls `stop` on Ctrl-C and on a friendly kill, until it is taken back. */
export function onSignals(stop: () => void): Cancel {
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, stop);
  return () => {
    for (const signal of signals) Deno.removeSignalListener(signal, stop);
  };
}

/** Waits for a signal, or for so many seconds when they are given. */
export async function untilStopped(clock: Clock, seconds: number | undefined): Promise<void> {
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => stop = resolve);
  const release = onSignals(stop);
  const cancel = seconds === undefined ? undefined : clock.at(clock.now() + seconds * 1000, stop);
  await stopped;
  cancel?.();
  release();
}
