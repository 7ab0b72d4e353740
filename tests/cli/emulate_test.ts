import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { encodePatternFile, encodePbb } from "../../protocol/mod.ts";
import { cuelight, withFiles } from "./cuelight.ts";

const ID = "7MuJmcy4FZbs9jGbB";
const NOTHING = new Uint8Array();
const PATTERN = "export function render(index) { hsv(0, 1, 1) }\n";
const text = (value: string) => new TextEncoder().encode(value);

const BACKUP = encodePbb(
  new Map([
    ["/config.json", text('{"name":"Stage left","pixelCount":64,"lastProgramPath":"/p/7MuJmcy4FZbs9jGbB"}')],
    [`/p/${ID}`, encodePatternFile({ name: "Sparks", source: PATTERN, jpeg: NOTHING, byteCode: NOTHING })],
  ]),
);

const FILES = {
  "stage.pbb": BACKUP,
  "cut.pbb": BACKUP.slice(0, 60),
  "odd.pbb": encodePbb(new Map([["/x", text("1")]])).replace('"/x"', '"x/../y"'),
  "patterns/Twinkle.js": PATTERN,
  "patterns/Broken.js": "export function render( {",
  "empty/readme.txt": "",
};

/** Boards on free ports, for a moment, whose beacons nobody hears. */
const QUICK = ["--free-ports", "--seconds", "0.2", "--beacon", "127.0.0.99"];

/** What is typed, the exit code, and what must be told. */
const CASES: readonly [args: string[], code: number, told: RegExp][] = [
  [["--firmware", "new"], 2, /^--firmware is "new": wanted a version such as 3\.40/],
  [["--first", "999.1.1.1"], 2, /^--first is "999\.1\.1\.1": wanted an IPv4 address/],
  [["--first", "127.0.0.250", "--boards", "9"], 3, /allowed are addresses to 127\.0\.0\.254/],
  [["--fps", "0"], 2, /^--fps is "0": wanted a whole number from 1 to 1000/],
  [["--boards", "none"], 2, /^--boards is "none"/],
  [["--restore", "missing.pbb"], 3, /^Cannot restore missing\.pbb: there is no such file/],
  [["--restore", "cut.pbb"], 3, /^Cannot restore cut\.pbb: pixelblaze pbb: .*wanted JSON/],
  [["--restore", "empty"], 3, /^Cannot restore empty: it is a folder/],
  [["--restore", "odd.pbb", ...QUICK], 0, /^board 1: x\/\.\.\/y of the backup left out: .*\nCtrl-C ends it/],
  [["--patterns", "missing"], 3, /^Cannot read the patterns of missing: there is no such file/],
  [["--patterns", "empty", ...QUICK], 0, /^There are no patterns in empty: wanted \.js and \.epe files/],
  [["--patterns", "patterns", ...QUICK], 0, /^patterns\/Broken\.js is left out: /],
  [["--flash", "stage.pbb", ...QUICK], 3, /^Cannot keep flash in stage\.pbb: /],
];

for (const [args, code, told] of CASES) {
  Deno.test(`cuelight emulate ${args.join(" ")} exits with ${code}`, async () => {
    await withFiles(FILES, async (folder) => {
      const ran = await cuelight(["emulate", ...args], folder);
      assertEquals(ran.code, code, ran.stderr);
      assertMatch(ran.stderr, told);
    });
  });
}

Deno.test("cuelight emulate tells where its boards are and what they play", async () => {
  await withFiles(FILES, async (folder) => {
    const { stdout } = await cuelight(["emulate", "--boards", "2", "--patterns", "patterns", ...QUICK], folder);
    assertMatch(stdout, /^name +address +websocket +http +pixels +patterns +plays\n/);
    assertMatch(stdout, /Soft board 2 +127\.0\.0\.3 +\d+ +\d+ +100 +1 +Twinkle\n/);
  });
});

Deno.test("cuelight emulate --restore gives every board what the backup has", async () => {
  await withFiles(FILES, async (folder) => {
    const args = ["emulate", "--boards", "2", "--restore", "stage.pbb", "--json", ...QUICK];
    const boards = JSON.parse((await cuelight(args, folder)).stdout) as Record<string, unknown>[];
    assertEquals(boards.map(({ name, pixels, patterns, playing }) => [name, pixels, patterns, playing]), [
      ["Stage left", 64, 1, "Sparks"],
      ["Stage left", 64, 1, "Sparks"],
    ]);
  });
});

Deno.test("cuelight emulate --flash keeps what boards have from one run to the next", async () => {
  await withFiles(FILES, async (folder) => {
    const args = ["emulate", "--flash", "flash", ...QUICK];
    await cuelight([...args, "--restore", "stage.pbb"], folder);
    assertStringIncludes(await Deno.readTextFile(`${folder}/flash/board1/config.json`), '"Stage left"');
    assertMatch((await cuelight(args, folder)).stdout, /Stage left .* 64 +1 +Sparks\n/);
  });
});
