import { assertEquals, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { startFleet } from "../../emulator/fleet.ts";
import { RealClock } from "../../runtime/time/real_clock.ts";
import { fakeCompile } from "./pixelblaze/fake_pattern.ts";

const boards = ["Lawn", "Porch", "Roof"].map((name) => ({ name, pixelCount: 4, compile: fakeCompile }));

/** Asks one question over a real websocket. */
async function ask(url: string, frame: string): Promise<unknown> {
  const socket = new WebSocket(url);
  const answer = new Promise((resolve, reject) => {
    socket.addEventListener("open", () => socket.send(frame));
    socket.addEventListener("error", () => reject(new Error("the socket failed")));
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string" && data.startsWith('{"peers"')) resolve(JSON.parse(data));
    });
  });
  const closed = new Promise((resolve) => socket.addEventListener("close", resolve));
  try {
    return await deadline(answer, 5000);
  } finally {
    socket.close();
    await deadline(closed, 5000);
  }
}

Deno.test("startFleet() gives each board an address of its own, and tells them of each other", async () => {
  await using fleet = await startFleet({
    boards,
    clock: new RealClock(),
    firstAddress: "127.0.0.11",
    ports: { ws: 0, http: 0 },
  });
  assertEquals(fleet.boards.map(({ hostname }) => hostname), ["127.0.0.11", "127.0.0.12", "127.0.0.13"]);
  const { hostname, wsPort, httpPort } = fleet.boards[1]!;
  const { peers } = await ask(`ws://${hostname}:${wsPort}`, '{"getPeers":true}') as {
    peers: { name: string; address: string }[];
  };
  assertEquals(peers.map(({ name, address }) => [name, address]), [["Lawn", "127.0.0.11"], ["Roof", "127.0.0.13"]]);
  const response = await fetch(`http://${hostname}:${httpPort}/p/none.c`);
  assertEquals([response.status, response.headers.get("content-length"), await response.text()], [404, "0", ""]);
});

Deno.test("startFleet() tells boards who follows whom", async () => {
  await using fleet = await startFleet({
    boards,
    clock: new RealClock(),
    firstAddress: "127.0.0.15",
    ports: { ws: 0, http: false },
  });
  const [lawn, porch, roof] = fleet.boards;
  const url = ({ hostname, wsPort }: typeof lawn & object) => `ws://${hostname}:${wsPort}`;
  const leader = new DataView(Uint8Array.of(127, 0, 0, 15).buffer).getUint32(0, true);
  await ask(url(porch!), `{"leaderId":${leader},"getPeers":true}`);
  const { peers } = await ask(url(roof!), '{"getPeers":true}') as { peers: Record<string, unknown>[] };
  assertEquals(peers.map(({ name, isFollowing, followerCount }) => [name, isFollowing, followerCount]), [
    ["Lawn", 0, 1],
    ["Porch", 1, 0],
  ]);
});

Deno.test("startFleet() starts no board if one cannot be started", async () => {
  const clock = new RealClock();
  await using taken = await startFleet({
    boards: boards.slice(0, 1),
    clock,
    firstAddress: "127.0.0.22",
    ports: { ws: 0, http: false },
  });
  const { wsPort } = taken.boards[0]!;
  const options = { boards, clock, firstAddress: "127.0.0.21", ports: { ws: wsPort, http: false as const } };
  await assertRejects(
    () => startFleet(options),
    Error,
    `Cannot open the websocket of board "Porch" on 127.0.0.22:${wsPort}`,
  );
  await using free = await startFleet({ ...options, boards: boards.slice(0, 1) });
  assertEquals(free.boards.length, 1);
});

Deno.test("startFleet() refuses more boards than there are addresses", async () => {
  const start = () => startFleet({ boards, clock: new RealClock(), firstAddress: "127.0.0.253" });
  await assertRejects(start, RangeError, "got 3 boards from 127.0.0.253 on, allowed are addresses to 127.0.0.254");
});
