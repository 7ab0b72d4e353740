/** The kinds of values JSON messages carry: each reads what stands on the wire and writes what we hold. @module */

import { isJsonObject, type JsonValue } from "./json_text.ts";

/** One kind of value, between the wire and the caller. */
export interface ValueKind<T> {
  /** What is allowed, for a message. */
  readonly wants: string;
  /** The value that stands on the wire, or undefined when it is not one of this kind. */
  read(wire: unknown): T | undefined;
  /** What to put on the wire, or undefined when the value is not allowed. */
  write(value: T): JsonValue | undefined;
}

/** A kind of whatever value, as a table of rows holds them. */
export interface AnyValueKind {
  /** What is allowed, for a message. */
  readonly wants: string;
  /** As {@link ValueKind.read}. */
  read(wire: unknown): unknown;
  /** As {@link ValueKind.write}. */
  write(value: never): JsonValue | undefined;
}

/** A table of rows: the name of a member and the kind of its value. */
export interface ValueKinds {
  /** The kind of the member of that name. */
  readonly [name: string]: AnyValueKind;
}

/** The type of the values of a kind. */
export type ValueOf<K> = K extends ValueKind<infer T> ? T : never;

/** The message of a table of rows: each row's name with a value of its kind, all optional. */
export type Fields<Table extends ValueKinds> = {
  -readonly [Name in keyof Table]?: ValueOf<Table[Name]>;
};

/** A variable or control: a number, or an array of numbers for arrays and colour pickers. */
export type NumberOrNumbers = number | readonly number[];

/** Values by variable or control name. */
export type NamedNumbers = { readonly [name: string]: NumberOrNumbers };

/** True or false; numbers are read as a C program would. */
export const flag: ValueKind<boolean> = {
  wants: "true or false",
  read: (wire) => typeof wire === "boolean" ? wire : typeof wire === "number" ? wire !== 0 : undefined,
  write: (value) => typeof value === "boolean" ? value : undefined,
};

/** A text of at most `max` characters. */
export function text(max: number, min = 0): ValueKind<string> {
  const fits = (value: unknown): value is string =>
    typeof value === "string" && value.length >= min && value.length <= max;
  return {
    wants: `a text of ${min} to ${max} characters`,
    read: (wire) => fits(wire) ? wire : undefined,
    write: (value) => fits(value) ? value : undefined,
  };
}

/** A text of a certain form. */
export function pattern(form: RegExp, wants: string): ValueKind<string> {
  const fits = (value: unknown): value is string => typeof value === "string" && form.test(value);
  return { wants, read: (wire) => fits(wire) ? wire : undefined, write: (value) => fits(value) ? value : undefined };
}

/** The identifier of a stored pattern: 17 characters on every board known, any short text without spaces here. */
export const patternId: ValueKind<string> = pattern(/^[!-~]{1,64}$/, "a pattern id");

/** A number from `min` to `max`: refused outside when written, clamped when read, since a board clamps as well. */
export function number(min: number, max: number): ValueKind<number> {
  return {
    wants: `a number from ${min} to ${max}`,
    read: (wire) => {
      const value = numeric(wire);
      return value === undefined ? undefined : Math.min(max, Math.max(min, value));
    },
    write: (value) => value >= min && value <= max ? value : undefined,
  };
}

/** A whole number from `min` to `max`: refused outside when written, truncated and clamped when read. */
export function integer(min: number, max: number): ValueKind<number> {
  const range = number(min, max);
  return {
    wants: `a whole number from ${min} to ${max}`,
    read: (wire) => {
      const value = range.read(wire);
      return value === undefined ? undefined : Math.trunc(value) + 0;
    },
    write: (value) => Number.isInteger(value) ? range.write(value) : undefined,
  };
}

/** A quantity that the wire counts in larger or smaller units: wire = value / unit. */
export function scaled(wire: ValueKind<number>, unit: number, wants: string): ValueKind<number> {
  return {
    wants,
    read: (value) => {
      const count = wire.read(value);
      return count === undefined ? undefined : tidy(count * unit);
    },
    write: (value) => wire.write(tidy(value / unit)),
  };
}

/** One of a list of texts or numbers. */
export function choice<const T extends string | number>(allowed: readonly T[], asText = false): ValueKind<T> {
  const find = (value: unknown): T | undefined =>
    allowed.find((one) => one === value || (typeof one === "number" && one === numeric(value)));
  return {
    wants: `one of ${allowed.join(", ")}`,
    read: find,
    write: (value) => {
      const found = find(value);
      return found === undefined || !asText ? found : String(found);
    },
  };
}

/** A value or null. */
export function nullable<T>(kind: ValueKind<T>): ValueKind<T | null> {
  return {
    wants: `${kind.wants} or null`,
    read: (wire) => wire === null ? null : kind.read(wire),
    write: (value) => value === null ? null : kind.write(value),
  };
}

