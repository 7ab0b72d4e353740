import { assertEquals, assertThrows } from "@std/assert";
import * as fc from "fast-check";
import { decodeEpe, encodeEpe, type PatternExport } from "../../../protocol/pixelblaze/epe.ts";
import { decodePbb, encodePbb } from "../../../protocol/pixelblaze/pbb.ts";
import {
  decodePatternFile,
  decodeSavedProgram,
  encodePatternFile,
  encodeSavedProgram,
} from "../../../protocol/pixelblaze/pbp.ts";
import { decodeSources, encodeSources } from "../../../protocol/pixelblaze/sources.ts";
import { compressText } from "../../../protocol/pixelblaze/lz_string.ts";
import { anyBytes, assertRefused, bytes, ids, law, utf8 } from "./support.ts";

const SOURCE = "export function render(index) {\n  hsv(time(.1) + index/pixelCount, 1, 1)\n}";
const ID = "keSLmg6tCWGPMvb85";
const NO_SOURCE = "02000000 24000000 02000000 26000000 03000000 29000000 01000000 2a000000 00000000 4869 ffd8ff 07";

Deno.test("encodePatternFile() writes nine numbers, then name, picture, code and source", () => {
  const file = { name: "Hi", jpeg: bytes("ffd8ff"), byteCode: bytes("07"), source: undefined };
  assertEquals(encodePatternFile(file).toHex(), bytes(NO_SOURCE).toHex());
  const source = encodeSources(SOURCE);
  const header = encodePatternFile({ ...file, source: SOURCE }).subarray(28, 36);
  assertEquals([header[0], header[4]], [0x2a, source.length]);
});

Deno.test("decodePatternFile() reads a pattern without a source", () => {
  assertEquals(decodePatternFile(bytes(NO_SOURCE)), {
    name: "Hi",
    jpeg: bytes("ffd8ff"),
    byteCode: bytes("07"),
    source: undefined,
  });
});

Deno.test("decodePatternFile() reads sections in any order", () => {
  const hex = "02000000 2a000000 02000000 24000000 03000000 27000000 01000000 00000000 00000000 ffd8ff 07 0000 4869";
  const file = decodePatternFile(bytes(hex));
  assertEquals([file.name, file.jpeg, file.byteCode], ["Hi", bytes("ffd8ff"), bytes("07")]);
});

/** The start of the pattern "1D Aurora…" in the vendor's backup example: its header fits together. */
const VENDOR_START = "AgAAACQAAAASAAAANgAAAK8DAADlAwAARwkAACwNAABuCwAAMUQgQXVyb";

Deno.test("decodePatternFile() reads the header in the vendor's backup example, and misses what it leaves out", () => {
  const start = Uint8Array.fromBase64(VENDOR_START.slice(0, 56));
  assertRefused(() => decodePatternFile(start), "at 4: wanted a section within 42 bytes, got 18 bytes at 36");
});

const REFUSED: [string, string, string][] = [
  ["no bytes", "", "at 0: wanted a version, got 0 bytes"],
  ["version 1", "01000000", "at 0: wanted version 2, got 1"],
  ["half a header", "02000000 00000000 00000000 2400", "at 12: wanted an offset, got 2 bytes"],
  [
    "a length of 4 GB",
    "02000000 24000000 ffffffff" + "00".repeat(24),
    "at 4: wanted a section within 36 bytes, got 4294967295 bytes at 36",
  ],
  [
    "an offset past the end",
    "02000000 ffffffff 00000000" + "00".repeat(24),
    "at 4: wanted a section within 36 bytes, got 0 bytes at 4294967295",
  ],
  [
    "a source that does not decompress",
    "02000000" + "24000000 00000000".repeat(3) + "24000000 01000000 ff",
    "at 0: wanted a code up to 3, got 3",
  ],
];

for (const [name, hex, message] of REFUSED) {
  Deno.test(`decodePatternFile() refuses ${name}`, () => assertRefused(() => decodePatternFile(bytes(hex)), message));
}

const BAD_SOURCES: [string, string, string][] = [
  ["a list", "[]", 'at 0: wanted a JSON object, got "[]"'],
  ["no main", "{}", 'at 0: wanted a text as "main", got undefined'],
  ["a number as main", '{"main":1}', 'at 0: wanted a text as "main", got number'],
  ["no JSON", "render", 'at 0: wanted JSON, got "render"'],
];

for (const [name, json, message] of BAD_SOURCES) {
  Deno.test(`decodeSources() refuses ${name}`, () => assertRefused(() => decodeSources(compressText(json)), message));
}

const pattern = fc.record({
  name: fc.string({ unit: "grapheme", maxLength: 20 }).map((name) => name.toWellFormed()),
  jpeg: anyBytes(30),
  byteCode: anyBytes(30),
  source: fc.option(fc.string({ unit: "binary", maxLength: 80 }).map((text) => text.toWellFormed()), {
    nil: undefined,
  }),
});

Deno.test("decodePatternFile() reads back what encodePatternFile() wrote", () => {
  law(pattern, (file) => assertEquals(decodePatternFile(encodePatternFile(file)), file));
});

