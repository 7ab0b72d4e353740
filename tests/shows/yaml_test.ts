import { assertEquals, assertStringIncludes } from "@std/assert";
import { compileAll } from "../../runtime/model/mod.ts";
import { readYamlShow } from "../../shows/yaml.ts";
import { stateText, tracksText } from "../runtime/model/notation.ts";
import { problemsOf } from "./problems_of.ts";

const BAD = new URL("../fixtures/shows/bad/", import.meta.url);

/** Every `.show` of the folder has a `.told` with what is told of it; with `UPDATE_GOLDEN=1` that is written. */
for (const name of [...Deno.readDirSync(BAD)].map(({ name }) => name).filter((name) => name.endsWith(".show")).sort()) {
  const file = name.replace(".show", ".yaml");
  Deno.test(`readYamlShow() tells all that is wrong with ${file}`, async () => {
    const told = problemsOf(await Deno.readTextFile(new URL(name, BAD)), file).map((line) => `${line}\n`).join("");
    const golden = new URL(name.replace(".show", ".told"), BAD);
    if (Deno.env.get("UPDATE_GOLDEN") === "1") await Deno.writeTextFile(golden, told);
    assertEquals(told.split("\n"), (await Deno.readTextFile(golden)).split("\n"));
    assertStringIncludes(told, `${file}:`);
  });
}

const BOARD = "devices: { b: { kind: pixelblaze, host: h } }\n";

/** Ways to write the same cue, a variable at 62.5 s. */
for (
  const at of [
    "1:02.5",
    '"1:02.500"',
    "62.5",
    "62.5s",
    "62500ms",
    "verse + 2.5s",
    "bar 32 beat 2",
    "+62.5s",
    "!!str 62.5",
    "|-\n      1:02.5",
  ]
) {
  Deno.test(`readYamlShow() reads at: ${at.replace(/\s+/g, " ")}`, () => {
    const text = `${BOARD}tempo: { bpm: 120 }\nmarkers: { verse: 1:00 }\ncues:\n  - at: 0\n  - at: ${at}\n` +
      "    b: { vars: { x: 1 } }\n";
    const { show, problems } = readYamlShow(text, "show.yaml");
    assertEquals(problems.list, []);
    const { timeline } = compileAll(show!);
    assertEquals(tracksText(timeline!), "b var:x: 62500 1");
  });
}

Deno.test("readYamlShow() calls a show without a title after its file", () => {
  for (const [file, title] of [["carol.yaml", "carol"], ["a/b/my.show.yml", "my.show"], ["c:\\x\\y.yaml", "y"]]) {
    assertEquals(readYamlShow(`${BOARD}cues: []`, file!).show?.title, title);
  }
});

Deno.test("readYamlShow() puts aliases and merged keys in", () => {
  const text = `${BOARD}cues:
  - &first { at: 0s, b: &actions { vars: &vars { x: 1, y: 2 } } }
  - { <<: *first, at: 1s, b: { vars: { <<: *vars, y: 3 } } }
  - { at: 2s, b: *actions }
`;
  const { show, problems } = readYamlShow(text, "show.yaml");
  assertEquals(problems.list, []);
  assertEquals(
    tracksText(compileAll(show!).timeline!),
    "b var:x: 0 1 | 1000 1 | 2000 1\nb var:y: 0 2 | 1000 3 | 2000 2",
  );
});

Deno.test("readYamlShow() reads JSON", () => {
  const text = JSON.stringify({ devices: { b: { kind: "pixelblaze" } }, cues: [{ at: "1s", b: { vars: { x: 1 } } }] });
  assertEquals(tracksText(compileAll(readYamlShow(text, "show.json").show!).timeline!), "b var:x: 1000 1");
});

Deno.test("readYamlShow() lets off and on be words", () => {
  const text = "devices: { t: { kind: pixo } }\ncues:\n  - { at: 0s, t: { face: off, blink: off } }\n";
  const { show, problems } = readYamlShow(text, "show.yaml");
  assertEquals(problems.list, []);
  assertEquals(stateText(compileAll(show!).timeline!.devices.get("t")!.stateAt(0)), "eyes=off mouth=off");
});

Deno.test("readYamlShow() locates what the compiler refuses, through aliases as near as it can", () => {
  const text = `${BOARD}cues:
  - at: 0s
    b: &bad
      vars: { x: 1 }
      controls: { sliderA: 7 }
  - at: 1s
    b: *bad
`;
  const place = "show.yaml:6:7: Cannot set sliderA: sliderA is 7, wanted 0 to 1 or 0% to 100%";
  assertEquals(problemsOf(text, "show.yaml"), [place, place.replace("6:7", "8:5")]);
});

Deno.test("readYamlShow() counts lines and columns as an editor does", () => {
  const text = "# Grüße 🎄\r\ndevices: {}\r\ncues:\r\n  - { at: 0s, 🎄: {}, nobody: { vars: {} } }\r\n";
  assertEquals(problemsOf(text, "show.yaml"), [
    'show.yaml:4:23: Unknown device or group "nobody": known are all',
  ]);
});
