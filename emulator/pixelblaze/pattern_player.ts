/** The pattern that runs on a software board: its variables, controls and frames. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import { countNumbers } from "./board_stats.ts";
import { PatternError } from "./language/pattern_error.ts";
import type { CompiledPattern, ControlValue, PatternEnv, PatternFault, PatternRun } from "./language/types.ts";
import type { SensorReading } from "./language/types.ts";

/** A pattern to play. */
export interface PlayerPattern {
  /** null for code that is not stored. */
  readonly id: string | null;
  /** Its name, for messages. */
  readonly name: string;
  /** Its source; empty for one that cannot run. */
  readonly source: string;
}

/** Variables waiting for their frame. */
interface QueuedVars {
  readonly at: Millis;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The error number of a pattern that could not even start; a board has none, since it only gets compiled patterns. */
export const VMERR_NO_PROGRAM = 1;

/** Messages that may wait, and numbers in them; beyond it a board is out of memory. */
const MAX_QUEUE = 500;
const MAX_QUEUED_NUMBERS = 200_000;

/** Compiles, starts and runs one pattern at a time. Never throws because of a pattern. */
export class PatternPlayer {
  readonly #compile: (source: string) => CompiledPattern;
  #pattern: PlayerPattern | undefined;
  #compiled: CompiledPattern | undefined;
  #run: PatternRun | undefined;
  #fault: PatternFault | undefined;
  #live = new Map<string, ControlValue>();
  #queue: QueuedVars[] = [];
  #queuedNumbers = 0;
  #rgb: Uint8Array;
  #lastFrame: Millis | undefined;
  #hears = false;
  #told: PatternFault | undefined;

  /**
   * Dark at first.
   *
   * @param compile What makes a program of a source.
   */
  constructor(compile: (source: string) => CompiledPattern, pixelCount: number) {
    this.#compile = compile;
    this.#rgb = new Uint8Array(pixelCount * 3);
  }

  /** The pattern last loaded. */
  get pattern(): PlayerPattern | undefined {
    return this.#pattern;
  }

  /** Why nothing runs, if something should. */
  get fault(): PatternFault | undefined {
    return this.#fault ?? this.#run?.fault;
  }

  /** Why the pattern stopped, the first time it is asked after it did. */
  takeFault(): PatternFault | undefined {
    const { fault } = this;
    if (fault === this.#told) return undefined;
    this.#told = fault;
    return fault;
  }

  /** Dimensions of the render function that runs; 0 if none does. */
  get renderType(): 0 | 1 | 2 | 3 {
    return this.#fault === undefined ? this.#run?.renderType ?? 0 : 0;
  }

  /** Array elements left. */
  get memoryLeft(): number {
    const memory = this.#run?.memory;
    return memory === undefined ? 10_240 : memory.total - memory.used;
  }

  /** About how long the last frame would have taken a board; 0 if nothing runs. */
  get frameMs(): Millis {
    return this.#run?.frameMs ?? 0;
  }

  /** Messages of variables that wait for a frame. */
  get queued(): number {
    return this.#queue.length;
  }

  /** The colours of the last frame, red green blue, before brightness. The player's own array. */
  get rgb(): Uint8Array {
    return this.#rgb;
  }

  /** Starts a pattern with its saved control values. Variables that wait for the pattern before are dropped. */
  load(pattern: PlayerPattern, env: PatternEnv): void {
    this.unload(pattern, env.pixelCount);
    this.#hears = env.sensors !== undefined;
    try {
      this.#compiled = this.#compile(pattern.source);
      this.#run = this.#compiled.start(env);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      this.#fail(error.message, error);
      return;
    }
    for (const { name, arity } of this.#compiled.controls) {
      const saved = env.controls?.[name];
      if (saved !== undefined && arity > 0) this.#live.set(name, saved);
    }
  }

  /** Stops what runs and goes dark; with a reason, says so in the statistics. */
  unload(pattern: PlayerPattern | undefined, pixelCount: number, reason?: string): void {
    this.#pattern = pattern;
    this.#compiled = undefined;
    this.#run = undefined;
    this.#fault = undefined;
    this.#live = new Map();
    this.#queue = [];
    this.#queuedNumbers = 0;
    this.#lastFrame = undefined;
    this.#rgb = new Uint8Array(pixelCount * 3);
    if (reason !== undefined) this.#fail(reason, { line: 1, column: 1 });
  }

  /** Stays dark on another number of pixels. */
  resize(pixelCount: number): void {
    this.#rgb = new Uint8Array(pixelCount * 3);
  }

  /** Sets variables at once, past those that wait. */
  setVars(values: Readonly<Record<string, unknown>>): void {
    this.#run?.setVars(values);
  }

  /** Puts variables in line for a frame. False if too many wait. */
  queueVars(values: Readonly<Record<string, unknown>>, at: Millis): boolean {
    const numbers = countNumbers(values);
    if (this.#queue.length >= MAX_QUEUE || this.#queuedNumbers + numbers > MAX_QUEUED_NUMBERS) return false;
    this.#queue.push({ at, values });
    this.#queuedNumbers += numbers;
    return true;
  }

  /** Every exported variable as it is now. */
  vars(): Record<string, number | number[]> {
    return this.#run?.getVars() ?? {};
  }

  /** Calls controls with new values; gives the names the pattern does not have. */
  setControls(values: Readonly<Record<string, ControlValue>>): string[] {
    const unknown = this.#run?.setControls(values) ?? Object.keys(values);
    const refused = new Set(unknown);
    for (const { name, arity } of this.#compiled?.controls ?? []) {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value !== undefined && arity > 0 && !refused.has(name)) this.#live.set(name, value);
    }
    return unknown;
  }

  /** Values that were saved or set, by control. */
  setValues(): Record<string, ControlValue> {
    return Object.fromEntries(this.#live);
  }

  /** What is stored when the controls are saved: values that were set, and those that are shown. */
  valuesToSave(): Record<string, ControlValue> {
    return { ...this.setValues(), ...this.#run?.readControls() };
  }

  /** Live values of the controls in the order of the source: those set, those shown, and 0 for those never set. */
  controls(): Record<string, ControlValue> {
    const shown = this.#run?.readControls() ?? {};
    const values: Record<string, ControlValue> = {};
    for (const { name, kind, arity } of this.#compiled?.controls ?? []) {
      if (kind === "trigger") continue;
      values[name] = shown[name] ?? this.#live.get(name) ?? (arity === 3 ? [0, 0, 0] : 0);
    }
    return values;
  }

  /** A new reading of a sensor board. A pattern that was started before there was one does not hear it. */
  setSensors(reading: SensorReading): void {
    if (this.#hears) this.#run?.setSensors(reading);
  }

  /**
   * One frame: the oldest waiting variables, then every pixel.
   *
   * @param boardMs The board's own clock.
   * @returns The variables that were applied, if any waited.
   */
  frame(boardMs: Millis, now: Millis): QueuedVars | undefined {
    const applied = this.#queue.shift();
    if (applied !== undefined) this.#queuedNumbers -= countNumbers(applied.values);
    if (this.#run === undefined) return applied;
    if (applied !== undefined) this.#run.setVars(applied.values);
    const delta = this.#lastFrame === undefined ? 0 : now - this.#lastFrame;
    this.#lastFrame = now;
    this.#rgb = this.#run.frame(boardMs, delta);
    return applied;
  }

  #fail(message: string, place: { line: number; column: number }): void {
    this.#fault = { vmerr: VMERR_NO_PROGRAM, vmerrpc: 0, message, line: place.line, column: place.column };
  }
}
