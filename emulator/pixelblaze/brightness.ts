/** Colours as they leave the board. @module */

/** A copy of the colours at a brightness of 0 to 1. */
export function dimmed(rgb: Uint8Array, level: number): Uint8Array<ArrayBuffer> {
  const shown = new Uint8Array(rgb);
  if (level !== 1) { for (let at = 0; at < shown.length; at++) shown[at] = Math.round(shown[at]! * level); }
  return shown;
}
