/**
 * Everything a pattern can name without declaring it, by the groups of simap/pixelblaze README.expressions.
 * @module
 */

import * as basic from "../arithmetic/basic.ts";
import * as exponential from "../arithmetic/exponential.ts";
import { literalToRaw } from "../arithmetic/number.ts";
import * as noise from "../arithmetic/noise.ts";
import * as random from "../arithmetic/random.ts";
import * as roots from "../arithmetic/roots.ts";
import * as trig from "../arithmetic/trig.ts";
import * as waves from "../arithmetic/waves.ts";
import type { Callable } from "../arithmetic/wasm/body.ts";
import * as arrays from "./arrays.ts";
import * as colour from "./colour.ts";
import * as surroundings from "./surroundings.ts";
import * as transforms from "./transforms.ts";

/** A built-in function. */
export interface Builtin {
  readonly name: string;
  readonly group: string;
  /** How many arguments it takes; more are worked out and dropped. */
  readonly params: number;
  /** What stands for an argument that is left out, raw; 0 where nothing is said. */
  readonly defaults: Readonly<Record<number, number>>;
  /** What a call of it takes off the watchdog's steps. */
  readonly steps: number;
  readonly callable: Callable;
  /** Whether it wants the place of its call behind the arguments, because it may stop the pattern there. */
  readonly placed: boolean;
}

type Row = [callable: Callable, steps: number, defaults?: Readonly<Record<number, number>>];

const ONE = basic.ONE;
/** Functions of numbers. */
const PLAIN: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  math: {
    abs: [basic.abs, 2],
    acos: [trig.acos, 20],
    asin: [trig.asin, 20],
    atan: [trig.atan, 10],
    atan2: [trig.atan2, 10],
    ceil: [basic.ceil, 2],
    clamp: [basic.clamp, 3],
    cos: [trig.cos, 10],
    exp: [exponential.exp, 100],
    floor: [basic.floor, 1],
    frac: [basic.frac, 2],
    hypot: [roots.hypot, 10],
    hypot3: [roots.hypot3, 10],
    log: [exponential.log, 500],
    log2: [exponential.log2, 60],
    max: [basic.max, 2],
    min: [basic.min, 2],
    mod: [basic.mod, 5],
    pow: [exponential.pow, 50],
    prng: [random.prng, 6],
    prngSeed: [random.prngSeed, 3],
    random: [random.random, 6],
    round: [basic.round, 2],
    sin: [trig.sin, 10],
    sqrt: [roots.sqrt, 10],
    tan: [trig.tan, 30],
    trunc: [basic.trunc, 2],
  },
  waveform: {
    time: [surroundings.time, 10],
    wave: [waves.wave, 12],
    square: [waves.square, 3],
    triangle: [waves.triangle, 3],
    mix: [waves.mix, 3],
    smoothstep: [waves.smoothstep, 15],
    bezierQuadratic: [waves.bezierQuadratic, 10],
    bezierCubic: [waves.bezierCubic, 20],
    perlin: [noise.perlin, 100],
    perlinFbm: [noise.perlinFbm, 1000],
    perlinRidge: [noise.perlinRidge, 1000],
    perlinTurbulence: [noise.perlinTurbulence, 1000],
    setPerlinWrap: [noise.setPerlinWrap, 6],
  },
  colour: {
    hsv: [colour.hsv, 20],
    hsv24: [colour.hsv, 20],
    rgb: [colour.rgb, 10],
  },
  transformation: {
    resetTransform: [transforms.resetTransform, 12],
    transform: [transforms.transform, 100],
    translate: [transforms.translate, 100],
    scale: [transforms.scale, 100],
    rotate: [transforms.rotateZ, 120],
    translate3D: [transforms.translate3D, 100],
    scale3D: [transforms.scale3D, 100],
    rotateX: [transforms.rotateX, 120],
    rotateY: [transforms.rotateY, 120],
    rotateZ: [transforms.rotateZ, 120],
  },
  map: {
    pixelMapDimensions: [surroundings.pixelMapDimensions, 1],
    has2DMap: [surroundings.has2DMap, 1],
    has3DMap: [surroundings.has3DMap, 1],
  },
  pins: {
    analogRead: [surroundings.HOOKS.analogRead!, 100],
    pinMode: [surroundings.HOOKS.pinMode!, 100],
    digitalWrite: [surroundings.HOOKS.digitalWrite!, 100],
    digitalRead: [surroundings.HOOKS.digitalRead!, 100],
    touchRead: [surroundings.HOOKS.touchRead!, 100],
    // A V2's name for it.
    readAdc: [surroundings.HOOKS.analogRead!, 100],
  },
  clock: Object.fromEntries(Object.entries(surroundings.CLOCK_KERNELS).map(([name, kernel]) => [name, [kernel, 1]])),
  sync: { nodeId: [surroundings.nodeId, 1] },
  sequencer: {
    sequencerNext: [surroundings.HOOKS.sequencerNext!, 100],
    sequencerGetMode: [surroundings.HOOKS.sequencerGetMode!, 100],
    playlistGetPosition: [surroundings.HOOKS.playlistGetPosition!, 100],
    playlistSetPosition: [surroundings.HOOKS.playlistSetPosition!, 100],
    playlistGetLength: [surroundings.HOOKS.playlistGetLength!, 100],
  },
};

