import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { parseLayout } from "../../../emulator/layouts/read_json.ts";
import { ProtocolError } from "../../../protocol/errors.ts";

Deno.test("parseLayout() reads points, submodels and a face", () => {
  const layout = parseLayout(JSON.stringify({
    name: "tree",
    points: [[0, 0], [0.1, 0.2, 0.3], [-1, 2], [0, 1], [0, 2], [0, 3]],
    submodels: { star: [1, 0], "Left wing": "2-4", empty: [] },
    face: { mouths: { ai: [3], rest: "5,4" }, eyesOpen: [2], eyesClosed: "2-3", outline: [0] },
  }));
  assertEquals(layout, {
    name: "tree",
    points: [[0, 0, 0], [0.1, 0.2, 0.3], [-1, 2, 0], [0, 1, 0], [0, 2, 0], [0, 3, 0]],
    submodels: { star: [1, 0], "Left wing": [2, 3, 4], empty: [] },
    face: { mouths: { ai: [3], rest: [5, 4] }, eyesOpen: [2], eyesClosed: [2, 3], outline: [0] },
  });
});

Deno.test("parseLayout() needs only points, and takes a name to use when the file has none", () => {
  assertEquals(parseLayout('{"points":[[1,2]]}', "lawn"), { name: "lawn", points: [[1, 2, 0]], submodels: {} });
});

Deno.test("parseLayout() turns y over and scales to metres", () => {
  const { points } = parseLayout('{"points":[[0,0],[100,50,10]],"y":"down","scale":0.01}');
  assertEquals(points, [[0, -0, 0], [1, -0.5, 0.1]]);
});

Deno.test("parseLayout() reads a Pixelblaze pixel map: y down, the longest side one metre", () => {
  const { name, points, submodels } = parseLayout("[[10,10],[30,10],[30,20],[10,50]]", "map");
  assertEquals([name, submodels], ["map", {}]);
  assertEquals(points, [[0, 1, 0], [0.5, 1, 0], [0.5, 0.75, 0], [0, 0, 0]]);
});

Deno.test("parseLayout() takes a pixel map of one point", () => {
  assertEquals(parseLayout("[[7,8,9]]").points, [[0, 0, 0]]);
});

Deno.test("parseLayout() gives back what a layout is as JSON", () => {
  assertEquals(parseLayout(JSON.stringify(miniTree())), miniTree());
});

Deno.test("parseLayout() reads 20,000 points and refuses one more", () => {
  const points = Array.from({ length: 20_000 }, (_, i) => [i % 100, 1]);
  assertEquals(parseLayout(JSON.stringify({ points })).points.length, 20_000);
  assertThrows(
    () => parseLayout(JSON.stringify({ points: [...points, [0, 0]] })),
    ProtocolError,
    "1 to 20000 points, got 20001",
  );
});

const BROKEN: readonly [text: string, message: string][] = [
  ["", "wanted JSON"],
  ["{", "wanted JSON"],
  ["null", "layout: at 0: wanted an object, got null"],
  ["{}", "layout points: at 0: wanted 1 to 20000 points, got nothing"],
  ["[]", "1 to 20000 points, got 0"],
  ['{"points":{}}', "1 to 20000 points, got {}"],
  ['{"points":[[0,0],[1]]}', "layout points: at 1: wanted [x, y] or [x, y, z] of numbers, got [1]"],
  ['{"points":[[0,"0"]]}', 'got [0,"0"]'],
  ['{"points":[[0,1e999]]}', "layout points: at 0"],
  ['{"points":[[0,1001]]}', "places within 1000 metres"],
  ["[[-1e308,0],[1e308,0]]", "places with finite distances"],
  ['{"points":[[0,0]],"pionts":[]}', "only name, points, submodels, face, y, scale"],
  ['{"points":[[0,0]],"name":5}', "layout name"],
  ['{"points":[[0,0]],"scale":0}', "metres per unit above 0"],
  ['{"points":[[0,0]],"scale":"1"}', "metres per unit above 0"],
  ['{"points":[[0,0]],"y":"left"}', '"up" or "down", got "left"'],
  ['{"points":[[0,0]],"submodels":[]}', "layout submodels: at 0: wanted an object"],
  ['{"points":[[0,0]],"submodels":{"all":[0]}}', "not all or face"],
  ['{"points":[[0,0]],"submodels":{"face":[0]}}', "not all or face"],
  ['{"points":[[0,0]],"submodels":{"a|b":[0]}}', "a name of letters"],
  [
    '{"points":[[0,0]],"submodels":{"star":[1]}}',
    "layout submodels star: at 0: wanted a pixel from 0 to 0, once, got 1",
  ],
  ['{"points":[[0,0]],"submodels":{"star":[0.5]}}', "got 0.5"],
  ['{"points":[[0,0],[1,1]],"submodels":{"star":[1,1]}}', "at 1: wanted a pixel from 0 to 1, once"],
  ['{"points":[[0,0]],"submodels":{"star":[0,0,0]}}', "at most 1 pixels"],
  ['{"points":[[0,0]],"submodels":{"star":"0-1"}}', "layout submodels star: at 0: wanted a number or range"],
  ['{"points":[[0,0]],"submodels":{"star":5}}', "a list of pixel numbers, or ranges"],
  ['{"points":[[0,0]],"face":{"nose":[0]}}', "only mouths, eyesOpen, eyesClosed, outline"],
  ['{"points":[[0,0]],"face":{"mouths":{"ah":[0]}}}', "only ai, e, etc"],
  ['{"points":[[0,0]],"face":{"mouths":{"ai":[7]}}}', "layout face mouths ai: at 0"],
  [`{"points":[[0,0]],"name":"${"x".repeat(4_000_000)}"}`, "at most 4000000 characters"],
  ["[".repeat(100_000), "wanted JSON"],
  [
    JSON.stringify({
      points: [[0, 0]],
      submodels: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`s${i}`, []])),
    }),
    "at most 256 submodels",
  ],
];

for (const [text, message] of BROKEN) {
  Deno.test(`parseLayout() refuses ${text.slice(0, 60)}`, () => {
    assertThrows(() => parseLayout(text), ProtocolError, message);
  });
}

Deno.test("parseLayout() throws only ProtocolError on any JSON", () => {
  const any = fc.oneof(
    fc.json(),
    fc.record({ points: fc.anything(), submodels: fc.anything(), face: fc.anything() }, { requiredKeys: [] }).map((
      file,
    ) => JSON.stringify(file, (_, value) => typeof value === "bigint" ? `${value}` : value)),
    fc.record({
      points: fc.constant([[0, 0]]),
      submodels: fc.dictionary(fc.string(), fc.jsonValue()),
      face: fc.jsonValue(),
    })
      .map((file) => JSON.stringify(file)),
  );
  fc.assert(
    fc.property(any, (text) => {
      try {
        parseLayout(text);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});
