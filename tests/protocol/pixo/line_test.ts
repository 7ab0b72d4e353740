import { assertEquals, assertThrows } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { formatCommands, MAX_LINE, parseLine, type PixoCommand, splitLine } from "../../../protocol/pixo/mod.ts";

const JOINED: readonly [line: string, sent: string][] = [
  ["off@face&face@rest", "off@face&face@rest"],
  [
    "chase@outline|R|G|B|Y & static@star|Y & static@trunk|R",
    "chase@outline|250|R|G|B|Y&static@star|Y&static@trunk|R",
  ],
  ["mouth@ai & eyes@blink\n", "mouth@ai&eyes@blink"],
  ["static|R\r\n", "static|R"],
  ["static|R\r", "static|R"],
  ["", ""],
  ["  \n", ""],
];

for (const [line, sent] of JOINED) {
  Deno.test(`parseLine() reads ${JSON.stringify(line)} and formatCommands() writes its documented form`, () => {
    assertEquals(formatCommands(parseLine(line).commands), sent);
  });
}

Deno.test("parseLine() gives warnings with their offset in the line", () => {
  const { warnings } = parseLine("off@face & chase|R|G & burst|1|1|width|R");
  assertEquals(warnings.map(({ code, offset }) => [code, offset]), [
    ["face-target", 4],
    ["chase-without-time", 17],
    ["literal-width", 33],
  ]);
});

const BROKEN: readonly [line: string, offset: number, message: string][] = [
  ["static|R&", 9, "wanted a command, got nothing"],
  ["&static|R", 0, "wanted a command, got nothing"],
  ["static|R & statc|G", 11, 'perhaps "static"'],
  ["static|R\nstatic|G", 0, "wanted one line"],
  ["x".repeat(MAX_LINE + 1), 0, "at most 1024 characters"],
];

for (const [line, offset, message] of BROKEN) {
  Deno.test(`parseLine() refuses ${JSON.stringify(line.slice(0, 30))}`, () => {
    assertEquals(assertThrows(() => parseLine(line), ProtocolError, message).offset, offset);
  });
}

Deno.test("splitLine() gives the texts of commands without reading them", () => {
  assertEquals(splitLine(" one & two|x&"), [
    { text: "one", offset: 1 },
    { text: "two|x", offset: 7 },
    { text: "", offset: 13 },
  ]);
});

Deno.test("formatCommands() refuses a line that is too long", () => {
  const command: PixoCommand = { command: "echo", text: "x".repeat(200) };
  assertThrows(() => formatCommands(Array(5).fill(command)), RangeError, "have 1029 characters, wanted at most 1024");
});
