import { assertEquals } from "@std/assert";
import type { Data, LinkEvents } from "../../../runtime/links/link.ts";
import { type Port, StreamLink } from "../../../runtime/links/stream.ts";
import { hear } from "./heard.ts";

/** A port whose reads and writes end when the test says so. */
class FakePort implements Port {
  readonly written: string[] = [];
  closed = 0;
  #reads: { buffer: Uint8Array; resolve: (length: number | null) => void; reject: (error: Error) => void }[] = [];
  #writes: { bytes: Uint8Array; resolve: (length: number) => void; reject: (error: Error) => void }[] = [];

  read(buffer: Uint8Array): Promise<number | null> {
    return new Promise((resolve, reject) => this.#reads.push({ buffer, resolve, reject }));
  }

  write(bytes: Uint8Array): Promise<number> {
    return new Promise((resolve, reject) => this.#writes.push({ bytes, resolve, reject }));
  }

  /** As a port of the system does: what is under way fails. */
  close(): void {
    this.closed++;
    for (const { reject } of [...this.#reads.splice(0), ...this.#writes.splice(0)]) reject(new Error("closed"));
  }

  /** The device sends. */
  bring(text: string): void {
    const bytes = new TextEncoder().encode(text);
    const { buffer, resolve } = this.#reads.shift()!;
    buffer.set(bytes);
    resolve(bytes.length);
  }

  /** The read that is waiting ends with nothing, or an error. */
  endRead(error?: Error): void {
    const { resolve, reject } = this.#reads.shift()!;
    if (error === undefined) resolve(null);
    else reject(error);
  }

  /** The write that is waiting ends: all of it, `count` bytes of it, or an error. */
  take(end: number | Error = Infinity): void {
    const { bytes, resolve, reject } = this.#writes.shift()!;
    if (end instanceof Error) return reject(end);
    const count = Math.min(end, bytes.length);
    this.written.push(new TextDecoder().decode(bytes.subarray(0, count)));
    resolve(count);
  }

  get reading(): boolean {
    return this.#reads.length > 0;
  }

  get writing(): boolean {
    return this.#writes.length > 0;
  }
}

/** Lets every promise that is settled be heard of. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await undefined;
}

async function open() {
  const port = new FakePort();
  const heard = hear((events: LinkEvents) => new StreamLink(() => Promise.resolve(port), events));
  await settle();
  return { port, ...heard };
}

Deno.test("StreamLink opens later, and gives the bytes that come", async () => {
  const port = new FakePort();
  const { events } = hear((events) => new StreamLink(() => Promise.resolve(port), events));
  assertEquals(events, []);
  await settle();
  port.bring("ab");
  await settle();
  port.bring("c");
  await settle();
  assertEquals(events, ["open", "bytes: 6162", "bytes: 63"]);
});

Deno.test("StreamLink gives bytes that stay as they are", async () => {
  const got: Data[] = [];
  const port = new FakePort();
  new StreamLink(() => Promise.resolve(port), { open() {}, data: (data) => got.push(data), idle() {}, lost() {} });
  await settle();
  port.bring("ab");
  await settle();
  port.bring("cd");
  await settle();
  assertEquals(got, [new Uint8Array([97, 98]), new Uint8Array([99, 100])]);
});

Deno.test("StreamLink is busy until all of a message has left, drops what comes then, and tells when it is idle", async () => {
  const { port, link, events } = await open();
  assertEquals(link.busy, false);
  link.send("mouth@ai\n");
  assertEquals(link.busy, true);
  link.send("mouth@o\n");
  port.take(3);
  await settle();
  assertEquals([link.busy, events], [true, ["open"]]);
  link.send("mouth@e\n");
  port.take();
  await settle();
  assertEquals([link.busy, events], [false, ["open", "idle"]]);
  link.send(new TextEncoder().encode("mouth@u\n"));
  port.take();
  await settle();
  assertEquals(port.written, ["mou", "th@ai\n", "mouth@u\n"]);
});

Deno.test("StreamLink drops what is sent before it is open", async () => {
  const port = new FakePort();
  const { link } = hear((events) => new StreamLink(() => Promise.resolve(port), events));
  link.send("early");
  await settle();
  assertEquals([port.writing, link.busy], [false, false]);
});

Deno.test("StreamLink close() lets what was sent leave, then closes the port", async () => {
  const { port, link, events } = await open();
  link.send("face@rest\n");
  link.close();
  link.close();
  link.send("late");
  assertEquals(port.closed, 0);
  port.take(4);
  await settle();
  port.take();
  await settle();
  assertEquals([port.written, port.closed, port.reading, events], [["face", "@rest\n"], 1, false, ["open"]]);
});

Deno.test("StreamLink close() ends a read that waits, and tells nothing", async () => {
  const { port, link, events } = await open();
  link.close();
  await settle();
  assertEquals([port.closed, events], [1, ["open"]]);
});

Deno.test("StreamLink closed while it opens closes the port that comes, or passes over the failure", async () => {
  const port = new FakePort();
  let give: (port: Port) => void = () => {};
  const late = hear((events) => new StreamLink(() => new Promise((resolve) => give = resolve), events));
  late.link.close();
  give(port);
  const failing = hear((events) => new StreamLink(() => Promise.reject(new Error("not there")), events));
  failing.link.close();
  await settle();
  assertEquals([port.closed, port.reading, late.events, failing.events], [1, false, [], []]);
});

const ends: [name: string, end: (port: FakePort) => void, reason: string][] = [
  ["a read error", (port) => port.endRead(new Error("Input/output error")), "Input/output error"],
  ["the end of the stream", (port) => port.endRead(), "the other side closed it"],
  ["a write error", (port) => port.take(new Error("Broken pipe")), "Broken pipe"],
];
for (const [name, end, reason] of ends) {
  Deno.test(`StreamLink is lost once by ${name}, and closes the port`, async () => {
    const { port, link, events } = await open();
    link.send("mouth@ai\n");
    end(port);
    await settle();
    link.send("more");
    link.close();
    await settle();
    assertEquals(events, ["open", `lost: ${reason}`]);
    assertEquals([port.closed, port.reading, port.writing], [1, false, false]);
  });
}

Deno.test("StreamLink is lost when the port cannot be opened, and why", async () => {
  const { events } = hear((events) => new StreamLink(() => Promise.reject(new Error("not there")), events));
  await settle();
  assertEquals(events, ["lost: not there"]);
});

Deno.test("StreamLink is lost by a port that takes nothing", async () => {
  const { port, link, events } = await open();
  link.send("mouth@ai\n");
  port.take(0);
  await settle();
  assertEquals(events, ["open", "lost: the port takes no data"]);
  assertEquals(port.closed, 1);
});

Deno.test("StreamLink passes over a port that is gone when it is closed", async () => {
  const { port, link, events } = await open();
  port.close = () => {
    throw new Error("Bad resource");
  };
  link.close();
  assertEquals(events, ["open"]);
});
