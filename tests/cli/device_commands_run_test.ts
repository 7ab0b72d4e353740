import { assertEquals, assertMatch } from "@std/assert";
import { serveBoard } from "../../emulator/pixelblaze/serve_board.ts";
import { serveTcp } from "../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../emulator/pixo/soft_pixo.ts";
import { BUILT_IN_LAYOUTS } from "../../emulator/layouts/load_layout.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { makeBoard } from "../emulator/pixelblaze/board_fixture.ts";
import { cuelight, withFiles } from "./cuelight.ts";

Deno.test("cuelight pixelblaze runs as a process of its own, and ends", async () => {
  await using running = await serveBoard(makeBoard(), {
    hostname: "127.0.0.1",
    wsPort: 0,
    httpPort: 0,
    clock: new RealClock(),
  });
  await withFiles({}, async (folder) => {
    const port = `--http-port=${running.httpPort}`;
    const backup = await cuelight(["pixelblaze", running.address, "backup", "a board.pbb", port], folder);
    assertEquals([backup.code, backup.stdout], [0, ""], backup.stderr);
    assertMatch(backup.stderr, /^a board\.pbb: \d+ files, \d+ B\n$/);
    const source = await cuelight(["pixelblaze", running.address, "get", "red", "-", port], folder);
    assertEquals(source.stdout, "export var red = 1\nexport function sliderRed(v) {}");
    const asked = await cuelight(["pixelblaze", running.address, "reboot", port], folder);
    assertEquals([asked.code, running.board.reboots], [2, 0]);
  });
});

Deno.test("cuelight pixo runs as a process of its own, and ends", async () => {
  const pixo = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!(), name: "Tree" });
  await using server = serveTcp(pixo, new RealClock());
  await withFiles({}, async (folder) => {
    const args = ["pixo", server.address, "send", "face@smile & name"];
    assertEquals(await cuelight(args, folder), { code: 0, stdout: ">name|Tree\n", stderr: "" });
    assertEquals(pixo.state(0).mouth, "smile");
  });
});
