/** The memory of a running pattern, as the host sees it. @module */

import { NOISE_WRAP, PRNG_STATE, RANDOM_STATE } from "../arithmetic/layout.ts";
import { fromRaw } from "../arithmetic/number.ts";
import { SEED_FOR_ZERO } from "../arithmetic/random.ts";
import { ARRAYS, FIRST_ARRAY, FIRST_FUNCTION, HEAP, MOST_ELEMENTS, SENSOR_HEAP, STATE } from "./layout.ts";
import { COORDINATE_SIZE } from "./transforms.ts";
import type { PatternEnv } from "./types.ts";

const PAGE = 65536;
const LARGEST_WRAP = 256;

/** Everything in it is an i32, but the pixels. */
export class PatternMemory {
  readonly memory: WebAssembly.Memory;
  /** Three bytes for each pixel. */
  readonly pixels: Uint8Array;
  readonly #words: Int32Array;
  readonly #elements: number;
  readonly #functionValues: number;
  #sensorTop = SENSOR_HEAP;

  /**
   * @param end Where the pattern's own variables end.
   * @param functionValues How many functions are values.
   */
  constructor(env: PatternEnv, end: number, functionValues: number) {
    this.#functionValues = functionValues;
    const coordinates = end;
    const pixels = coordinates + COORDINATE_SIZE * env.pixelCount;
    const size = pixels + 3 * env.pixelCount;
    const pages = Math.ceil(size / PAGE);
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    this.#words = new Int32Array(this.memory.buffer);
    this.pixels = new Uint8Array(this.memory.buffer, pixels, 3 * env.pixelCount);
    this.#elements = Math.min(env.budget?.arrayElements ?? MOST_ELEMENTS, MOST_ELEMENTS);
    this.set(STATE.coordinates, coordinates);
    this.set(STATE.pixels, pixels);
    this.set(STATE.pixel, STATE.noPixel);
    this.set(STATE.pixelCount, env.pixelCount);
    this.set(STATE.heapTop, HEAP);
    this.set(STATE.heapEnd, HEAP + 4 * this.#elements);
    this.set(RANDOM_STATE, (env.seed | 0) || SEED_FOR_ZERO);
    this.set(PRNG_STATE, SEED_FOR_ZERO);
    for (let axis = 0; axis < 3; axis++) this.set(NOISE_WRAP + 4 * axis, LARGEST_WRAP);
  }

  /** The word at an address. */
  get(address: number): number {
    return this.#words[address >> 2]!;
  }

  /** Sets the word at an address. */
  set(address: number, raw: number): void {
    this.#words[address >> 2] = raw;
  }

  /** Array elements in use, and how many there may be. */
  get usage(): { used: number; total: number } {
    return { used: (this.get(STATE.heapTop) - HEAP) / 4, total: this.#elements };
  }

  /** The elements of the array a number stands for, if it does. */
  array(raw: number): Int32Array | undefined {
    const id = raw - FIRST_ARRAY;
    if (id < 0 || id >= this.get(STATE.arrayCount)) return undefined;
    const first = this.get(ARRAYS + 8 * id) >> 2;
    return this.#words.subarray(first, first + this.get(ARRAYS + 8 * id + 4));
  }

  /** Makes an array outside of the pattern's own elements. @returns The number that stands for it. */
  makeSensorArray(length: number): number {
    const id = this.get(STATE.arrayCount);
    this.set(STATE.arrayCount, id + 1);
    this.set(ARRAYS + 8 * id, this.#sensorTop);
    this.set(ARRAYS + 8 * id + 4, length);
    this.#sensorTop += 4 * length;
    return id + FIRST_ARRAY;
  }

  /** A variable's number, or its array's numbers; an array within an array, and a function, is 0. */
  read(address: number): number | number[] {
    const raw = this.get(address);
    const elements = this.array(raw);
    return elements === undefined ? this.#number(raw) : Array.from(elements, (element) => this.#number(element));
  }

  #number(raw: number): number {
    const isFunction = raw >= FIRST_FUNCTION && raw < FIRST_FUNCTION + this.#functionValues;
    return isFunction || this.array(raw) !== undefined ? 0 : fromRaw(raw);
  }
}
