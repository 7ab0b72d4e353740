/** Checks patterns, variables and controls against what is stored on the boards. @module */

import { controlOf } from "./kinds.ts";
import type { Placed } from "./place.ts";
import type { Problems } from "./problem.ts";
import { didYouMean } from "./suggest.ts";

/** What a pattern lets a show set. */
export interface PatternNames {
  /** Exported variables. */
  readonly vars: readonly string[];
  /** Control functions, e.g. `sliderSpeed`. */
  readonly controls: readonly string[];
}

/** Patterns by name, by device; a device that is not in it is not checked. */
export type Catalogue = ReadonlyMap<string, ReadonlyMap<string, PatternNames>>;

/** What the board's own playlist chooses is not known. */
const FROM_PLAYLIST = "";

/** Tells `problems` of every name that its board, or the pattern playing then, does not have. */
export function checkNames(placed: readonly Placed[], catalogue: Catalogue | undefined, problems: Problems): void {
  const playing = new Map<string, string>();
  for (const { device, action } of placed) {
    const patterns = catalogue?.get(device.name);
    if (action.do === "pattern") {
      playing.set(device.name, action.name);
      if (patterns !== undefined && !patterns.has(action.name)) {
        problems.error(
          `"${device.name}" has no pattern "${action.name}": ${didYouMean(action.name, patterns.keys())}`,
          action.where,
        );
      }
      continue;
    }
    if (action.do === "next") playing.set(device.name, FROM_PLAYLIST);
    const pattern = playing.get(device.name);
    const names = namesIn(action);
    if (pattern === undefined && names.length > 0 && patterns !== undefined) {
      problems.warn(
        `"${device.name}" has not been given a pattern yet: ${names.join(", ")} may not be in the one it plays`,
        action.where,
      );
    }
    const known = pattern === undefined ? undefined : patterns?.get(pattern);
    if (known === undefined) continue;
    for (const name of names) {
      const isControl = controlOf(name) !== undefined || name.startsWith("trigger");
      const all = isControl ? known.controls : known.vars;
      if (all.includes(name)) continue;
      problems.error(
        `Pattern "${pattern}" has no ${isControl ? "control" : "variable"} "${name}": ${didYouMean(name, all)}`,
        action.where,
      );
    }
  }
}

function namesIn(action: Placed["action"]): string[] {
  switch (action.do) {
    case "vars":
    case "controls":
      return Object.keys(action.values);
    case "ramp":
      return Object.keys(action.to).filter((name) => name !== "brightness");
    case "trigger":
      return [action.name];
    default:
      return [];
  }
}