/** An array of at most `max` values of a kind; one bad value refuses all. */
export function list<T>(kind: ValueKind<T>, max: number): ValueKind<readonly T[]> {
  return {
    wants: `up to ${max} times ${kind.wants}`,
    read: (wire) => Array.isArray(wire) ? all(wire, max, kind.read) : undefined,
    write: (value) => all(value, max, kind.write),
  };
}

/** An object with the members of a table; members it does not name are left out, bad ones refuse all. */
export function record<Table extends ValueKinds>(table: Table): ValueKind<Fields<Table>> {
  return {
    wants: `an object with ${Object.keys(table).join(", ")}`,
    read: (wire) => isJsonObject(wire) ? readFields(table, wire) : undefined,
    write: (value) => writeFields(table, value),
  };
}

/** Numbers and arrays of numbers by name, as for controls; entries that are neither are dropped when read. */
export const namedNumbers: ValueKind<NamedNumbers> = named(
  /^[^\0]{1,128}$/,
  256,
  "numbers or arrays of numbers by name",
);

/** The exported variables of a pattern: names are those of the pattern language, arrays go whole. */
export const variables: ValueKind<NamedNumbers> = named(
  /^[A-Za-z_$][\w$]{0,127}$/,
  10_240,
  "numbers or arrays of up to 10240 numbers by variable name",
);

/** Maps by a key, as `controls` by pattern id. */
export function byKey<T>(kind: ValueKind<T>): ValueKind<{ readonly [key: string]: T }> {
  return {
    wants: `${kind.wants}, each by a key`,
    read: (wire) => isJsonObject(wire) ? mapEntries(wire, kind.read) : undefined,
    write: (value) => mapEntries(value, kind.write),
  };
}

/** Reads the members a table names; undefined when one of them is bad. */
export function readFields<Table extends ValueKinds>(
  table: Table,
  wire: { readonly [key: string]: unknown },
): Fields<Table> | undefined {
  const entries: [string, unknown][] = [];
  for (const [name, kind] of Object.entries(table)) {
    if (!Object.hasOwn(wire, name)) continue;
    const value: unknown = kind.read(wire[name]);
    if (value === undefined) return undefined;
    entries.push([name, value]);
  }
  return Object.fromEntries(entries) as Fields<Table>;
}

/** Writes the members a table names, in the table's order; undefined when one of them is bad. */
export function writeFields<Table extends ValueKinds>(
  table: Table,
  value: Fields<Table>,
): { [key: string]: JsonValue } | undefined {
  const members: [string, JsonValue][] = [];
  for (const name of Object.keys(table)) {
    const field: unknown = value[name];
    if (field === undefined) continue;
    const wire = (table[name] as ValueKind<unknown>).write(field);
    if (wire === undefined) return undefined;
    members.push([name, wire]);
  }
  return Object.fromEntries(members);
}

/** A number, or a text that is one: the web UI sends `cpuSpeed` as a text. */
function numeric(wire: unknown): number | undefined {
  if (typeof wire === "number") return Number.isFinite(wire) ? wire : undefined;
  return typeof wire === "string" && /^-?\d{1,10}(\.\d{1,10})?$/.test(wire) ? Number(wire) : undefined;
}

/** Takes the dust of a binary multiplication off a decimal number. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

function all<A, B>(values: readonly A[], max: number, map: (value: A) => B | undefined): B[] | undefined {
  if (values.length > max) return undefined;
  const out: B[] = [];
  for (const value of values) {
    const mapped = map(value);
    if (mapped === undefined) return undefined;
    out.push(mapped);
  }
  return out;
}

function mapEntries<A, B>(
  entries: { readonly [key: string]: A },
  map: (value: A) => B | undefined,
): { [key: string]: B } | undefined {
  const out: [string, B][] = [];
  for (const [key, value] of Object.entries(entries)) {
    const mapped = map(value);
    if (mapped === undefined) return undefined;
    out.push([key, mapped]);
  }
  return Object.fromEntries(out);
}

function named(names: RegExp, maxLength: number, wants: string): ValueKind<NamedNumbers> {
  const fits = (name: string, value: unknown): value is NumberOrNumbers =>
    names.test(name) &&
    (Number.isFinite(value) || (Array.isArray(value) && value.length <= maxLength && value.every(Number.isFinite)));
  return {
    wants,
    read: (wire) =>
      isJsonObject(wire)
        ? Object.fromEntries(
          Object.entries(wire).filter((entry): entry is [string, NumberOrNumbers] => fits(entry[0], entry[1])),
        )
        : undefined,
    write: (value) => Object.entries(value).every(([name, one]) => fits(name, one)) ? value : undefined,
  };
}
