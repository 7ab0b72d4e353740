// A four-minute song from file to mouths, beside what a general parser alone needs: deno bench bench/lipsync_bench.ts

import { XMLParser } from "fast-xml-parser";
import { importLipsync, pronounce, toMouths, writePgo, writeRhubarbJson, writeXtiming } from "../shows/lipsync/mod.ts";

// 120 lines of a carol, two seconds each: 720 words, 2,760 phones, 2,161 changes of the mouth.
const LINE = "joy to the wonderful world tonight";
const lrc = Array.from(
  { length: 120 },
  (_, i) => `[${Math.floor(i / 30)}:${String(i * 2 % 60).padStart(2, "0")}]${LINE}`,
);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const lyrics = bytesOf(`${lrc.join("\n")}\n[4:00]\n`);
const song = importLipsync(lyrics);
const xtiming = writeXtiming(song);
const xtimingBytes = bytesOf(xtiming);
const pgo = bytesOf(writePgo(song));
const rhubarb = writeRhubarbJson(song);
const rhubarbBytes = bytesOf(rhubarb);
const parser = new XMLParser({ ignoreAttributes: false });
const speech = importLipsync(xtimingBytes);

Deno.bench("xtiming: parse the XML with fast-xml-parser, no more", { group: "xtiming", baseline: true }, () => {
  parser.parse(xtiming);
});

Deno.bench("xtiming: read, and make the track", { group: "xtiming" }, () => {
  toMouths(importLipsync(xtimingBytes));
});

Deno.bench("xtiming: make the track, no more", { group: "xtiming" }, () => {
  toMouths(speech);
});

Deno.bench("Rhubarb JSON: JSON.parse, no more", { group: "rhubarb", baseline: true }, () => {
  JSON.parse(rhubarb);
});

Deno.bench("Rhubarb JSON: read, and make the track", { group: "rhubarb" }, () => {
  toMouths(importLipsync(rhubarbBytes));
});

Deno.bench("pgo: split the lines, no more", { group: "pgo", baseline: true }, () => {
  new TextDecoder().decode(pgo).split("\n").map((line) => line.trim().split(" "));
});

Deno.bench("pgo: read, and make the track", { group: "pgo" }, () => {
  toMouths(importLipsync(pgo));
});

Deno.bench("LRC: read, say every word, and make the track", { group: "lrc" }, () => {
  toMouths(importLipsync(lyrics));
});

Deno.bench("a word of the dictionary", { group: "word", baseline: true }, () => {
  pronounce("wonderful");
});

Deno.bench("a word that is in no dictionary", { group: "word" }, () => {
  pronounce("zorblaxian");
});
