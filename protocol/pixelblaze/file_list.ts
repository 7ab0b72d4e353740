/**
 * The answer of /list: the files of the flash with their sizes.
 *
 * Sources: pixelblaze-client.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";

/** A file of the flash and its size in bytes. */
export interface ListedFile {
  /** From the root, with its slash. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Reads the answer of /list. @throws {ProtocolError} when a line is not a path, a tab and a size. */
export function decodeFileList(text: string): ListedFile[] {
  const files: ListedFile[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    if (line !== "") {
      const match = /^([^\t]+)\t(\d{1,15})\r?$/.exec(line);
      if (match === null) {
        throw new ProtocolError({
          protocol: "pixelblaze file list",
          offset,
          wanted: "a path, a tab and a size",
          got: JSON.stringify(line.slice(0, 40)),
        });
      }
      files.push({ path: match[1]!, size: Number(match[2]) });
    }
    offset += line.length + 1;
  }
  return files;
}

/** Writes the answer of /list; tabs and line ends in paths are written as spaces. */
export function encodeFileList(files: Iterable<ListedFile>): string {
  let text = "";
  for (const { path, size } of files) text += `${path.replace(/[\t\r\n]/g, " ")}\t${size}\n`;
  return text;
}
