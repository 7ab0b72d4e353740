import { assert, assertEquals, assertLess, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { runBeacon } from "../../../emulator/pixelblaze/beacon.ts";
import { SoftBoard } from "../../../emulator/pixelblaze/board.ts";
import { memoryBoard } from "../../../emulator/pixelblaze/memory_board.ts";
import { ms32Difference, toMs32 } from "../../../protocol/pixelblaze/ms32.ts";
import { encodeBeacon, ipv4ToId } from "../../../protocol/pixelblaze/udp.ts";
import { BoardNetwork, type NetworkOptions } from "../../../runtime/devices/network.ts";
import type { Connect } from "../../../runtime/links/link.ts";
import { type Datagrams, openDatagrams } from "../../../runtime/links/udp.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { fakeCompile } from "../../emulator/pixelblaze/fake_pattern.ts";

const LONGEST_MS = 5000;
/** A time of which only the low 32 bits fit into a packet. */
const ORIGIN = 5 * 2 ** 32 + 1000;
/** Only Linux has all of 127.0.0.0/8. */
const linux = { ignore: Deno.build.os !== "linux" };

/** Lets the sockets do their work until something has come true. */
async function until(true_: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!true_()) {
    assertLess(performance.now(), end, "it never came true");
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function makeBoard(name: string, options: { clockMs?: number; driftPpm?: number } = {}): SoftBoard {
  return new SoftBoard({ name, pixelCount: 1, compile: fakeCompile, ...options });
}

/** A network on a free port, which asks boards of this process for their names. */
async function open(boards: ReadonlyMap<string, Connect> = new Map(), options: Partial<NetworkOptions> = {}) {
  const clock = new ManualClock(50);
  const asked: string[] = [];
  const network = await BoardNetwork.open({
    clock,
    origin: ORIGIN,
    hostname: "127.0.0.1",
    port: 0,
    connect(address) {
      asked.push(address);
      return boards.get(address) ?? (() => ({ busy: false, send() {}, close() {} }));
    },
    ...options,
  });
  return { clock, network, asked };
}

/** A socket that speaks for a board, and what it is answered. */
async function speaker(hostname = "127.0.0.1"): Promise<{ socket: Datagrams; heard: string[] }> {
  const heard: string[] = [];
  const socket = await openDatagrams(hostname, 0, {
    datagram: (bytes, from, port) => heard.push(`${bytes.toHex()} from ${from}:${port}`),
    error: (reason) => heard.push(reason),
  });
  return { socket, heard };
}

const beacon = (address: string, ms: number) => encodeBeacon({ id: ipv4ToId(address), ms });

Deno.test("BoardNetwork answers a beacon with the time, to where it came from", async () => {
  const { network } = await open();
  const { socket, heard } = await speaker();
  socket.send(beacon("192.168.4.20", 0x11223344), network.port, "127.0.0.1");
  await until(() => heard.length > 0);
  // 43, the sender, 1050 ms of Unix time in 32 bits, the board's id and time; each low byte first.
  assertEquals(heard, [`2b000000${"bb220000"}${"1a040000"}c0a8041444332211 from 127.0.0.1:${network.port}`]);
  assertEquals(network.boards, [{
    address: "127.0.0.1",
    name: undefined,
    heardAt: 50,
    offsetMs: 0x11223344 - 1050,
  }]);
  await Promise.all([network.close(), socket.close()]);
});

Deno.test("BoardNetwork answers nothing when it is told not to", async () => {
  const { network, asked } = await open(new Map(), { sync: false });
  const { socket, heard } = await speaker();
  socket.send(beacon("192.168.4.20", 1), network.port, "127.0.0.1");
  await until(() => asked.length > 0);
  await Promise.all([network.close(), socket.close()]);
  assertEquals(heard, []);
});

Deno.test("BoardNetwork passes over packets that are no beacon", async () => {
  const { network } = await open();
  const { socket, heard } = await speaker();
  const good = beacon("192.168.4.20", 1);
  const bad: Uint8Array[] = [
    new Uint8Array(0),
    good.subarray(0, 11),
    new Uint8Array([...good, ...new Uint8Array(300)]),
    new Uint8Array([43, ...good.subarray(1)]),
    new Uint8Array([50, 0, 0, 0, 1]),
    new Uint8Array(12).fill(255),
    new Uint8Array(20_000).fill(42),
  ];
  for (const bytes of bad) socket.send(bytes, network.port, "127.0.0.1");
  socket.send(good, network.port, "127.0.0.1");
  await until(() => heard.length > 0);
  assertEquals([heard.length, network.boards.length], [1, 1]);
  await Promise.all([network.close(), socket.close()]);
});

Deno.test("BoardNetwork asks a board for its name once, and finds it by it", async () => {
  const board = makeBoard("Lawn");
  const boards = new Map<string, Connect>();
  const { clock, network, asked } = await open(boards);
  const twin = memoryBoard(board, clock);
  boards.set("127.0.0.1", twin.connect);
  const { socket, heard } = await speaker();
  for (let i = 1; i <= 3; i++) {
    socket.send(beacon("127.0.0.1", i), network.port, "127.0.0.1");
    await until(() => heard.length === i);
    clock.advance(1000);
  }
  assertEquals([network.find("Lawn"), network.find("Tree"), asked.length], ["127.0.0.1", undefined, 1]);
  assertEquals([network.boards[0]!.heardAt, board.sessions], [2050, 0]);
  await Promise.all([network.close(), socket.close()]);
  twin.stop();
  clock.advance(0);
  assertEquals([clock.next, board.sessions], [undefined, 0]);
});

Deno.test("BoardNetwork asks again when a board refused or was silent, and leaves nothing open", async () => {
  const boards = new Map<string, Connect>();
  const { clock, network, asked } = await open(boards);
  const board = makeBoard("Lawn");
  const twin = memoryBoard(board, clock);
  boards.set("127.0.0.1", twin.connect);
  const { socket, heard } = await speaker();
  const hear = async (count: number) => {
    socket.send(beacon("127.0.0.1", count), network.port, "127.0.0.1");
    await until(() => heard.length === count);
  };
  board.fault({ kind: "refuse", forMs: 100 }, clock.now());
  await hear(1);
  clock.advance(100);
  twin.faults.loss = 1;
  await hear(2);
  clock.advance(2999);
  await hear(3);
  assertEquals([asked.length, board.sessions], [2, 1]);
  // Nobody answered for 3 s.
  clock.advance(1);
  clock.advance(0);
  assertEquals(board.sessions, 0);
  await hear(4);
  assertEquals(asked.length, 3);
  await Promise.all([network.close(), socket.close()]);
  twin.stop();
  clock.advance(0);
  assertEquals([clock.next, board.sessions], [undefined, 0]);
});

Deno.test("BoardNetwork finds a board at its new address when it has moved", linux, async () => {
  const boards = new Map<string, Connect>();
  const { clock, network } = await open(boards);
  const twin = memoryBoard(makeBoard("Lawn"), clock);
  for (const [i, address] of ["127.0.0.2", "127.0.0.3"].entries()) {
    boards.set(address, twin.connect);
    const { socket, heard } = await speaker(address);
    socket.send(beacon(address, 1), network.port, "127.0.0.1");
    await until(() => heard.length > 0);
    clock.advance(1000);
    assertEquals([network.find("Lawn"), network.boards.length], [address, i + 1]);
    await socket.close();
  }
  twin.stop();
  await network.close();
});

Deno.test("BoardNetwork remembers no more than 256 boards, and answers the others all the same", linux, async () => {
  const { network, asked } = await open();
  for (let i = 0; i < 260; i++) {
    const address = `127.0.${1 + Math.floor(i / 200)}.${1 + i % 200}`;
    const { socket, heard } = await speaker(address);
    socket.send(beacon(address, 1), network.port, "127.0.0.1");
    await until(() => heard.length > 0);
    await socket.close();
  }
  assertEquals([network.boards.length, asked.length], [256, 256]);
  await network.close();
});

Deno.test("BoardNetwork close() twice is closing once", async () => {
  const { network } = await open();
  await Promise.all([network.close(), network.close()]);
});

Deno.test("BoardNetwork open() says that a port is taken", async () => {
  const error = await assertRejects(
    () => BoardNetwork.open({ clock: new ManualClock(), origin: 0, hostname: "192.0.2.1", port: 0 }),
    Error,
  );
  assert(error.message.startsWith("Cannot listen on UDP 192.0.2.1:0: "));
});

Deno.test("BoardNetwork brings a board's clock to the right time and keeps it there", async () => {
  const { clock, network } = await open();
  const board = makeBoard("Lawn", { clockMs: 123_456_789, driftPpm: 200 });
  const running = await runBeacon(board, clock, {
    hostname: "127.0.0.1",
    beaconTo: { hostname: "127.0.0.1", port: network.port },
  });
  const errors: number[] = [];
  for (let second = 1; second <= 20; second++) {
    await deadline(until(() => board.state.clock.syncs >= second), LONGEST_MS);
    errors.push(ms32Difference(board.state.clock.ms32(clock.now()), toMs32(ORIGIN + clock.now())));
    clock.advance(1000);
  }
  assertEquals(board.state.clock.jumps, 1);
  // It runs 0.2 ms a second fast, and a packet takes a quarter of the error away.
  for (const error of errors) assertLess(Math.abs(error), 3);
  await Promise.all([running.close(), network.close()]);
});
