/** The files on a software board's flash, and how often they were written. @module */

/** Bytes kept under paths such as `/p/7MuJmcy4FZbs9jGbB`; every write is counted, because flash wears out. */
export interface Flash {
  /** Writes and deletions so far. */
  readonly writes: number;
  /** Bytes in use, counted in blocks as a file system does. */
  readonly used: number;
  /** Bytes in all. */
  readonly size: number;
  /** The file's bytes, or undefined if there is none. The same array until it is written again; not to be changed. */
  read(path: string): Uint8Array | undefined;
  /** Stores a copy of `bytes`. Gives false, and stores nothing, if they do not fit or the path is none. */
  write(path: string, bytes: Uint8Array): boolean;
  /** Removes a file; false if there was none. */
  remove(path: string): boolean;
  /** Every path, in the order the files were made. */
  list(): string[];
}

/** Whether a file of a {@link Flash} may be called so: absolute, at most 63 characters, no `..`, no control characters. */
export function isFlashPath(path: string): boolean {
  return path.length <= 63 && FLASH_PATH.test(path) && !path.split("/").some((part) => part === ".." || part === ".");
}

// deno-lint-ignore no-control-regex -- control characters are exactly what a name may not have
const FLASH_PATH = /^(?:\/[^/\\:\x00-\x1f\x7f]+)+$/;

const BLOCK = 256;

/** Bytes of flash on a Pico V3, as its statistics report them. */
export const FLASH_SIZE = 1_378_241;

/** A {@link Flash} in memory. */
export class MemoryFlash implements Flash {
  readonly size: number;
  readonly #files = new Map<string, Uint8Array>();
  #writes = 0;
  #used = 0;

  /**
   * Makes a flash.
   *
   * @param files What it holds at first, without counting as writes.
   * @param size Bytes in all; default a Pico V3's.
   */
  constructor(files: Iterable<readonly [path: string, bytes: Uint8Array]> = [], size: number = FLASH_SIZE) {
    this.size = size;
    for (const [path, bytes] of files) this.write(path, bytes);
    this.#writes = 0;
  }

  get writes(): number {
    return this.#writes;
  }

  get used(): number {
    return this.#used;
  }

  read(path: string): Uint8Array | undefined {
    return this.#files.get(path);
  }

  write(path: string, bytes: Uint8Array): boolean {
    if (!isFlashPath(path)) return false;
    const used = this.#used - blocks(this.#files.get(path)) + blocks(bytes);
    if (used > this.size) return false;
    this.#used = used;
    this.#files.set(path, bytes.slice());
    this.#writes++;
    return true;
  }

  remove(path: string): boolean {
    const old = this.#files.get(path);
    if (old === undefined) return false;
    this.#used -= blocks(old);
    this.#files.delete(path);
    this.#writes++;
    return true;
  }

  list(): string[] {
    return [...this.#files.keys()];
  }
}

/** Flash bytes a file takes: whole blocks, and one for its name. */
function blocks(bytes: Uint8Array | undefined): number {
  return bytes === undefined ? 0 : (Math.ceil(bytes.length / BLOCK) + 1) * BLOCK;
}
