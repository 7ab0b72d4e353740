/** Makes a pattern's module, and says what of it the host calls by which name. @module */

import { Emission } from "./emission.ts";
import { stepMicros } from "./frame_time.ts";
import { frameLoop, singleCall } from "./frame.ts";
import { GLOBALS } from "./layout.ts";
import { meaning } from "./names.ts";
import type { GlobalVariable, PatternProgram } from "./program.ts";
import { resetTransform } from "./transforms.ts";
import type { ControlKind, PatternControl, PatternRenders } from "./types.ts";

/** The module's exports. */
export const EXPORT = { main: "main", beforeRender: "beforeRender", resetTransform: "resetTransform" } as const;
/** The render functions by the dimensions they take. */
export const RENDER_NAMES = { 1: "render", 2: "render2D", 3: "render3D" } as const;

const FRAME_NAMES: ReadonlySet<string> = new Set([EXPORT.beforeRender, ...Object.values(RENDER_NAMES)]);

const CONTROL_KINDS: readonly [kind: ControlKind, arity: 0 | 1 | 3][] = [
  ["slider", 1],
  ["toggle", 1],
  ["trigger", 0],
  ["inputNumber", 1],
  ["hsvPicker", 3],
  ["rgbPicker", 3],
  ["showNumber", 0],
  ["gauge", 0],
];

/** A compiled pattern, ready to be instantiated. */
export interface Assembled {
  readonly program: PatternProgram;
  readonly module: WebAssembly.Module;
  readonly controls: readonly PatternControl[];
  readonly renders: PatternRenders;
  /** Exported variables in order. */
  readonly variables: readonly GlobalVariable[];
  /** Where the memory the pattern's own variables take ends. */
  readonly end: number;
  /** How many functions are values. */
  readonly functionValues: number;
  /** See {@link stepMicros}. */
  readonly stepMicros: number;
  /** Whether the clock is asked. */
  readonly usesClock: boolean;
}

/** Compiles a program's functions. */
export function assemble(program: PatternProgram): Assembled {
  const emission = new Emission(program);
  const { module } = emission;
  const callable = new Set(program.exported.filter((name) => mayBeFunction(program, name)));
  const controls = [...callable].flatMap(controlOf);
  module.export(EXPORT.main, emission.main());
  module.export(EXPORT.resetTransform, resetTransform);
  if (callable.has(EXPORT.beforeRender)) module.export(EXPORT.beforeRender, singleCall(emission, EXPORT.beforeRender));
  for (const [dimensions, name] of Object.entries(RENDER_NAMES)) {
    if (callable.has(name)) module.export(name, frameLoop(emission, name, Number(dimensions)));
  }
  for (const { name } of controls) module.export(name, singleCall(emission, name));
  const renders = {
    beforeRender: callable.has(EXPORT.beforeRender),
    render: callable.has(RENDER_NAMES[1]),
    render2D: callable.has(RENDER_NAMES[2]),
    render3D: callable.has(RENDER_NAMES[3]),
  };
  if (!renders.render && !renders.render2D && !renders.render3D) noteNoRender(program);
  const variables = program.exported.map((name) => program.globals.get(name))
    .filter((variable): variable is GlobalVariable => variable !== undefined && variable.constant === undefined);
  const bytes = module.encode();
  return {
    program,
    module: new WebAssembly.Module(bytes),
    controls,
    renders,
    variables,
    end: GLOBALS + 4 * program.globals.size,
    functionValues: module.tableSize,
    stepMicros: stepMicros(program),
    usesClock: /\bclock[A-Z]/.test(program.source),
  };
}

/** Whether an exported name can be called: a function, or for the frame's own names a variable that may come to hold one. */
function mayBeFunction(program: PatternProgram, name: string): boolean {
  const found = meaning(program, name, program.main);
  if (found.kind !== "global") return found.kind === "function";
  return found.variable.constant !== undefined || program.main.declared.has(name) || FRAME_NAMES.has(name);
}

function controlOf(name: string): PatternControl[] {
  const found = CONTROL_KINDS.find(([kind]) => name.startsWith(kind));
  return found === undefined ? [] : [{ name, kind: found[0], arity: found[1] }];
}

function noteNoRender(program: PatternProgram): void {
  const message = "The pattern shows nothing: it exports none of render, render2D and render3D";
  program.notes.push({ message, line: 1, column: 1 });
}
