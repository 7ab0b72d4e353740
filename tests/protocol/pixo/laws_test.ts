import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { ProtocolError } from "../../../protocol/errors.ts";
import { COMMANDS, type Param } from "../../../protocol/pixo/definition.ts";
import {
  COLOUR_CODES,
  COMMAND_NAMES,
  formatColour,
  formatCommands,
  formatReply,
  type Hsv,
  LineReader,
  parseColour,
  parseCommand,
  parseEffect,
  parseLine,
  parseReply,
  type PixoCommand,
  type PixoReply,
  ReplyReader,
} from "../../../protocol/pixo/mod.ts";

const steps = (min: number, max: number, perUnit: number) =>
  fc.integer({ min: min * perUnit, max: max * perUnit }).map((step) => step / perUnit);
const hsv: fc.Arbitrary<Hsv> = fc.oneof(
  fc.constantFrom(...COLOUR_CODES).map(parseColour),
  fc.record({ h: steps(0, 1, 10_000), s: steps(0, 1, 10_000), v: steps(0, 1, 10_000) }),
);

/** Values of a kind, from what its row says of its range. */
function valueOf({ kind }: Param): fc.Arbitrary<unknown> {
  const [, min, max] = /from (\d+) to (\d+)$/.exec(kind.wanted) ?? [];
  if (min !== undefined && max !== undefined) {
    const decimals = kind.wanted.startsWith("a whole") ? 1 : kind.wanted.startsWith("a percentage") ? 100 : 10_000;
    return steps(Number(min), Number(max), decimals);
  }
  const [, least, most] = /of (\d+) to (\d+) characters/.exec(kind.wanted) ?? [];
  if (least !== undefined && most !== undefined) {
    // Two units for a character outside the basic plane; separators and controls are not sendable.
    return fc.string({ unit: "grapheme", minLength: Number(least), maxLength: Number(most) / 2 })
      .map((text) => text.replace(/[|@&\p{Cc}]/gu, "-").trim().slice(0, Number(most)))
      .filter((text) => text.length >= Number(least) && text.isWellFormed());
  }
  if (kind.wanted === "true or false") return fc.boolean();
  if (kind.wanted === "a colour") return hsv;
  return fc.oneof(hsv, fc.integer({ min: 0, max: 86_400_000 }));
}

const command: fc.Arbitrary<PixoCommand> = fc.constantFrom(...COMMAND_NAMES).chain((name) => {
  const { target, params } = COMMANDS[name];
  const fields: Record<string, fc.Arbitrary<unknown>> = { command: fc.constant(name) };
  const optional = new Set<string>();
  for (const param of params as readonly Param[]) {
    const one = valueOf(param);
    fields[param.name] = param.count === "list" ? fc.array(one, { minLength: 1, maxLength: 8 }) : one;
    if (param.count === "maybe") optional.add(param.name);
  }
  if (target === "submodel") {
    fields.target = fc.constantFrom("all", "star", "lights", "Left wing", "a.b-c_1");
    optional.add("target");
  } else if (target !== "none") fields.target = fc.constantFrom(...target);
  const requiredKeys = Object.keys(fields).filter((key) => !optional.has(key));
  return fc.record(fields, { requiredKeys }).map((made) => {
    if (name !== "flicker") return made as unknown as PixoCommand;
    const [minTimeMs, maxTimeMs] = [Number(made.minTimeMs), Number(made.maxTimeMs)].sort((a, b) => a - b);
    return { ...made, minTimeMs, maxTimeMs } as unknown as PixoCommand;
  });
});

Deno.test("parseLine() of formatCommands() gives the commands back", () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 3 }), (commands) => {
      assertEquals(parseLine(formatCommands(commands)).commands, commands);
    }),
    { numRuns: 3000 },
  );
});

const reported = fc.string({ unit: "grapheme", maxLength: 20 })
  .map((text) => text.replace(/[|\p{Cc}]/gu, "-").trim()).filter((text) => text.isWellFormed());
