import { assertEquals, assertThrows } from "@std/assert";
import { type BoardFault, randomFaults } from "../../../emulator/pixelblaze/faults.ts";
import { ask, connect, DIM, makeBoard, RED } from "./board_fixture.ts";

const PING = '{"ping":true}';
const ACK = ['{"ack":1}'];

Deno.test("SoftBoard.fault() drop breaks every connection and takes new ones", () => {
  const board = makeBoard();
  const clients = [connect(board), connect(board)];
  board.fault({ kind: "drop" }, 0);
  assertEquals(clients.map(({ dropped }) => dropped), [true, true]);
  assertEquals(ask(clients[0]!, PING), []);
  assertEquals(ask(connect(board), PING), ACK);
});

Deno.test("SoftBoard.fault() freeze loses what comes and goes, and keeps the connection", () => {
  const board = makeBoard();
  const client = connect(board);
  board.fault({ kind: "freeze", forMs: 500 }, 100);
  assertEquals(ask(client, `{"activeProgramId":"${DIM}"}`, 100), []);
  assertEquals(board.beacon(1, 100), undefined);
  board.tick(100);
  assertEquals(client.take(), []);
  assertEquals(ask(client, PING, 599), []);
  assertEquals(ask(client, PING, 600), ACK);
  assertEquals([client.dropped, board.state.player.pattern?.id], [false, RED]);
});

Deno.test("SoftBoard.fault() slow delays everything by the same time, in order", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, '{"sendUpdates":false}');
  board.tick(0);
  board.fault({ kind: "slow", ms: 300, forMs: 100 }, 0);
  assertEquals(ask(client, PING, 50), []);
  assertEquals(ask(client, '{"getVars":true}', 120), []);
  assertEquals(board.nextDue(340), 25);
  board.tick(349);
  assertEquals(client.take(), []);
  assertEquals(board.nextDue(349), 350);
  board.tick(350);
  assertEquals(client.take(), ['{"ack":1}', '{"vars":{"red":1}}']);
});

Deno.test("SoftBoard.fault() slow lets a client go that asks for more than can wait", () => {
  const board = makeBoard();
  const client = connect(board);
  board.fault({ kind: "slow", ms: 1e9, forMs: Infinity }, 0);
  for (let i = 0; i < 100_000; i++) client.session.receive('{"getConfig":true}', 1);
  assertEquals([client.dropped, client.take(), board.sessions], [true, [], 0]);
});

Deno.test("SoftBoard.fault() tells what goes wrong", () => {
  const faults: readonly BoardFault[] = [
    { kind: "drop" },
    { kind: "freeze", forMs: 500.4 },
    { kind: "slow", ms: 300, forMs: Infinity },
    { kind: "clock", shiftMs: -2000 },
    { kind: "clock", driftPpm: 40 },
  ];
  const board = makeBoard();
  for (const fault of faults) board.fault(fault, 9);
  assertEquals(board.stats.log.map(({ level, text }) => `${level} ${text}`), [
    "note Fault: drop",
    "note Fault: freeze for 500 ms",
    "note Fault: slow by 300 ms for ever",
    "note Fault: clock put out by -2000 ms",
    "note Fault: clock drifting by 40 ppm",
  ]);
});

Deno.test("SoftBoard.fault() refuse turns new connections away and keeps old ones", () => {
  const board = makeBoard();
  const client = connect(board);
  board.fault({ kind: "refuse", forMs: 1000 }, 0);
  assertThrows(() => connect(board), Error, 'Cannot connect to board "Lawn": it refuses connections');
  assertEquals(ask(client, PING), ACK);
  assertEquals(ask(connect(board, 1000), PING, 1000), ACK);
});

Deno.test("SoftBoard.fault() reboot is away for two seconds and forgets", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, `{"activeProgramId":"${DIM}"}`);
  board.fault({ kind: "reboot" }, 1000);
  assertEquals([client.dropped, board.online(2999), board.online(3000)], [true, false, true]);
  assertEquals(board.frame(2000), new Uint8Array(12));
  assertEquals(board.beacon(1, 2999), undefined);
  assertEquals(board.frame(3000)[0], 255);
  assertEquals([board.reboots, board.state.player.pattern?.id], [1, RED]);
  const again = connect(board, 3000);
  for (let now = 3000; now <= 4000; now += 100) board.tick(now);
  const stats = JSON.parse(again.take().find((text) => text.startsWith('{"fps":'))!);
  assertEquals([stats.uptime, stats.rr0], [1000, 12]);
});

Deno.test("SoftBoard.fault() outOfMemory stops the pattern and long messages, then all is well again", () => {
  const board = makeBoard();
  const client = connect(board);
  board.fault({ kind: "outOfMemory", forMs: 1500 }, 0);
  assertEquals(board.frame(0), new Uint8Array(12));
  assertEquals(ask(client, `{"ping":true,"x":"${"x".repeat(300)}"}`), []);
  assertEquals(ask(client, PING), ACK);
  board.tick(1000);
  const stats = JSON.parse(client.take().find((text) => text.startsWith('{"fps":'))!);
  assertEquals([stats.mem, stats.vmerr], [0, 1]);
  board.tick(1499);
  assertEquals(board.frame(1525)[0], 255);
});

Deno.test("SoftBoard.fault() clock puts the clock wrong, or lets it run wrong", () => {
  const board = makeBoard();
  board.fault({ kind: "clock", shiftMs: 1000 }, 0);
  assertEquals(board.state.clock.ms(500), 1500);
  board.fault({ kind: "clock", driftPpm: 1000 }, 500);
  assertEquals([board.state.clock.ms(500), board.state.clock.ms(1500)], [1500, 2501]);
});

Deno.test("SoftBoard.scheduleFaults() has them happen at their times", () => {
  const board = makeBoard();
  board.scheduleFaults([{ at: 700, fault: { kind: "drop" } }, { at: 30, fault: { kind: "clock", shiftMs: 5 } }]);
  const client = connect(board);
  board.tick(0);
  assertEquals(board.nextDue(25.5), 25);
  board.tick(25);
  assertEquals(board.nextDue(25), 30);
  board.tick(30);
  assertEquals(board.state.clock.ms(30), 35);
  board.tick(699);
  assertEquals(client.dropped, false);
  board.tick(700);
  assertEquals(client.dropped, true);
});

Deno.test("SoftBoard.clearFaults() ends what is in force and to come", () => {
  const board = makeBoard();
  const client = connect(board);
  board.fault({ kind: "freeze", forMs: 1e9 }, 0);
  board.scheduleFaults([{ at: 10, fault: { kind: "drop" } }]);
  board.clearFaults();
  board.tick(10);
  assertEquals(ask(client, PING, 10), ACK);
});

Deno.test("randomFaults() gives the same faults for a seed, within their time", () => {
  const range = { from: 1000, to: 600_000, perMinute: 6 };
  const faults = randomFaults(7, range);
  assertEquals(faults, randomFaults(7, range));
  assertEquals(faults.every(({ at }) => at >= 1000 && at < 600_000), true);
  assertEquals(faults.length > 30 && faults.length < 90, true);
  assertEquals(new Set(faults.map(({ fault }) => fault.kind)).size, 5);
  assertEquals(randomFaults(8, { ...range, perMinute: 0 }), []);
  const only: BoardFault["kind"][] = ["outOfMemory", "reboot"];
  assertEquals(randomFaults(9, { ...range, kinds: only }).every(({ fault }) => only.includes(fault.kind)), true);
});
