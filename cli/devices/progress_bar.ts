/** How far a transfer is, on a terminal. @module */

import type { TransferProgress } from "../../runtime/devices/client/pixelblaze_backup.ts";
import type { Terminal } from "../terminal.ts";
import { plain } from "./plain.ts";

const WIDTH = 24;

/** Shows progress on the line that is written over; nothing where there is no terminal. */
export function progressBar(terminal: Terminal, what: string): (progress: TransferProgress) => void {
  return ({ path, files, of, bytes, ofBytes }) => {
    if (path === "" || of === 0) return terminal.endLive();
    const part = ofBytes === 0 ? files / of : bytes / ofBytes;
    const full = Math.round(part * WIDTH);
    const bar = `${"█".repeat(full)}${"░".repeat(WIDTH - full)}`;
    terminal.live(`${what} ${terminal.paint("cyan", bar)} ${files}/${of} files, ${kilobytes(bytes)}  ${plain(path)}`);
  };
}

/** A size for people. */
export function kilobytes(bytes: number): string {
  return bytes < 10_000 ? `${bytes} B` : `${Math.round(bytes / 1024)} KiB`;
}
