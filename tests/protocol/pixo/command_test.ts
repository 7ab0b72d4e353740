import { assert, assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import {
  COMMAND_NAMES,
  formatCommand,
  type Hsv,
  parseColour,
  parseCommand,
  type PixoCommand,
} from "../../../protocol/pixo/mod.ts";

const [R, O, Y, G, C, B, M, W, K] = [..."ROYGCBMWK"].map(parseColour) as [Hsv, Hsv, Hsv, Hsv, Hsv, Hsv, Hsv, Hsv, Hsv];

/** Every command, with the examples of the Pixo Device API where it has one. */
const GOLDEN: readonly [text: string, command: PixoCommand][] = [
  ["name", { command: "name" }],
  ["name|Singing Tree 1", { command: "name", name: "Singing Tree 1" }],
  ["name|Sapin à Noël, n° 2", { command: "name", name: "Sapin à Noël, n° 2" }],
  ["persona", { command: "persona" }],
  ["persona|pixo", { command: "persona", persona: "pixo" }],
  ["serial", { command: "serial" }],
  ["echo", { command: "echo" }],
  ["echo|", { command: "echo", text: "" }],
  ["echo|are you there?", { command: "echo", text: "are you there?" }],
  ["brightness|37.5", { command: "brightness", percent: 37.5 }],
  ["brightness|0", { command: "brightness", percent: 0 }],
  ["brightness|100", { command: "brightness", percent: 100 }],
  ["brightness_raw|0.375", { command: "brightness_raw", raw: 0.375 }],
  ["brightness_raw|1", { command: "brightness_raw", raw: 1 }],
  ["wifi_ssid|Barn", { command: "wifi_ssid", ssid: "Barn" }],
  ["wifi_password|christmastree", { command: "wifi_password", password: "christmastree" }],
  ["wifi_enabled|false", { command: "wifi_enabled", enabled: false }],
  ["wifi_enabled|true", { command: "wifi_enabled", enabled: true }],
  ["info", { command: "info" }],
  ["off", { command: "off" }],
  ["off@star", { command: "off", target: "star" }],
  ["static|B", { command: "static", colour: B }],
  ["static@all|(0.79,0.47,1)", { command: "static", target: "all", colour: { h: 0.79, s: 0.47, v: 1 } }],
  ["clear", { command: "clear" }],
  ["clear@all", { command: "clear", target: "all" }],
  ["breath|1000|R|O|Y", { command: "breath", timeMs: 1000, colours: [R, O, Y] }],
  ["burst|500|2000|4|W|R|Y", { command: "burst", rateMs: 500, decayMs: 2000, width: 4, colours: [W, R, Y] }],
  ["chase|250|R|W|B", { command: "chase", timeMs: 250, colours: [R, W, B] }],
  ["chase@Left wing.2|250|R", { command: "chase", target: "Left wing.2", timeMs: 250, colours: [R] }],
  ["chase_band|500|5|G|R", { command: "chase_band", timeMs: 500, width: 5, colours: [G, R] }],
  ["cycle|1000|R|W|B", { command: "cycle", timeMs: 1000, colours: [R, W, B] }],
  ["fade|2000|B|R", { command: "fade", timeMs: 2000, colours: [B, R] }],
  ["fill|5000|K|R", { command: "fill", timeMs: 5000, background: K, foreground: R }],
  ["fill@trunk|0|K|R", { command: "fill", target: "trunk", timeMs: 0, background: K, foreground: R }],
  ["flicker|100|1000|GD|GP", {
    command: "flicker",
    minTimeMs: 100,
    maxTimeMs: 1000,
    minColour: { ...G, v: 0.4 },
    maxColour: { ...G, s: 0.3 },
  }],
  ["flicker|100|100|R|R", { command: "flicker", minTimeMs: 100, maxTimeMs: 100, minColour: R, maxColour: R }],
  ["pulse|1000|20|R|O|Y", { command: "pulse", timeMs: 1000, width: 20, colours: [R, O, Y] }],
  ["rainbow|2000|20", { command: "rainbow", timeMs: 2000, length: 20 }],
  ["rainbow_cycle|5000|1", { command: "rainbow_cycle", timeMs: 5000, freq: 1 }],
  ["twinkle|500|0|G|Y|W", { command: "twinkle", timeMs: 500, count: 0, background: G, colours: [Y, W] }],
  ["twinkle_fade|100|2000|B|C|M", { command: "twinkle_fade", rateMs: 100, fadeMs: 2000, colours: [B, C, M] }],
  ["wave@lights|1000|20|R", { command: "wave", target: "lights", values: [1000, 20, R] }],
  ["wipe|1000|R|W|B", { command: "wipe", timeMs: 1000, colours: [R, W, B] }],
  ...(["open", "closed", "blink", "off"] as const).map((target): [string, PixoCommand] => [
    `eyes@${target}`,
    { command: "eyes", target },
  ]),
  ...(["off", "smile", "ai", "e", "fv", "l", "mbp", "o", "u", "wq", "etc", "rest"] as const).map(
    (target): [string, PixoCommand] => [`mouth@${target}`, { command: "mouth", target }],
  ),
  ...(["off", "rest", "smile", "sleep"] as const).map((target): [string, PixoCommand] => [
    `face@${target}`,
    { command: "face", target },
  ]),
];

for (const [text, command] of GOLDEN) {
  Deno.test(`parseCommand() reads ${text}`, () => assertEquals(parseCommand(text).command, command));
  Deno.test(`formatCommand() writes ${text}`, () => assertEquals(formatCommand(command), text));
}

Deno.test("the golden table has every command of the definition", () => {
  assertEquals(new Set(GOLDEN.map(([, { command }]) => command)), new Set(COMMAND_NAMES));
});

Deno.test("parseCommand() warns of nothing in documented commands", () => {
  for (const [text] of GOLDEN) {
    assertEquals(parseCommand(text).warnings.map(({ code }) => code), text.startsWith("wave") ? ["undocumented"] : []);
  }
});

/** Texts that differ from the documented form and mean the same. */
const LENIENT: readonly [text: string, documented: string, warnings: string[]][] = [
  ["  static | R ", "static|R", []],
  ["chase @ outline | 250 | R", "chase@outline|250|R", []],
  ["static|( 0.79 , .47 , 1. )", "static|(0.79,0.47,1)", []],
  ["static|(0,1,1)", "static|R", []],
  ["brightness|037.50", "brightness|37.5", []],
  ["brightness|+5", "brightness|5", []],
  ["static|R\r\n", "static|R", []],
  ["chase@outline|R|G|B|Y", "chase@outline|250|R|G|B|Y", ["chase-without-time"]],
  ["chase|(0.5,1,1)", "chase|250|C", ["chase-without-time"]],
  ["burst|500|2000|width|W|R|Y", "burst|500|2000|5|W|R|Y", ["literal-width"]],
  ["chase_band|500|width|R", "chase_band|500|5|R", ["literal-width"]],
  ["pulse|500|width|R", "pulse|500|5|R", ["literal-width"]],
  ["off@face", "off@face", ["face-target"]],
  ["static@face|R", "static@face|R", ["face-target"]],
  ["clear@face", "clear@face", ["face-target"]],
];

for (const [text, documented, warnings] of LENIENT) {
  Deno.test(`parseCommand() reads ${JSON.stringify(text)} as ${documented}`, () => {
    const parsed = parseCommand(text);
    assertEquals(formatCommand(parsed.command), documented);
    assertEquals(parsed.warnings.map(({ code }) => code), warnings);
  });
}

const BROKEN: readonly [text: string, offset: number, message: string][] = [
  ["", 0, "wanted a command, got nothing"],
  ["|R", 0, "wanted a command, got nothing"],
  ["sparkle|R", 0, 'wanted a command, got "sparkle"'],
  ["chasse|250|R", 0, 'perhaps "chase"'],
  ["ranibow|2000|20", 0, 'perhaps "rainbow"'],
  ["STATIC|R", 0, 'perhaps "static"'],
  ["constructor|R", 0, "wanted a command"],
  ["__proto__|R", 0, "wanted a command"],
  ["static", 6, "wanted a colour, got nothing"],
  ["static|", 7, "got nothing"],
  ["static|R|G", 9, "wanted no more than 1 parameters"],
  ["static|r", 7, 'perhaps "R"'],
  ["static|WD", 7, "W and K take no modifier"],
  ["static|KP", 7, "W and K take no modifier"],
  ["static|RDD", 7, "wanted a colour"],
  ["static|(1,2)", 7, "three numbers from 0 to 1"],
  ["static|(0,0,1.01)", 7, "three numbers from 0 to 1"],
  ["static|(0,0,-1)", 7, "three numbers from 0 to 1"],
  ["static|(0,0,1e-1)", 7, "three numbers from 0 to 1"],
  ["static|(0,0,NaN)", 7, "three numbers from 0 to 1"],
  ["static|((0,0,1))", 7, "wanted a colour"],
  ["static@|R", 7, "the name of a submodel"],
  ["static@a@b|R", 7, "the name of a submodel"],
  ["static@-x|R", 7, "the name of a submodel"],
  ["chase@face|250|R", 6, "the face takes off, static, clear"],
  ["name@star|x", 5, "wanted no target"],
  ["name|", 5, "a name of 1 to 64 characters"],
  ["name|a@b", 5, "without | @ &"],
  ["name|a\u0003b", 5, "control characters"],
  ["name|a|b", 7, "wanted no more than 1 parameters"],
  ["serial|x", 7, "wanted no more than 0 parameters"],
  ["brightness", 10, "a percentage from 0 to 100"],
  ["brightness|100.1", 11, "a percentage from 0 to 100"],
  ["brightness|-1", 11, "a percentage from 0 to 100"],
  ["brightness|1e1", 11, "a percentage from 0 to 100"],
  ["brightness|50%", 11, "a percentage from 0 to 100"],
  ["brightness_raw|1.1", 15, "a number from 0 to 1"],
  ["wifi_enabled|yes", 13, "true or false"],
  ["wifi_enabled|True", 13, 'perhaps "true"'],
  ["chase", 5, "a whole number of milliseconds from 1 to 86400000"],
  ["chase|250", 9, "wanted a colour, got nothing"],
  ["chase|fast|R", 6, "a whole number of milliseconds"],
  ["chase|0|R", 6, "from 1 to 86400000"],
  ["chase|2.5|R", 6, "a whole number"],
  [`cycle|9${"|R".repeat(33)}`, 8, "at most 32 values"],
  ["chase_band|500|0|R", 15, "a whole number of pixels from 1"],
  ["burst|500|2000|wide|R", 15, "a whole number of pixels"],
  ["flicker|1000|100|R|G", 8, "a minTimeMs not above the maxTimeMs"],
  ["rainbow_cycle|1000|0", 19, "from 1 to 1000"],
  ["wave", 4, "a number or a colour"],
  ["wave|fast", 5, "wanted a colour"],
  ["mouth", 0, "wanted a target, @off or @smile"],
  ["mouth@", 6, "wanted off, smile, ai"],
  ["mouth@mpb", 6, 'perhaps "mbp"'],
  ["mouth@ai|R", 9, "wanted no more than 0 parameters"],
  ["eyes@AI", 5, "wanted open, closed, blink, off"],
  ["face@smlie", 5, 'perhaps "smile"'],
];

for (const [text, offset, message] of BROKEN) {
  Deno.test(`parseCommand() refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
    const error = assertThrows(() => parseCommand(text), ProtocolError, message);
    assertEquals(error.offset, offset);
  });
}

for (
  const text of ["wifi_password|hunter&2", "wifi_password|hunter@2", "wifi_password|hunter|2", "wifi_password@hunter|2"]
) {
  Deno.test(`parseCommand() does not show the password of ${text}`, () => {
    const error = assertThrows(() => parseCommand(text), ProtocolError);
    assert(!error.message.includes("hunter"), error.message);
  });
}

const UNSENDABLE: readonly [what: string, command: PixoCommand, message: string][] = [
  ["a name with a separator", { command: "name", name: "a|b" }, "without | @ &"],
  ["a name with a target mark", { command: "name", name: "a@b" }, "without | @ &"],
  ["a name with a joiner", { command: "name", name: "a&off" }, "without | @ &"],
  ["a name with a line ending", { command: "name", name: "a\noff" }, "control characters"],
  ["a name with Ctrl-C", { command: "name", name: "a\u0003" }, "control characters"],
  ["a name with an escape", { command: "name", name: "a\u001bc" }, "control characters"],
  ["a name with C1 control characters", { command: "name", name: "a\u0085b" }, "control characters"],
  ["a name with half a surrogate pair", { command: "name", name: "a\ud800" }, "Cannot send name name"],
  ["a name with spaces around it", { command: "name", name: " a" }, "no spaces around it"],
  ["an empty name", { command: "name", name: "" }, "1 to 64"],
  ["a long name", { command: "name", name: "x".repeat(65) }, "1 to 64"],
  ["a percentage above 100", { command: "brightness", percent: 101 }, "have 101, wanted a percentage from 0 to 100"],
  ["NaN", { command: "brightness", percent: NaN }, "have NaN"],
  ["a raw brightness below 0", { command: "brightness_raw", raw: -0.1 }, "from 0 to 1"],
  ["no time", { command: "chase", timeMs: 0, colours: [R] }, "from 1 to 86400000"],
  ["no colours", { command: "chase", timeMs: 1, colours: [] }, "have 0 values"],
  ["too many colours", { command: "chase", timeMs: 1, colours: Array(33).fill(R) }, "have 33 values"],
  ["a colour out of range", { command: "static", colour: { h: 0, s: 2, v: 0 } }, "have (0,2,0)"],
  ["a target with a separator", { command: "off", target: "a|b" }, "the name of a submodel"],
  ["an empty target", { command: "off", target: "" }, "the name of a submodel"],
  ["a moving effect on the face", { command: "chase", target: "face", timeMs: 1, colours: [R] }, "target"],
  ["an unknown mouth", { command: "mouth", target: "ah" } as unknown as PixoCommand, "off, smile, ai"],
  ["a mouth without a target", { command: "mouth" } as unknown as PixoCommand, "off, smile, ai"],
  ["a target where there is none", { command: "info", target: "x" } as unknown as PixoCommand, "wanted no target"],
  ["times in the wrong order", {
    command: "flicker",
    minTimeMs: 2,
    maxTimeMs: 1,
    minColour: R,
    maxColour: R,
  }, "have a minTimeMs above the maxTimeMs"],
];

for (const [what, command, message] of UNSENDABLE) {
  Deno.test(`formatCommand() refuses ${what}`, () => {
    assertThrows(() => formatCommand(command), RangeError, message);
  });
}

Deno.test("formatCommand() does not show a password that it refuses", () => {
  const error = assertThrows(() => formatCommand({ command: "wifi_password", password: "hunter&2" }), RangeError);
  assert(!error.message.includes("hunter"), error.message);
});
