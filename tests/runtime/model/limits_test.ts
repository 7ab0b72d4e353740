/** A show from a stranger: bounded work whatever it repeats, and never an error that is thrown. */

import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { compileAll } from "../../../runtime/model/compile.ts";
import { MOST_ACTIONS } from "../../../runtime/model/place.ts";
import type { Cue, Show } from "../../../runtime/model/show.ts";
import { readYamlShow } from "../../../shows/yaml.ts";
import { problemsOf, showOf, timelineOf } from "./notation.ts";

Deno.test("compileAll() takes 200000 actions and refuses one more", () => {
  const sequences = { s: "0s b next\n1ms b next" };
  const full = timelineOf(`0s play s *${MOST_ACTIONS / 2}`, { sequences });
  assertEquals(full.devices.get("b")!.instants.length, MOST_ACTIONS);
  assertEquals(full.duration, MOST_ACTIONS / 2 * 2 - 1 + 1);
  assertEquals(
    problemsOf(`0s play s *${MOST_ACTIONS / 2}\n9s c next\n9s c next`, { sequences }),
    "2: Show comes to more than 200000 actions: repeat sequences less often",
  );
});

/** Shows that repeat without end, and what is said of them. */
const ENDLESS: readonly (readonly [name: string, show: string, sequences: Record<string, string>, problems: string])[] =
  [
    ["actions", "0s play s *1000000000 /1ms", { s: "0s b x=1" }, "1: Show comes to more than 200000 actions"],
    [
      "actions of a group",
      "0s play s *1000000000 /1ms",
      { s: "0s boards x=1" },
      "1: Show comes to more than 200000 actions",
    ],
    [
      "cues that do nothing",
      "0s play s *1000000000 /1ms",
      { s: "0s" },
      "1: Show comes to more than 2000000 cues, steps and values",
    ],
    [
      "what is refused",
      "0s play s *1000000000 /1ms",
      { s: "0s nobody x=1" },
      '1: Unknown device or group "nobody": known are b, c, t, u, boards, faces, all\n' +
      "1: Show comes to more than 2000000 cues, steps and values",
    ],
    [
      "doubling sequences",
      "0s play s0",
      Object.fromEntries(
        Array.from({ length: 60 }, (_, i) => [`s${i}`, i < 59 ? `0s play s${i + 1}\n1ms play s${i + 1}` : "0s"]),
      ),
      "2: Show comes to more than 2000000 cues, steps and values",
    ],
    [
      "long lists",
      "0s play s *1000000000 /1ms",
      { s: `0s b x=[${"1,".repeat(10_000)}1]` },
      "1: Show comes to more than 2000000 cues, steps and values",
    ],
    ["songs", "0s play s *1000000000 /1ms", {
      s: `0s t sing=${Array.from({ length: 10_000 }, (_, i) => `${i}:ai`).join()}`,
    }, "1: Show comes to more than 2000000 cues, steps and values"],
  ];

for (const [name, show, sequences, problems] of ENDLESS) {
  Deno.test(`compileAll() ends ${name} that repeat a thousand million times`, () => {
    assertEquals(problemsOf(show, { sequences }).replaceAll(": repeat sequences less often", ""), problems);
  });
}

Deno.test("compileAll() refuses sequences that play one another too deeply", () => {
  const deep = (depth: number) =>
    Object.fromEntries(
      Array.from({ length: depth }, (_, i) => [`s${i}`, i < depth - 1 ? `0s play s${i + 1}` : "0s b x=1"]),
    );
  assertEquals(problemsOf("0s play s0", { sequences: deep(100) }), "");
  assertEquals(problemsOf("0s play s0", { sequences: deep(101) }), "1: Sequences play sequences more than 100 deep");
  assertEquals(problemsOf("0s play s0", { sequences: deep(20_000) }), "1: Sequences play sequences more than 100 deep");
});

Deno.test("compileAll() resolves groups of groups of groups once each", () => {
  let reads = 0;
  const groups = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`g${i}`, i < 59 ? [`g${i + 1}`, `g${i + 1}`] : ["b"]]),
  );
  const counted = new Proxy<Record<string, readonly string[]>>(groups, {
    get(target, name) {
      if (++reads > 60) throw new Error("read again");
      return Reflect.get(target, name);
    },
  });
  const { timeline } = compileAll(showOf("0s g0 x=1", { groups: counted }));
  assertEquals(timeline?.devices.get("b")?.points.length, 1);
});

Deno.test("compileAll() refuses groups within one another too deeply", () => {
  const groups = (depth: number) =>
    Object.fromEntries(Array.from({ length: depth }, (_, i) => [`g${i}`, [i < depth - 1 ? `g${i + 1}` : "b"]]));
  assertEquals(problemsOf("0s g0 x=1", { groups: groups(100) }), "");
  assert(problemsOf("0s g0 x=1", { groups: groups(101) }).includes("Groups contain groups more than 100 deep"));
  assert(problemsOf("0s g0 x=1", { groups: groups(5000) }).includes("Groups contain groups more than 100 deep"));
});

Deno.test("compile() ends a show of 200000 cues after the last of them", () => {
  const cues: Cue[] = Array.from({ length: 200_000 }, (_, i) => ({ at: i / 1000, steps: [], where: { file: "show" } }));
  assertEquals(compileAll(showOf("", { cues })).timeline?.duration, 199_999);
});

Deno.test("compile() keeps a pattern change as small as what it clears", () => {
  const names = Array.from({ length: 1000 }, (_, i) => `v${i}=1`).join(" ");
  const patterns = Array.from({ length: 1000 }, (_, i) => `${i + 1}s b pattern=A`).join("\n");
  const { tracks } = timelineOf(`0s b ${names}\n${patterns}`).devices.get("b")!;
  const segments = [...tracks.values()].reduce((sum, track) => sum + track.segments.length, 0);
  assertEquals(segments, 1000 + 1000 + 1000);
});

Deno.test("compile() looks at each of 10000 cues a few times, however many there are", () => {
  const touches = (count: number) => {
    let touched = 0;
    const spy = <T extends object>(object: T): T =>
      new Proxy(object, {
        get(target, key) {
          touched++;
          return Reflect.get(target, key);
        },
      });
    const plain = showOf(
      Array.from({ length: count }, (_, i) => `${i * 10}ms boards x=${i % 100} pattern=A, t mouth=ai`).join("\n"),
    );
    const show: Show = {
      ...plain,
      cues: plain.cues.map((cue) =>
        spy({ ...cue, steps: cue.steps.map((step) => spy({ ...step, actions: step.actions.map(spy) })) })
      ),
    };
    const { timeline, problems } = compileAll(show);
    assertEquals(problems.list, []);
    assertEquals(timeline!.cues.length, count);
    return touched;
  };
  const thousand = touches(1000);
  assertEquals(touches(10_000), 10 * thousand);
  assertLessOrEqual(thousand, 100 * 1000);
});

Deno.test("compileAll() refuses a latency that was meant in milliseconds", () => {
  const { show } = readYamlShow("devices: { a: { kind: pixelblaze, host: b, latency: 15 } }\ncues: []\n", "show.yaml");
  const [problem] = compileAll(show!).problems.list;
  assertEquals(problem?.severity, "error");
  assertEquals(
    problem?.message,
    'Latency of "a" is 0:15.000: at most 0:05.000; a bare number is seconds, write 15ms',
  );
});
