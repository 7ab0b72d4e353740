/** Random numbers of raw 16.16. The firmware's generators are not published; these are xorshift32. @module */

import { PRNG_STATE, RANDOM_STATE } from "./layout.ts";
import {
  choose,
  keep,
  type Kernel,
  kernel,
  load,
  narrow,
  set,
  shl,
  shr,
  shrU,
  store,
  times,
  wide,
  wideU,
  xor,
} from "./wasm/value.ts";

/** Stands for a seed of 0, which xorshift cannot leave. */
export const SEED_FOR_ZERO = 0x2545f491;

/** The next 32 bits of a generator. */
const next: Kernel = kernel("next", 1, (f, address) => {
  const bits = keep(f, load(address));
  set(f, bits, xor(bits, shl(bits, 13)));
  set(f, bits, xor(bits, shrU(bits, 17)));
  set(f, bits, xor(bits, shl(bits, 5)));
  store(f, address, 0, bits);
  return bits;
});

/** 0 to `limit`, without it. */
export const random: Kernel = kernel(
  "random",
  1,
  (_f, limit) => narrow(shr(times(wideU(next(RANDOM_STATE)), wide(limit)), 32)),
);

/** 0 to `limit`, without it, the same numbers after the same seed. */
export const prng: Kernel = kernel(
  "prng",
  1,
  (_f, limit) => narrow(shr(times(wideU(next(PRNG_STATE)), wide(limit)), 32)),
);

/** Seeds {@link prng}. @returns The seed as it stood, which takes it up again where it was. */
export const prngSeed: Kernel = kernel("prngSeed", 1, (f, seed) => {
  const old = keep(f, load(PRNG_STATE));
  store(f, PRNG_STATE, 0, choose(seed, seed, SEED_FOR_ZERO));
  return old;
});
