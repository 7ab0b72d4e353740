/** The files in a board's flash. @module */

import { decodeFileList, type ListedFile, ProtocolError } from "../../../protocol/mod.ts";
import type { BoardAccess } from "./board_access.ts";
import { DeviceError } from "./device_error.ts";

/** An upload is written to flash before it is answered. */
const WRITE_MS = 30_000;

/**
 * The files of a board, over its web server. Files that patterns, settings and maps are made of are read by the board
 * when it starts: after writing them, reboot it.
 */
export class PixelblazeFiles {
  readonly #board: BoardAccess;

  /** @ignore made by the client */
  constructor(board: BoardAccess) {
    this.#board = board;
  }

  /** Every file with its size. @throws {DeviceError} on firmware before 2.29 or 3.24, which cannot list them */
  async list(): Promise<readonly ListedFile[]> {
    const { device } = this.#board;
    const { status, bytes } = await this.#board.request("list the files", { kind: "list" });
    if (status === 200) {
      return this.#understood(
        "list the files",
        () => decodeFileList(new TextDecoder().decode(bytes)).map((file) => ({ ...file, path: rooted(file.path) })),
      );
    }
    const reason = status === 404
      ? "its firmware does not list them, allowed are 2.29 and later, and 3.24 and later"
      : `its web server answered with status ${status}`;
    throw new DeviceError("refused", device, "list the files", reason);
  }

  /** A file, or undefined when there is none. */
  async find(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const task = `read ${checkPath(path)}`;
    const { status, bytes } = await this.#board.request(task, { kind: "getFile", path: rooted(path) });
    if (status === 200) return bytes;
    if (status === 404) return undefined;
    throw new DeviceError("refused", this.#board.device, task, `its web server answered with status ${status}`);
  }

  /** A file. @throws {DeviceError} with the code `unknown` when there is none */
  async get(path: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await this.find(path);
    if (bytes !== undefined) return bytes;
    throw new DeviceError("unknown", this.#board.device, `read ${path}`, "there is no such file");
  }

  /** Writes a file, which wears the flash; one that is there is replaced. */
  async put(path: string, bytes: Uint8Array): Promise<void> {
    const request = { kind: "putFile", path: rooted(checkPath(path)), bytes } as const;
    await this.#board.requestOk(`write ${path}`, request, { timeoutMs: WRITE_MS });
  }

  /** Deletes a file for good. @throws {DeviceError} with the code `unknown` when there is none */
  async delete(path: string): Promise<void> {
    await this.#board.requestOk(`delete ${path}`, { kind: "deleteFile", path: rooted(checkPath(path)) });
  }

  #understood<T>(task: string, read: () => T): T {
    return understood(this.#board.device, task, read);
  }
}

/** Reads an answer; what makes no sense becomes an error of the device. */
export function understood<T>(device: string, task: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    throw new DeviceError("not-understood", device, task, error.message, { cause: error });
  }
}

function rooted(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

/** The path itself, if a board's file can be called so. */
function checkPath(path: string): string {
  const parts = path.split("/");
  // deno-lint-ignore no-control-regex -- control characters are exactly what a name may not have
  if (/^\/?[^/\x00-\x1f\x7f]/.test(path) && !/[\x00-\x1f\x7f]/.test(path) && !parts.includes("..")) return path;
  throw new RangeError(`Cannot name a file ${JSON.stringify(path)}: wanted a path such as /config.json`);
}
