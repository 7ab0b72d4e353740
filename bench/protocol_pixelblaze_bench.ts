// Pixelblaze codecs, each beside what the runtime itself needs for the same bytes: deno bench bench/protocol_pixelblaze_bench.ts

import lzString from "lz-string";
import { compressText, decompressText } from "../protocol/pixelblaze/lz_string.ts";
import { parsePixelblazeCommands } from "../protocol/pixelblaze/commands.ts";
import { decodePbb, encodePbb } from "../protocol/pixelblaze/pbb.ts";
import { decodePreviewFrame } from "../protocol/pixelblaze/preview.ts";
import { decodeProgramList, encodeProgramList } from "../protocol/pixelblaze/program_list.ts";
import { FrameReassembler } from "../protocol/pixelblaze/reassembler.ts";

const LEDS = 10_000;
const frame = new Uint8Array(1 + LEDS * 3).fill(5);
const shown = new Uint8Array(LEDS * 3);

Deno.bench("preview of 10,000 LEDs: copy the bytes", { group: "preview", baseline: true }, () => {
  shown.set(frame.subarray(1));
});

Deno.bench("preview of 10,000 LEDs: decode and copy", { group: "preview" }, () => {
  shown.set(decodePreviewFrame(frame).rgb);
});

const patterns = Array.from({ length: 1000 }, (_, at) => ({
  id: `id${at}`.padEnd(17, "x"),
  name: `Pattern number ${at}`,
}));
const listFrames = encodeProgramList(patterns);
const listBytes = new Uint8Array(listFrames.flatMap((one) => [...one.subarray(2)]));
const decoder = new TextDecoder();

Deno.bench("list of 1,000 patterns: decode text and split lines", { group: "list", baseline: true }, () => {
  decoder.decode(listBytes).split("\n").map((line) => line.split("\t"));
});

Deno.bench("list of 1,000 patterns: join frames and decode", { group: "list" }, () => {
  const reassembler = new FrameReassembler();
  for (const one of listFrames) {
    const message = reassembler.push(one);
    if (message) decodeProgramList(message.payload);
  }
});

const files = new Map(
  Array.from({ length: 100 }, (_, at) => [`/p/id${at}`, new Uint8Array(20_000).map((_, byte) => byte * at)]),
);
const backup = encodePbb(files);

Deno.bench("backup of 2 MB: JSON.parse and atob", { group: "backup", baseline: true }, () => {
  const { files } = JSON.parse(backup) as { files: Record<string, string> };
  for (const base64 of Object.values(files)) Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
});

Deno.bench("backup of 2 MB: JSON.parse alone", { group: "backup" }, () => {
  JSON.parse(backup);
});

Deno.bench("backup of 2 MB: decode", { group: "backup" }, () => {
  decodePbb(backup);
});

const source = Array.from({ length: 100 }, (_, at) => `export var v${at} = sin(${at} / 7) * ${at * 37 % 101}\n`).join(
  "",
);
const compressed = compressText(source);

Deno.bench("source of 4 KB: decompress with lz-string", { group: "source", baseline: true }, () => {
  lzString.decompressFromUint8Array(compressed);
});

Deno.bench("source of 4 KB: decompress", { group: "source" }, () => {
  decompressText(compressed);
});

const command = JSON.stringify({
  setVars: Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`variable${at}`, at / 7])),
  ping: true,
});

Deno.bench("20 variables: JSON.parse", { group: "command", baseline: true }, () => {
  JSON.parse(command);
});

Deno.bench("20 variables: parse and check", { group: "command" }, () => {
  parsePixelblazeCommands(command);
});
