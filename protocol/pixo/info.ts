/** The fields of an `info` reply. @module */

import { flag, fraction, type Kind, reported } from "./kinds.ts";
import { type Piece, refuse } from "./piece.ts";

/** What a device tells about itself; every field may be missing. */
export interface PixoInfo {
  /** The name that people give it. */
  readonly name?: string;
  /** What kind of device it is. */
  readonly persona?: string;
  /** Serial number. */
  readonly serial?: string;
  /** Version of the software. */
  readonly software?: string;
  /** Version of the hardware. */
  readonly hardware?: string;
  /** True if WiFi is on. */
  readonly wifiEnabled?: boolean;
  /** Name of the network that it joins. */
  readonly wifiSsid?: string;
  /** Brightness in percent, 0..100. */
  readonly percent?: number;
  /** Fields that the Pixo Device API does not list, as key and value in the order they came. */
  readonly others?: readonly (readonly [key: string, value: string])[];
}

interface InfoField {
  readonly key: string;
  readonly name: Exclude<keyof PixoInfo, "others">;
  readonly kind: Kind<unknown>;
}

/** Keys of the `info` reply in the order of the Pixo Device API. */
const FIELDS: readonly InfoField[] = [
  { key: "n", name: "name", kind: reported },
  { key: "p", name: "persona", kind: reported },
  { key: "sn", name: "serial", kind: reported },
  { key: "sw", name: "software", kind: reported },
  { key: "hw", name: "hardware", kind: reported },
  { key: "wifi_e", name: "wifiEnabled", kind: flag },
  { key: "wifi_s", name: "wifiSsid", kind: reported },
  { key: "b", name: "percent", kind: fraction("percentage", 0, 100, 2) },
];

/** Reads `key:value` pieces; the first `:` divides, and of two fields with one key the later counts. */
export function readInfo(pieces: readonly Piece[]): PixoInfo {
  const info: Record<string, unknown> = {};
  const others: [string, string][] = [];
  for (const piece of pieces) {
    const colon = piece.text.indexOf(":");
    if (colon < 1) refuse({ ...piece, about: "pixo reply info" }, "a field key:value");
    const key = piece.text.slice(0, colon);
    const text = piece.text.slice(colon + 1);
    const field = FIELDS.find((field) => field.key === key);
    if (field === undefined) others.push([key, text]);
    else {
      info[field.name] = field.kind.read({ text, offset: piece.offset + colon + 1, about: `pixo reply info ${key}` });
    }
  }
  return others.length === 0 ? info : { ...info, others };
}

/** Writes the fields that there are as `key:value`, known ones first. */
export function formatInfo(info: PixoInfo): string[] {
  const known = FIELDS.filter(({ name }) => info[name] !== undefined);
  return [
    ...known.map(({ key, name, kind }) => `${key}:${kind.write(info[name], `reply info ${name}`)}`),
    ...(info.others ?? []).map(([key, value]) => `${otherKey(key)}:${reported.write(value, `reply info ${key}`)}`),
  ];
}

/** A key that is read back as what it is: no field that is known has it, and no `:` ends it early. */
function otherKey(key: string): string {
  if (key === "" || key.includes(":") || FIELDS.some((field) => field.key === key)) {
    throw new RangeError(`Cannot send info: have the key ${JSON.stringify(key)}, wanted one that is not known`);
  }
  return reported.write(key, "reply info key");
}
