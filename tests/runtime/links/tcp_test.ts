import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";
import { serveTcp } from "../../../emulator/pixo/serve_tcp.ts";
import { SoftPixo } from "../../../emulator/pixo/soft_pixo.ts";
import { tcpLink } from "../../../runtime/links/tcp.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { hear } from "./heard.ts";

const LONGEST_MS = 5000;

Deno.test("tcpLink() talks to a face, and is lost when the face goes away", async () => {
  const pixo = new SoftPixo({ layout: miniTree(), name: "Tree" });
  const server = serveTcp(pixo, new ManualClock());
  const { link, events, until } = hear(tcpLink("127.0.0.1", Number(new URL(server.address).port)));
  await deadline(until("open"), LONGEST_MS);
  link.send("mouth@ai\nname\n");
  assertEquals(
    await deadline(until("bytes"), LONGEST_MS),
    `bytes: ${new TextEncoder().encode(">name|Tree\n").toHex()}`,
  );
  assertEquals(pixo.state(0).mouth, "ai");
  await server.close();
  await deadline(until("lost"), LONGEST_MS);
  assertEquals(events.at(-1), "lost: the other side closed it");
});

Deno.test("tcpLink() delivers what was sent just before its close", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { link, until, events } = hear(tcpLink("127.0.0.1", listener.addr.port));
  using connection = await deadline(listener.accept(), LONGEST_MS);
  await deadline(until("open"), LONGEST_MS);
  link.send("face@rest\n");
  link.close();
  const text = await deadline(new Response(connection.readable).text(), LONGEST_MS).catch(String);
  assertEquals(text, "face@rest\n");
  assert(!events.some((event) => event.startsWith("lost")));
});

Deno.test("tcpLink() is lost when nobody listens, and says so", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const { events, until } = hear(tcpLink("127.0.0.1", port));
  assertStringIncludes((await deadline(until("lost"), LONGEST_MS)).toLowerCase(), "refused");
  assertEquals(events.length, 1);
});

Deno.test("tcpLink() closed before it opens leaves nothing open", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { link, events } = hear(tcpLink("127.0.0.1", listener.addr.port));
  link.close();
  using connection = await deadline(listener.accept(), LONGEST_MS);
  // The other side sees the end of it.
  assertEquals(await deadline(connection.read(new Uint8Array(1)), LONGEST_MS), null);
  assertEquals(events, []);
});
