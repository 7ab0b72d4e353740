import { assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { COLOUR_CODES, COLOUR_MODIFIERS, formatColour, type Hsv, parseColour } from "../../../protocol/pixo/mod.ts";

Deno.test("COLOUR_CODES has nine core colours, and three shades of the seven that take modifiers", () => {
  assertEquals(
    COLOUR_CODES.join(" "),
    "W K R O Y G C B M RD RL RP OD OL OP YD YL YP GD GL GP CD CL CP BD BL BP MD ML MP",
  );
});

for (const code of COLOUR_CODES) {
  Deno.test(`formatColour() writes what parseColour() reads from ${code}`, () => {
    assertEquals(formatColour(parseColour(code)), code);
  });
}

for (const core of "ROYGCBM") {
  Deno.test(`parseColour() makes ${core}D darker, ${core}L less saturated and ${core}P still less`, () => {
    const [plain, dark, light, pale] = [core, `${core}D`, `${core}L`, `${core}P`].map(parseColour) as [
      Hsv,
      Hsv,
      Hsv,
      Hsv,
    ];
    assertEquals(dark, { ...plain, v: COLOUR_MODIFIERS.D!.v });
    assertEquals([light.h, light.v, pale.h, pale.v], [plain.h, 1, plain.h, 1]);
    assertEquals([plain.s > light.s, light.s > pale.s, pale.s > 0], [true, true, true]);
  });
}

const TUPLES: readonly [text: string, colour: Hsv, written: string][] = [
  ["(0.79,0.47,1)", { h: 0.79, s: 0.47, v: 1 }, "(0.79,0.47,1)"],
  ["(1,1,1)", { h: 1, s: 1, v: 1 }, "(1,1,1)"],
  ["(0,0,0)", { h: 0, s: 0, v: 0 }, "K"],
  ["(0.33333333,1,1)", { h: 0.33333333, s: 1, v: 1 }, "G"],
  ["(0.00000001,0.5,1)", { h: 0.00000001, s: 0.5, v: 1 }, "(0,0.5,1)"],
];

for (const [text, colour, written] of TUPLES) {
  Deno.test(`parseColour() reads ${text}`, () => assertEquals(parseColour(text), colour));
  Deno.test(`formatColour() writes ${text} as ${written}`, () => assertEquals(formatColour(colour), written));
}

for (const text of ["", "Z", "RR", "R D", "WL", "(", "()", "(,,)", "(0,0,0", "0,0,0", "(0;0;0)", "(0,0,0,0)"]) {
  Deno.test(`parseColour() refuses ${JSON.stringify(text)}`, () => {
    assertThrows(() => parseColour(text), ProtocolError, "wanted a colour");
  });
}
