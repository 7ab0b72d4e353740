/** A small validator of JSON Schema: just the words that the show's schema uses; any other is an error. */

type Schema = Readonly<Record<string, unknown>>;

/** Every mistake of a value, with its place; empty when the value is as the schema says. */
export function schemaErrors(schema: Schema, value: unknown, root: Schema = schema, place = "$"): string[] {
  return Object.entries(schema).flatMap(([word, wanted]) => {
    const check = WORDS[word];
    if (check === undefined) throw new Error(`Cannot check: unknown word "${word}" at ${place}`);
    return check(wanted as never, value, { schema, root, place });
  });
}

interface Scene {
  readonly schema: Schema;
  readonly root: Schema;
  readonly place: string;
}

// deno-lint-ignore no-explicit-any -- what a word takes is its own affair
type Check = (wanted: any, value: unknown, scene: Scene) => string[];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: Number.isInteger,
  boolean: (value) => typeof value === "boolean",
  array: Array.isArray,
  object: isObject,
};

function told(fits: boolean, place: string, message: string): string[] {
  return fits ? [] : [`${place}: ${message}`];
}

const nothing: Check = () => [];

const WORDS: Readonly<Record<string, Check>> = {
  $schema: nothing,
  title: nothing,
  description: nothing,
  $defs: nothing,
  $ref: (ref: string, value, { root, place }) => {
    const name = ref.replace("#/$defs/", "");
    return schemaErrors((root.$defs as Record<string, Schema>)[name]!, value, root, place);
  },
  type: (type: string | string[], value, { place }) =>
    told([type].flat().some((one) => TYPES[one]!(value)), place, `wanted ${[type].flat().join(" or ")}`),
  const: (wanted, value, { place }) => told(value === wanted, place, `wanted ${wanted}`),
  enum: (wanted: unknown[], value, { place }) => told(wanted.includes(value), place, `wanted ${wanted.join(" or ")}`),
  minimum: (least: number, value, { place }) =>
    told(typeof value !== "number" || value >= least, place, `least ${least}`),
  maximum: (most: number, value, { place }) => told(typeof value !== "number" || value <= most, place, `most ${most}`),
  maxItems: (most: number, value, { place }) =>
    told(!Array.isArray(value) || value.length <= most, place, `most ${most}`),
  minItems: (least: number, value, { place }) =>
    told(!Array.isArray(value) || value.length >= least, place, `least ${least}`),
  prefixItems: (schemas: Schema[], value, { root, place }) =>
    Array.isArray(value)
      ? schemas.flatMap((schema, i) => i < value.length ? schemaErrors(schema, value[i], root, `${place}[${i}]`) : [])
      : [],
  items: (wanted: Schema | false, value, { schema, root, place }) => {
    if (!Array.isArray(value)) return [];
    const rest = value.slice((schema.prefixItems as unknown[] | undefined)?.length ?? 0);
    if (wanted === false) return told(rest.length === 0, place, "too long");
    return rest.flatMap((one, i) => schemaErrors(wanted, one, root, `${place}[${i}]`));
  },
  required: (names: string[], value, { place }) =>
    isObject(value) ? names.filter((name) => !Object.hasOwn(value, name)).map((name) => `${place}: no ${name}`) : [],
  properties: (properties: Record<string, Schema>, value, { root, place }) =>
    isObject(value)
      ? Object.entries(properties).flatMap(([name, schema]) =>
        Object.hasOwn(value, name) ? schemaErrors(schema, value[name], root, `${place}.${name}`) : []
      )
      : [],
  propertyNames: (schema: Schema, value, { root, place }) =>
    isObject(value) ? Object.keys(value).flatMap((name) => schemaErrors(schema, name, root, `${place}.${name}`)) : [],
  additionalProperties: (wanted: Schema | boolean, value, { schema, root, place }) => {
    if (!isObject(value)) return [];
    const known = Object.keys(schema.properties as Record<string, unknown> | undefined ?? {});
    return Object.entries(value).filter(([name]) => !known.includes(name)).flatMap(([name, one]) =>
      typeof wanted === "boolean"
        ? told(wanted, `${place}.${name}`, "unknown key")
        : schemaErrors(wanted, one, root, `${place}.${name}`)
    );
  },
  anyOf: (schemas: Schema[], value, { root, place }) =>
    told(schemas.some((schema) => schemaErrors(schema, value, root, place).length === 0), place, "fits none"),
  oneOf: (schemas: Schema[], value, { root, place }) =>
    told(
      schemas.filter((schema) => schemaErrors(schema, value, root, place).length === 0).length === 1,
      place,
      "fits not one",
    ),
};
