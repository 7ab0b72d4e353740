import { assertEquals, assertThrows } from "@std/assert";
import { readPatterns, tryPattern, tryPatterns } from "../../../../emulator/pixelblaze/language/corpus.ts";
import { ProtocolError } from "../../../../protocol/errors.ts";
import { encodeEpe } from "../../../../protocol/pixelblaze/epe.ts";
import { encodePbb } from "../../../../protocol/pixelblaze/pbb.ts";
import { encodePatternFile } from "../../../../protocol/pixelblaze/pbp.ts";
import { fixture, fixtureNames } from "./support.ts";

const ID = "keSLmg6tCWGPMvb85";
const SOURCE = "export function render(index) { rgb(1, 1, 1) }";
const bytes = (text: string) => new TextEncoder().encode(text);
const none = new Uint8Array();
const flash = (source: string | undefined) => encodePatternFile({ name: "Glow", jpeg: none, byteCode: none, source });

const FILES: [name: string, content: Uint8Array, found: string[]][] = [
  ["glow.js", bytes(SOURCE), ["glow.js"]],
  ["helper.js", bytes("export function help() {}"), []],
  ["glow.epe", bytes(encodeEpe({ name: "Glow", id: ID, source: SOURCE, preview: none })), ["glow.epe"]],
  ["glow.epe", bytes(`\ufeff${encodeEpe({ name: "Glow", id: ID, source: SOURCE, preview: none })}`), ["glow.epe"]],
  [`bin/p/${ID}`, flash(SOURCE), [`bin/p/${ID}`]],
  [`bin/p/${ID}`, flash(undefined), []],
  [`bin/p/${ID}.c`, bytes("{}"), []],
  [
    "all.pbb",
    bytes(
      encodePbb(new Map([[`/p/${ID}`, flash(SOURCE)], [`/p/${ID}.c`, bytes("{}")], ["/config.json", bytes("{}")]])),
    ),
    [`all.pbb:/p/${ID}`],
  ],
  ["readme.md", bytes(SOURCE), []],
];

for (const [name, content, found] of FILES) {
  Deno.test(`readPatterns() finds ${found.length} in ${name} of ${content.length} bytes`, () => {
    assertEquals(readPatterns(name, content), found.map((name) => ({ name, source: SOURCE })));
  });
}

for (const name of ["broken.epe", "broken.pbb", ID]) {
  Deno.test(`readPatterns() throws for a broken ${name}`, () => {
    assertThrows(() => readPatterns(name, bytes("{")), ProtocolError);
  });
}

const TRIED: [source: string, outcome: string, reason?: string][] = [
  [SOURCE, "lit"],
  ["export function render2D(i, x, y) { rgb(y > .99, 0, 0) }", "lit"],
  ["export function render3D(i, x, y, z) { rgb(z > .99, 0, 0) }", "lit"],
  ["n = 0\nexport function beforeRender(d) { n++ }\nexport function render(i) { rgb(n > 299, 0, 0) }", "lit"],
  ["n = 0\nexport function beforeRender(d) { n++ }\nexport function render(i) { rgb(n > 300, 0, 0) }", "dark"],
  ["export function render(i) { rgb(0, 0, 0) }", "dark"],
  ["export var light = -1\nexport function render(i) { rgb(light, 0, 0) }", "lit by hand"],
  ["on = 0\nexport function sliderOn(v) { on = v }\nexport function render(i) { rgb(on, 0, 0) }", "lit by hand"],
  ["export function hsvPickerC(h, s, v) { on = v }\nexport function render(i) { rgb(on, 0, 0) }", "lit by hand"],
  ["export function render(i) { rgb(1, 1, 1); if (i == 255) x = a[0] }", "stopped", "Not an array at 1:61"],
  ["export function render(i) {", "refused", "Unexpected token at 1:28"],
];

for (const [source, outcome, reason] of TRIED) {
  Deno.test(`tryPattern() says ${outcome} of ${JSON.stringify(source.slice(-50))}`, () => {
    const expected = { name: "x", outcome, ...reason === undefined ? {} : { reason } };
    assertEquals(tryPattern({ name: "x", source }) as unknown, expected);
  });
}

Deno.test("tryPatterns() counts, a source once", () => {
  const sources = [SOURCE, ...TRIED.map(([source]) => source)];
  const report = tryPatterns(sources.map((source, i) => ({ name: `${i}`, source })));
  const { total, compiled, ran, lit, rest } = report;
  assertEquals({ total, compiled, ran, lit }, { total: 11, compiled: 10, ran: 9, lit: 7 });
  assertEquals(rest.map(({ outcome }) => outcome), TRIED.slice(4).map(([, outcome]) => outcome));
});

Deno.test("tryPatterns() finds every pattern of the project lit, one once its colours are picked", () => {
  const report = tryPatterns(fixtureNames().map((name) => ({ name, source: fixture(name) })));
  assertEquals(report.rest, [{ name: "control_room.js", outcome: "lit by hand" }]);
});
