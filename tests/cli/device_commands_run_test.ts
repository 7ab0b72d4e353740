import { assertEquals, assertMatch } from "@std/assert";
import { serveBoard } from "../../emulator/pixelblaze/serve_board.ts";
import { serveTcp } from "../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { makeBoard } from "../emulator/pixelblaze/board_fixture.ts";
import { cuelight, withFiles } from "./cuelight.ts";

/** A program that is nothing but one command, as `main.ts` runs it. */
function program(name: string): string {
  const file = new URL(`../../cli/${name}.ts`, import.meta.url).href;
  return `import { ${name}Command } from "${file}";\nDeno.exit(await ${name}Command(Deno.args));\n`;
}

Deno.test("cuelight pixelblaze runs as a process of its own, and ends", async () => {
  await using running = await serveBoard(makeBoard(), {
    hostname: "127.0.0.1",
    wsPort: 0,
    httpPort: 0,
    clock: new RealClock(),
  });
  await withFiles({ "run.ts": program("pixelblaze") }, async (folder) => {
    const port = `--http-port=${running.httpPort}`;
    const backup = await cuelight([running.address, "backup", "a board.pbb", port], folder, `${folder}/run.ts`);
    assertEquals([backup.code, backup.stdout], [0, ""], backup.stderr);
    assertMatch(backup.stderr, /^a board\.pbb: \d+ files, \d+ B\n$/);
    const source = await cuelight([running.address, "get", "red", "-", port], folder, `${folder}/run.ts`);
    assertEquals(source.stdout, "export var red = 1\nexport function sliderRed(v) {}");
    const asked = await cuelight([running.address, "reboot", port], folder, `${folder}/run.ts`);
    assertEquals([asked.code, running.board.reboots], [2, 0]);
  });
});

Deno.test("cuelight pixo runs as a process of its own, and ends", async () => {
  const pixo = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!(), name: "Tree" });
  await using server = serveTcp(pixo, new RealClock());
  await withFiles({ "run.ts": program("pixo") }, async (folder) => {
    const args = [server.address, "send", "face@smile & name"];
    assertEquals(await cuelight(args, folder, `${folder}/run.ts`), { code: 0, stdout: ">name|Tree\n", stderr: "" });
    assertEquals(pixo.state(0).mouth, "smile");
  });
});
