import { assert, assertEquals, assertThrows } from "@std/assert";
import { parseXmodel } from "../../../emulator/layouts/read_xmodel.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { ProtocolError } from "../../../protocol/errors.ts";

const MODEL = `<?xml version="1.0" encoding="UTF-8"?>
<custommodel name="Elf &amp; hat" parm1="3" parm2="3" Depth="1" PixelSize="2" StringType="RGB Nodes"
  CustomModel="1,,2;,5,;3,5,4">
  <subModel name="Hat / top" layout="horizontal" type="ranges" line0="2-1" line1="5" />
  <subModel name="Part" layout="horizontal" type="subbuffer" subBuffer="0x0x50x50" />
  <faceInfo Name="Pictures" Type="Matrix" Mouth-AI="a.png" />
  <faceInfo Name="Face" Type="NodeRange" Mouth-AI="1-2" Mouth-E="2" Mouth-etc="" Mouth-rest="5" Eyes-Open="3"
    Eyes-Closed="4" Mouth-AI-Color="#FF0000" FaceOutline="1,4" />
</custommodel>`;

Deno.test("parseXmodel() reads the grid, submodels and the first face of nodes", () => {
  assertEquals(parseXmodel(MODEL), {
    name: "Elf & hat",
    points: [[0, 1, 0], [1, 1, 0], [0, 0, 0], [1, 0, 0], [0.5, 0.5, 0]],
    submodels: { outline: [0, 3], "Hat _ top": [1, 0, 4] },
    face: { mouths: { ai: [0, 1], e: [1], rest: [4] }, eyesOpen: [2], eyesClosed: [3], outline: [0, 3] },
  });
});

Deno.test("parseXmodel() gives a face that a software Pixo can show", () => {
  const pixo = new SoftPixo({ layout: parseXmodel(MODEL) });
  pixo.receive("eyes@open&mouth@smile&static@outline|R", 0);
  const frame = pixo.frame(0);
  assertEquals([0, 1, 2, 3, 4].map((pixel) => frame[3 * pixel + 1]), [255, 255, 255, 0, 0]);
  assertEquals(pixo.problems, []);
});

Deno.test("parseXmodel() reads a compressed grid, and scales to the size that it is given", () => {
  const text = `<custommodel CustomModelCompressed="1,10,4;2,10,8;3,12,8,2;" />`;
  assertEquals(parseXmodel(text, 2), { name: "xmodel", points: [[0, 1, 0], [2, 1, 0], [2, 0, -1]], submodels: {} });
});

Deno.test("parseXmodel() reads layers, the first in front", () => {
  assertEquals(parseXmodel(`<custommodel CustomModel="1,2|3,4"/>`).points, [[0, 0, 0], [1, 0, 0], [0, 0, -1], [
    1,
    0,
    -1,
  ]]);
});

Deno.test("parseXmodel() leaves out numbers without a cell, in ranges too", () => {
  const text = `<custommodel CustomModel="2,7,9"><subModel name="a" type="ranges" line0="1-8"/></custommodel>`;
  const { points, submodels } = parseXmodel(text);
  assertEquals([points.length, submodels], [3, { a: [0, 1] }]);
});

Deno.test("parseXmodel() leaves out submodels that a command cannot name", () => {
  const text = `<custommodel CustomModel="1,2"><subModel name="all" type="ranges" line0="1"/>` +
    `<subModel name="__proto__" type="ranges" line0="1"/><subModel name="none" type="ranges" line0=""/></custommodel>`;
  const { submodels } = parseXmodel(text);
  assertEquals(Object.keys(submodels), ["__proto__"]);
  assert(Object.getPrototypeOf(submodels) === Object.prototype);
});

const BROKEN: readonly [what: string, text: string, message: string][] = [
  ["nothing", "", "wanted XML"],
  ["no XML", "custommodel", "wanted XML"],
  ["open tags", "<custommodel>", "wanted XML"],
  ["another root", "<model/>", "a custommodel element, got"],
  ["no grid", "<custommodel/>", "a grid with nodes, got none"],
  ["an empty grid", '<custommodel CustomModel=",,;,,"/>', "a grid with nodes, got none"],
  [
    "text in a cell",
    '<custommodel CustomModel="1,x"/>',
    'xmodel grid: at 2: wanted a node from 1 to 20000 in a cell, got "x"',
  ],
  ["a negative node", '<custommodel CustomModel="-1"/>', "a node from 1 to 20000"],
  ["a large node", '<custommodel CustomModel="20001"/>', "a node from 1 to 20000"],
  ["a wide grid", `<custommodel CustomModel="${",".repeat(20_000)}1"/>`, "in a cell"],
  ["a cell of two numbers", '<custommodel CustomModelCompressed="1,2"/>', "in a cell"],
  ["a cell of five numbers", '<custommodel CustomModelCompressed="1,2,3,4,5"/>', "in a cell"],
  [
    "a range beyond the nodes",
    '<custommodel CustomModel="1"><faceInfo Type="NodeRange" Eyes-Open="1-2"/></custommodel>',
    "xmodel faceInfo Eyes-Open: at 0: wanted a number or range such as 3 or 1-5, up to 1",
  ],
  ["a document type", '<!DOCTYPE x [<!ENTITY a "b">]><custommodel CustomModel="1"/>', "no document type"],
  ["deep nesting", "<a>".repeat(4000) + "</a>".repeat(4000), "wanted XML"],
  ["many elements", `<custommodel>${"<a/>".repeat(10_001)}</custommodel>`, "at most 5000 elements"],
  ["a large file", `<custommodel CustomModel="${"1,".repeat(2_000_000)}"/>`, "at most 4000000 characters"],
  [
    "many submodels",
    `<custommodel CustomModel="1">${'<subModel name="a" type="ranges"/>'.repeat(257)}</custommodel>`,
    "at most 256 submodels",
  ],
];

for (const [what, text, message] of BROKEN) {
  Deno.test(`parseXmodel() refuses ${what}`, () => {
    assertThrows(() => parseXmodel(text), ProtocolError, message);
  });
}

Deno.test("parseXmodel() throws only ProtocolError on 20,000 mutated models", () => {
  let state = 12345;
  const random = (below: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % below;
  const bits = ["<", ">", '"', "&", ",", ";", "|", "-", "0", "9999999999", "</", "/>", "\0", "]]>", "<!--", "=", " "];
  for (let round = 0; round < 20_000; round++) {
    let text = MODEL;
    for (let edits = random(4); edits >= 0; edits--) {
      const at = random(text.length);
      text = text.slice(0, at) + bits[random(bits.length)] + text.slice(at + random(6));
    }
    try {
      parseXmodel(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
    }
  }
});
