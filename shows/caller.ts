/** Finds where in a person's own file something was written. @module */

import type { Where } from "../runtime/model/mod.ts";

/** Folder of the library: its own frames are not where a person wrote something. */
const OWN = new URL("./", import.meta.url).href;

/** The place outside this folder from which the running function was called; without line where the engine tells none. */
export function callerPlace(): Where {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 12;
  const frames = new Error().stack?.split("\n").slice(1) ?? [];
  Error.stackTraceLimit = limit;
  for (const frame of frames) {
    const match = /((?:file|https?):\/\/.*?):(\d+):(\d+)\)?$/.exec(frame);
    if (match === null || match[1]!.startsWith(OWN)) continue;
    return { file: pathOf(match[1]!), line: Number(match[2]), column: Number(match[3]) };
  }
  return { file: "show" };
}

function pathOf(url: string): string {
  return url.startsWith("file://") ? decodeURIComponent(new URL(url).pathname) : url;
}
