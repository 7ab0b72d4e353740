import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  type BinaryFrame,
  chunkSizeFor,
  decodeFrame,
  encodeFrame,
  encodeFrames,
  FRAME_TYPES,
  type FrameType,
} from "../../../protocol/pixelblaze/frames.ts";
import { anyBytes, assertRefused, bytes, law } from "./support.ts";

const GOLDEN: [string, string, BinaryFrame][] = [
  ["no expanders", "09 05 05", { type: 9, flags: 5, payload: bytes("05") }],
  ["the first part of a list", "07 01 61", { type: 7, flags: 1, payload: bytes("61") }],
  ["a middle part of code", "03 02 0102", { type: 3, flags: 2, payload: bytes("0102") }],
  ["an empty end", "01 04", { type: 1, flags: 4, payload: bytes("") }],
  ["a preview, which has no flags", "05 ff0000", { type: 5, flags: 5, payload: bytes("ff0000") }],
  ["a preview of nothing", "05", { type: 5, flags: 5, payload: bytes("") }],
];

for (const [name, hex, frame] of GOLDEN) {
  Deno.test(`encodeFrame() writes ${name}`, () => assertEquals(encodeFrame(frame), bytes(hex)));
  Deno.test(`decodeFrame() reads ${name}`, () => assertEquals(decodeFrame(bytes(hex)), frame));
}

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted a frame type, got no bytes"],
  ["type 0", "00 05", "at 0: wanted a frame type 1 or 3 to 9, got 0"],
  ["type 2, which nobody uses", "02 05", "at 0: wanted a frame type 1 or 3 to 9, got 2"],
  ["type 10", "0a 05", "at 0: wanted a frame type 1 or 3 to 9, got 10"],
  ["a type alone", "07", "at 1: wanted a flags byte, got the end"],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decodeFrame() refuses ${name}`, () => assertRefused(() => decodeFrame(bytes(hex)), message));
}

Deno.test("encodeFrames() flags one, two and three frames", () => {
  const flags = (length: number) => encodeFrames(8, new Uint8Array(length), 4).map((frame) => frame[1]);
  assertEquals(flags(0), [5]);
  assertEquals(flags(4), [5]);
  assertEquals(flags(5), [1, 4]);
  assertEquals(flags(8), [1, 4]);
  assertEquals(flags(9), [1, 2, 4]);
  assertEquals(flags(17), [1, 2, 2, 2, 4]);
});

Deno.test("chunkSizeFor() knows the firmware's limits", () => {
  assertEquals(chunkSizeFor(FRAME_TYPES.byteCode), 1280);
  assertEquals(chunkSizeFor(FRAME_TYPES.byteCode, "v2"), 1280);
  assertEquals(chunkSizeFor(FRAME_TYPES.saveProgram), 8192);
  assertEquals(chunkSizeFor(FRAME_TYPES.saveProgram, "v2"), 1024);
  assertEquals(encodeFrames(FRAME_TYPES.byteCode, new Uint8Array(2560)).map((frame) => frame.length), [1282, 1282]);
});

for (const size of [0, -1, NaN]) {
  Deno.test(`encodeFrames() refuses a chunk size of ${size}`, () => {
    assertThrows(() => encodeFrames(1, new Uint8Array(4), size), RangeError, `got a chunk size of ${size}`);
  });
}

const types = fc.constantFrom<FrameType>(1, 3, 4, 6, 7, 8, 9);

Deno.test("decodeFrame() reads back what encodeFrame() wrote", () => {
  law(fc.record({ type: types, flags: fc.nat({ max: 255 }), payload: anyBytes(40) }), (frame) => {
    assertEquals(decodeFrame(encodeFrame(frame)), frame);
  });
});

Deno.test("encodeFrames() cuts without losing a byte", () => {
  law(
    fc.record({ type: types, payload: anyBytes(60), size: fc.integer({ min: 1, max: 70 }) }),
    ({ type, payload, size }) => {
      const frames = encodeFrames(type, payload, size).map(decodeFrame);
      assertEquals(Uint8Array.from(frames.flatMap((frame) => [...frame.payload])), payload);
      assertEquals(frames.every((frame) => frame.payload.length <= size && frame.type === type), true);
      assertEquals(frames.length, Math.max(1, Math.ceil(payload.length / size)));
    },
  );
});
