import { assertEquals } from "@std/assert";
import { memoryBoard } from "../../../emulator/pixelblaze/memory_board.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { makeBoard } from "./board_fixture.ts";

/** Connects and notes what a client sees, with its time. */
function client(twin: ReturnType<typeof memoryBoard>, clock: ManualClock) {
  const seen: string[] = [];
  const note = (what: string) => void seen.push(`${clock.now()} ${what}`);
  const link = twin.connect({
    open: () => note("open"),
    data: (data) => note(typeof data === "string" ? data : data.toHex()),
    idle() {},
    lost: (reason) => note(`lost: ${reason}`),
  });
  return { link, seen };
}

Deno.test("memoryBoard() runs a board on a manual clock", () => {
  const clock = new ManualClock(100);
  const twin = memoryBoard(makeBoard({ now: 100 }), clock);
  const { link, seen } = client(twin, clock);
  clock.advance(0);
  link.send('{"sendUpdates":false,"setVars":{"red":0.5},"ping":true}');
  clock.advance(50);
  link.send('{"getVars":true}');
  clock.advance(0);
  assertEquals(seen, ["100 open", '100 {"ack":1}', '150 {"vars":{"red":0.5}}']);
  twin.stop();
  clock.advance(100_000);
  assertEquals(clock.next, undefined);
});

Deno.test("memoryBoard() tells its clients that the board has dropped them, or refuses them", () => {
  const clock = new ManualClock();
  const board = makeBoard();
  const twin = memoryBoard(board, clock);
  const { seen } = client(twin, clock);
  clock.advance(0);
  board.fault({ kind: "reboot" }, clock.now());
  const again = client(twin, clock);
  clock.advance(0);
  assertEquals(seen.filter((text) => !text.includes(" 05")), ["0 open", "0 lost: the board dropped the connection"]);
  assertEquals(again.seen, ["0 lost: it is starting"]);
  clock.advance(2000);
  const third = client(twin, clock);
  clock.advance(0);
  assertEquals(third.seen[0], "2000 open");
  twin.stop();
});

Deno.test("memoryBoard() gives the same run twice", () => {
  const run = () => {
    const clock = new ManualClock();
    const board = makeBoard({ seed: 3 });
    board.scheduleFaults([{ at: 777, fault: { kind: "slow", ms: 40, forMs: 300 } }]);
    const twin = memoryBoard(board, clock, 9);
    twin.faults.loss = 0.1;
    const { link, seen } = client(twin, clock);
    clock.advance(0);
    link.send('{"sequenceTimer":0.3,"sequencerMode":1}');
    clock.advance(3000);
    twin.stop();
    return seen;
  };
  const first = run();
  assertEquals(first.length > 50, true);
  assertEquals(run(), first);
});
