import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import {
  encodePixelblazeReply,
  parsePixelblazeReply,
  type PixelblazeReply,
} from "../../../protocol/pixelblaze/replies.ts";
import { ids, law, numbers } from "./support.ts";

type KnownReply = Exclude<PixelblazeReply, { kind: "unknown" }>;

/** Numbers that firmware prints in full: six decimals below ten. */
const printed = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((n) => n / 1e6 + 0);
const printedNumbers = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(printed, fc.array(printed)));

const anyReply: fc.Arbitrary<KnownReply> = fc.oneof(
  fc.record({ kind: fc.constant("vars" as const), vars: printedNumbers }),
  fc.record({ kind: fc.constant("controls" as const), controls: fc.dictionary(ids, printedNumbers) }),
  fc.record({
    kind: fc.constant("sequencer" as const),
    activeProgram: fc.record({
      name: fc.string({ maxLength: 128 }),
      activeProgramId: fc.option(ids),
      controls: printedNumbers,
    }),
    sequencerMode: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
    runSequencer: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("playlist" as const),
    playlist: fc.record({
      position: fc.nat(),
      id: fc.string({ maxLength: 64 }),
      ms: fc.nat(),
      items: fc.array(fc.record({ id: ids, ms: fc.nat() }), { maxLength: 64 }),
    }),
  }),
  fc.record({
    kind: fc.constant("settings" as const),
    name: fc.string({ maxLength: 64 }),
    maxBrightness: fc.nat({ max: 100 }).map((n) => n / 100),
    sequenceTimer: fc.nat({ max: 100_000 }).map((n) => n * 1000),
    brightness: fc.nat({ max: 10_000 }).map((n) => n / 10_000),
  }),
  fc.record({ kind: fc.constant("stats" as const), fps: printed.map(Math.abs), uptime: fc.nat(), vmerr: fc.integer() }),
);

/** Two numbers are one on the wire when the firmware prints them alike. */
function asPrinted(reply: PixelblazeReply): unknown {
  return JSON.parse(JSON.stringify(reply, (_, one) => typeof one === "number" ? Math.fround(one).toPrecision(6) : one));
}

Deno.test("parsePixelblazeReply() reads back what encodePixelblazeReply() wrote, to the printed digits", () => {
  law(anyReply, (reply) => {
    assertEquals(asPrinted(parsePixelblazeReply(encodePixelblazeReply(reply))), asPrinted(reply));
  });
});

Deno.test("encodePixelblazeReply() writes again exactly what it wrote and was read", () => {
  law(anyReply, (reply) => {
    const frame = encodePixelblazeReply(reply);
    assertEquals(encodePixelblazeReply(parsePixelblazeReply(frame) as KnownReply), frame);
  });
});

Deno.test("encodePixelblazeReply() writes JSON that any reader takes", () => {
  law(numbers, (vars) => {
    const { vars: read } = JSON.parse(encodePixelblazeReply({ kind: "vars", vars }));
    assertEquals(Object.keys(read), Object.keys(vars));
  });
});
