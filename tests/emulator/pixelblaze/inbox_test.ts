import { assertEquals } from "@std/assert";
import { Inbox } from "../../../emulator/pixelblaze/inbox.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";

/** A clock that goes on by what messages take, and shows when each was handled. */
class BusyClock extends ManualClock {
  taken = 0;

  override now(): number {
    return super.now() + this.taken;
  }
}

/** An inbox whose every message takes as long as it says. */
function busyInbox(): { clock: BusyClock; inbox: Inbox; seen: string[] } {
  const clock = new BusyClock();
  const seen: string[] = [];
  const inbox = new Inbox(clock, (data) => {
    seen.push(`${clock.now()} ${data}`);
    clock.taken += Number(data);
  });
  return { clock, inbox, seen };
}

Deno.test("Inbox handles messages as they come", () => {
  const { inbox, seen } = busyInbox();
  for (let i = 0; i < 5; i++) inbox.push("1");
  assertEquals(seen, ["0 1", "1 1", "2 1", "3 1", "4 1"]);
});

Deno.test("Inbox leaves time for others, and keeps the order", () => {
  const { clock, inbox, seen } = busyInbox();
  for (const data of ["15", "15", "1", "2", "30", "3"]) inbox.push(data);
  assertEquals(seen, ["0 15", "15 15"]);
  clock.advance(0);
  clock.advance(0);
  assertEquals(seen, ["0 15", "15 15"], "a timer is due, but not yet on the clock without what was taken");
  clock.advance(30);
  assertEquals(seen.slice(2).map((line) => line.split(" ")[1]), ["1", "2", "30"]);
  clock.advance(1000);
  assertEquals(seen.map((line) => line.split(" ")[1]), ["15", "15", "1", "2", "30", "3"]);
  inbox.push("7");
  assertEquals(seen.length, 7);
});

Deno.test("Inbox refuses what is too much to wait, and forgets it all when it is closed", () => {
  const { clock, inbox, seen } = busyInbox();
  inbox.push("25");
  const long = " ".repeat(1_000_000);
  assertEquals([1, 2, 3, 4, 5].map(() => inbox.push(long)), [true, true, true, true, false]);
  inbox.close();
  clock.advance(1000);
  assertEquals([seen.length, clock.next], [1, undefined]);
});
