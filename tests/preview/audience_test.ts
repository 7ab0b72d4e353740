import { assertEquals } from "@std/assert";
import { Audience, type Listener } from "../../preview/audience.ts";

class FakeListener implements Listener {
  readyState: number = WebSocket.OPEN;
  bufferedAmount = 0;
  readonly heard: number[] = [];
  closed = 0;

  send(data: unknown): void {
    this.heard.push((data as Uint8Array | string).length);
  }

  close(): void {
    this.closed++;
    this.readyState = WebSocket.CLOSING;
  }
}

Deno.test("Audience passes over a listener with more than two messages waiting, and no other", () => {
  const audience = new Audience(3);
  const [quick, slow, slower] = [new FakeListener(), new FakeListener(), new FakeListener()];
  for (const listener of [quick, slow, slower]) audience.add(listener);
  slow.bufferedAmount = 20_000;
  slower.bufferedAmount = 20_001;
  assertEquals(audience.tell(new Uint8Array(10_000)), 1);
  assertEquals([quick.heard, slow.heard, slower.heard], [[10_000], [10_000], []]);
  slower.bufferedAmount = 0;
  assertEquals(audience.tell(new Uint8Array(10_000)), 0);
  assertEquals(slower.heard, [10_000]);
  assertEquals(audience.skipped, 1);
});

Deno.test("Audience does not pass over a listener for a few short messages", () => {
  const audience = new Audience(1);
  const listener = new FakeListener();
  audience.add(listener);
  listener.bufferedAmount = 4096;
  assertEquals(audience.tell("short"), 0);
  listener.bufferedAmount = 4097;
  assertEquals(audience.tell("short"), 1);
});

Deno.test("Audience counts those who connect, tells only those who are open, and forgets those who closed", () => {
  const audience = new Audience(2);
  const [connecting, closing] = [new FakeListener(), new FakeListener()];
  connecting.readyState = WebSocket.CONNECTING;
  audience.add(connecting);
  audience.add(closing);
  assertEquals(audience.isFull, true);
  closing.readyState = WebSocket.CLOSING;
  audience.tell("x");
  assertEquals([connecting.heard, closing.heard], [[], []]);
  assertEquals([audience.size, audience.isFull], [1, false]);
});

Deno.test("Audience closes all of its listeners", () => {
  const audience = new Audience(2);
  const listener = new FakeListener();
  audience.add(listener);
  audience.close();
  assertEquals([listener.closed, audience.size], [1, 0]);
});
