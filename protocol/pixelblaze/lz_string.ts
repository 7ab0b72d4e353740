/**
 * LZString, the compression of pattern sources: bits to codes to phrases, within bounds.
 *
 * Sources: the bytes that the package lz-string writes (`compressToUint8Array`).
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";

const PROTOCOL = "pixelblaze compressed text";
const NEW_BYTE = 0;
const NEW_UNIT = 1;
const END = 2;
const FIRST_PHRASE = 3;

/** The longest text {@link decompressText} gives by default, in UTF-16 code units. */
export const MAX_DECOMPRESSED_LENGTH = 1 << 20;

/**
 * Undoes {@link compressText}. Time and memory are bounded by the bytes and `maxLength`.
 *
 * @param maxLength The longest text allowed, in UTF-16 code units.
 * @throws {ProtocolError} when the bytes end early, hold a code that stands for nothing, or give a longer text.
 */
export function decompressText(bytes: Uint8Array, maxLength: number = MAX_DECOMPRESSED_LENGTH): string {
  const bits = new BitReader(bytes);
  const text = new UnitBuffer(maxLength);
  // Every phrase stands in the output already: it is the phrase before it and the unit that follows.
  const starts: number[] = [0, 0, 0];
  const lengths: number[] = [0, 0, 0];
  let width = 2;
  let room = 2;
  let previous = -1;
  let previousLength = 0;
  const grow = () => {
    if (--room === 0) {
      room = 2 ** width;
      width++;
    }
  };
  for (;;) {
    const code = bits.read(width);
    if (code === END) return text.toString();
    const at = text.length;
    let length = 1;
    if (code === NEW_BYTE || code === NEW_UNIT) {
      text.push(bits.read(code === NEW_BYTE ? 8 : 16));
      if (previous >= 0) {
        // A new unit takes a code of its own, before the phrase that it ends.
        starts.push(at);
        lengths.push(1);
        grow();
      }
    } else if (previous < 0 || code > starts.length) {
      throw bad(bits.byteOffset, `a code up to ${starts.length}`, String(code));
    } else if (code === starts.length) {
      length = previousLength + 1;
      text.copy(previous, length);
    } else {
      length = lengths[code]!;
      text.copy(starts[code]!, length);
    }
    if (previous < 0) {
      starts.push(at);
      lengths.push(1);
      width = 3;
      room = 4;
    } else {
      starts.push(previous);
      lengths.push(previousLength + 1);
      grow();
    }
    previous = at;
    previousLength = length;
  }
}

/** Compresses a text to bytes, as web pages of boards and lz-string's `compressToUint8Array` do. */
export function compressText(text: string): Uint8Array<ArrayBuffer> {
  const bits = new BitWriter();
  // A phrase is known by the code of its beginning and its last unit.
  const codes = new Map<number, number>();
  const fresh = new Set<number>();
  let next = FIRST_PHRASE;
  let width = 2;
  let room = 2;
  const grow = () => {
    if (--room === 0) {
      room = 2 ** width;
      width++;
    }
  };
  const emit = (phrase: number, unit: number) => {
    if (fresh.delete(phrase)) {
      const isByte = unit < 256;
      bits.write(isByte ? NEW_BYTE : NEW_UNIT, width);
      bits.write(unit, isByte ? 8 : 16);
      grow();
    } else {
      bits.write(phrase, width);
    }
    grow();
  };
  let phrase = 0;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (!codes.has(unit)) {
      codes.set(unit, next);
      fresh.add(next++);
    }
    const longer = phrase * 0x10000 + unit;
    const known = codes.get(longer);
    if (known !== undefined) {
      phrase = known;
    } else {
      emit(phrase, last);
      codes.set(longer, next++);
      phrase = codes.get(unit)!;
    }
    last = unit;
  }
  if (phrase !== 0) emit(phrase, last);
  bits.write(END, width);
  return bits.finish();
}

/** Bits of bytes from the highest down; each number from its lowest bit up. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get byteOffset(): number {
    return this.#at >> 3;
  }

  read(width: number): number {
    const bytes = this.#bytes;
    const from = this.#at;
    const end = from + width;
    if (end > bytes.length * 8) throw bad(bytes.length, "more bits", "the end");
    let value = 0;
    for (let at = from; at < end; at++) {
      value |= (bytes[at >> 3]! >> (7 - (at & 7)) & 1) << (at - from);
    }
    this.#at = end;
    return value;
  }
}

class BitWriter {
  #bytes = new Uint8Array(64);
  #at = 0;

  write(value: number, width: number): void {
    for (let bit = 0; bit < width; bit++, this.#at++) {
      const byte = this.#at >> 3;
      if (byte === this.#bytes.length) {
        const grown = new Uint8Array(byte * 2);
        grown.set(this.#bytes);
        this.#bytes = grown;
      }
      if (value >> bit & 1) this.#bytes[byte]! |= 0x80 >> (this.#at & 7);
    }
  }

  /** The bytes, filled up to whole 16-bit units with at least one bit. */
  finish(): Uint8Array<ArrayBuffer> {
    const length = ((this.#at >> 4) + 1) * 2;
    const bytes = new Uint8Array(length);
    bytes.set(this.#bytes.subarray(0, length));
    return bytes;
  }
}

/** Output that grows by doubling and can repeat what it holds. */
class UnitBuffer {
  readonly #max: number;
  #units = new Uint16Array(256);
  length = 0;

  constructor(max: number) {
    this.#max = max;
  }

  push(unit: number): void {
    this.#room(1);
    this.#units[this.length++] = unit;
  }

  /** Repeats `length` units from `start`; the last may be the first of what is being written. */
  copy(start: number, length: number): void {
    this.#room(length);
    const units = this.#units;
    const to = this.length;
    for (let at = 0; at < length; at++) units[to + at] = units[start + at]!;
    this.length = to + length;
  }

  #room(count: number): void {
    const length = this.length + count;
    if (length > this.#max) throw bad(0, `a text of at most ${this.#max} units`, "a longer one");
    if (length > this.#units.length) {
      const grown = new Uint16Array(Math.max(length, this.#units.length * 2));
      grown.set(this.#units.subarray(0, this.length));
      this.#units = grown;
    }
  }

  toString(): string {
    const pieces: string[] = [];
    for (let at = 0; at < this.length; at += 0x2000) {
      pieces.push(String.fromCharCode(...this.#units.subarray(at, Math.min(this.length, at + 0x2000))));
    }
    return pieces.join("");
  }
}

function bad(offset: number, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset, wanted, got });
}
