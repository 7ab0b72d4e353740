import { assertEquals } from "@std/assert";
import { compileAll, placeOf, type Problem, Problems, type Show } from "../../runtime/model/mod.ts";
import { pixo, show } from "../../shows/builder.ts";
import { readLipsyncs } from "../../shows/lipsync_actions.ts";
import { readYamlShow } from "../../shows/yaml.ts";
import { problemsText, tracksText } from "../runtime/model/notation.ts";

const FIXTURES = new URL("../fixtures/lipsync/", import.meta.url);
const FILES: Readonly<Record<string, Uint8Array>> = {
  "joy.pgo": await Deno.readFile(new URL("joy.pgo", FIXTURES)),
  "cut.pgo": (await Deno.readFile(new URL("joy.pgo", FIXTURES))).slice(0, 60),
  "noise.bin": new Uint8Array(64).map((_, i) => i * 37),
  "empty.pgo": new Uint8Array(),
  "two.tsv": new TextEncoder().encode("0.00\tX\n0.50\tD\n1.00\tB\n1.50\tX\n"),
};

interface Heard {
  readonly tracks: string;
  readonly problems: string;
  /** Files in the order they were asked for. */
  readonly asked: readonly string[];
}

async function hear(written: Show): Promise<Heard & { readonly list: readonly Problem[] }> {
  const asked: string[] = [];
  const problems = new Problems();
  const read = await readLipsyncs(written, (path) => {
    asked.push(path);
    const bytes = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    return bytes === undefined ? Promise.reject(new Error("there is no such file")) : Promise.resolve(bytes);
  }, problems);
  const { timeline, problems: compiled } = compileAll(read);
  const list = [...problems.list, ...compiled.list];
  return {
    tracks: timeline === undefined ? "" : tracksText(timeline).replaceAll("mouth: start rest | ", ""),
    problems: problemsText(list).replace(/^\S+: /gm, ""),
    asked,
    list,
  };
}

/** A face that sings at 1 s what a YAML value says. */
async function sing(lipsync: string, more = ""): Promise<Heard> {
  const text = `devices: { t: { kind: pixo } }\n${more}\ncues:\n  - at: 1s\n    t: { lipsync: ${lipsync} }\n`;
  const { show, problems } = readYamlShow(text, "s.yaml");
  assertEquals(problems.list, []);
  return await hear(show!);
}

/** Lists written in the show, and the mouths they are. */
const LISTS: readonly (readonly [string, string])[] = [
  ["[[0:00.2, ai], [450ms, MBP], [1, rest]]", "t 1200 ai | 1450 mbp | 2000 rest"],
  ["{ phonemes: [[0s, ai]] }", "t 1000 ai"],
  ['{ phonemes: "0.2s ai\\n\\n 450ms  mbp \\n1 rest" }', "t 1200 ai | 1450 mbp | 2000 rest"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: 250ms }", "t 1250 ai | 2250 o"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: -250ms }", "t 750 ai | 1750 o"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: -0.25 }", "t 750 ai | 1750 o"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: -1s + 250ms }", "t 250 ai | 1250 o"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: +250ms }", "t 1250 ai | 2250 o"],
  ["{ phonemes: [[0s, ai], [1s, o]], offset: 1e-7 }", "t 1000 ai | 2000 o"],
  ["{ phonemes: [[0s, ai], [2s, o]], offset: -3s }", "t 0 o"],
];

for (const [list, mouths] of LISTS) {
  Deno.test(`readLipsyncs() reads ${list}`, async () => {
    const { tracks, problems, asked } = await sing(list);
    assertEquals({ tracks, problems, asked }, { tracks: mouths, problems: "", asked: [] });
  });
}

Deno.test("readLipsyncs() reads a file, moved by lead and offset", async () => {
  const { tracks, asked } = await sing("two.tsv");
  assertEquals(asked, ["two.tsv"]);
  const times = (tracks: string) => tracks.split(" | ").map((one) => Number(one.match(/\d+/)?.[0]));
  const usual = times(tracks);
  assertEquals(usual.length > 2, true);
  const late = times((await sing("{ file: two.tsv, offset: 500ms }")).tracks);
  assertEquals(late.slice(1), usual.slice(1).map((at) => at + 500));
  const exact = times((await sing("{ file: two.tsv, lead: 0ms }")).tracks);
  assertEquals(exact.includes(1500) && exact.includes(2000), true, exact.join());
});

