/** Files of the `lipsync` and `phonemes` commands, and the place in them that a message is about. @module */

import { LipsyncError, MAX_FILE_BYTES } from "../shows/lipsync/mod.ts";
import { couldNotRun, EXIT, Exit, usage } from "./exit.ts";
import { reason } from "./load.ts";

/** The bytes of a file, or of the standard input for `-`. @throws {Exit} when it cannot be read, or has more than 32 MiB */
export async function readBytes(file: string): Promise<Uint8Array> {
  if (file === "-") {
    if (Deno.stdin.isTerminal()) {
      throw usage("Nothing comes in: - reads what another program writes, as in cat song.lrc |");
    }
    return await readAll(Deno.stdin.readable, file);
  }
  try {
    const { isDirectory } = await Deno.stat(file);
    if (isDirectory) throw couldNotRun(`Cannot read ${file}: it is a folder`);
    return await readAll((await Deno.open(file)).readable, file);
  } catch (error) {
    if (error instanceof Exit) throw error;
    throw couldNotRun(`Cannot read ${file}: ${reason(error)}`);
  }
}

/** Reads no more than it must to know that there is too much, for a device or a pipe may have no end. */
async function readAll(stream: ReadableStream<Uint8Array>, file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_FILE_BYTES) {
      throw new Exit(
        EXIT.showHasErrors,
        `${file}: error: It has more than ${MAX_FILE_BYTES} bytes, which are the most`,
      );
    }
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Writes a file. @throws {Exit} when it cannot be written, or is the file that is read. */
export async function writeText(out: string, text: string, read: string): Promise<void> {
  try {
    const same = await Promise.all([out, read].map((path) => Deno.realPath(path))).then(
      ([a, b]) => a === b,
      () => false,
    );
    if (same) throw usage(`--out is ${out}: that is the file that is read`);
    await Deno.writeTextFile(out, text);
  } catch (error) {
    if (error instanceof Exit) throw error;
    const nowhere = error instanceof Deno.errors.NotFound;
    throw couldNotRun(`Cannot write ${out}: ${nowhere ? "there is no such folder" : reason(error)}`);
  }
}

/** Runs what reads a file; a mistake in the file becomes its place and message, exit code 1. */
export function inFile<T>(file: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof LipsyncError)) throw error;
    throw new Exit(EXIT.showHasErrors, `${placeIn(file, error)}: error: ${error.message}`);
  }
}

/** `file:12`, or `file: words[3]` where there are no lines. */
export function placeIn(file: string, { line, record }: { readonly line?: number; readonly record?: string }): string {
  if (line !== undefined) return `${file}:${line}`;
  return record === undefined ? file : `${file}: ${record}`;
}
