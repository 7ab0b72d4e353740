/** What each kind of device can be told, and how fast. @module */

import type { Action, KindName } from "./show.ts";

/** What the model knows of a kind of device. */
export interface Kind {
  /** The actions it takes. */
  readonly actions: readonly Action["do"][];
  /** Whether a ramp can move more than its brightness: variables and controls. */
  readonly hasVariables: boolean;
  /** Messages a second when the show does not say: what the device bears. */
  readonly rateHz: number;
  /** Shortest time between two samples of a ramp. */
  readonly sampleMs: number;
}

/**
 * The table of kinds. Pixelblaze: under 10 commands a second (the vendor's guide). Pixo: the line could carry more than
 * a thousand mouths a second, its firmware's loop is not known; 25 lines a second leave room for the fastest singing
 * (20 mouths in the busiest second of real lip-sync files).
 */
export const KINDS: Readonly<Record<KindName, Kind>> = {
  pixelblaze: {
    actions: ["pattern", "vars", "controls", "brightness", "ramp", "blackout", "next", "trigger"],
    hasVariables: true,
    rateHz: 10,
    sampleMs: 100,
  },
  pixo: {
    actions: ["face", "mouth", "eyes", "blink", "effects", "lipsync", "brightness", "ramp", "blackout", "command"],
    hasVariables: false,
    rateHz: 25,
    sampleMs: 100,
  },
};

/** Every mouth of a Pixo face (Pixo Device API): the Preston Blair set, `smile` (looks as `ai`) and `off`. */
export const MOUTHS: readonly string[] = ["rest", "ai", "e", "etc", "fv", "l", "mbp", "o", "u", "wq", "smile", "off"];

/** What the eyes can be told to be (Pixo Device API); a blink is an instant, not a state. */
export const EYES: readonly string[] = ["open", "closed", "off"];

/** What each face stands for (Pixo Device API). */
export const FACES: Readonly<Record<string, { readonly eyes: string; readonly mouth: string }>> = {
  off: { eyes: "off", mouth: "off" },
  rest: { eyes: "open", mouth: "rest" },
  smile: { eyes: "open", mouth: "smile" },
  sleep: { eyes: "closed", mouth: "rest" },
};

/** Control functions of a Pixelblaze pattern, by how their names begin, and what each takes. */
export const CONTROLS: readonly {
  readonly prefix: string;
  readonly takes: "level" | "switch" | "number" | "colour";
}[] = [
  { prefix: "slider", takes: "level" },
  { prefix: "toggle", takes: "switch" },
  { prefix: "inputNumber", takes: "number" },
  { prefix: "hsvPicker", takes: "colour" },
  { prefix: "rgbPicker", takes: "colour" },
];

/** The row of {@link CONTROLS} for a control's name, or undefined when it is not the name of a control. */
export function controlOf(name: string): (typeof CONTROLS)[number] | undefined {
  return CONTROLS.find(({ prefix }) => name.startsWith(prefix) && /^[A-Z0-9_$]/.test(name.slice(prefix.length)));
}

/**
 * Messages that a point takes. A Pixelblaze: one for the pattern, one for all values, one for each instant. A Pixo: all
 * in one line.
 */
export function pointCost(
  kind: KindName,
  point: { readonly keys: readonly string[]; readonly instants: number },
): number {
  if (kind === "pixo") return 1;
  const pattern = point.keys.includes("pattern") ? 1 : 0;
  const values = point.keys.filter((key) => key.startsWith("var:") || key.startsWith("control:")).length;
  const together = pattern === 0 ? Math.min(1, point.keys.length) : 1 + Math.min(1, values);
  return together + point.instants;
}
