/** The 32-bit millisecond clock of UDP packets, which wraps every 49.7 days. @module */

/** Where the clock of a board wraps. */
export const MS32_MODULUS = 0x1_0000_0000;

/** Where Firestorm and pixelblaze-client wrap, one early: since 1970 their clocks have drifted some 400 ms away. */
export const FIRESTORM_MS32_MODULUS = 0xffff_ffff;

/** The low 32 bits of a time in ms, fractions dropped; give {@link FIRESTORM_MS32_MODULUS} to agree with Firestorm. */
export function toMs32(ms: number, modulus: number = MS32_MODULUS): number {
  const whole = Math.floor(ms) % modulus;
  return whole < 0 ? whole + modulus : whole + 0;
}

/** How many ms `later` is after `earlier` by the shorter way round: -2^31 to 2^31 - 1. */
export function ms32Difference(later: number, earlier: number): number {
  return (later - earlier) | 0;
}

/** The whole time in ms with these low 32 bits that is nearest to `near`. */
export function fromMs32(ms32: number, near: number): number {
  const whole = Math.floor(near);
  return whole + ms32Difference(ms32, toMs32(whole));
}
