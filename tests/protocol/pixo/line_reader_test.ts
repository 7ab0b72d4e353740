import { assertEquals } from "@std/assert";
import { type LineItem, LineReader } from "../../../protocol/pixo/mod.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

function readAll(chunks: readonly Uint8Array[]): LineItem[] {
  const reader = new LineReader();
  return chunks.flatMap((chunk) => reader.push(chunk));
}

const lines = (...texts: string[]): LineItem[] => texts.map((text) => ({ kind: "line", text }));

const STREAM = ">name|Noël 🎄\r\n>brightness|1\n\r\r\n>echo|x\r>info\n";
const LINES = lines(">name|Noël 🎄", ">brightness|1", ">echo|x", ">info");

Deno.test("LineReader cuts several lines out of one chunk", () => assertEquals(readAll([bytes(STREAM)]), LINES));

Deno.test("LineReader gives the same lines wherever a stream is split", () => {
  const all = bytes(STREAM);
  for (let at = 0; at <= all.length; at++) assertEquals(readAll([all.subarray(0, at), all.subarray(at)]), LINES);
});

Deno.test("LineReader reads a stream of single bytes", () => {
  assertEquals(readAll([...bytes(STREAM)].map((byte) => new Uint8Array([byte]))), LINES);
});

Deno.test("LineReader keeps an unfinished line until its end comes, and forgets it on reset()", () => {
  const reader = new LineReader();
  assertEquals(reader.push(bytes(">na")), []);
  assertEquals(reader.push(bytes("me|x\n>bro")), lines(">name|x"));
  reader.reset();
  assertEquals(reader.push(bytes(">ok\n")), lines(">ok"));
});

Deno.test("LineReader reports a line that is not UTF-8 and goes on", () => {
  assertEquals(readAll([new Uint8Array([0xff, 0xfe, 10]), bytes("ok\n")]), [
    { kind: "junk", reason: "not UTF-8", bytes: 2 },
    { kind: "line", text: "ok" },
  ]);
});

for (
  const [what, length, item] of [
    ["a line of 1024 characters", 1024, { kind: "line", text: "x".repeat(1024) }],
    ["a line of 1025 characters", 1025, { kind: "junk", reason: "too long", bytes: 1025 }],
    ["a line of 3073 bytes", 3073, { kind: "junk", reason: "too long", bytes: 3073 }],
    ["a line of a million bytes", 1_000_000, { kind: "junk", reason: "too long", bytes: 1_000_000 }],
  ] as const
) {
  Deno.test(`LineReader takes ${what} and reads the next`, () => {
    const all = bytes("x".repeat(length) + "\nok\n");
    const expected = [item, { kind: "line", text: "ok" }] as LineItem[];
    assertEquals(readAll([all]), expected);
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < all.length; at += 1000) chunks.push(all.subarray(at, at + 1000));
    assertEquals(readAll(chunks), expected);
  });
}

Deno.test("LineReader keeps a line of the widest characters", () => {
  assertEquals(readAll([bytes("あ".repeat(1024) + "\n")]), lines("あ".repeat(1024)));
});

Deno.test("LineReader refuses a line of one more of them, whose first 3072 bytes would do", () => {
  assertEquals(readAll([bytes("あ".repeat(1025) + "\nok\n")]), [
    { kind: "junk", reason: "too long", bytes: 3075 },
    { kind: "line", text: "ok" },
  ]);
});
