/**
 * What a pattern is to the software board: compiled once, started with an environment, asked for frames.
 *
 * `compile(source)` in `compile.ts` gives a {@link CompiledPattern}; everything here is plain data and interfaces.
 * @module
 */

/** A place in a pattern's source. */
export interface SourcePlace {
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
}

/** Something about the source its author may want to know; the pattern runs all the same. */
export interface PatternNote extends SourcePlace {
  /** What it is, in a sentence without its end. */
  readonly message: string;
}

/** The kinds of control a pattern makes by exporting a function whose name begins with the kind. */
export type ControlKind =
  | "slider"
  | "toggle"
  | "trigger"
  | "inputNumber"
  | "hsvPicker"
  | "rgbPicker"
  | "showNumber"
  | "gauge";

/** One control of a pattern. */
export interface PatternControl {
  /** The exported function's whole name, e.g. `sliderSpeed`: the key in `setControls` and `getControls`. */
  readonly name: string;
  /** What it looks like, and when its function is called. */
  readonly kind: ControlKind;
  /** How many numbers it takes: 3 for the pickers, 0 for triggers and outputs, otherwise 1. */
  readonly arity: 0 | 1 | 3;
}

/** Which frame functions a pattern exports. */
export interface PatternRenders {
  /** Called once before the pixels, with the milliseconds since the last frame. */
  readonly beforeRender: boolean;
  /** Called for every pixel with its index. */
  readonly render: boolean;
  /** Called for every pixel with its index, x and y. */
  readonly render2D: boolean;
  /** Called for every pixel with its index, x, y and z. */
  readonly render3D: boolean;
}

/** What `stats` calls `renderType`: the dimensions of the render function in use, 0 when there is none. */
export type RenderType = 0 | 1 | 2 | 3;

/** A pixel map as the board stores it (`pixelmap.dat`, version 2). */
export interface PixelMap {
  /** How many axes it has. */
  readonly dimensions: 1 | 2 | 3;
  /** `dimensions` numbers 0..65535 for each pixel, pixel after pixel. A map for another pixel count is not applied. */
  readonly coordinates: Uint16Array;
}

/**
 * What a sensor board hears and sees. Fields left out leave their variable alone.
 * Values are in the pattern's own units and are truncated to 16.16.
 */
export interface SensorReading {
  /** 32 magnitudes. */
  readonly frequencyData?: readonly number[];
  /** The total volume. */
  readonly energyAverage?: number;
  /** The strength of the loudest tone. */
  readonly maxFrequencyMagnitude?: number;
  /** Hertz. */
  readonly maxFrequency?: number;
  /** x, y, z. */
  readonly accelerometer?: readonly number[];
  /** The light in the room, 0..1. */
  readonly light?: number;
  /** 5 inputs, 0..1. */
  readonly analogInputs?: readonly number[];
}

/** The wall clock as a pattern sees it. */
export interface WallClock {
  /** All four digits. */
  readonly year: number;
  /** 1..12. */
  readonly month: number;
  /** 1..31. */
  readonly day: number;
  /** 0..23. */
  readonly hour: number;
  /** 0..59. */
  readonly minute: number;
  /** 0..59. */
  readonly second: number;
  /** Sunday = 1. */
  readonly weekday: number;
}

/** How a pattern reaches the sequencer of its board. A hook that is left out answers 0. */
export interface SequencerHooks {
  /** 0 off, 1 shuffle, 2 playlist, 3 follower of a sync group. */
  readonly mode?: () => number;
  /** Goes to the next pattern. */
  readonly next?: () => void;
  /** The place in the playlist, from 0. */
  readonly position?: () => number;
  /** Goes to a place of the playlist. */
  readonly setPosition?: (position: number) => void;
  /** How many items the playlist has. */
  readonly length?: () => number;
}

/** How a pattern reaches the pins of its board. A hook that is left out answers 0. */
export interface GpioHooks {
  /** `mode` is one of the values of `INPUT`, `OUTPUT` and their kin. */
  readonly pinMode?: (pin: number, mode: number) => void;
  /** Sets an output. */
  readonly digitalWrite?: (pin: number, high: boolean) => void;
  /** Whether a pin is high. */
  readonly digitalRead?: (pin: number) => boolean;
  /** 0..1. */
  readonly analogRead?: (pin: number) => number;
  /** 0..1. */
  readonly touchRead?: (pin: number) => number;
}

/**
 * How much a pattern may do before the watchdog stops it. One step is about one operation of the pattern's source.
 * It stands for the firmware's watchdog, whose limit is not published.
 */
