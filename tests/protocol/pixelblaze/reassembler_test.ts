import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { encodeFrame, encodeFrames, type FrameType } from "../../../protocol/pixelblaze/frames.ts";
import { type BinaryMessage, FrameReassembler } from "../../../protocol/pixelblaze/reassembler.ts";
import { anyBytes, assertRefused, bytes, law } from "./support.ts";

/** Frames in, messages out, each as hex with its type first. */
const STREAMS: [string, string[], string[]][] = [
  ["one message in one frame", ["07 05 aabb"], ["7 aabb"]],
  ["one message in three frames", ["08 01 aa", "08 02 bb", "08 04 cc"], ["8 aabbcc"]],
  ["two messages", ["08 01 aa", "08 04 bb", "08 05 cc"], ["8 aabb", "8 cc"]],
  ["a message whose first flag is missing, as pixelblaze-client sends it", ["01 02 aa", "01 02 bb", "01 04 cc"], [
    "1 aabbcc",
  ]],
  ["a lone last frame", ["03 04 aa"], ["3 aa"]],
  ["types that interleave", ["07 01 aa", "08 01 11", "05 ff0000", "07 04 bb", "08 04 22"], [
    "5 ff0000",
    "7 aabb",
    "8 1122",
  ]],
  ["a message that starts anew", ["07 01 aa", "07 01 bb", "07 04 cc"], ["7 bbcc"]],
  ["a message that is dropped for one in one frame", ["07 01 aa", "07 05 bb", "07 04 cc"], ["7 bb", "7 cc"]],
  ["frames without flags as middle ones", ["07 01 aa", "07 00 bb", "07 04 cc"], ["7 aabbcc"]],
  ["flags of newer firmware", ["07 f1 aa", "07 f4 bb"], ["7 aabb"]],
  ["empty frames", ["08 01", "08 02", "08 04"], ["8 "]],
];

for (const [name, frames, messages] of STREAMS) {
  Deno.test(`FrameReassembler.push() joins ${name}`, () => {
    const reassembler = new FrameReassembler();
    const out = frames.map((frame) => reassembler.push(bytes(frame))).filter((message) => message !== undefined);
    assertEquals(out.map(({ type, payload }) => `${type} ${payload.toHex()}`), messages);
    assertEquals(reassembler.held, 0);
  });
}

Deno.test("FrameReassembler.push() drops the message that grows too long, and goes on", () => {
  const reassembler = new FrameReassembler(4);
  assertEquals(reassembler.push(bytes("07 01 aa")), undefined);
  assertEquals(reassembler.push(bytes("08 01 112233")), undefined);
  assertRefused(
    () => reassembler.push(bytes("08 02 44")),
    "at 3: wanted at most 4 bytes of unfinished messages, got 5",
  );
  assertEquals(reassembler.held, 1);
  assertEquals(reassembler.push(bytes("07 04 bb")), { type: 7, payload: bytes("aabb") });
  assertEquals(reassembler.push(bytes("08 05 55")), { type: 8, payload: bytes("55") });
});

Deno.test("FrameReassembler.push() refuses junk and keeps what is open", () => {
  const reassembler = new FrameReassembler();
  reassembler.push(bytes("07 01 aa"));
  assertRefused(() => reassembler.push(bytes("63 01 aa")), "at 0: wanted a frame type 1 or 3 to 9, got 99");
  assertRefused(() => reassembler.push(bytes("")), "at 0: wanted a frame type, got no bytes");
  assertEquals(reassembler.push(bytes("07 04 bb")), { type: 7, payload: bytes("aabb") });
});

Deno.test("FrameReassembler.clear() forgets unfinished messages", () => {
  const reassembler = new FrameReassembler();
  reassembler.push(bytes("07 01 aa"));
  reassembler.clear();
  assertEquals(reassembler.held, 0);
  assertEquals(reassembler.push(bytes("07 04 bb")), { type: 7, payload: bytes("bb") });
});

Deno.test("FrameReassembler.push() gives a message that later frames do not change", () => {
  const reassembler = new FrameReassembler();
  reassembler.push(bytes("07 01 aa"));
  const message = reassembler.push(bytes("07 04 bb"));
  reassembler.push(bytes("07 01 ccdd"));
  reassembler.push(bytes("07 04 ee"));
  assertEquals(message, { type: 7, payload: bytes("aabb") });
});

Deno.test("FrameReassembler.push() takes a flood of empty frames without holding anything", () => {
  const reassembler = new FrameReassembler(16);
  for (let at = 0; at < 10_000; at++) reassembler.push(encodeFrame({ type: 8, flags: 2, payload: bytes("") }));
  assertEquals(reassembler.held, 0);
});

const messages: fc.Arbitrary<BinaryMessage> = fc.record({
  type: fc.constantFrom<FrameType>(1, 3, 4, 6, 7, 8, 9),
  payload: anyBytes(40),
});

Deno.test("FrameReassembler.push() joins what encodeFrames() cut, wherever it was cut", () => {
  law(fc.tuple(fc.array(messages, { maxLength: 5 }), fc.integer({ min: 1, max: 12 })), ([sent, size]) => {
    const reassembler = new FrameReassembler();
    const got = sent.flatMap(({ type, payload }) => encodeFrames(type, payload, size)).map((f) => reassembler.push(f));
    assertEquals(got.filter((message) => message !== undefined), sent);
  });
});

Deno.test("FrameReassembler.push() joins messages of different types in whatever order their frames come", () => {
  const shuffled = fc.tuple(anyBytes(30), anyBytes(30), anyBytes(30), fc.array(fc.nat({ max: 2 }), { maxLength: 60 }));
  law(shuffled, ([first, second, third, order]) => {
    const queues = [encodeFrames(1, first, 3), encodeFrames(7, second, 4), encodeFrames(8, third, 5)];
    const reassembler = new FrameReassembler();
    const got = new Map<number, Uint8Array>();
    for (const pick of [...order, ...Array(60).fill([0, 1, 2]).flat()]) {
      const frame = queues[pick]?.shift();
      const message = frame && reassembler.push(frame);
      if (message) got.set(message.type, message.payload);
    }
    assertEquals([got.get(1), got.get(7), got.get(8)], [first, second, third]);
  });
});
