/** Files of this machine that commands for devices read and write. @module */

import { couldNotRun } from "../exit.ts";
import { confirm } from "./confirm.ts";

/** Reads a file of at most `most` bytes. @throws {Exit} when it cannot */
export async function readLocal(file: string, most: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const { size, isDirectory } = await Deno.stat(file);
    if (isDirectory) throw couldNotRun(`Cannot read ${file}: it is a folder`);
    if (size > most) throw couldNotRun(`Cannot read ${file}: it has ${size} bytes, allowed are ${most}`);
    return await Deno.readFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw couldNotRun(`Cannot read ${file}: there is no such file`);
    if (error instanceof Deno.errors.PermissionDenied) throw couldNotRun(`Cannot read ${file}: it is not allowed`);
    throw error;
  }
}

/** Asks, unless `yes` is set, when there is a file that would be replaced. @throws {Exit} when it is to be kept */
export async function mayWrite(file: string, yes: boolean): Promise<void> {
  const there = await Deno.stat(file).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw couldNotRun(`Cannot write ${file}: ${error.message}`);
  });
  if (there?.isDirectory) throw couldNotRun(`Cannot write ${file}: it is a folder`);
  if (there !== undefined) await confirm(`Replace ${file}?`, yes);
}

/** Writes a file, whole or not at all. @throws {Exit} when it cannot */
export async function writeLocal(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  try {
    await Deno.writeFile(part, bytes);
    await Deno.rename(part, file);
  } catch (error) {
    await Deno.remove(part).catch(() => {});
    if (error instanceof Deno.errors.NotFound) throw couldNotRun(`Cannot write ${file}: there is no such folder`);
    throw couldNotRun(`Cannot write ${file}: ${error instanceof Error ? error.message : error}`);
  }
}
