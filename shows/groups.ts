/** The groups of a built show, out of the actions on them. @module */

import type { TargetAction } from "./builder.ts";

/**
 * Names of devices by group.
 *
 * @throws {TypeError} for two groups of one name that have other devices
 */
export function groupsOf(used: readonly TargetAction[]): Record<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const { group, devices } of used) {
    if (group === undefined) continue;
    const names = devices.map(({ name }) => name);
    const known = groups.get(group) ?? names;
    if (known.length !== names.length || known.some((name, i) => name !== names[i])) {
      throw new TypeError(`Two groups are called "${group}": one of ${known.join(", ")}, one of ${names.join(", ")}`);
    }
    groups.set(group, names);
  }
  return Object.fromEntries(groups);
}