export interface PatternBudget {
  /** Steps of the main body. Default: see {@link PatternBudget.frameSteps}. */
  readonly startSteps?: number;
  /**
   * Steps of one frame, of the controls that are set together and of those that are read. Default 50 million and
   * 10,000 for each pixel, at most 100 million: at most .3 s on the machine it was measured on.
   */
  readonly frameSteps?: number;
  /** Calls within calls. Default 256. */
  readonly callDepth?: number;
  /** Array elements in all. Default 10240, as on a V3. */
  readonly arrayElements?: number;
}

/** A control's value: one number, or three for a picker. */
export type ControlValue = number | readonly number[];

/** The board a pattern runs on. */
export interface PatternEnv {
  /** 0..32767. */
  readonly pixelCount: number;
  /** Where the pixels are; left out when there is no map. */
  readonly map?: PixelMap;
  /** Seed of `random`, so that two runs are equal; any number, its low 32 bits count. */
  readonly seed: number;
  /** The synchronised clock while the main body runs, in milliseconds; default 0. */
  readonly nowMs?: number;
  /** Saved control values, given to the control functions before the first frame. */
  readonly controls?: Readonly<Record<string, ControlValue>>;
  /** The sensor board's reading at the start; left out when there is no sensor board. */
  readonly sensors?: SensorReading;
  /** Asked once per frame and only if the pattern uses a clock function; `undefined` makes them all answer 0. */
  readonly wallClock?: () => WallClock | undefined;
  /** The board's place in its sync group; default 0. */
  readonly nodeId?: number;
  /** The board's sequencer. */
  readonly sequencer?: SequencerHooks;
  /** The board's pins. */
  readonly gpio?: GpioHooks;
  /** How much the pattern may do. */
  readonly budget?: PatternBudget;
}

/** Why a pattern stopped. The board goes on, dark. */
export interface PatternFault extends SourcePlace {
  /** Not 0; the `vmerr` of the board's statistics. */
  readonly vmerr: number;
  /** The `vmerrpc` of the board's statistics: here the character offset into the source. */
  readonly vmerrpc: number;
  /** What happened, in a sentence without its end. */
  readonly message: string;
}

/** A pattern's exported variables: numbers are multiples of 1/65536 within ±32768. */
export type PatternVars = Record<string, number | number[]>;

/** A pattern that is running. Nothing of it waits, and nothing of it throws because of the pattern. */
export interface PatternRun {
  /** Which render function runs on the map it was started with. */
  readonly renderType: RenderType;
  /** Set once the pattern has failed; from then on frames are black and controls do nothing. */
  readonly fault: PatternFault | undefined;
  /** About how long the last frame would have taken a Pixelblaze V3, in milliseconds: see `frame_time.ts`. */
  readonly frameMs: number;
  /** Array elements in use, and how many there may be. */
  readonly memory: { readonly used: number; readonly total: number };
  /**
   * Runs `beforeRender`, then the render function for every pixel.
   *
   * @param nowMs The synchronised clock in milliseconds; `time()` sees its whole milliseconds modulo 2^32.
   * @param deltaMs Milliseconds since the last frame, given to `beforeRender` in 16.16.
   * @returns Three bytes, red green blue, per pixel, before the board's brightness. The same array every time.
   */
  frame(nowMs: number, deltaMs: number): Uint8Array;
  /** The exported variables as they are now. Elements that are arrays or functions themselves read 0. */
  getVars(): PatternVars;
  /**
   * Sets exported variables. Numbers are truncated to 16.16 and saturate; an array replaces the elements of the
   * array that is there, as many as both have. Unknown names and values of other kinds are passed over.
   */
  setVars(values: Readonly<Record<string, unknown>>): void;
  /**
   * Calls a control's function. A trigger needs no value.
   *
   * @returns Whether the pattern has such an input control and the value fits it.
   */
  setControl(name: string, value?: ControlValue): boolean;
  /** Sets several controls, all within the steps of one frame; gives the names of those it has not or that do not fit. */
  setControls(values: Readonly<Record<string, ControlValue>>): string[];
  /** Calls every `showNumber` and `gauge` function: their values by name, a gauge's within 0..1. */
  readControls(): Record<string, number>;
  /** A new reading of the sensor board, seen by the next frame. */
  setSensors(reading: SensorReading): void;
}

/** A pattern that is understood and can be started any number of times. */
export interface CompiledPattern {
  /** Names of the exported variables, in the order of the source. */
  readonly exports: readonly string[];
  /** Controls in the order of the source. */
  readonly controls: readonly PatternControl[];
  /** Which functions of a frame it exports. */
  readonly renders: PatternRenders;
  /** What its author may want to know. */
  readonly notes: readonly PatternNote[];
  /**
   * Runs the main body and gives the controls their saved values.
   *
   * @throws {RangeError} If `pixelCount` is not a whole number within 0..32767. A mistake of the pattern does not throw: see
   * {@link PatternRun.fault}.
   */
  start(env: PatternEnv): PatternRun;
}
