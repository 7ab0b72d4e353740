import { assertEquals } from "@std/assert";
import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import { type Golden, golden } from "./golden.ts";
import { fixture, fixtureNames } from "./support.ts";

const EXPECTED: Record<string, Record<string, Golden>> = JSON.parse(fixture("golden.json"));

Deno.test("every pattern of the project has its golden frames", () => {
  assertEquals(Object.keys(EXPECTED).sort(), fixtureNames());
});

for (const name of fixtureNames()) {
  Deno.test(`${name} shows what it showed`, () => assertEquals(golden(fixture(name)), EXPECTED[name]));
}

Deno.test("every pattern of the project shows something", () => {
  for (const name of fixtureNames()) {
    const rooms = Object.values(EXPECTED[name]!);
    assertEquals(rooms.some(({ pixels }) => pixels.some((pixel) => pixel !== "000000")), true, name);
  }
});

Deno.test("no pattern of the project is noted but the two that mean it", () => {
  const noted = fixtureNames().filter((name) => compile(fixture(name)).notes.length > 0);
  assertEquals(noted, ["loose_talk.js", "switchboard.js"]);
});
