import { assertEquals } from "@std/assert";
import { serveHttp } from "../../../emulator/pixelblaze/http_server.ts";
import { RealClock } from "../../../runtime/time/real_clock.ts";
import { makeBoard, RED } from "./board_fixture.ts";

const FREE = { hostname: "127.0.0.1", port: 0 };

Deno.test("serveHttp() takes files as browsers send them, and gives them back", async () => {
  const board = makeBoard();
  const server = serveHttp(board, new RealClock(), FREE);
  const url = `http://127.0.0.1:${server.port}`;
  const form = new FormData();
  form.append("data", new File([Uint8Array.of(1, 2, 255)], "/p/new"));
  const put = await fetch(`${url}/edit`, { method: "POST", body: form });
  assertEquals([put.status, await put.text()], [200, ""]);
  const got = await fetch(`${url}/p/new`);
  assertEquals([got.status, await got.bytes()], [200, Uint8Array.of(1, 2, 255)]);
  const list = await (await fetch(`${url}/list`)).text();
  assertEquals(list.includes("/p/new\t3\n"), true);
  const removed = await fetch(`${url}/delete?path=/p/${RED}`);
  assertEquals([removed.status, await removed.text(), board.state.ids.includes(RED)], [200, "", false]);
  const page = await fetch(url);
  assertEquals((await page.text()).startsWith("<!doctype html>"), true);
  await server.close();
});

Deno.test("serveHttp() refuses a body that is too long, announced or not", async () => {
  const server = serveHttp(makeBoard(), new RealClock(), FREE);
  const url = `http://127.0.0.1:${server.port}/edit`;
  const chunk = new Uint8Array(1 << 20);
  const announced = await fetch(url, { method: "POST", body: new Uint8Array(3 << 20) });
  assertEquals([announced.status, await announced.text()], [413, ""]);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => void (++sent > 8 ? controller.close() : controller.enqueue(chunk)),
  });
  const streamed = await fetch(url, { method: "POST", body: endless });
  assertEquals([streamed.status, await streamed.text()], [413, ""]);
  await server.close();
});

Deno.test("serveHttp() reboots the board when asked, and answers nothing while it is frozen", async () => {
  const board = makeBoard();
  const clock = new RealClock();
  board.reboot(clock.now() - 10_000);
  const server = serveHttp(board, clock, FREE);
  const url = `http://127.0.0.1:${server.port}`;
  board.fault({ kind: "freeze", forMs: 150 }, clock.now());
  const before = clock.now();
  const status = await fetch(`${url}/wifistatus`);
  assertEquals([status.status, (await status.text()).includes('"status":3')], [200, true]);
  assertEquals(clock.now() - before >= 149, true);
  const reboot = await fetch(`${url}/reboot`, { method: "POST" });
  assertEquals([reboot.status, await reboot.text(), board.reboots], [200, "", 2]);
  const away = await fetch(`${url}/list`);
  assertEquals([away.status, await away.text()], [503, ""]);
  await server.close();
});
