import { assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { COMMANDS, EFFECT_NAMES, effectOn, formatCommand, parseEffect } from "../../../protocol/pixo/mod.ts";

const GOOD: readonly [text: string, onStar: string, warnings: string[]][] = [
  ["static|Y", "static@star|Y", []],
  ["chase|250|R|W", "chase@star|250|R|W", []],
  ["rainbow|2000|20", "rainbow@star|2000|20", []],
  [" off ", "off@star", []],
  ["clear", "clear@star", []],
  ["static | (0.79, 0.47, 1)", "static@star|(0.79,0.47,1)", []],
  ["chase|R|G", "chase@star|250|R|G", ["chase-without-time"]],
  ["wave|500|R", "wave@star|500|R", ["undocumented"]],
];

for (const [text, onStar, codes] of GOOD) {
  Deno.test(`parseEffect() reads ${JSON.stringify(text)}`, () => {
    const { effect, warnings } = parseEffect(text);
    assertEquals(formatCommand(effectOn(effect, "star")), onStar);
    assertEquals(effectOn(effect), effect);
    assertEquals(warnings.map(({ code }) => code), codes);
  });
}

const BAD: readonly [text: string, offset: number, message: string][] = [
  ["statik|R", 0, 'perhaps "static", got "statik"'],
  ["rainbowcycle|1000|1", 0, 'perhaps "rainbow_cycle"'],
  ["sparkle", 0, "wanted an effect (off, static, clear, breath"],
  ["", 0, "got nothing"],
  ["mouth@ai", 0, "mouth is a face command"],
  ["brightness|40", 0, "brightness is a general command"],
  ["static@star|R", 6, "wanted an effect without a target"],
  ["  static@star|R", 8, "wanted an effect without a target"],
  ["static|R&off", 8, "wanted one effect"],
  ["static|purple", 7, "wanted a colour such as R, RD or (0.79,0.47,1)"],
  ["static|R\nmouth@off", 7, "wanted a colour"],
  ["x".repeat(2000), 0, "at most 1024 characters"],
];

for (const [text, offset, message] of BAD) {
  Deno.test(`parseEffect() refuses ${JSON.stringify(text.slice(0, 30))}`, () => {
    assertEquals(assertThrows(() => parseEffect(text), ProtocolError, message).offset, offset);
  });
}

Deno.test("EFFECT_NAMES has the 18 effects of the API in their order", () => {
  assertEquals(
    EFFECT_NAMES.join(" "),
    "off static clear breath burst chase chase_band cycle fade fill flicker pulse rainbow rainbow_cycle twinkle " +
      "twinkle_fade wave wipe",
  );
  for (const name of EFFECT_NAMES) assertEquals(COMMANDS[name].target, "submodel");
});
