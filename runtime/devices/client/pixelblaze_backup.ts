/** All of a board's flash, off it and back onto it. @module */

import { FLASH_PATHS, type FlashFiles, type ListedFile } from "../../../protocol/mod.ts";
import { DeviceError } from "./device_error.ts";
import type { PixelblazeFiles } from "./pixelblaze_files.ts";

/** How far a backup or a restore is. */
export interface TransferProgress {
  /** The file that is next. */
  readonly path: string;
  /** Files that are done. */
  readonly files: number;
  /** Files in all. */
  readonly of: number;
  /** Bytes that are done. */
  readonly bytes: number;
  /** Bytes in all. */
  readonly ofBytes: number;
}

/** How to back up. */
export interface BackupOptions {
  /** Called before each file, and once at the end with an empty path. */
  readonly progress?: (progress: TransferProgress) => void;
  /** Gives up when it is aborted. */
  readonly signal?: AbortSignal;
}

/** How to restore. */
export interface RestoreOptions extends BackupOptions {
  /** Also deletes what is on the board and not in the backup; not when left out. */
  readonly exact?: boolean;
}

/** What a restore did, by path. */
export interface Restored {
  /** Files that were written. */
  readonly written: readonly string[];
  /** Files that were there already, byte for byte: the flash was spared. */
  readonly unchanged: readonly string[];
  /** Files that were deleted. */
  readonly deleted: readonly string[];
  /** Files of the backup that were left out: the board's own web page. */
  readonly skipped: readonly string[];
}

/** More than a flash holds. */
const MOST_FILES = 4096;
const MOST_BYTES = 16 << 20;

/** Reads every file but the board's own web page, as the backups of boards do. */
export async function backUp(
  device: string,
  files: PixelblazeFiles,
  { progress, signal }: BackupOptions,
): Promise<FlashFiles> {
  const listed = (await files.list()).filter(({ path }) => path !== FLASH_PATHS.webPage);
  const told = telling(listed, progress);
  if (listed.length > MOST_FILES || told.ofBytes > MOST_BYTES) {
    const got = `it lists ${listed.length} files with ${told.ofBytes} bytes, more than a flash holds`;
    throw new DeviceError("not-understood", device, "back up", got);
  }
  const backup = new Map<string, Uint8Array>();
  for (const { path, size } of listed) {
    signal?.throwIfAborted();
    told.before(path);
    const bytes = await files.get(path);
    if (bytes.length !== size) {
      const reason = `${path} has ${bytes.length} bytes, listed are ${size}: it was written meanwhile`;
      throw new DeviceError("not-understood", device, "back up", reason);
    }
    backup.set(path, bytes);
    told.after(size);
  }
  told.before("");
  return backup;
}

/** Writes every file that differs; the settings last, so that a restore that breaks off leaves the old ones. */
export async function restore(
  device: string,
  files: PixelblazeFiles,
  backup: FlashFiles,
  { progress, signal, exact = false }: RestoreOptions,
): Promise<Restored> {
  const skipped = [...backup.keys()].filter((path) => path === FLASH_PATHS.webPage);
  const wanted = [...backup].filter(([path]) => path !== FLASH_PATHS.webPage)
    .sort(([a], [b]) => Number(isSettings(a)) - Number(isSettings(b)));
  const there = new Map((await files.list()).map(({ path, size }) => [path, size]));
  const told = telling(wanted.map(([path, bytes]) => ({ path, size: bytes.length })), progress);
  const extra = exact ? [...there.keys()].filter((path) => path !== FLASH_PATHS.webPage && !backup.has(path)) : [];
  // First, to make room.
  for (const path of extra) {
    signal?.throwIfAborted();
    await files.delete(path);
  }
  const written: string[] = [];
  const unchanged: string[] = [];
  for (const [path, bytes] of wanted) {
    signal?.throwIfAborted();
    told.before(path);
    if (there.get(path) === bytes.length && same(await files.find(path), bytes)) unchanged.push(path);
    else {
      await files.put(path, bytes);
      written.push(path);
    }
    told.after(bytes.length);
  }
  const now = new Map((await files.list()).map(({ path, size }) => [path, size]));
  const wrong = wanted.filter(([path, bytes]) => now.get(path) !== bytes.length).map(([path]) => path);
  if (wrong.length > 0) {
    const reason = `it took everything and does not have ${wrong.slice(0, 5).join(", ")}, its flash may be full`;
    throw new DeviceError("refused", device, "restore", reason);
  }
  told.before("");
  return { written, unchanged, deleted: extra, skipped };
}

function isSettings(path: string): boolean {
  return path === FLASH_PATHS.config || path === FLASH_PATHS.configCopy;
}

function same(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Counts what is done. */
function telling(files: readonly ListedFile[], progress: BackupOptions["progress"]) {
  const ofBytes = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let bytes = 0;
  return {
    ofBytes,
    before: (path: string) => progress?.({ path, files: done, of: files.length, bytes, ofBytes }),
    after(size: number) {
      done++;
      bytes += size;
    },
  };
}
