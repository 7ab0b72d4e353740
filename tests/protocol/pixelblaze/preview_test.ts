import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import {
  decodePreviewFrame,
  decodePreviewImage,
  encodePreviewFrame,
  encodePreviewImage,
} from "../../../protocol/pixelblaze/preview.ts";
import { anyBytes, assertRefused, bytes, ids, law, utf8 } from "./support.ts";

Deno.test("decodePreviewFrame() reads a frame as 100 pixels send it: 301 bytes", () => {
  const frame = new Uint8Array(301).fill(7);
  frame[0] = 5;
  const { pixelCount, rgb } = decodePreviewFrame(frame);
  assertEquals([pixelCount, rgb.length], [100, 300]);
  assertStrictEquals(rgb.buffer, frame.buffer);
});

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted type 5, got no bytes"],
  ["another type", "07 05 00", "at 0: wanted type 5, got 7"],
  ["a pixel cut off", "05 01", "at 2: wanted 3 bytes for each pixel, got 1 bytes"],
  ["a frame with a flags byte", "05 05 010203", "at 5: wanted 3 bytes for each pixel, got 4 bytes"],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decodePreviewFrame() refuses ${name}`, () => assertRefused(() => decodePreviewFrame(bytes(hex)), message));
}

Deno.test("encodePreviewFrame() leaves pixels past the board's limit out", () => {
  assertEquals(encodePreviewFrame(new Uint8Array(1025 * 3)).length, 1 + 1024 * 3);
  assertEquals(encodePreviewFrame(bytes("0102030405060708 09"), 2), bytes("05 010203040506"));
});

Deno.test("encodePreviewFrame() refuses part of a pixel", () => {
  assertThrows(() => encodePreviewFrame(new Uint8Array(4)), RangeError, "got 4 bytes, allowed is 3 for each pixel");
});

Deno.test("decodePreviewFrame() reads back what encodePreviewFrame() wrote", () => {
  law(anyBytes(90).map((array) => array.slice(0, array.length - array.length % 3)), (rgb) => {
    assertEquals(decodePreviewFrame(encodePreviewFrame(rgb)), { pixelCount: rgb.length / 3, rgb });
  });
});

const ID = "QqZqNsLmk2CAvheRR";
const JPEG = bytes("ffd8ffe000104a464946");

Deno.test("decodePreviewImage() reads the id and the picture", () => {
  assertEquals(decodePreviewImage(Uint8Array.of(...utf8(ID), ...JPEG)), { id: ID, jpeg: JPEG });
});

Deno.test("decodePreviewImage() passes over a NUL after the id", () => {
  assertEquals(decodePreviewImage(Uint8Array.of(...utf8(ID), 0, ...JPEG)), { id: ID, jpeg: JPEG });
});

Deno.test("decodePreviewImage() reads an id without a picture", () => {
  assertEquals(decodePreviewImage(utf8(ID)), { id: ID, jpeg: bytes("") });
});

const BAD_IMAGES: [string, Uint8Array, string][] = [
  ["no bytes", bytes(""), "at 0: wanted an id of 1 to 64 characters, got 0 characters"],
  ["a picture without an id", JPEG, "at 0: wanted an id of 1 to 64 characters, got 0 characters"],
  ["an id without an end", utf8("x".repeat(70)), "at 0: wanted an id of 1 to 64 characters, got 65 characters"],
  ["something else after the id", utf8("abc\n"), "at 3: wanted a JPEG, got 10"],
];

for (const [name, payload, message] of BAD_IMAGES) {
  Deno.test(`decodePreviewImage() refuses ${name}`, () => assertRefused(() => decodePreviewImage(payload), message));
}

for (const [name, id, jpeg] of [["an id with a space", "a b", JPEG], ["what is no JPEG", ID, bytes("00")]] as const) {
  Deno.test(`encodePreviewImage() refuses ${name}`, () => {
    assertThrows(() => encodePreviewImage({ id, jpeg }), RangeError, "Cannot write a preview image");
  });
}

Deno.test("decodePreviewImage() reads back what encodePreviewImage() wrote", () => {
  const jpeg = anyBytes(30).map((rest) => rest.length === 0 ? rest : Uint8Array.of(255, ...rest));
  law(fc.record({ id: ids, jpeg }), (image) => assertEquals(decodePreviewImage(encodePreviewImage(image)), image));
});
