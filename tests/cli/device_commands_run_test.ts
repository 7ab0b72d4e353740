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

Deno.test("Ctrl-C in the middle of a backup leaves no file", async () => {
  await using running = await serveBoard(makeBoard(), {
    hostname: "127.0.0.1",
    wsPort: 0,
    httpPort: 0,
    clock: new RealClock(),
  });
  const middle = Promise.withResolvers<void>();
  const never = Promise.withResolvers<Response>();
  // The board's web server, but for the first pattern, which never comes.
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, ({ url }) => {
    const { pathname } = new URL(url);
    if (!pathname.startsWith("/p/")) return fetch(`http://127.0.0.1:${running.httpPort}${pathname}`);
    middle.resolve();
    return never.promise;
  });
  await withFiles({}, async (folder) => {
    const main = new URL("../../main.ts", import.meta.url).pathname;
    const port = `--http-port=${server.addr.port}`;
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", main, "pixelblaze", running.address, "backup", "board.pbb", port],
      cwd: folder,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const ended = child.status;
    await Promise.race([middle.promise, ended]);
    child.kill("SIGINT");
    assertEquals((await ended).success, false);
    never.resolve(new Response());
    assertEquals(await Array.fromAsync(Deno.readDir(folder)), []);
  });
});
