import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Stage } from "../../preview/stage.ts";
import type { PreviewFixture } from "../../preview/types.ts";

const FIXTURES: PreviewFixture[] = [
  { name: "arch", points: [[0, 0, 0], [0.01, 0, 0], [0.02, 0, 0]] },
  { name: "star", points: [[0, 0.5, 0]], pointSize: 0.1 },
];

Deno.test("Stage puts the LEDs of all fixtures in one row", () => {
  const stage = new Stage(FIXTURES);
  assertEquals(stage.ledCount, 4);
  assertEquals(stage.fixtures.map(({ name, first, pointSize }) => [name, first, pointSize]), [
    ["arch", 0, 0.01],
    ["star", 3, 0.1],
  ]);
  assertEquals(stage.fixtures[0]!.points, [0, 0, 0, 0.01, 0, 0, 0.02, 0, 0]);
  assertEquals(
    stage.config("little").toHex(),
    "0000" + "0000fa000000" + "0500fa000000" + "0a00fa000000" + "000000000000",
  );
  assertEquals(stage.config("big").toHex().slice(0, 16), "0000000000fa0000");
});

Deno.test("Stage paints fixtures into one message, which is dark at first", () => {
  const stage = new Stage(FIXTURES);
  const { frame } = stage;
  assertEquals(frame.toHex(), "0001" + "000000".repeat(4));
  stage.paint("star", Uint8Array.of(9, 8, 7));
  stage.paint("arch", Uint8Array.of(1, 1, 1, 2, 2, 2, 3, 3, 3));
  assertEquals(frame.toHex(), "0001" + "010101020202030303" + "090807");
  assertStrictEquals(stage.frame, frame);
});

Deno.test("Stage draws a lone LED 4 cm wide and no default wider", () => {
  const points: PreviewFixture["points"] = [[0, 0, 0], [3, 0, 0]];
  const stage = new Stage([{ name: "one", points: points.slice(1) }, { name: "far", points }]);
  assertEquals(stage.fixtures.map(({ pointSize }) => pointSize), [0.04, 0.04]);
});

const REFUSED: [string, PreviewFixture[], string][] = [
  ["no fixtures", [], "got no fixtures, want 1 or more"],
  ["a fixture without points", [FIXTURES[0]!, { name: "none", points: [] }], `fixture "none" has no points`],
  ["a name twice", [FIXTURES[1]!, FIXTURES[1]!], `two fixtures are called "star"`],
  ["a point that is no number", [{ name: "x", points: [[0, NaN, 0]] }], "y of point 0 is NaN"],
];

for (const [name, fixtures, message] of REFUSED) {
  Deno.test(`Stage refuses ${name}`, () => {
    assertThrows(() => new Stage(fixtures), RangeError, message);
  });
}

Deno.test("Stage refuses colours of unknown fixtures and of the wrong length", () => {
  const stage = new Stage(FIXTURES);
  assertThrows(
    () => stage.paint("moon", new Uint8Array(3)),
    RangeError,
    `Cannot show a frame: there is no fixture "moon", there are "arch", "star"`,
  );
  assertThrows(
    () => stage.paint("star", new Uint8Array(4)),
    RangeError,
    `Cannot show a frame of "star": got 4 bytes, want 3, 3 for each LED`,
  );
});