Deno.test("decodeSavedProgram() reads back what encodeSavedProgram() wrote", () => {
  law(fc.record({ id: ids, pattern }), (saved) => {
    const read = decodeSavedProgram(encodeSavedProgram(saved.id, saved.pattern));
    assertEquals(read, { kind: "pattern", ...saved });
  });
});

Deno.test("decodeSavedProgram() reads a source alone, as pixelblaze-client sends it", () => {
  assertEquals(decodeSavedProgram(encodeSources(SOURCE)), { kind: "source", source: SOURCE });
});

Deno.test("decodeSavedProgram() refuses what is neither", () => {
  assertRefused(() => decodeSavedProgram(bytes("")), "at 0: wanted more bits, got the end");
  assertRefused(
    () => decodeSavedProgram(Uint8Array.of(...utf8(ID), 2, 0, 0, 0)),
    "at 4: wanted an offset, got 0 bytes",
  );
});

for (const id of ["", "short", ID + "x", "keSLmg6tCWGPMvb8 "]) {
  Deno.test(`encodeSavedProgram() refuses the id ${JSON.stringify(id)}`, () => {
    const file = { name: "", jpeg: bytes(""), byteCode: bytes(""), source: undefined };
    assertThrows(() => encodeSavedProgram(id, file), RangeError, "allowed are 17 characters");
  });
}

const EPE = JSON.stringify(
  { name: "Default New Pattern", id: ID, sources: { main: SOURCE }, preview: "/9j/4A==" },
  null,
  2,
);
const EXPORT: PatternExport = { name: "Default New Pattern", id: ID, source: SOURCE, preview: bytes("ffd8ffe0") };

Deno.test("encodeEpe() writes members in the board's order", () => assertEquals(encodeEpe(EXPORT), EPE));

Deno.test("decodeEpe() reads an export", () => assertEquals(decodeEpe(EPE), EXPORT));

Deno.test("decodeEpe() reads an export after a byte order mark", () => assertEquals(decodeEpe("\ufeff" + EPE), EXPORT));

Deno.test("decodeEpe() needs the source alone", () => {
  assertEquals(decodeEpe('{"sources":{"main":""}}'), { name: "", id: "", source: "", preview: bytes("") });
});

const BAD_EPES: [string, string, string][] = [
  ["no text", "", 'at 0: wanted JSON, got ""'],
  ["no sources", '{"name":"a"}', 'at 0: wanted a text as "sources.main", got undefined'],
  ["a source that is no text", '{"sources":{"main":1}}', 'at 0: wanted a text as "sources.main", got object'],
  ["a number as name", '{"sources":{"main":""},"name":1}', 'at 0: wanted a text as "name", got number'],
  ["null as id", '{"sources":{"main":""},"id":null}', 'at 0: wanted a text as "id", got object'],
  ["a list as preview", '{"sources":{"main":""},"preview":[]}', 'at 0: wanted a text as "preview", got object'],
  [
    "a preview that is no base64",
    '{"sources":{"main":""},"preview":"*"}',
    'at 0: wanted base64 as "preview", got other text',
  ],
];

for (const [name, text, message] of BAD_EPES) {
  Deno.test(`decodeEpe() refuses ${name}`, () => assertRefused(() => decodeEpe(text), message));
}

Deno.test("decodeEpe() reads back what encodeEpe() wrote", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  law(fc.record({ name: text, id: ids, source: text, preview: anyBytes(40) }), (epe) => {
    assertEquals(decodeEpe(encodeEpe(epe)), epe);
  });
});

const PBB = '{\n  "files": {\n    "/l/_defaultplaylist_": "eyJpdGVtcyI6W119",\n    "/obconf.dat": "BQ=="\n  }\n}';

Deno.test("encodePbb() writes a backup as boards do", () => {
  const files = new Map([["/l/_defaultplaylist_", utf8('{"items":[]}')], ["/obconf.dat", bytes("05")]]);
  assertEquals(encodePbb(files), PBB);
  assertEquals(decodePbb(PBB), files);
});

Deno.test("decodePbb() reads a backup after a byte order mark, which those of pixelblaze-client have", () => {
  assertEquals(decodePbb("\ufeff" + PBB).size, 2);
});

const BAD_PBBS: [string, string, string][] = [
  ["no text", "", 'at 0: wanted JSON, got ""'],
  ["no files", "{}", 'at 0: wanted an object as "files", got undefined'],
  ["files in a list", '{"files":[]}', 'at 0: wanted an object as "files", got object'],
  ["a file that is no text", '{"files":{"/a":1}}', 'at 0: wanted a text as "/a", got number'],
  ["a file that is no base64", '{"files":{"/a":"A"}}', 'at 0: wanted base64 as "/a", got other text'],
];

for (const [name, text, message] of BAD_PBBS) {
  Deno.test(`decodePbb() refuses ${name}`, () => assertRefused(() => decodePbb(text), message));
}

Deno.test("decodePbb() reads back what encodePbb() wrote, in order", () => {
  const path = fc.string({ maxLength: 20 }).map((text) => `/${text}`);
  const files = fc.uniqueArray(fc.tuple(path, anyBytes(40)), { selector: ([one]) => one, maxLength: 8 });
  law(files, (entries) => assertEquals([...decodePbb(encodePbb(new Map(entries)))], entries));
});
