import { assertAlmostEquals, assertEquals } from "@std/assert";
import { BoardClock } from "../../../emulator/pixelblaze/board_clock.ts";
import { encodeTimeSync } from "../../../protocol/pixelblaze/udp.ts";
import { makeBoard } from "./board_fixture.ts";

const RANGE = 2 ** 32;

Deno.test("BoardClock counts from its boot and drifts", () => {
  const clock = new BoardClock({ bootAt: 1000, startMs: 5, driftPpm: 100 });
  assertEquals(clock.ms(1000), 5);
  assertAlmostEquals(clock.ms(11_000), 10_006, 1e-6);
});

Deno.test("BoardClock.ms32() wraps at 2^32", () => {
  const clock = new BoardClock({ startMs: RANGE - 1 });
  assertEquals([clock.ms32(0), clock.ms32(1.5)], [RANGE - 1, 0]);
});

Deno.test("BoardClock.sync() jumps over a large error and takes a quarter of a small one", () => {
  const clock = new BoardClock();
  clock.sync({ ms: 251, echoedMs: 0 }, 0);
  assertEquals([clock.ms(0), clock.jumps], [251, 1]);
  clock.sync({ ms: 351, echoedMs: 0 }, 0);
  assertEquals([clock.ms(0), clock.jumps, clock.syncs], [276, 1, 2]);
  clock.sync({ ms: 26, echoedMs: 0 }, 0);
  assertEquals([clock.ms(0), clock.jumps], [213.5, 1]);
});

Deno.test("BoardClock.sync() goes the short way round the wrap", () => {
  const clock = new BoardClock({ startMs: RANGE - 10 });
  clock.sync({ ms: 10, echoedMs: 0 }, 0);
  assertEquals([clock.ms(0), clock.jumps], [RANGE - 5, 0]);
});

Deno.test("BoardClock.sync() never leaves the clock before zero", () => {
  const clock = new BoardClock();
  clock.sync({ ms: RANGE - 1000, echoedMs: 0 }, 0);
  assertEquals(clock.ms(0), RANGE - 1000);
});

Deno.test("BoardClock.sync() adds half the round trip, counted from the beacon that was answered", () => {
  const clock = new BoardClock();
  const echoedMs = clock.beaconSent(1000);
  clock.beaconSent(2000);
  clock.sync({ ms: 900_000, echoedMs }, 1040);
  assertEquals(clock.ms(1040), 900_020);
});

/** Lets a board and a time server talk once a second; gives the board's error after each answer. */
function converse(
  { driftPpm, delays, seconds }: {
    driftPpm: number;
    delays: (second: number) => [out: number, back: number];
    seconds: number;
  },
): number[] {
  const board = makeBoard({ driftPpm, clockMs: 0 });
  const trueMs = (now: number) => 1_700_000_000_000 + now;
  const errors: number[] = [];
  for (let second = 0; second < seconds; second++) {
    const sent = second * 1000;
    const [out, back] = delays(second);
    const beacon = new DataView(board.beacon(7, sent)!.buffer);
    const arrives = sent + out + back;
    const answer = encodeTimeSync({
      sender: 889,
      ms: Math.floor(trueMs(sent + out)) % RANGE,
      id: beacon.getUint32(4, true),
      beaconMs: beacon.getUint32(8, true),
    });
    board.receiveUdp(answer, 7, arrives);
    const error = board.state.clock.ms(arrives) - trueMs(arrives) % RANGE;
    errors.push((error + RANGE + RANGE / 2) % RANGE - RANGE / 2);
  }
  return errors;
}

Deno.test("SoftBoard keeps time within a millisecond of its server, in spite of its drift", () => {
  for (const driftPpm of [-200, 0, 200]) {
    const errors = converse({ driftPpm, delays: () => [2, 2], seconds: 30 });
    assertEquals(errors.slice(10).filter((error) => Math.abs(error) > 1.5), []);
  }
});

Deno.test("SoftBoard keeps time within a few milliseconds on a network that is slow one way", () => {
  const errors = converse({ driftPpm: 50, delays: (second) => second % 5 === 0 ? [30, 2] : [2, 2], seconds: 60 });
  assertEquals(errors.slice(10).filter((error) => Math.abs(error) > 6), []);
});

Deno.test("SoftBoard takes the time only from answers to its own id", () => {
  const board = makeBoard();
  board.receiveUdp(encodeTimeSync({ sender: 1, ms: 500_000, id: 8, beaconMs: 0 }), 7, 0);
  board.receiveUdp(encodeTimeSync({ sender: 1, ms: 500_000, id: 7, beaconMs: 0 }).subarray(0, 19), 7, 0);
  board.receiveUdp(new Uint8Array(3), 7, 0);
  assertEquals([board.state.clock.syncs, board.stats.log.length], [0, 1]);
});
