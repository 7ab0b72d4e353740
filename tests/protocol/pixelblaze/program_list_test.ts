import { assertEquals } from "@std/assert";
import * as fc from "fast-check";
import { decodeFrame, FRAME_FLAGS } from "../../../protocol/pixelblaze/frames.ts";
import { decodeProgramList, encodeProgramList, type StoredPattern } from "../../../protocol/pixelblaze/program_list.ts";
import { FrameReassembler } from "../../../protocol/pixelblaze/reassembler.ts";
import { assertRefused, ids, law, utf8 } from "./support.ts";

const READ: [string, string, StoredPattern[]][] = [
  ["no patterns", "", []],
  ["two patterns", "a1\tRainbow\nb2\tSparks fire\n", [{ id: "a1", name: "Rainbow" }, {
    id: "b2",
    name: "Sparks fire",
  }]],
  ["a last line without its end", "a1\tRainbow", [{ id: "a1", name: "Rainbow" }]],
  ["blank lines", "\na1\tRainbow\n\n", [{ id: "a1", name: "Rainbow" }]],
  ["names with tabs", "a1\tTab\tin it\n", [{ id: "a1", name: "Tab\tin it" }]],
  ["names beyond ASCII", "a1\tBlaue Blüte 🌸\n", [{ id: "a1", name: "Blaue Blüte 🌸" }]],
  ["a pattern without a name", "a1\t\n", [{ id: "a1", name: "" }]],
];

for (const [name, text, patterns] of READ) {
  Deno.test(`decodeProgramList() reads ${name}`, () => assertEquals(decodeProgramList(utf8(text)), patterns));
}

Deno.test("decodeProgramList() refuses a line without a tab", () => {
  assertRefused(
    () => decodeProgramList(utf8("a1\tb\nnot a line\nc\td\n")),
    'at 5: wanted an id, a tab and a name, got "not a line"',
  );
});

Deno.test("encodeProgramList() writes the vendor's single frame", () => {
  assertEquals(encodeProgramList([{ id: "a", name: "b" }]), [Uint8Array.of(7, 5, ...utf8("a\tb\n"))]);
});

Deno.test("encodeProgramList() writes one frame for no patterns", () => {
  assertEquals(encodeProgramList([]), [Uint8Array.of(7, 5)]);
});

Deno.test("encodeProgramList() ends frames at line ends, since Firestorm reads each by itself", () => {
  const patterns = Array.from({ length: 200 }, (_, n) => ({ id: `id${n}`, name: `Blüte ${n}` }));
  const frames = encodeProgramList(patterns, 100);
  assertEquals(frames.length > 20, true);
  assertEquals(frames.every((frame) => frame.length <= 102), true);
  assertEquals(frames.flatMap((frame) => decodeProgramList(decodeFrame(frame).payload)), patterns);
  const flags = frames.map((frame) => frame[1]);
  assertEquals(flags[0], FRAME_FLAGS.first);
  assertEquals(flags.at(-1), FRAME_FLAGS.last);
  assertEquals(new Set(flags.slice(1, -1)), new Set([FRAME_FLAGS.middle]));
});

Deno.test("encodeProgramList() writes a line longer than a frame whole", () => {
  const patterns = [{ id: "a", name: "x".repeat(50) }, { id: "b", name: "y" }];
  assertEquals(encodeProgramList(patterns, 10).map((frame) => frame.length), [55, 6]);
});

Deno.test("encodeProgramList() writes line ends in names as spaces", () => {
  assertEquals(encodeProgramList([{ id: "a\tb", name: "c\nd" }]), [Uint8Array.of(7, 5, ...utf8("a b\tc d\n"))]);
});

Deno.test("decodeProgramList() reads back what encodeProgramList() wrote", () => {
  const name = fc.string({ unit: "binary", maxLength: 30 }).map((text) => text.replaceAll("\n", " ").toWellFormed());
  const patterns = fc.array(fc.record({ id: ids, name }), { maxLength: 20 });
  law(fc.tuple(patterns, fc.integer({ min: 1, max: 200 })), ([sent, size]) => {
    const reassembler = new FrameReassembler();
    const got = encodeProgramList(sent, size).map((frame) => reassembler.push(frame)).filter((one) =>
      one !== undefined
    );
    assertEquals(got.map(({ payload }) => decodeProgramList(payload)), [sent]);
  });
});
