/** How WebAssembly's binary format writes numbers and vectors. @module */

/** Appends a whole number below 2^32 in unsigned LEB128. */
export function unsigned(out: number[], value: number): void {
  while (value > 0x7f) {
    out.push((value & 0x7f) | 0x80);
    value = Math.floor(value / 128);
  }
  out.push(value);
}

/** Appends a 32-bit integer in signed LEB128. */
export function signed(out: number[], value: number): void {
  while (value < -64 || value > 63) {
    out.push((value & 0x7f) | 0x80);
    value >>= 7;
  }
  out.push(value & 0x7f);
}

/** Appends text with its length before it. */
export function text(out: number[], value: string): void {
  vector(out, [...new TextEncoder().encode(value)]);
}

/** Appends bytes with their number before them. */
export function vector(out: number[], bytes: readonly number[]): void {
  unsigned(out, bytes.length);
  append(out, bytes);
}

/** Appends bytes. A spread into `push` would overflow the stack with long ones. */
export function append(out: number[], bytes: ArrayLike<number>): void {
  for (let i = 0; i < bytes.length; i++) out.push(bytes[i]!);
}
