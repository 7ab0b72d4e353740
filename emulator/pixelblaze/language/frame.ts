/** The functions by which the host runs a pattern: a frame's loop over the pixels, and single calls. @module */

import type { Callable, FunctionBody } from "../arithmetic/wasm/body.ts";
import { I32 } from "../arithmetic/wasm/opcodes.ts";
import {
  add,
  count,
  emit,
  keep,
  load,
  type Operand,
  run,
  set,
  shl,
  store,
  times,
  type Value,
  when,
} from "../arithmetic/wasm/value.ts";
import type { Emission } from "./emission.ts";
import { STATE } from "./layout.ts";
import { calledFunction, meaning } from "./names.ts";
import { invoke, spend, tablePlace } from "./steps.ts";
import { beginFrame, COORDINATE_SIZE, coordinates, transformed } from "./transforms.ts";

/** What a pixel takes off the steps besides its function. */
const PIXEL_STEPS = 5;

/** A call of an exported function with these arguments, as far as it takes them; its steps are paid. */
function entry(emission: Emission, f: FunctionBody, name: string, args: readonly Operand[], steps = 0): Value {
  const { program, costs } = emission;
  const found = meaning(program, name, program.main);
  const made = calledFunction(found);
  if (made === undefined) {
    spend(f, PIXEL_STEPS, 0);
    const handle = found.kind === "global" ? load(0, found.variable.address) : 0;
    return invoke(tablePlace(handle, 0), ...args);
  }
  spend(f, costs.prepaid(made) + steps, made.node.start);
  return {
    type: I32,
    emit: (f) => {
      for (const i of made.params.keys()) emit(f, args[i] ?? 0);
      f.call(emission.callable(made));
    },
  };
}

/** A function of the host's that calls an exported function with up to three numbers. */
export function singleCall(emission: Emission, name: string): Callable {
  const parameter = (index: number): Value => ({ type: I32, emit: (f) => f.get(index) });
  return {
    name,
    signature: { params: [I32, I32, I32], result: I32 },
    build: (f) => entry(emission, f, name, [0, 1, 2].map(parameter)).emit(f),
  };
}

/** A function of the host's that renders every pixel with a function of one, two or three dimensions. */
export function frameLoop(emission: Emission, name: string, dimensions: number): Callable {
  return {
    name: `every ${name}`,
    signature: { params: [], result: undefined },
    build: (f) => {
      run(f, beginFrame());
      const pixels = keep(f, load(0, STATE.pixelCount));
      const pixel = keep(f, load(0, STATE.pixels));
      const point = keep(f, load(0, STATE.coordinates));
      pixel.emit(f);
      f.constant(I32, 0);
      times(pixels, 3).emit(f);
      f.memoryFill();
      count(f, pixels, (i) => {
        store(f, 0, STATE.pixel, pixel);
        const args: Operand[] = [shl(i, 16), ...dimensions === 1 ? [] : seen(f, point)];
        run(f, entry(emission, f, name, args.slice(0, dimensions + 1), PIXEL_STEPS));
        set(f, pixel, add(pixel, 3));
        set(f, point, add(point, COORDINATE_SIZE));
      });
      store(f, 0, STATE.pixel, STATE.noPixel);
    },
  };
}

/** A pixel's coordinates after the frame's transformations. */
function seen(f: FunctionBody, address: Value): Value[] {
  const axes = coordinates(f, address).map((axis) => keep(f, axis));
  when(f, load(0, STATE.frameTransforms), () => {
    const moved = axes.map((_, axis) => keep(f, transformed(STATE.frameMatrix, axis, axes)));
    for (const [axis, target] of axes.entries()) set(f, target, moved[axis]!);
  });
  return axes;
}
