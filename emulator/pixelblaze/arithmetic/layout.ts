/** Where the arithmetic keeps its state and tables in the memory of a module, in bytes. @module */

/** State of `random`, 4 bytes, never 0. */
export const RANDOM_STATE = 16;
/** State of `prng`, 4 bytes, never 0. */
export const PRNG_STATE = 20;
/** After how many whole numbers the noise repeats: x, y, z as plain integers, 4 bytes each. */
export const NOISE_WRAP = 24;
/** The noise's two tables, 512 bytes each. */
export const NOISE_TABLES = 1024;
/** The first byte the arithmetic has no use for. */
export const ARITHMETIC_END = 2048;