/** Functions that may stop the pattern. */
const PLACED: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  array: {
    array: [arrays.array, 10],
    arrayForEach: [arrays.arrayForEach, 10],
    arrayLength: [arrays.arrayLength, 3],
    arrayMapTo: [arrays.arrayMapTo, 10],
    arrayMutate: [arrays.arrayMutate, 10],
    arrayReduce: [arrays.arrayReduce, 10],
    arraySort: [arrays.arraySort, 10],
    arraySortBy: [arrays.arraySortBy, 10],
    arraySum: [arrays.arraySum, 10],
  },
  colour: {
    setPalette: [colour.setPalette, 5],
    paint: [colour.paint, 30, { 1: ONE }],
  },
  map: { mapPixels: [transforms.mapPixels, 10] },
};

/** Built-in functions of a fixed number of arguments, by name. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([...rows(PLAIN, false), ...rows(PLACED, true)]);

/** The two that take any number of arguments; their code is made at the place of the call. */
export const REPLACERS: ReadonlySet<string> = new Set(["arrayReplace", "arrayReplaceAt"]);

/** Methods of arrays, and the function each is. `replace` and `replaceAt` follow what the emulators do: the README calls both `replace`. */
export const METHODS: ReadonlyMap<string, string> = new Map([
  ["forEach", "arrayForEach"],
  ["mapTo", "arrayMapTo"],
  ["mutate", "arrayMutate"],
  ["reduce", "arrayReduce"],
  ["replace", "arrayReplace"],
  ["replaceAt", "arrayReplaceAt"],
  ["sort", "arraySort"],
  ["sortBy", "arraySortBy"],
  ["sum", "arraySum"],
]);

/** Constants, raw: literals to the compiler, so their last bit is 0 (PI is 205886 in the bytecode of 62 patterns). */
export const CONSTANTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    E: Math.E,
    PI: Math.PI,
    PI2: Math.PI * 2,
    PI3_4: Math.PI * 3 / 4,
    PISQ: Math.PI ** 2,
    LN2: Math.LN2,
    LN10: Math.LN10,
    LOG2E: Math.LOG2E,
    LOG10E: Math.LOG10E,
    SQRT1_2: Math.SQRT1_2,
    SQRT2: Math.SQRT2,
    ...surroundings.PIN_CONSTANTS,
  }).map(([name, value]) => [name, literalToRaw(value)]),
);

/** The name of the number of pixels. */
export const PIXEL_COUNT = "pixelCount";

/** The sensor board's variables, and how many elements each has; 0 is a plain number. */
export const SENSORS = {
  frequencyData: 32,
  energyAverage: 0,
  maxFrequencyMagnitude: 0,
  maxFrequency: 0,
  accelerometer: 3,
  light: 0,
  analogInputs: 5,
} as const;

function rows(groups: Readonly<Record<string, Readonly<Record<string, Row>>>>, placed: boolean): [string, Builtin][] {
  return Object.entries(groups).flatMap(([group, members]) =>
    Object.entries(members).map(([name, [callable, steps, defaults = {}]]): [string, Builtin] => {
      const params = callable.signature.params.length - (placed ? 1 : 0);
      return [name, { name, group, params, defaults, steps, callable, placed }];
    })
  );
}
