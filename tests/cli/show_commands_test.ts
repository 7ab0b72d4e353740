import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { cuelight, freePort, started, withFiles } from "./cuelight.ts";

const GOOD = `title: Small
devices:
  canopy: { kind: pixelblaze, host: "127.0.0.1:9", pixels: 10 }
cues:
  - { at: 0s, canopy: { brightness: 50% } }
  - { at: 0.4s, canopy: { brightness: 100%, over: 0.2s } }
`;

const BAD = `title: Bad
devices:
  canopy: { kind: pixelblaze, host: "127.0.0.1:9", patterns: patterns }
  tree: { kind: pixo, port: tcp://127.0.0.1:9 }
cues:
  - { at: 0s, canopy: { pattern: Twinkel, vars: { sped: 1 } } }
  - { at: verse, tree: { mouth: aii, effects: { star: "sttic|Y" } } }
  - { at: 1s, tree: { lipsync: missing.pgo } }
`;

const PATTERN = "export var speed = 1\nexport function render(index) { hsv(speed, 1, 1) }\n";

const FILES = {
  "good.yaml": GOOD,
  "bad.yaml": BAD,
  "patterns/Twinkle.js": PATTERN,
  "broken.yaml": "a: [1,\nb: 2\n",
  "note.txt": "",
};

/** What is typed, the exit code, and what must be told. */
const REFUSED: readonly [args: string[], code: number, told: RegExp][] = [
  [["chek", "good.yaml"], 2, /^Unknown command "chek": did you mean "check"\?/],
  [["check"], 2, /^Which show\? cuelight check show\.yaml/],
  [["check", "good.yaml", "more.yaml"], 2, /^One show at a time: "more\.yaml"/],
  [["check", "missing.yaml"], 3, /^Cannot read missing\.yaml: there is no such file/],
  [["check", "patterns"], 2, /^Cannot tell what patterns is/],
  [["check", "note.txt"], 2, /^Cannot tell what note\.txt is: a show is a/],
  [["check", "missing.ts"], 3, /^Cannot read missing\.ts: there is no such file/],
  [["check", "broken.yaml"], 1, /^broken\.yaml:\d+:\d+: error: Not YAML: /],
  [["play", "good.yaml", "--rat=2"], 2, /^Unknown option --rat=2: did you mean "rate"\?/],
  [["play", "good.yaml", "--rate=0"], 2, /^--rate is "0": wanted a number from 0\.01 to 100/],
  [["play", "good.yaml", "--seconds="], 2, /^--seconds is "": wanted a number/],
  [["play", "good.yaml", "--from=chorus"], 2, /^--from is "chorus": unknown marker "chorus": there are none/],
  [["play", "good.yaml", "--from=5:00"], 2, /^--from is "5:00": the show is over at 0\.6 s/],
  [["play", "good.yaml", "--loop=0.5s..0.1s"], 2, /its end must lie after its start/],
];

