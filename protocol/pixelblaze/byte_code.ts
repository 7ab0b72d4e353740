/** Bytecode of a pattern: what a board runs, and the addresses of what it exports. @module */

import { ByteReader, ByteWriter } from "../bytes.ts";

/** A variable or function a pattern exports, and where it is. */
export interface ByteCodeExport {
  /** Where it is, as the firmware counts. */
  readonly address: number;
  /** Its name in the source. */
  readonly name: string;
}

/** Compiled code. What the opcodes mean is known to the boards' own web page alone. */
export interface ByteCode {
  /** The code, a view of the bytes when it was read. */
  readonly opcodes: Uint8Array;
  /** In the order of the code. */
  readonly exports: readonly ByteCodeExport[];
}

const PROTOCOL = "pixelblaze bytecode";
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Reads a bytecode blob: the lengths of opcodes and exports, then both. Bytes after them, as newer firmware has, are
 * passed over.
 *
 * @throws {ProtocolError} when a length is past the end or an export is cut off.
 */
export function decodeByteCode(bytes: Uint8Array): ByteCode {
  const reader: ByteReader = new ByteReader(bytes, PROTOCOL);
  const opcodeLength = reader.u32("the length of the opcodes");
  const exportLength = reader.u32("the length of the exports");
  const opcodes = reader.take(opcodeLength);
  const table = new ByteReader(reader.take(exportLength), `${PROTOCOL} exports`);
  const exports: ByteCodeExport[] = [];
  while (table.left > 0) {
    const address = table.u32("an address");
    const at = table.offset;
    let length = 0;
    while (table.u8("a name that ends with 0") !== 0) length++;
    const start = 8 + opcodeLength + at;
    exports.push({ address, name: decoder.decode(bytes.subarray(start, start + length)) });
  }
  return { opcodes, exports };
}

/** Writes a bytecode blob. @throws {RangeError} when a name has a zero character. */
export function encodeByteCode({ opcodes, exports }: ByteCode): Uint8Array<ArrayBuffer> {
  const names = exports.map(({ name }) => {
    if (name.includes("\0")) {
      throw new RangeError(`Cannot write bytecode: got export ${JSON.stringify(name)}, allowed are names without \\0`);
    }
    return encoder.encode(name);
  });
  const exportLength = names.reduce((sum, name) => sum + 4 + name.length + 1, 0);
  const writer = new ByteWriter(8 + opcodes.length + exportLength);
  writer.u32(opcodes.length).u32(exportLength).put(opcodes);
  exports.forEach(({ address }, at) => writer.u32(address).put(names[at]!).u8(0));
  return writer.bytes;
}
