import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { type Datagrams, openDatagrams } from "../../../runtime/links/udp.ts";

const LONGEST_MS = 5000;

/** A socket of this machine that keeps what it hears, and tells of the first. */
async function open(): Promise<{ socket: Datagrams; heard: string[]; first: Promise<string>; port: number }> {
  const heard: string[] = [];
  let found: (what: string) => void = () => {};
  const first = new Promise<string>((resolve) => found = resolve);
  const tell = (what: string) => (heard.push(what), found(what));
  const socket = await openDatagrams("127.0.0.1", 0, {
    datagram: (bytes, hostname, port) => tell(`${bytes.toHex()} from ${hostname}:${port}`),
    error: (reason) => tell(`error: ${reason}`),
  });
  return { socket, heard, first, port: socket.port };
}

Deno.test("openDatagrams() sends and hears, with the sender's address and port", async () => {
  const a = await open();
  const b = await open();
  a.socket.send(new Uint8Array([1, 2, 255]), b.port, "127.0.0.1");
  assertEquals(await deadline(b.first, LONGEST_MS), `0102ff from 127.0.0.1:${a.port}`);
  assertEquals(a.heard, []);
  await Promise.all([a.socket.close(), b.socket.close()]);
});

Deno.test("openDatagrams() tells an error when it cannot send, also to port 0", async () => {
  const a = await open();
  a.socket.send(new Uint8Array(1), 0, "127.0.0.1");
  assertMatch(await deadline(a.first, LONGEST_MS), /^error: /);
  const b = await open();
  b.socket.send(new Uint8Array(70_000), a.port, "127.0.0.1");
  assertMatch(await deadline(b.first, LONGEST_MS), /^error: /);
  await Promise.all([a.socket.close(), b.socket.close()]);
});

Deno.test("openDatagrams() closes twice as once, and drops what is sent then", async () => {
  const { socket, heard } = await open();
  await Promise.all([socket.close(), socket.close()]);
  await socket.close();
  socket.send(new Uint8Array(1), 1889, "127.0.0.1");
  assertEquals(heard, []);
});

Deno.test("openDatagrams() says which address it cannot listen on", async () => {
  const events = { datagram() {}, error() {} };
  const error = await assertRejects(() => openDatagrams("192.0.2.1", 0, events), Error);
  assertMatch(error.message, /^Cannot listen on UDP 192\.0\.2\.1:0: .*EADDRNOTAVAIL|assign requested address/);
});
