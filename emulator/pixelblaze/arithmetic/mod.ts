/** The firmware's arithmetic, ready to be called: every function of numbers alone, on raw 16.16. @module */

import * as basic from "./basic.ts";
import * as exponential from "./exponential.ts";
import { NOISE_WRAP, PRNG_STATE, RANDOM_STATE } from "./layout.ts";
import * as noise from "./noise.ts";
import * as random from "./random.ts";
import * as roots from "./roots.ts";
import * as trig from "./trig.ts";
import { ModuleBuilder } from "./wasm/module.ts";
import { kernel } from "./wasm/value.ts";
import * as waves from "./waves.ts";

const multiply = kernel("multiply", 2, (_f, a, b) => basic.mul(a, b));
const complement = kernel("complement", 1, (_f, a) => basic.complement(a));
const KERNELS = [basic, exponential, noise, random, roots, trig, waves, { multiply, complement }]
  .flatMap((group) => Object.values(group))
  .filter((member): member is ReturnType<typeof kernel> => typeof member === "function" && "signature" in member);

/**
 * Makes an instance of its own, with its own random numbers.
 *
 * @returns Functions by name: `multiply`, `divide`, `sin`, `pow`, `perlin` and so on. All take and give raw 16.16.
 */
export function arithmetic(): Record<string, (...raw: number[]) => number> {
  const module = new ModuleBuilder([roots.HOST_POW]);
  for (const member of KERNELS) module.export(member.name, member);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const state = new Int32Array(memory.buffer);
  state[RANDOM_STATE / 4] = state[PRNG_STATE / 4] = random.SEED_FOR_ZERO;
  state.fill(256, NOISE_WRAP / 4, NOISE_WRAP / 4 + 3);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.encode()), {
    host: { memory, pow: Math.pow },
  });
  return instance.exports as Record<string, (...raw: number[]) => number>;
}
