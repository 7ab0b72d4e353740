/** A line transport over a serial port or pseudo-terminal. @module */

import type { Connect } from "./link.ts";
import { type Port, StreamLink } from "./stream.ts";

/** How a serial port is set. */
export interface TtyOptions {
  /** Bits a second; 115200 when left out. USB devices ignore it. */
  readonly baud?: number;
}

/**
 * Opens a tty such as `/dev/ttyACM0`. It is set raw by `stty`, else the system would echo and translate, and opened
 * twice, once to read and once to write: one handle for both deadlocks, because a pending read holds up writes.
 * Deno asks for all permissions (`-A`) to open a tty.
 *
 * A read that waits in the system cannot be called back: after a close, what the device says next is lost once.
 */
export function ttyLink(path: string, options: TtyOptions = {}): Connect {
  return (events) => new StreamLink(() => openTty(path, options.baud ?? 115_200), events);
}

async function openTty(path: string, baud: number): Promise<Port> {
  await setRaw(path, baud);
  const input = await Deno.open(path, { read: true });
  let output: Deno.FsFile;
  try {
    output = await Deno.open(path, { write: true });
  } catch (error) {
    input.close();
    throw error;
  }
  return {
    read: (buffer) => input.read(buffer),
    write: (bytes) => output.write(bytes),
    close() {
      input.close();
      output.close();
    },
  };
}

async function setRaw(path: string, baud: number): Promise<void> {
  const flag = Deno.build.os === "darwin" ? "-f" : "-F";
  const args = [flag, path, String(baud), "raw", "-echo", "-hupcl", "clocal"];
  const { success, stderr } = await new Deno.Command("stty", { args, stdout: "null", stderr: "piped" }).output();
  if (success) return;
  const told = new TextDecoder().decode(stderr).trim().replace(/^\S*stty: /, "").replace(`${path}: `, "");
  throw new Error(`Cannot open ${path}: ${told === "" ? "stty refused it" : told}; is the device plugged in?`);
}
