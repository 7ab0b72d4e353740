import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { encodeTimeSync } from "../../../protocol/pixelblaze/udp.ts";
import { openDatagrams } from "../../../runtime/links/udp.ts";
import { RealClock } from "../../../runtime/time/real_clock.ts";
import { serveBoard } from "../../../emulator/pixelblaze/serve_board.ts";
import { makeBoard } from "./board_fixture.ts";

const LIMIT_MS = 5000;

/** The next text message that starts like this. */
function nextText(socket: WebSocket, start: string): Promise<string> {
  const waiting = new Promise<string>((resolve, reject) => {
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string" && data.startsWith(start)) resolve(data);
    });
    socket.addEventListener("error", () => reject(new Error("the socket failed")));
  });
  return deadline(waiting, LIMIT_MS);
}

function closed(socket: WebSocket): Promise<unknown> {
  const waiting = new Promise((resolve) => socket.addEventListener("close", resolve));
  return deadline(waiting, LIMIT_MS);
}

async function open(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  await deadline(
    new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error("the socket did not open")));
    }),
    LIMIT_MS,
  );
  return socket;
}

const free = { hostname: "127.0.0.1", wsPort: 0, httpPort: 0 };

Deno.test("serveBoard() serves the websocket protocol to a real client", async () => {
  await using running = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const socket = await open(`ws://127.0.0.1:${running.wsPort}`);
  const ack = nextText(socket, '{"ack":');
  const vars = nextText(socket, '{"vars":');
  const stats = nextText(socket, '{"fps":');
  socket.send('{"ping":true}');
  assertEquals(await ack, '{"ack":1}');
  socket.send('{"getVars":true}');
  assertEquals(await vars, '{"vars":{"red":1}}');
  assertMatch(await stats, /^\{"fps":\d/);
  const end = closed(socket);
  socket.close();
  await end;
});

Deno.test("serveBoard() closes its clients when it is closed", async () => {
  const running = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const end = closed(await open(`ws://127.0.0.1:${running.wsPort}`));
  await running.close();
  await end;
  await running.close();
});

Deno.test("serveBoard() says which port is in use", async () => {
  await using first = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const again = serveBoard(makeBoard(), { ...free, wsPort: first.wsPort, clock: new RealClock() });
  await assertRejects(
    () => again,
    Error,
    `Cannot open the websocket of board "Lawn" on 127.0.0.1:${first.wsPort}: the port is in use, allowed is a free one`,
  );
});

Deno.test("serveBoard() sends beacons from its own address and takes the time they are answered with", async () => {
  const board = makeBoard();
  const clock = new RealClock();
  let heard = (_bytes: Uint8Array, _hostname: string, _port: number) => {};
  const beacon = new Promise<{ bytes: Uint8Array; hostname: string; port: number }>((resolve) => {
    heard = (bytes, hostname, port) => resolve({ bytes, hostname, port });
  });
  const listener = await openDatagrams("127.0.0.1", 0, { datagram: (...args) => heard(...args), error() {} });
  await using running = await serveBoard(board, {
    hostname: "127.0.0.2",
    wsPort: 0,
    httpPort: false,
    clock,
    beaconTo: { hostname: "127.0.0.1", port: listener.port },
  });
  const { bytes, hostname, port } = await deadline(beacon, LIMIT_MS);
  assertEquals(bytes.length, 12);
  assertEquals([hostname, port], ["127.0.0.2", running.udpPort]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  assertEquals(view.getUint32(0, true), 42);
  assertEquals([...bytes.subarray(4, 8)], [127, 0, 0, 2]);
  const told = new Promise<void>((resolve) => heard = () => resolve());
  listener.send(
    encodeTimeSync({ sender: 890, ms: 5_000_000, id: view.getUint32(4, true), beaconMs: view.getUint32(8, true) }),
    port,
    hostname,
  );
  await deadline(told, LIMIT_MS);
  assertEquals(board.state.clock.jumps, 1);
  await listener.close();
});

Deno.test("serveBoard() drops, refuses and takes real clients as the faults say", async () => {
  const board = makeBoard();
  const clock = new RealClock();
  await using running = await serveBoard(board, { ...free, clock });
  const url = `ws://127.0.0.1:${running.wsPort}`;
  const end = closed(await open(url));
  board.fault({ kind: "refuse", forMs: 60_000 }, clock.now());
  board.fault({ kind: "drop" }, clock.now());
  await end;
  await assertRejects(() => open(url), Error, "the socket did not open");
  board.clearFaults();
  const again = await open(url);
  assertEquals(board.sessions, 1);
  const over = closed(again);
  again.close();
  await over;
});

Deno.test("serveBoard() leaves a client without answers while the board is frozen", async () => {
  const board = makeBoard();
  const clock = new RealClock();
  await using running = await serveBoard(board, { ...free, clock });
  const socket = await open(`ws://127.0.0.1:${running.wsPort}`);
  const heard: string[] = [];
  socket.addEventListener("message", ({ data }) => typeof data === "string" && heard.push(data));
  board.fault({ kind: "freeze", forMs: 200 }, clock.now());
  socket.send('{"getVars":true}');
  const stats = nextText(socket, '{"fps":');
  assertEquals((await stats).startsWith('{"fps":'), true);
  assertEquals(heard.filter((text) => text.startsWith('{"vars":')), []);
  const vars = nextText(socket, '{"vars":');
  socket.send('{"getVars":true}');
  assertEquals(await vars, '{"vars":{"red":1}}');
  const over = closed(socket);
  socket.close();
  await over;
});

Deno.test("serveBoard() answers a request that is no websocket with 400", async () => {
  await using running = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const response = await fetch(`http://127.0.0.1:${running.wsPort}/`);
  assertEquals([response.status, await response.text()], [400, "This is a Websocket server only!"]);
});

Deno.test("serveBoard() frees its first port when the second one is taken", async () => {
  await using first = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const options = { ...free, clock: new RealClock() };
  await assertRejects(
    () => serveBoard(makeBoard(), { ...options, httpPort: first.wsPort }),
    Error,
    `Cannot open the web server of board "Lawn" on 127.0.0.1:${first.wsPort}: the port is in use`,
  );
  await assertRejects(() => serveBoard(makeBoard(), { ...options, hostname: "localhost" }), RangeError, "IPv4");
});
