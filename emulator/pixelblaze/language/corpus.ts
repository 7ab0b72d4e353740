/** Tries many patterns: which compile, which run, which shine. @module */

import { decodeEpe } from "../../../protocol/pixelblaze/epe.ts";
import { decodePbb } from "../../../protocol/pixelblaze/pbb.ts";
import { decodePatternFile } from "../../../protocol/pixelblaze/pbp.ts";
import { compile } from "./compile.ts";
import { PatternError } from "./pattern_error.ts";
import type { CompiledPattern, ControlValue, PatternEnv, PatternRun, PixelMap, SensorReading } from "./types.ts";

/** A pattern from a file. */
export interface CorpusPattern {
  /** The file's name; within a backup, with the path behind it. */
  readonly name: string;
  /** Its code. */
  readonly source: string;
}

/**
 * How far a pattern came: refused by the compiler, stopped by a fault, dark in every frame, lit once it hears a sensor
 * board and its controls are turned, or lit at once.
 */
export type CorpusOutcome = "refused" | "stopped" | "dark" | "lit by hand" | "lit";

/** What came of a pattern. */
export interface CorpusResult {
  /** As in {@link CorpusPattern}. */
  readonly name: string;
  /** How far it came. */
  readonly outcome: CorpusOutcome;
  /** Why it was refused or stopped, with its place. */
  readonly reason?: string;
}

/** What came of all. */
export interface CorpusReport {
  /** Patterns that differ. */
  readonly total: number;
  /** Were not refused. */
  readonly compiled: number;
  /** Ran all frames. */
  readonly ran: number;
  /** Showed something, at once or by hand. */
  readonly lit: number;
  /** Those that were not lit at once. */
  readonly rest: readonly CorpusResult[];
}

const PIXELS = 256;
const FRAMES = 300;
const FRAME_MS = 1000 / 60;
const FLAT: readonly number[] = [16, 16];
const SOLID: readonly number[] = [8, 8, 4];
/** `/p/` and an id of 17 characters, in a backup or as a file of its own. */
const PATTERN_FILE = /(^|\/)[A-Za-z0-9]{17}$/;
/** What a script must have to be taken for a pattern. */
const IS_PATTERN = /\bexport\s+(?:function|var)\s+(?:beforeRender|render(?:2D|3D)?)\b/;
const LOUD: SensorReading = {
  frequencyData: Array.from({ length: 32 }, (_, i) => (32 - i) / 256),
  energyAverage: .05,
  maxFrequencyMagnitude: .1,
  maxFrequency: 440,
  accelerometer: [.01, .015, -.005],
  light: .5,
  analogInputs: [.2, .4, .6, .8, 1],
};

/**
 * The patterns in a file, by its name: `.js` is a source if it exports a function of the frame, `.epe` an export, `.pbb`
 * a backup, and a name of 17 letters and digits a pattern as it lies in flash. Any other file has none, nor has a
 * pattern without its source.
 *
 * @throws {ProtocolError} If the file is not what its name says.
 */
export function readPatterns(name: string, bytes: Uint8Array): CorpusPattern[] {
  const text = () => new TextDecoder().decode(bytes);
  if (name.endsWith(".js")) return IS_PATTERN.test(text()) ? [{ name, source: text() }] : [];
  if (name.endsWith(".epe")) return [{ name, source: decodeEpe(text()).source }];
  if (name.endsWith(".pbb")) {
    const files = [...decodePbb(text())].filter(([path]) => PATTERN_FILE.test(path));
    return files.flatMap(([path, file]) => fromFlash(`${name}:${path}`, file));
  }
  return PATTERN_FILE.test(name) ? fromFlash(name, bytes) : [];
}

function fromFlash(name: string, bytes: Uint8Array): CorpusPattern[] {
  const { source } = decodePatternFile(bytes);
  return source === undefined ? [] : [{ name, source }];
}

/** Runs patterns for 300 frames each on 256 pixels; those of the same source once. */
export function tryPatterns(patterns: Iterable<CorpusPattern>): CorpusReport {
  const bySource = new Map<string, CorpusPattern>();
  for (const pattern of patterns) if (!bySource.has(pattern.source)) bySource.set(pattern.source, pattern);
  const results = [...bySource.values()].map(tryPattern);
  const count = (...outcomes: CorpusOutcome[]) => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  return {
    total: results.length,
    compiled: results.length - count("refused"),
    ran: count("dark", "lit by hand", "lit"),
    lit: count("lit by hand", "lit"),
    rest: results.filter(({ outcome }) => outcome !== "lit"),
  };
}

/** Runs one pattern on a map of as many dimensions as it can render. */
export function tryPattern({ name, source }: CorpusPattern): CorpusResult {
  let pattern: CompiledPattern;
  try {
    pattern = compile(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { name, outcome: "refused", reason: `${error.message} at ${error.line}:${error.column}` };
  }
  const { render2D, render3D } = pattern.renders;
  const env: PatternEnv = {
    pixelCount: PIXELS,
    seed: 1,
    ...render3D ? { map: grid(SOLID) } : render2D ? { map: grid(FLAT) } : {},
  };
  const alone = pattern.start(env);
  if (shines(alone)) return stopped(name, alone) ?? { name, outcome: "lit" };
  const handled = pattern.start({ ...env, sensors: LOUD, gpio: { analogRead: () => .5, digitalRead: () => true } });
  for (const { name, arity } of pattern.controls) handled.setControl(name, turned(arity));
  const lit = shines(handled);
  return stopped(name, alone) ?? stopped(name, handled) ?? { name, outcome: lit ? "lit by hand" : "dark" };
}

function shines(run: PatternRun): boolean {
  let lit = false;
  for (let i = 0; i < FRAMES && run.fault === undefined; i++) {
    if (run.frame(i * FRAME_MS, FRAME_MS).some((byte) => byte > 0)) lit = true;
  }
  return lit;
}

function stopped(name: string, { fault }: PatternRun): CorpusResult | undefined {
  if (fault === undefined) return undefined;
  return { name, outcome: "stopped", reason: `${fault.message} at ${fault.line}:${fault.column}` };
}

function turned(arity: 0 | 1 | 3): ControlValue {
  return arity === 1 ? .75 : [.75, .75, .75].slice(0, arity);
}

function grid(sides: readonly number[]): PixelMap {
  const coordinates = new Uint16Array(PIXELS * sides.length);
  for (let i = 0; i < PIXELS; i++) {
    let rest = i;
    for (const [axis, side] of sides.entries()) {
      coordinates[i * sides.length + axis] = Math.round(rest % side / (side - 1) * 65535);
      rest = Math.floor(rest / side);
    }
  }
  return { dimensions: sides.length === 3 ? 3 : 2, coordinates };
}