for (const [args, code, told] of REFUSED) {
  Deno.test(`cuelight ${args.join(" ")} is refused with ${code}`, async () => {
    await withFiles(FILES, async (folder) => {
      const result = await cuelight(args, folder);
      assertMatch(result.stderr, told);
      assertEquals(result.code, code);
      assert(!/\n\s+at |file:\/\//.test(result.stderr), `a stack trace: ${result.stderr}`);
    });
  });
}

Deno.test("cuelight check tells every mistake at once with its place", async () => {
  await withFiles(FILES, async (folder) => {
    const { code, stderr } = await cuelight(["check", "bad.yaml"], folder);
    assertEquals(stderr.trim().split("\n"), [
      'bad.yaml:6:25: error: "canopy" has no pattern "Twinkel": did you mean "Twinkle"?',
      'bad.yaml:7:7: error: Unknown marker "verse": there are none',
      'bad.yaml:7:26: error: Unknown mouth "aii": did you mean "ai"?',
      "bad.yaml:7:38: error: Cannot use effects: wanted an effect (off, static, clear, breath, burst, chase, chase_band, cycle, fade, " +
      'fill, flicker, pulse, rainbow, rainbow_cycle, twinkle, twinkle_fade, wave, wipe), perhaps "static", got "sttic"',
      "bad.yaml:8:23: error: missing.pgo: cannot be read: there is no such file",
      "5 errors",
    ]);
    assertEquals(code, 1);
  });
});

Deno.test("cuelight check --json is JSON with problems, budgets and the run line", async () => {
  await withFiles(FILES, async (folder) => {
    const good = JSON.parse((await cuelight(["check", "good.yaml", "--json"], folder)).stdout);
    assertEquals([good.ok, good.problems, good.budgets[0].device], [true, [], "canopy"]);
    const refused = await cuelight(["check", "bad.yaml", "--json"], folder);
    assertEquals(JSON.parse(refused.stdout).problems.length, 5);
    assertEquals(refused.code, 1);
  });
});

Deno.test("cuelight check refuses a show that a board cannot take, and says where", async () => {
  const cues = Array.from({ length: 30 }, (_, i) => `  - { at: ${i * 20}ms, canopy: { brightness: ${i}% } }`).join(
    "\n",
  );
  await withFiles(
    { "busy.yaml": `devices: { canopy: { kind: pixelblaze, host: a } }\ncues:\n${cues}\n` },
    async (folder) => {
      const { code, stderr } = await cuelight(["check", "busy.yaml"], folder);
      assertMatch(
        stderr,
        /busy\.yaml:1:\d+: error: "canopy" takes 10 messages a second and is told more: from 0:00\.2\d\d on cues are up to \d+ ms late/,
      );
      assertEquals(code, 1);
    },
  );
});

Deno.test("cuelight print prints what happens when", async () => {
  await withFiles(FILES, async (folder) => {
    const { code, stdout } = await cuelight(["print", "good.yaml"], folder);
    assertEquals(
      stdout,
      "Small, 0:00.600\n0:00.000  canopy  brightness = 0.5\n0:00.400  canopy  brightness 0.5 -> 1 until 0:00.600, linear\n",
    );
    assertEquals(code, 0);
  });
});

Deno.test("cuelight play goes on without a device that is not there", async () => {
  await withFiles(FILES, async (folder) => {
    const { code, stderr } = await cuelight(["play", "good.yaml", "--no-sync", "--no-wait"], folder);
    assertStringIncludes(stderr, "canopy was never reached");
    assertEquals(code, 0);
  });
});

Deno.test("cuelight rehearse plays on software boards and reports", async () => {
  await withFiles(FILES, async (folder) => {
    const { code, stderr, stdout } = await cuelight(["rehearse", "good.yaml", "--port=0", "--json"], folder);
    const events = stdout.trim().split("\n").map((line) => JSON.parse(line));
    const report = events.at(-1);
    assertEquals([report.type, report.devices[0].name, report.devices[0].state], ["report", "canopy", "stopped"]);
    assert(report.devices[0].messages >= 3);
    assertStringIncludes(stderr, "Rehearsing Small at http://127.0.0.1:");
    assertEquals(code, 0);
  });
});

Deno.test("cuelight rehearse says what to do when its port is taken", async () => {
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  await withFiles(FILES, async (folder) => {
    const { code, stderr } = await cuelight(["rehearse", "good.yaml", `--port=${taken.addr.port}`], folder);
    assertMatch(stderr, new RegExp(`${taken.addr.port}.*--port`, "s"));
    assertEquals(code, 3);
  });
});

Deno.test("cuelight rehearse ends on Ctrl-C with a report and exit code 0", async () => {
  await withFiles({ "long.yaml": GOOD.replace("0.4s", "60s") }, async (folder) => {
    const running = await started(["rehearse", "long.yaml", `--port=${freePort()}`], folder, "canopy ready");
    running.kill("SIGINT");
    const { code, stderr } = await running.ended;
    assertMatch(stderr, /Small played to 0:0\d\.\d of 1:00\.2/);
    assertEquals(code, 0);
  });
});

Deno.test("run() of a show's own script checks, prints and refuses like the command", async () => {
  const script = `import { pixelblaze, run, show } from "cuelight";
const canopy = pixelblaze("canopy", { host: "127.0.0.1:9", pixels: 10 });
const small = show("Small", {}, (s) => {
  s.at("0s", canopy.brightness(BRIGHTNESS));
});
export default small;
if (import.meta.main) await run(small);
`;
  await withFiles(
    { "small.ts": script.replace("BRIGHTNESS", "0.5"), "wrong.ts": script.replace("BRIGHTNESS", "5") },
    async (folder) => {
      const good = await cuelight(["--print"], folder, "small.ts");
      assertEquals([good.stdout, good.code], ["Small, 0:00.000\n0:00.000  canopy  brightness = 0.5\n", 0]);
      const wrong = await cuelight(["--check"], folder, "wrong.ts");
      assertMatch(wrong.stderr, /wrong\.ts:4:\d+: error: Cannot set brightness: brightness is 5, wanted 0 to 1/);
      assertEquals(wrong.code, 1);
      const loaded = await cuelight(["check", "wrong.ts"], folder);
      assertMatch(loaded.stderr, /^wrong\.ts:4:\d+: error: /);
      assertEquals((await cuelight(["--nothing"], folder, "small.ts")).code, 2);
    },
  );
});
