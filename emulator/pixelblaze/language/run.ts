/** A pattern that is running. @module */

import { fromRaw, toRaw } from "../arithmetic/number.ts";
import { type Assembled, EXPORT, RENDER_NAMES } from "./assemble.ts";
import { FAULT, FAULT_MESSAGES, PatternStop } from "./faults.ts";
import { frameTime } from "./frame_time.ts";
import { hooks } from "./hooks.ts";
import { STATE } from "./layout.ts";
import { PatternMemory } from "./memory.ts";
import { mapDimensions, pixelCoordinates, renderType } from "./pixel_coordinates.ts";
import { SENSORS } from "./reference.ts";
import { CLOCK_FIELDS } from "./surroundings.ts";
import { COORDINATE_SIZE } from "./transforms.ts";
import type {
  ControlValue,
  PatternBudget,
  PatternControl,
  PatternEnv,
  PatternFault,
  PatternRun,
  PatternVars,
  RenderType,
  SensorReading,
} from "./types.ts";

const USUAL_STEPS = 50_000_000;
const STEPS_PER_PIXEL = 10_000;
const MOST_STEPS = 100_000_000;
const USUAL_DEPTH = 256;
const MOST_PIXELS = 32767;
const OUTPUTS: ReadonlySet<string> = new Set(["showNumber", "gauge"]);

/** See {@link PatternRun}. */
export class Run implements PatternRun {
  readonly renderType: RenderType;
  readonly #assembled: Assembled;
  readonly #env: PatternEnv;
  readonly #memory: PatternMemory;
  readonly #exports: Record<string, (...raw: number[]) => number>;
  readonly #budget: Required<Omit<PatternBudget, "arrayElements">>;
  #fault: PatternFault | undefined;
  #filled = 0;
  #frameSteps = 0;