Deno.test("readLipsyncs() reads a .pgo, and each file once however often it is sung", async () => {
  const tree = pixo("tree");
  const { tracks, problems, asked } = await hear(show("Joy", {}, (s) => {
    s.at("0s", tree.lipsync("joy.pgo"));
    s.at("60s", tree.lipsync("joy.pgo"));
    s.sequence("again", (q) => q.at("0s", tree.lipsync("joy.pgo")));
    s.play("again", { at: "120s" });
  }));
  assertEquals(problems, "");
  assertEquals(asked, ["joy.pgo"]);
  const mouths = tracks.replace(/^\S+ /, "").split(" | ").map((one) => {
    const [at, mouth] = one.split(" ");
    return [Number(at), mouth] as const;
  });
  const first = mouths.filter(([at]) => at < 60_000);
  assertEquals(first.length > 5, true);
  for (const start of [60_000, 120_000]) {
    const again = mouths.filter(([at]) => at >= start && at < start + 60_000);
    assertEquals(again, first.map(([at, mouth]) => [at + start, mouth] as const));
  }
});

/** What cannot be read, and what is told of it. */
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["nowhere.pgo", /^nowhere\.pgo: there is no such file$/],
  ["constructor", /^constructor: there is no such file$/],
  ["cut.pgo", /^cut\.pgo(:\d+| \S+)?: ./],
  ["noise.bin", /^noise\.bin(:\d+| \S+)?: ./],
  ["empty.pgo", /^empty\.pgo(:\d+| \S+)?: ./],
  ["{}", /^Lip-sync needs a file or phonemes$/],
  ["{ file: joy.pgo, voice: Nobody }", /^joy\.pgo: .*Nobody/],
  ["{ file: joy.pgo, offset: 5x }", /^joy\.pgo: Not a time: "5x"/],
  ["{ file: joy.pgo, offset: chorus }", /^joy\.pgo: "chorus" cannot stand in a lip-sync: write a time such as 450ms$/],
  ["[[0s, ai], [1s, tongue]]", /tongue/],
  ["[[1s, ai], [0s, o]]", /0 ms stands below 1000 ms/],
  ["[[chorus, ai]]", /chorus/],
  ['{ phonemes: "ai" }', /ai/],
];

for (const [lipsync, message] of REFUSED) {
  Deno.test(`readLipsyncs() refuses ${lipsync}`, async () => {
    const { problems } = await sing(lipsync);
    assertEquals(problems.split("\n").length, 1, problems);
    assertEquals(message.test(problems), true, problems);
  });
}

Deno.test("readLipsyncs() tells where a lip-sync is written, leaves it out, and reads on", async () => {
  const tree = pixo("tree");
  const written = show("Two", {}, (s) => {
    s.at("1s", tree.lipsync("nowhere.pgo"), tree.mouth("o"));
    s.at("2s", tree.lipsync([["0s", "ai"]]));
  });
  const { list } = await hear(written);
  assertEquals(list.map(({ message }) => message), ["nowhere.pgo: there is no such file"]);
  assertEquals(placeOf(list[0]!.where), placeOf(written.cues[0]!.steps[0]!.where));
  const problems = new Problems();
  const read = await readLipsyncs(written, () => Promise.reject(new Error("no")), problems);
  assertEquals(tracksText(compileAll(read).timeline!), "tree mouth: start rest | 1000 o | 2000 ai");
  assertEquals(problems.list.length, 1);
});

Deno.test("readLipsyncs() keeps all else of a show as it is", async () => {
  const tree = pixo("tree");
  const written = show("Other", { markers: { a: "1s" } }, (s) => {
    s.at("a", tree.face("rest"));
    s.sequence("__proto__", (q) => q.at("0s", tree.blink()));
    s.sequence("constructor", (q) => q.at("0s", tree.lipsync([["0s", "ai"]])));
  });
  const read = await readLipsyncs(written, () => Promise.reject(new Error("no")), new Problems());
  assertEquals(Object.keys(read.sequences), ["__proto__", "constructor"]);
  assertEquals({ ...read, sequences: {} }, { ...written, sequences: {} });
});