const percent = steps(0, 100, 100);
/** Begins with a letter that no word or key of the API does. */
const unknownWord = fc.stringMatching(/^x[a-z_]{0,9}$/);
const reply: fc.Arbitrary<PixoReply> = fc.oneof(
  fc.record({ reply: fc.constant("name" as const), name: reported }),
  fc.record({ reply: fc.constant("persona" as const), persona: reported }),
  fc.record({ reply: fc.constant("serial" as const), serial: reported }),
  fc.record({ reply: fc.constant("echo" as const), text: reported }, { requiredKeys: ["reply"] }),
  fc.record({ reply: fc.constant("brightness" as const), percent }),
  fc.record({ reply: fc.constant("brightness_raw" as const), raw: steps(0, 1, 10_000) }),
  fc.record({ reply: fc.constant("wifi_ssid" as const), ssid: reported }),
  fc.record({ reply: fc.constant("wifi_password" as const), length: fc.nat({ max: 63 }) }),
  fc.record({ reply: fc.constant("wifi_enabled" as const), enabled: fc.boolean() }),
  fc.record({
    reply: fc.constant("info" as const),
    name: reported,
    persona: reported,
    serial: reported,
    software: reported,
    hardware: reported,
    wifiEnabled: fc.boolean(),
    wifiSsid: reported,
    percent,
    others: fc.array(fc.tuple(unknownWord, reported), { minLength: 1, maxLength: 3 }),
  }, { requiredKeys: ["reply"] }),
  fc.record({ reply: fc.constant("other" as const), word: unknownWord, params: fc.array(reported, { maxLength: 4 }) }),
);

Deno.test("parseReply() of formatReply() gives the reply back", () => {
  fc.assert(fc.property(reply, (reply) => assertEquals(parseReply(formatReply(reply)), reply)), { numRuns: 2000 });
});

Deno.test("parseColour() of formatColour() gives the colour back", () => {
  fc.assert(fc.property(hsv, (colour) => assertEquals(parseColour(formatColour(colour)), colour)), { numRuns: 2000 });
});

/** A small repeatable generator (mulberry32), because 100,000 inputs from fast-check take longer than the parsing. */
function randomiser(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const BITS = [
  "|",
  "@",
  "&",
  ",",
  "(",
  ")",
  "\r",
  "\n",
  "\0",
  "\ud800",
  ">",
  " ",
  "e",
  "-",
  "99999999999999999999",
  "é",
  "🎄",
];

/** Bytes that make replies now and then; those past the end are any. */
const CHUNK_BYTES = new TextEncoder().encode(">name|b1\n\r>info|n:x");

/** The parsers, and texts to start from. */
const PARSERS: readonly [name: string, parse: (text: string) => unknown, seeds: readonly string[]][] = [
  ["parseLine", parseLine, [
    "chase@outline|R|G|B|Y & static@star|Y & static@trunk|R",
    "burst|500|2000|width|W|R|Y&twinkle|500|0|G|Y|W",
    "flicker|100|1000|GD|GP&off@face&face@rest",
  ]],
  ["parseCommand", parseCommand, ["static@all|(0.79,0.47,1)", "wifi_password|christmastree", "chase_band|500|5|G|R"]],
  ["parseEffect", parseEffect, ["chase|250|R|W|B", "rainbow|2000|20", "flicker|100|1000|RD|YP"]],
  ["parseColour", parseColour, ["RD", "W", "(0.79,0.47,1)"]],
  ["parseReply", parseReply, [
    ">info|n:Singing Tree|p:singing-tree|sn:pxtree-test-1234|b:45",
    ">brightness|37.5",
    ">wifi_password|*****",
    ">low_voltage|4.31",
  ]],
];

for (const [name, parse, seeds] of PARSERS) {
  Deno.test(`${name}() reads or refuses 100,000 mutated texts`, () => {
    const random = randomiser(20241);
    let read = 0;
    for (let round = 0; round < 100_000; round++) {
      let text = seeds[random(seeds.length)]!;
      for (let edits = random(6); edits >= 0; edits--) {
        const at = random(text.length + 1);
        const bit = random(3) === 0 ? String.fromCharCode(random(0x3000)) : BITS[random(BITS.length)]!;
        text = text.slice(0, at) + bit + text.slice(at + random(5));
      }
      try {
        parse(text);
        read++;
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
      }
    }
    assert(read > 100 && read < 99_900, `read ${read}`);
  });
}

Deno.test("LineReader and ReplyReader throw nothing on 100,000 random chunks", () => {
  const random = randomiser(7);
  const [lines, replies] = [new LineReader(), new ReplyReader()];
  const kinds = new Set<string>();
  for (let round = 0; round < 100_000; round++) {
    const chunk = Uint8Array.from(
      { length: random(24) },
      () => CHUNK_BYTES[random(CHUNK_BYTES.length + 1)] ?? random(256),
    );
    for (const { kind } of [...lines.push(chunk), ...replies.push(chunk)]) kinds.add(kind);
  }
  assertEquals([...kinds].sort(), ["broken", "ignored", "junk", "line", "reply"]);
});
