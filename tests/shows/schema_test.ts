import { assert, assertEquals, assertGreater } from "@std/assert";
import { parse } from "@std/yaml";
import { showJsonSchema } from "../../shows/schema.ts";
import { readYamlShow } from "../../shows/yaml.ts";
import { schemaErrors } from "./json_schema.ts";

const schema = JSON.parse(JSON.stringify(showJsonSchema())) as Record<string, unknown>;
const SHOWS = ["tests/fixtures/shows/every_action.yaml", "examples/singing_tree.yaml"];

for (const file of SHOWS) {
  Deno.test(`showJsonSchema() takes ${file}`, async () => {
    const text = await Deno.readTextFile(new URL(`../../${file}`, import.meta.url));
    assertEquals(schemaErrors(schema, parse(text)), []);
  });
}

/** Documents that both the schema and the loader refuse, with the place that the schema names. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["cues: []", "$: no devices"],
  ["devices: {}", "$: no cues"],
  ["devices: {}\ncues: []\ncuse: []", "$.cuse: unknown key"],
  ["devices: { a: { kind: pixelblase } }\ncues: []", "$.devices.a: fits not one"],
  ["devices: { a: { kind: pixo, host: a } }\ncues: []", "$.devices.a: fits not one"],
  ["devices: { a: { kind: pixelblaze, pixels: 0 } }\ncues: []", "$.devices.a: fits not one"],
  ["devices: {}\ncues: [{ at: [1] }]", "$.cues[0].at: wanted string or number"],
  ["devices: {}\ncues: [{ at: 0, wait: stop }]", "$.cues[0].wait: wanted go"],
  ["devices: {}\ncues: [{ at: 0, a: { patern: A } }]", "$.cues[0].a.patern: unknown key"],
  ["devices: {}\ncues: [{ at: 0, a: { blink: twice } }]", "$.cues[0].a.blink: fits none"],
  ["devices: {}\ncues: [{ at: 0, a: { lipsync: [[1]] } }]", "$.cues[0].a.lipsync: fits none"],
  ["devices: {}\ncues: []\nsequences: { s: [{ at: 0, a: 1 }] }", "$.sequences.s[0].a: wanted object"],
  ["devices: {}\ncues: []\ntempo: { bpm: fast }", "$.tempo: fits none"],
  ["devices: {}\ncues: []\nseed: 1.5", "$.seed: wanted integer"],
];

for (const [text, error] of REFUSED) {
  Deno.test(`showJsonSchema() and readYamlShow() refuse ${text.replaceAll("\n", " | ")}`, () => {
    assert(schemaErrors(schema, parse(text)).includes(error), schemaErrors(schema, parse(text)).join("\n"));
    assert(readYamlShow(text, "s.yaml").problems.hasErrors);
  });
}

Deno.test("showJsonSchema() describes every key, for the editor", () => {
  const bare: string[] = [];
  function walk(node: unknown, place: string): void {
    if (typeof node !== "object" || node === null) return;
    const { properties, ...rest } = node as { properties?: Record<string, Record<string, unknown>> };
    for (const [name, one] of Object.entries(properties ?? {})) {
      if (one.description === undefined && one.const === undefined) bare.push(`${place}.${name}`);
      walk(one, `${place}.${name}`);
    }
    for (const [name, one] of Object.entries(rest)) walk(one, `${place}.${name}`);
  }
  walk(schema, "$");
  assertEquals(schema.title, "Cuelight show");
  assertGreater(JSON.stringify(schema).length, 1000);
  assertEquals(bare.map((place) => place.replace(/^.*\./, "")), []);
});
