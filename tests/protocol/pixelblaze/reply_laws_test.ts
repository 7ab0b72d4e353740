import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import {
  encodePixelblazeReply,
  parsePixelblazeReply,
  PIXELBLAZE_REPLIES,
  type PixelblazeReply,
} from "../../../protocol/pixelblaze/replies.ts";
import { PIXELBLAZE_SETTABLE } from "../../../protocol/pixelblaze/settings.ts";
import { ids, law, numbers, settings, uint32 } from "./support.ts";

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
    ...settings,
    name: fc.string({ maxLength: 64 }),
    ver: fc.string({ maxLength: 32 }),
    exp: uint32,
    chipId: uint32,
  }, { requiredKeys: ["kind", "name"] }) as fc.Arbitrary<KnownReply>,
  fc.record({
    kind: fc.constant("stats" as const),
    fps: printed.map(Math.abs),
    vmerr: fc.integer(),
    vmerrpc: fc.integer(),
    mem: fc.integer(),
    exp: fc.integer(),
    renderType: fc.nat({ max: 3 }),
    uptime: uint32,
    storageUsed: uint32,
    storageSize: uint32,
    rr0: fc.integer(),
    rr1: fc.integer(),
    rebootCounter: fc.integer(),
  }, { requiredKeys: ["kind", "fps"] }),
  fc.record({ kind: fc.constant("ack" as const), ack: uint32, saveProgramSourceFile: fc.boolean() }, {
    requiredKeys: ["kind", "ack"],
  }),
  fc.record({
    kind: fc.constant("peers" as const),
    peers: fc.array(fc.record({
      id: uint32,
      address: fc.ipV4(),
      name: fc.string({ maxLength: 64 }),
      ver: fc.string({ maxLength: 32 }),
      isFollowing: fc.boolean(),
      nodeId: uint32,
      followerCount: uint32,
    }, { requiredKeys: [] })),
  }),
  fc.record({ kind: fc.constant("upgradeState" as const), upgradeState: fc.record({ code: fc.nat({ max: 255 }) }) }),
);

Deno.test("The laws of replies are about every kind and every setting", () => {
  const kinds = new Set(fc.sample(anyReply, 500).map(({ kind }) => kind));
  assertEquals([...kinds].sort(), Object.keys(PIXELBLAZE_REPLIES).sort());
  assertEquals(Object.keys(settings).sort(), Object.keys(PIXELBLAZE_SETTABLE).sort());
});

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
