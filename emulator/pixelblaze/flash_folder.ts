/** A software board's flash in a folder, so that it outlives the program. @module */

import { type Flash, isFlashPath, MemoryFlash } from "./flash.ts";

/** A {@link Flash} whose files are files: `/p/<id>` is `p/<id>` in the folder. */
export interface FolderFlash extends Flash {
  /** Resolves when everything written so far is on disk. @throws {Error} If something could not be written. */
  flushed(): Promise<void>;
}

/** What is being written: at most one file at a time. */
const UNFINISHED = "/.unfinished";

/**
 * Reads a folder into a flash; what is written to the flash is written to the folder too, in order.
 *
 * Files whose names are no flash paths, and links, are left alone: nothing is read or written through them. A file
 * cannot lie below another one, though in a board's flash it can.
 *
 * @param folder Made if it is not there.
 * @throws {Error} If the folder cannot be read.
 */
export async function openFlashFolder(folder: string): Promise<FolderFlash> {
  await Deno.mkdir(folder, { recursive: true });
  const files: [string, Uint8Array][] = [];
  const taken = new Set([UNFINISHED]);
  for await (const { path, isFile } of walk(folder, "")) {
    if (isFile) files.push([path, await Deno.readFile(`${folder}${path}`)]);
    else taken.add(path);
  }
  files.sort(([a], [b]) => a < b ? -1 : 1);
  const memory = new MemoryFlash(files);
  let work: Promise<void> = Promise.resolve();
  let failed: unknown;

  function later(job: () => Promise<void>): void {
    work = work.then(job).catch((error) => {
      failed ??= error;
    });
  }

  return {
    get writes() {
      return memory.writes;
    },
    get used() {
      return memory.used;
    },
    size: memory.size,
    read: (path) => memory.read(path),
    list: () => memory.list(),
    write(path, bytes) {
      if (!isFree(path, taken, memory.list()) || !memory.write(path, bytes)) return false;
      const kept = bytes.slice();
      later(async () => {
        const file = `${folder}${path}`;
        await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
        // A file is replaced whole, so that a kill in the middle leaves the old one.
        await Deno.writeFile(`${folder}${UNFINISHED}`, kept);
        await Deno.rename(`${folder}${UNFINISHED}`, file);
      });
      return true;
    },
    remove(path) {
      if (!memory.remove(path)) return false;
      later(async () => {
        await Deno.remove(`${folder}${path}`);
        await removeEmpty(folder, path.slice(0, path.lastIndexOf("/")));
      });
      return true;
    },
    async flushed() {
      await work;
      const error = failed;
      failed = undefined;
      if (error !== undefined) {
        throw new Error(`Cannot keep the board's flash in ${folder}: ${error}`, { cause: error });
      }
    },
  };
}

/** Whether a file may lie at a path: not at or below one that is taken, not above or below another file. */
function isFree(path: string, taken: ReadonlySet<string>, files: readonly string[]): boolean {
  const isBelow = (above: string) => path.startsWith(`${above}/`);
  for (const other of taken) if (path === other || isBelow(other)) return false;
  return !files.some((other) => isBelow(other) || other.startsWith(`${path}/`));
}

/** Removes a folder and those above it as long as nothing is in them: a file may take their name. */
async function removeEmpty(folder: string, under: string): Promise<void> {
  if (under === "") return;
  try {
    await Deno.remove(`${folder}${under}`);
  } catch {
    return;
  }
  await removeEmpty(folder, under.slice(0, under.lastIndexOf("/")));
}

/** Every file below a folder, and what can be taken for none. */
async function* walk(folder: string, under: string): AsyncGenerator<{ path: string; isFile: boolean }> {
  for await (const entry of Deno.readDir(`${folder}${under}`)) {
    const path = `${under}/${entry.name}`;
    if (entry.isDirectory && isFlashPath(path)) yield* walk(folder, path);
    else if (path !== UNFINISHED) yield { path, isFile: entry.isFile && isFlashPath(path) };
  }
}
