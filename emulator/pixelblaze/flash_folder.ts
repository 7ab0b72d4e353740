/** A software board's flash in a folder, so that it outlives the program. @module */

import { type Flash, isFlashPath, MemoryFlash } from "./flash.ts";

/** A {@link Flash} whose files are files: `/p/<id>` is `p/<id>` in the folder. */
export interface FolderFlash extends Flash {
  /** Resolves when everything written so far is on disk. @throws {Error} If something could not be written. */
  flushed(): Promise<void>;
}

/**
 * Reads a folder into a flash; what is written to the flash is written to the folder too, in order.
 * Files whose names are no flash paths, and links, are left alone.
 *
 * @param folder Made if it is not there.
 * @throws {Error} If the folder cannot be read.
 */
export async function openFlashFolder(folder: string): Promise<FolderFlash> {
  await Deno.mkdir(folder, { recursive: true });
  const files: [string, Uint8Array][] = [];
  for await (const path of walk(folder, "")) files.push([path, await Deno.readFile(`${folder}${path}`)]);
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
      if (!memory.write(path, bytes)) return false;
      const kept = bytes.slice();
      later(async () => {
        const file = `${folder}${path}`;
        await Deno.mkdir(file.slice(0, file.lastIndexOf("/")), { recursive: true });
        // A file is replaced whole, so that a kill in the middle leaves the old one.
        await Deno.writeFile(`${file}.new`, kept);
        await Deno.rename(`${file}.new`, file);
      });
      return true;
    },
    remove(path) {
      if (!memory.remove(path)) return false;
      later(() => Deno.remove(`${folder}${path}`));
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

async function* walk(folder: string, under: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(`${folder}${under}`)) {
    const path = `${under}/${entry.name}`;
    if (!isFlashPath(path) || entry.name.endsWith(".new")) continue;
    if (entry.isDirectory) yield* walk(folder, path);
    else if (entry.isFile) yield path;
  }
}
