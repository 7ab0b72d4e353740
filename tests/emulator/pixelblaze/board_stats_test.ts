import { assertEquals } from "@std/assert";
import { type BoardLogEntry, BoardStats } from "../../../emulator/pixelblaze/board_stats.ts";
import { connect, makeBoard, RED } from "./board_fixture.ts";

Deno.test("BoardStats counts messages and their rates", () => {
  const stats = new BoardStats();
  for (const at of [0, 500, 999, 1000, 1200, 5000]) stats.noteReceived(1, "x", at);
  assertEquals([stats.receivedPerSecond(999), stats.receivedPerSecond(1000), stats.receivedPerSecond(1999)], [3, 3, 2]);
  assertEquals([stats.busiestSecond(), stats.receivedCount], [4, 6]);
});

Deno.test("BoardStats remembers a thousand messages and no more", () => {
  const stats = new BoardStats();
  for (let at = 0; at < 1500; at++) stats.noteReceived(1, "x", at);
  assertEquals([stats.received.length, stats.received[0]?.at, stats.receivedCount], [1000, 500, 1500]);
});

Deno.test("BoardStats keeps the head of long messages", () => {
  const stats = new BoardStats();
  stats.noteReceived(1, "x".repeat(1000), 0);
  stats.noteReceived(2, new Uint8Array(1000).fill(7), 1);
  assertEquals(stats.received.map(({ head, length }) => [head.length, length]), [[200, 1000], [16, 1000]]);
});

Deno.test("BoardStats remembers fewer variables if they are long", () => {
  const stats = new BoardStats();
  const long = Array<number>(45_000).fill(1);
  for (let at = 0; at < 20; at++) stats.noteApplied({ at, waited: 0, values: { long } });
  assertEquals(stats.applied.map(({ at }) => at), [16, 17, 18, 19]);
  for (let at = 20; at < 1500; at++) stats.noteApplied({ at, waited: 0, values: { short: at } });
  assertEquals([stats.applied.length, stats.applied[0]?.at], [1000, 500]);
});

Deno.test("SoftBoard tells its log to whoever listens", () => {
  const log: BoardLogEntry[] = [];
  const board = makeBoard({ onLog: (entry) => void log.push(entry) });
  connect(board).session.receive('{"tea":1,"milk":2}', 12);
  assertEquals(log, [{ at: 12, level: "ignored", text: "Passed over tea, milk" }]);
  assertEquals(board.stats.log, log);
});

Deno.test("SoftBoard tells what it plays and with which variables", () => {
  const board = makeBoard();
  assertEquals([board.playing, board.vars, board.clockMs(70)], [{ id: RED, name: "red" }, { red: 1 }, 70]);
  assertEquals(makeBoard({ patterns: [] }).playing, undefined);
});