  constructor(assembled: Assembled, env: PatternEnv) {
    const { pixelCount } = env;
    if (!Number.isInteger(pixelCount) || pixelCount < 0 || pixelCount > MOST_PIXELS) {
      throw new RangeError(
        `Cannot run a pattern: ${pixelCount} pixels, allowed is a whole number within 0..${MOST_PIXELS}`,
      );
    }
    this.#assembled = assembled;
    this.#env = env;
    const steps = Math.min(MOST_STEPS, USUAL_STEPS + STEPS_PER_PIXEL * pixelCount);
    this.#budget = { startSteps: steps, frameSteps: steps, callDepth: USUAL_DEPTH, ...env.budget };
    this.#memory = new PatternMemory(env, assembled.end, assembled.functionValues);
    this.renderType = renderType(assembled.renders, mapDimensions(env));
    this.#placePixels();
    this.#memory.set(STATE.nodeId, toRaw(env.nodeId ?? 0));
    const fail = (fault: number, offset: number): never => {
      throw new PatternStop(fault, offset);
    };
    const instance = new WebAssembly.Instance(assembled.module, {
      host: { memory: this.#memory.memory, fail, pow: Math.pow, ...hooks(env) },
    });
    this.#exports = instance.exports as Record<string, (...raw: number[]) => number>;
    this.#start();
  }

  get fault(): PatternFault | undefined {
    return this.#fault;
  }

  get memory(): { readonly used: number; readonly total: number } {
    return this.#memory.usage;
  }

  get frameMs(): number {
    return frameTime(this.#env.pixelCount, this.#frameSteps, this.#assembled.stepMicros);
  }

  frame(nowMs: number, deltaMs: number): Uint8Array {
    this.#setTime(nowMs);
    this.#fill(this.#budget.frameSteps);
    if (this.#assembled.renders.beforeRender) this.#call(EXPORT.beforeRender, [toRaw(deltaMs)]);
    if (this.renderType !== 0) this.#call(RENDER_NAMES[this.renderType], []);
    this.#frameSteps = this.#fault === undefined ? this.#filled - this.#memory.get(STATE.steps) : 0;
    return this.#memory.pixels;
  }

  getVars(): PatternVars {
    const read = this.#assembled.variables.map(({ name, address }) => [name, this.#memory.read(address)] as const);
    return Object.fromEntries(read);
  }

  setVars(values: Readonly<Record<string, unknown>>): void {
    for (const { name, address } of this.#assembled.variables) {
      if (!Object.hasOwn(values, name)) continue;
      const value = values[name];
      if (typeof value === "number") this.#memory.set(address, toRaw(value));
      else if (Array.isArray(value)) this.#setElements(address, value);
    }
  }

  setControl(name: string, value?: ControlValue): boolean {
    this.#fill(this.#budget.frameSteps);
    return this.#setControl(name, value);
  }

  setControls(values: Readonly<Record<string, ControlValue>>): string[] {
    this.#fill(this.#budget.frameSteps);
    return Object.entries(values).filter(([name, value]) => !this.#setControl(name, value)).map(([name]) => name);
  }

  #setControl(name: string, value: ControlValue | undefined): boolean {
    const control = this.#assembled.controls.find((control) => control.name === name);
    if (control === undefined || OUTPUTS.has(control.kind) || this.#fault !== undefined) return false;
    const raw = controlArguments(control, value);
    if (raw === undefined) return false;
    this.#call(name, raw);
    return true;
  }

  readControls(): Record<string, number> {
    const shown: Record<string, number> = {};
    this.#fill(this.#budget.frameSteps);
    for (const { name, kind } of this.#assembled.controls) {
      if (!OUTPUTS.has(kind)) continue;
      const number = fromRaw(this.#call(name, []));
      shown[name] = kind === "gauge" ? Math.min(1, Math.max(0, number)) : number;
    }
    return shown;
  }

  setSensors(reading: SensorReading): void {
    for (const { name, address } of this.#assembled.variables) {
      if (!Object.hasOwn(SENSORS, name)) continue;
      const sensor = name as keyof typeof SENSORS;
      const value = reading[sensor];
      if (typeof value === "number") this.#memory.set(address, toRaw(value));
      else if (value !== undefined) {
        if (this.#memory.array(this.#memory.get(address)) === undefined) this.#bindSensor(sensor, address);
        this.#setElements(address, value);
      }
    }
  }

  #start(): void {
    this.#setTime(this.#env.nowMs ?? 0);
    this.#fill(this.#budget.startSteps);
    for (const { name, address } of this.#assembled.variables) {
      if (Object.hasOwn(SENSORS, name)) this.#bindSensor(name as keyof typeof SENSORS, address);
    }
    this.#call(EXPORT.resetTransform, []);
    this.#call(EXPORT.main, []);
    if (this.#env.sensors !== undefined) this.setSensors(this.#env.sensors);
    const saved = this.#env.controls ?? {};
    this.#fill(this.#budget.frameSteps);
    for (const { name, kind } of this.#assembled.controls) {
      if (kind !== "trigger" && Object.hasOwn(saved, name)) this.#setControl(name, saved[name]);
    }
  }

  /** Gives a sensor variable the array the firmware keeps for it, full of 0 without a sensor board. */
  #bindSensor(sensor: keyof typeof SENSORS, address: number): void {
    if (SENSORS[sensor] > 0) this.#memory.set(address, this.#memory.makeSensorArray(SENSORS[sensor]));
  }

  #placePixels(): void {
    this.#memory.set(STATE.mapDimensions, mapDimensions(this.#env));
    const start = this.#memory.get(STATE.coordinates);
    for (let index = 0; index < this.#env.pixelCount; index++) {
      for (const [axis, raw] of pixelCoordinates(this.#env, this.renderType, index).entries()) {
        this.#memory.set(start + COORDINATE_SIZE * index + 4 * axis, raw);
      }
    }
  }

  #setTime(nowMs: number): void {
    this.#memory.set(STATE.now, Math.floor(nowMs) % 2 ** 32 | 0);
    if (!this.#assembled.usesClock) return;
    const clock = this.#env.wallClock?.();
    for (const [i, field] of CLOCK_FIELDS.entries()) this.#memory.set(STATE.clock + 4 * i, toRaw(clock?.[field] ?? 0));
  }

  #setElements(address: number, values: readonly unknown[]): void {
    const elements = this.#memory.array(this.#memory.get(address));
    for (let i = 0; i < Math.min(elements?.length ?? 0, values.length); i++) {
      const value = values[i];
      if (typeof value === "number") elements![i] = toRaw(value);
    }
  }

  /** Sets the watchdog for what comes next. */
  #fill(steps: number): void {
    this.#filled = Math.min(steps, 2 ** 31 - 1);
    this.#memory.set(STATE.steps, this.#filled);
    this.#memory.set(STATE.depth, this.#budget.callDepth);
  }

  /** Calls a function of the pattern, unless it has stopped. What it throws stops it. */
  #call(name: string, raw: readonly number[]): number {
    if (this.#fault !== undefined) return 0;
    try {
      return this.#exports[name]!(...raw);
    } catch (error) {
      this.#stop(error);
      return 0;
    }
  }

  #stop(error: unknown): void {
    const { program } = this.#assembled;
    if (error instanceof PatternStop) this.#fault = faultOf(error.fault, error.offset, program.place);
    else if (error instanceof RangeError) this.#fault = faultOf(FAULT.callDepth, 0, program.place);
    else if (error instanceof WebAssembly.RuntimeError) this.#fault = faultOf(FAULT.internal, 0, program.place);
    else throw error;
    this.#memory.pixels.fill(0);
    this.#memory.set(STATE.pixel, STATE.noPixel);
  }
}

function faultOf(
  fault: number,
  offset: number,
  place: (offset: number) => { line: number; column: number },
): PatternFault {
  return { vmerr: fault, vmerrpc: offset, message: FAULT_MESSAGES[fault]!, ...place(offset) };
}

/** A control's arguments in raw 16.16, if the value fits it. */
function controlArguments({ arity }: PatternControl, value: ControlValue | undefined): number[] | undefined {
  if (arity === 0) return [];
  const values = Array.isArray(value) ? value : [value];
  if (values.length !== arity || values.some((one) => typeof one !== "number")) return undefined;
  return values.map(toRaw);
}
