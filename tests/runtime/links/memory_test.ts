import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Data } from "../../../runtime/links/link.ts";
import { type MemoryLink, memoryLink } from "../../../runtime/links/memory.ts";
import { ManualClock } from "../../../runtime/time/manual_clock.ts";
import { hear } from "./heard.ts";

/** A peer that answers every message with the same in capitals, and a link to it. */
function stage(seed = 1) {
  const clock = new ManualClock();
  const peer: string[] = [];
  const at = () => `${clock.now()} `;
  let connections = 0;
  const twin: MemoryLink = memoryLink(
    {
      accept(reply) {
        const number = ++connections;
        peer.push(`${at()}accept ${number}`);
        return {
          receive(data: Data) {
            peer.push(`${at()}${data}`);
            reply(String(data).toUpperCase());
          },
          closed: () => void peer.push(`${at()}closed ${number}`),
        };
      },
    },
    clock,
    seed,
  );
  return { clock, peer, twin, connect: () => hear(twin.connect, at) };
}

Deno.test("memoryLink() opens later, carries data both ways and tells the peer of the end", () => {
  const { clock, peer, connect } = stage();
  const { link, events } = connect();
  assertEquals([events, peer], [[], []]);
  clock.advance(1);
  link.send("a");
  clock.advance(1);
  link.close();
  link.close();
  link.send("b");
  clock.advance(1);
  assertEquals(events, ["0 open", "1 text: A"]);
  assertEquals(peer, ["0 accept 1", "1 a", "2 closed 1"]);
  assertEquals(clock.next, undefined);
});

Deno.test("memoryLink() delivers what was sent before it was closed", () => {
  const { clock, peer, twin, connect } = stage();
  twin.faults.delayMs = 10;
  const { link, events } = connect();
  clock.advance(10);
  link.send("farewell");
  link.close();
  clock.advance(100);
  assertEquals(peer, ["10 accept 1", "20 farewell", "20 closed 1"]);
  assertEquals(events, ["10 open"]);
});

Deno.test("memoryLink() closed before it opens never opens", () => {
  const { clock, peer, connect } = stage();
  const { link, events } = connect();
  link.close();
  clock.advance(10);
  assertEquals([events, peer], [[], []]);
});

Deno.test("memoryLink() drops what is sent before it opens, and is never busy", () => {
  const { clock, peer, connect } = stage();
  const { link } = connect();
  link.send("early");
  clock.advance(1);
  assertEquals([peer, link.busy], [["0 accept 1"], false]);
});

const faults: [name: string, play: (one: ReturnType<typeof stage>) => void, events: string[], peer: string[]][] = [
  [
    "refuse fails at the connect",
    ({ clock, twin, connect }) => {
      twin.faults.refuse = "no";
      connect();
      clock.advance(1);
    },
    ["0 lost: no"],
    [],
  ],
  [
    "refuse leaves what is open alone",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(1);
      twin.faults.refuse = "no";
      link.send("a");
      clock.advance(1);
    },
    ["0 open", "1 text: A"],
    ["0 accept 1", "1 a"],
  ],
  [
    "blackhole never answers",
    ({ clock, twin, connect }) => {
      twin.faults.blackhole = true;
      const { link } = connect();
      clock.advance(100_000);
      link.send("a");
      link.close();
      clock.advance(1);
    },
    [],
    [],
  ],
  [
    "delay holds each way up",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.delayMs = 30;
      link.send("a");
      clock.advance(100);
    },
    ["0 open", "60 text: A"],
    ["0 accept 1", "30 a"],
  ],
  [
    "delay that gets shorter keeps the order",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.delayMs = 30;
      link.send("a");
      clock.advance(10);
      twin.faults.delayMs = 0;
      link.send("b");
      clock.advance(100);
    },
    ["0 open", "30 text: A", "30 text: B"],
    ["0 accept 1", "30 a", "30 b"],
  ],
  [
    "half-open swallows what is sent and what is under way",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.delayMs = 10;
      link.send("a");
      clock.advance(5);
      twin.faults.halfOpen = true;
      link.send("b");
      clock.advance(100);
      twin.faults.halfOpen = false;
      link.send("c");
      clock.advance(100);
    },
    ["0 open", "125 text: C"],
    ["0 accept 1", "115 c"],
  ],
  [
    "half-open swallows the answer that is under way",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.delayMs = 10;
      link.send("a");
      clock.advance(15);
      twin.faults.halfOpen = true;
      clock.advance(100);
    },
    ["0 open"],
    ["0 accept 1", "10 a"],
  ],
  [
    "loss of 1 loses everything",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.loss = 1;
      link.send("a");
      clock.advance(10);
    },
    ["0 open"],
    ["0 accept 1"],
  ],
  [
    "drop breaks what is open, with what is under way",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      twin.faults.delayMs = 10;
      link.send("a");
      twin.drop("unplugged");
      twin.drop("again");
      link.send("b");
      link.close();
      clock.advance(100);
    },
    ["0 open", "0 lost: unplugged"],
    ["0 accept 1", "0 closed 1"],
  ],
  [
    "drop does nothing to what is closed",
    ({ clock, twin, connect }) => {
      const { link } = connect();
      clock.advance(0);
      link.send("a");
      link.close();
      twin.drop("unplugged");
      clock.advance(1);
    },
    ["0 open"],
    ["0 accept 1", "0 a", "0 closed 1"],
  ],
];
for (const [name, play, events, peer] of faults) {
  Deno.test(`memoryLink() ${name}`, () => {
    const one = stage();
    const heard: string[][] = [];
    play({
      ...one,
      connect() {
        const connected = one.connect();
        heard.push(connected.events);
        return connected;
      },
    });
    assertEquals(heard.flat(), events);
    assertEquals(one.peer, peer);
  });
}

Deno.test("memoryLink() can be connected again after it broke", () => {
  const { clock, peer, twin, connect } = stage();
  const first = connect();
  clock.advance(1);
  twin.drop("reboot");
  const second = connect();
  clock.advance(1);
  second.link.send("a");
  clock.advance(1);
  assertEquals(first.events, ["0 open", "1 lost: reboot"]);
  assertEquals(second.events, ["1 open", "2 text: A"]);
  assertEquals(peer, ["0 accept 1", "1 closed 1", "1 accept 2", "2 a"]);
});

/** Sends 1000 messages with faults by chance; gives what came back. */
function lossy(seed: number): string[] {
  const { clock, twin, connect } = stage(seed);
  const { link, events } = connect();
  clock.advance(1);
  twin.faults.loss = 0.1;
  twin.faults.garbage = 0.2;
  for (let i = 0; i < 1000; i++) {
    link.send(`message ${i}`);
    clock.advance(1);
  }
  return events.slice(1);
}

Deno.test("memoryLink() loses and garbles as often as it is told, the same for the same seed", () => {
  const events = lossy(3);
  const whole = events.filter((event) => event.includes("text: MESSAGE")).length;
  const noise = events.filter((event) => event.includes("bytes: ")).length;
  assertEquals(whole + noise, events.length);
  // 0.9 of them get there, 0.9 of those come back, a fifth of them as noise.
  assert(Math.abs(events.length - 810) < 60, `${events.length} came back`);
  assert(Math.abs(noise / events.length - 0.2) < 0.05, `${noise} of ${events.length} are noise`);
  assertEquals(lossy(3), events);
  assertNotEquals(lossy(4), events);
});
