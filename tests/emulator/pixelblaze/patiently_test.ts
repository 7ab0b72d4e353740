import { assertEquals } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { patiently } from "../../../emulator/pixelblaze/patiently.ts";
import { serveHttp } from "../../../emulator/pixelblaze/http_server.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { makeBoard } from "./board_fixture.ts";

Deno.test("patiently() waits for what ends, and at most a second for what does not", async () => {
  const clock = new ManualClock();
  await patiently(clock, Promise.resolve());
  assertEquals(clock.next, undefined);
  const waiting = patiently(clock, new Promise(() => {}));
  assertEquals(clock.next, 1000);
  clock.advance(1000);
  await waiting;
});

Deno.test("serveHttp() is closed in spite of a client that does not finish its request", async () => {
  const clock = new ManualClock();
  const server = serveHttp(makeBoard(), clock, { hostname: "127.0.0.1", port: 0 });
  const client = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  const head = "POST /edit HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\nexpect: 100-continue\r\n\r\n";
  await client.write(new TextEncoder().encode(head));
  // It asks for the body once it has begun to read it.
  await deadline(client.read(new Uint8Array(100)), 5000);
  const closing = server.close();
  clock.advance(1000);
  await deadline(closing, 5000);
  client.close();
});
