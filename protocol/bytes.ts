/** Reads and writes little-endian fields of a byte message; reading past the end throws. @module */

import { ProtocolError } from "./errors.ts";

/** Walks over bytes it does not own or copy; every read past the end throws a {@link ProtocolError}. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #protocol: string;
  #offset = 0;

  constructor(bytes: Uint8Array, protocol: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#protocol = protocol;
  }

  /** Where the next read starts. */
  get offset(): number {
    return this.#offset;
  }

  /** How many bytes have not been read. */
  get left(): number {
    return this.#bytes.length - this.#offset;
  }

  #step(count: number, wanted: string): number {
    if (count > this.left) this.fail(wanted, `${this.left} bytes`);
    const at = this.#offset;
    this.#offset += count;
    return at;
  }

  u8(wanted = "1 byte"): number {
    return this.#view.getUint8(this.#step(1, wanted));
  }

  u16(wanted = "2 bytes"): number {
    return this.#view.getUint16(this.#step(2, wanted), true);
  }

  i16(wanted = "2 bytes"): number {
    return this.#view.getInt16(this.#step(2, wanted), true);
  }

  u32(wanted = "4 bytes"): number {
    return this.#view.getUint32(this.#step(4, wanted), true);
  }

  /** The next `count` bytes, as a view of the input. */
  take(count: number, wanted = `${count} bytes`): Uint8Array {
    const at = this.#step(count, wanted);
    return this.#bytes.subarray(at, at + count);
  }

  /** Everything not read yet, as a view of the input. */
  rest(): Uint8Array {
    return this.take(this.left);
  }

  /** Throws unless every byte was read. */
  end(): void {
    if (this.left > 0) this.fail("the end", `${this.left} more bytes`);
  }

  /** Throws a {@link ProtocolError} for the place reached. */
  fail(wanted: string, got: string, offset = this.#offset): never {
    throw new ProtocolError({ protocol: this.#protocol, offset, wanted, got });
  }
}

/** Fills a message of a known length, field by field; values wrap to the width of their field. */
export class ByteWriter {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #offset = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(value: number): this {
    this.#view.setUint8(this.#offset++, value);
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#offset, value, true);
    this.#offset += 2;
    return this;
  }

  i16(value: number): this {
    this.#view.setInt16(this.#offset, value, true);
    this.#offset += 2;
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#offset, value, true);
    this.#offset += 4;
    return this;
  }

  put(bytes: Uint8Array): this {
    this.bytes.set(bytes, this.#offset);
    this.#offset += bytes.length;
    return this;
  }

  /** Leaves `count` zero bytes. */
  skip(count: number): this {
    this.#offset += count;
    return this;
  }
}
