/** The command line that gives a show just the permissions it needs. @module */

import type { LoadedShow } from "./load.ts";
import { fromHere } from "./problems_text.ts";

/** `deno run ...` for a show. Deno asks for every permission to open a serial port. */
export function runLine({ show }: LoadedShow): string {
  const file = fromHere(show.where.file);
  const script = /\.[cm]?[jt]s$/.test(file) ? file : `main.ts play ${file}`;
  if (show.devices.some(({ kind, port }) => kind === "pixo" && !port?.startsWith("tcp:"))) {
    return `deno run -A ${script}`;
  }
  const boards = show.devices.filter(({ kind }) => kind === "pixelblaze");
  if (boards.some(({ host }) => host === undefined)) return `deno run --allow-net --allow-read --allow-env ${script}`;
  const hosts = [
    ...boards.map(({ host }) => /:\d+$/.test(host!) ? host! : `${host}:81`),
    ...show.devices.filter(({ kind }) => kind === "pixo").map(({ port }) => port!.replace(/^tcp:\/\//, "")),
    ...(boards.length > 0 ? ["0.0.0.0:1889"] : []),
  ];
  return `deno run --allow-net=${hosts.join(",")} --allow-read --allow-env ${script}`;
}
