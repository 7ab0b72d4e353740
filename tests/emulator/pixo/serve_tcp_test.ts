import { assertEquals, assertMatch } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { serveTcp } from "../../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";

const LONGEST_MS = 5000;

function connect(address: string): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(address);
  return Deno.connect({ hostname, port: Number(port) });
}

async function send(connection: Deno.TcpConn, text: string): Promise<void> {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(await deadline(connection.write(bytes), LONGEST_MS));
}

async function until(connection: Deno.TcpConn, end: string): Promise<string> {
  const bytes = new Uint8Array(4096);
  let seen = "";
  while (!seen.endsWith(end)) {
    const count = await deadline(connection.read(bytes), LONGEST_MS);
    if (count === null) return `${seen}<end>`;
    seen += new TextDecoder().decode(bytes.subarray(0, count));
  }
  return seen;
}

Deno.test("serveTcp() answers each connection by itself", async () => {
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
  await using server = serveTcp(pixo, new ManualClock(50));
  assertMatch(server.address, /^tcp:\/\/127\.0\.0\.1:\d+$/);
  using one = await connect(server.address);
  using two = await connect(server.address);
  await send(one, "name\r\nstatic@star|Y & na");
  await send(two, "echo|two\n");
  assertEquals(await until(two, "\n"), ">echo|two\n");
  assertEquals(await until(one, "\n"), ">name|Tree\n");
  await send(one, "me|New\n");
  assertEquals(await until(one, "\n"), ">name|New\n");
  assertEquals(pixo.state(50).effects, { star: "static|Y" });
});

Deno.test("serveTcp() goes on after junk, broken lines and a lost client", async () => {
  const pixo = new SoftPixo({ layout: miniTree() });
  await using server = serveTcp(pixo, new ManualClock());
  const lost = await connect(server.address);
  await send(lost, "mouth@a");
  lost.close();
  using client = await connect(server.address);
  await deadline(client.write(new Uint8Array([0xff, 0, 10])), LONGEST_MS);
  await send(client, `${"x".repeat(100_000)}\nmouth@ah\nmouth@o\necho|ok\n`);
  assertEquals(await until(client, "\n"), ">echo|ok\n");
  assertEquals(pixo.state(0).mouth, "o");
  assertEquals(pixo.problems.length, 1);
});

Deno.test("serveTcp() closes the seventeenth connection and keeps sixteen", async () => {
  await using server = serveTcp(new SoftPixo({ layout: miniTree() }), new ManualClock());
  const kept: Deno.TcpConn[] = [];
  for (let i = 0; i < 16; i++) {
    const connection = await connect(server.address);
    kept.push(connection);
    await send(connection, "echo|x\n");
    assertEquals(await until(connection, "\n"), ">echo|x\n");
  }
  using extra = await connect(server.address);
  assertEquals(await until(extra, "\n"), "<end>");
  await send(kept[0]!, "echo|still here\n");
  assertEquals(await until(kept[0]!, "\n"), ">echo|still here\n");
  for (const connection of kept) connection.close();
});

Deno.test("serveTcp() close() ends connections, one that does not read its replies too", async () => {
  const server = serveTcp(new SoftPixo({ layout: miniTree() }), new ManualClock());
  using idle = await connect(server.address);
  using deaf = await connect(server.address);
  const flood = new TextEncoder().encode(`echo|${"x".repeat(190)}\n`.repeat(500));
  // Its replies fill the buffers both ways, until a write of its own has to wait: that is when the server's does.
  let written = 0;
  const waiting = (async () => {
    try {
      while (written < 500) {
        await deaf.write(flood);
        written++;
      }
    } catch {
      // The server closed the connection.
    }
  })();
  await send(idle, "echo|x\n");
  assertEquals(await until(idle, "\n"), ">echo|x\n");
  await deadline(Promise.all([server.close(), server.close()]), LONGEST_MS);
  assertEquals(await until(idle, "\n"), "<end>");
  await deadline(waiting, LONGEST_MS);
});
