import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { parseCommand, readCommandText } from "../../preview/command.ts";

const READ: [string, unknown][] = [
  [`{"command":"play"}`, { command: "play" }],
  [`{"command":"pause","more":1}`, { command: "pause" }],
  [`{"command":"go"}`, { command: "go" }],
  [`{"command":"blackout"}`, { command: "blackout" }],
  [`{"command":"seek","position":0}`, { command: "seek", position: 0 }],
  [`{"command":"seek","position":1500.5}`, { command: "seek", position: 1500.5 }],
  [`{"command":"rate","rate":0.25}`, { command: "rate", rate: 0.25 }],
  [`{"command":"rate","rate":16}`, { command: "rate", rate: 16 }],
  [`{"command":"loop","loop":true}`, { command: "loop", loop: true }],
];

for (const [text, command] of READ) {
  Deno.test(`parseCommand() reads ${text}`, () => assertEquals(parseCommand(text), command as never));
}

const REFUSED: [string, string][] = [
  ["", `"" is not JSON`],
  ["play", `"play" is not JSON`],
  ["7", "an object is allowed"],
  ["[]", "an object is allowed"],
  ["{}", "command is missing, allowed are play, pause, go, blackout, seek, rate, loop"],
  [`{"command":"toString"}`, `command is "toString", allowed are play`],
  [`{"command":"seek"}`, "position is missing, a number of 0 or more is allowed"],
  [`{"command":"seek","position":-1}`, "position is -1, a number of 0 or more is allowed"],
  [`{"command":"seek","position":1e300}`, "position is 1e+300"],
  [`{"command":"seek","position":"1"}`, `position is "1"`],
  [`{"command":"rate","rate":0}`, "rate is 0, a number above 0 and up to 16 is allowed"],
  [`{"command":"rate","rate":17}`, "rate is 17"],
  [`{"command":"loop","loop":1}`, "loop is 1, true or false is allowed"],
];

for (const [text, message] of REFUSED) {
  Deno.test(`parseCommand() refuses ${JSON.stringify(text)}`, () => {
    assertThrows(() => parseCommand(text), SyntaxError, `Cannot read the command: ${message}`);
  });
}

Deno.test("parseCommand() meets any text with a command or a SyntaxError", () => {
  const member = fc.tuple(fc.constantFrom("command", "position", "rate", "loop"), fc.jsonValue());
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(member).map((members) => JSON.stringify(Object.fromEntries(members))),
  );
  fc.assert(fc.property(text, (text) => {
    try {
      assertEquals(typeof parseCommand(text).command, "string");
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }));
});

Deno.test("readCommandText() reads up to 1024 bytes and no more", async () => {
  const post = (length: number) => new Request("http://localhost/", { method: "POST", body: "x".repeat(length) });
  assertEquals((await readCommandText(post(1024))).length, 1024);
  await assertRejects(() => readCommandText(post(1025)), SyntaxError, "it has more than 1024 bytes");
  assertEquals(await readCommandText(new Request("http://localhost/", { method: "POST" })), "");
});
