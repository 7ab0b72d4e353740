import { PatternError } from "../../../emulator/pixelblaze/language/pattern_error.ts";
import type {
  CompiledPattern,
  ControlValue,
  PatternControl,
  PatternEnv,
  PatternVars,
} from "../../../emulator/pixelblaze/language/types.ts";

/**
 * Knows `export var name = number` and `export function sliderName(...)`; every pixel shows the variable `red`, 0..1.
 * `syntax error` anywhere does not compile, a variable `next` that is 1 asks for the next pattern.
 */
export function fakeCompile(source: string): CompiledPattern {
  if (source.includes("syntax error")) throw new PatternError("unexpected token", { line: 3, column: 7 });
  const initial = [...source.matchAll(/export var (\w+) = (-?[\d.]+)/g)].map(([, name, value]) =>
    [name!, Number(value)] as const
  );
  const controls = [...source.matchAll(/export function ((slider|hsvPicker|showNumber|trigger)\w+)/g)].map(
    ([, name, kind]): PatternControl => ({
      name: name!,
      kind: kind as PatternControl["kind"],
      arity: kind === "slider" ? 1 : kind === "hsvPicker" ? 3 : 0,
    }),
  );
  return {
    exports: initial.map(([name]) => name),
    controls,
    renders: { beforeRender: true, render: true, render2D: false, render3D: false },
    notes: [],
    start(env: PatternEnv) {
      const vars: PatternVars = Object.fromEntries(initial);
      const setControl = (name: string, value?: ControlValue) => {
        const control = controls.find((one) => one.name === name);
        if (control === undefined || control.kind === "showNumber") return false;
        if (control.kind === "slider" && typeof value === "number") vars["red"] = value;
        return true;
      };
      for (const [name, value] of Object.entries(env.controls ?? {})) setControl(name, value);
      const rgb = new Uint8Array(env.pixelCount * 3);
      return {
        renderType: env.map?.dimensions ?? 1,
        fault: undefined,
        frameMs: 1,
        memory: { used: 10, total: 10_240 },
        frame() {
          if (vars["next"] === 1) env.sequencer?.next?.();
          for (let at = 0; at < rgb.length; at += 3) rgb[at] = Math.round(Number(vars["red"] ?? 0) * 255);
          return rgb;
        },
        getVars: () => ({ ...vars }),
        setVars(values) {
          for (const [name, value] of Object.entries(values)) {
            if (name in vars && (typeof value === "number" || Array.isArray(value))) vars[name] = value;
          }
        },
        setControl,
        setControls: (values) => Object.keys(values).filter((name) => !setControl(name, values[name])),
        readControls: () =>
          Object.fromEntries(
            controls.filter(({ kind }) => kind === "showNumber").map(({ name }) => [name, Number(vars["red"] ?? 0)]),
          ),
        setSensors() {},
      };
    },
  };
}
