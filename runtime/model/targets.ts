/** The names that a cue may tell something, to devices. @module */

import type { Problems } from "./problem.ts";
import type { DeviceSpec, Show } from "./show.ts";
import { didYouMean } from "./suggest.ts";

/** The name that means every device. */
const ALL = "all";
/** How deep groups may contain groups. */
const DEEPEST = 100;

/** The devices behind every name that a cue may use: each device, each group, and `all`. */
export function resolveTargets(show: Show, problems: Problems): Map<string, readonly DeviceSpec[]> {
  const targets = new Map<string, readonly DeviceSpec[]>();
  for (const device of show.devices) {
    if (device.name === ALL) problems.error(`A device cannot be called "${ALL}": that is every device`, device.where);
    if (targets.has(device.name)) problems.error(`Device "${device.name}" is there twice`, device.where);
    targets.set(device.name, [device]);
  }
  const groups = new Map<string, readonly DeviceSpec[]>();
  function members(group: string, above: readonly string[]): readonly DeviceSpec[] {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const where = { ...show.where, path: ["groups", group] };
    const found = new Set<DeviceSpec>();
    for (const name of show.groups[group]!) {
      if (Object.hasOwn(show.groups, name)) {
        if (above.includes(name)) problems.error(`Group "${name}" contains itself`, where);
        else if (above.length >= DEEPEST) problems.error(`Groups contain groups more than ${DEEPEST} deep`, where);
        else members(name, [...above, name]).forEach((device) => found.add(device));
      } else if (name === ALL) show.devices.forEach((device) => found.add(device));
      else if (targets.has(name)) targets.get(name)!.forEach((device) => found.add(device));
      else problems.error(`Unknown device "${name}" in group "${group}": ${didYouMean(name, targets.keys())}`, where);
    }
    const devices = show.devices.filter((device) => found.has(device));
    groups.set(group, devices);
    return devices;
  }
  for (const group of Object.keys(show.groups)) {
    const where = { ...show.where, path: ["groups", group] };
    if (group === ALL) problems.error(`A group cannot be called "${ALL}": that is every device`, where);
    else if (targets.has(group)) problems.error(`Group "${group}" has the name of a device`, where);
    members(group, [group]);
  }
  for (const [group, devices] of groups) if (!targets.has(group)) targets.set(group, devices);
  return targets.set(ALL, show.devices);
}
