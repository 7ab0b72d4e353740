import { assertEquals, assertThrows } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { webSocketLink } from "../../../runtime/links/websocket.ts";
import { hear } from "./heard.ts";

const LONGEST_MS = 5000;

/** A WebSocket server on a free port of this machine. `accept` gets each socket that has opened. */
function serve(accept: (socket: WebSocket) => void) {
  const ended: Promise<void>[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, (request) => {
    const { socket, response } = Deno.upgradeWebSocket(request);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => accept(socket);
    ended.push(new Promise((resolve) => socket.onclose = () => resolve()));
    return response;
  });
  return {
    url: `ws://127.0.0.1:${server.addr.port}`,
    get connections() {
      return ended.length;
    },
    async close() {
      await deadline(Promise.all(ended), LONGEST_MS);
      await deadline(server.shutdown(), LONGEST_MS);
    },
  };
}

Deno.test("webSocketLink() carries text and bytes both ways", async () => {
  const server = serve((socket) => {
    socket.onmessage = ({ data }) => socket.send(typeof data === "string" ? data.toUpperCase() : data);
  });
  const { link, events, until } = hear(webSocketLink(server.url));
  assertEquals(events, []);
  link.send("too early");
  await deadline(until("open"), LONGEST_MS);
  link.send("text");
  link.send(new Uint8Array([0, 1, 255, 7]).subarray(1, 3));
  await deadline(until("bytes"), LONGEST_MS);
  assertEquals(events, ["open", "text: TEXT", "bytes: 01ff"]);
  assertEquals(link.busy, false);
  link.close();
  link.close();
  link.send("too late");
  await server.close();
  assertEquals(events.length, 3);
});

Deno.test("webSocketLink() is lost when the other side closes, with what it says, and takes no more", async () => {
  const server = serve((socket) => socket.close(4001, "rebooting"));
  const { link, events, until } = hear(webSocketLink(server.url));
  assertEquals(await deadline(until("lost"), LONGEST_MS), "lost: rebooting");
  link.send("nobody");
  link.close();
  await server.close();
  assertEquals(events, ["open", "lost: rebooting"]);
});

Deno.test("webSocketLink() is lost once when nobody listens", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const { events, until } = hear(webSocketLink(`ws://127.0.0.1:${port}`));
  await deadline(until("lost"), LONGEST_MS);
  assertEquals(events.length, 1);
});

Deno.test("webSocketLink() is lost when what listens is no WebSocket server", async () => {
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => new Response("no"));
  const { events, until } = hear(webSocketLink(`ws://127.0.0.1:${server.addr.port}`));
  await deadline(until("lost"), LONGEST_MS);
  assertEquals(events.length, 1);
});

Deno.test("webSocketLink() closed before it opens tells nothing and leaves nothing open", async () => {
  const server = serve(() => {});
  const { link, events } = hear(webSocketLink(server.url));
  link.send("early");
  link.close();
  // A second one shows that the server has had its time with the first.
  const second = hear(webSocketLink(server.url));
  await deadline(second.until("open"), LONGEST_MS);
  second.link.close();
  await server.close();
  assertEquals(events, []);
});

Deno.test("webSocketLink() gives up on a server that accepts and never answers, and leaves nothing open", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { link, events } = hear(webSocketLink(`ws://127.0.0.1:${listener.addr.port}`));
  using connection = await deadline(listener.accept(), LONGEST_MS);
  const request = new Uint8Array(4096);
  await deadline(connection.read(request), LONGEST_MS);
  link.close();
  assertEquals(await deadline(connection.read(request), LONGEST_MS), null);
  assertEquals(events, []);
});

Deno.test("webSocketLink() refuses an address that is none", () => {
  for (const url of ["ws://256.1.1.1:81", "ws://127.0.0.1:99999"]) {
    assertThrows(() => hear(webSocketLink(url)), DOMException, url);
  }
});
