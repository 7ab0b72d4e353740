import { assertEquals, assertMatch } from "@std/assert";
import { withFiles } from "../cli/cuelight.ts";

const FILES = {
  "good.js": "export function render(index) { rgb(1, 1, 1) }",
  "below/bad.js": "export function render( {",
  "below/cut.epe": '{"name":',
  "notes.txt": "",
};

async function corpus(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const script = new URL("../../bench/corpus.ts", import.meta.url).pathname;
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const options = { args: ["run", "-A", "--quiet", `--config=${config}`, script, ...args], env: { NO_COLOR: "1" } };
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), options).output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

const REFUSED: readonly [args: string[], code: number, told: RegExp][] = [
  [[], 2, /^Cannot run patterns: no folder is named\n$/],
  [["/nowhere", "more"], 2, /^Cannot run patterns: one folder at a time, not "more" too\n$/],
  [["/nowhere", "--jsn"], 2, /^Cannot run patterns: unknown option --jsn, allowed is --json\n$/],
  [["/nowhere"], 3, /^Cannot run the patterns of \/nowhere: there is nothing of that name\n$/],
  [[new URL(import.meta.url).pathname], 3, /: it is no folder\n$/],
];

for (const [args, code, told] of REFUSED) {
  Deno.test(`corpus ${args.map((one) => one.replace(/.*\//, "")).join(" ")} exits with ${code}`, async () => {
    const ran = await corpus(...args);
    assertEquals([ran.code, ran.stdout], [code, ""]);
    assertMatch(ran.stderr, told);
  });
}

Deno.test("corpus counts what runs, what is refused and what cannot be read", async () => {
  await withFiles(FILES, async (folder) => {
    await Deno.symlink("/nowhere", `${folder}/gone.js`);
    const { code, stdout } = await corpus(folder, "--json");
    assertEquals(code, 0);
    const { found, unreadable, total, compiled, ran, lit } = JSON.parse(stdout);
    assertEquals({ found, total, compiled, ran, lit }, { found: 2, total: 2, compiled: 1, ran: 1, lit: 1 });
    assertEquals(unreadable.map(({ name }: { name: string }) => name), ["below/cut.epe", "gone.js"]);
  });
});
