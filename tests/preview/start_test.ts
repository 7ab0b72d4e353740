import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { type PreviewCommand, type PreviewOptions, type PreviewStatus, startPreview } from "../../preview/mod.ts";
import { ManualClock } from "../../runtime/time/manual_clock.ts";
import { Viewer } from "./viewer.ts";

const CONFIG = "0000" + "000005000000" + "050005000000" + "000000000000";

const STATUS: PreviewStatus = {
  title: "Silent Night",
  position: 1500,
  duration: 60_000,
  playing: true,
  rate: 2,
  cue: "verse",
  devices: [{ name: "tree", kind: "pixo", state: "ok" }],
};

function options(clock: ManualClock, more: Partial<PreviewOptions> = {}): PreviewOptions {
  return {
    port: 0,
    clock,
    fixtures: [{ name: "arch", points: [[0, 0, 0], [1, 0, 0]] }, { name: "star", points: [[0, 1, 0]] }],
    ...more,
  };
}

Deno.test("startPreview() streams the layout, the last frame, then frames", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock));
  preview.setFrame("arch", Uint8Array.of(1, 2, 3, 4, 5, 6));
  clock.advance(25);
  await using viewer = new Viewer(preview.url);
  assertEquals(await viewer.nextText(), CONFIG);
  assertEquals(await viewer.nextText(), "0001" + "010203040506000000");
  preview.setFrame("star", Uint8Array.of(7, 8, 9));
  preview.setFrame("arch", Uint8Array.of(9, 9, 9, 9, 9, 9));
  clock.advance(25);
  assertEquals(await viewer.nextText(), "0001" + "090909090909070809");
  assertEquals(preview.stats, { clients: 1, frames: 2, skipped: 0 });
});

Deno.test("startPreview() sends at most 40 frames a second, and the newest colours", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock));
  await using viewer = new Viewer(`${preview.url}any/path`);
  await viewer.next();
  await viewer.next();
  for (let at = 0; at < 1000; at++) {
    clock.advanceTo(at);
    preview.setFrame("star", Uint8Array.of(at & 255, at >> 8, 0));
  }
  assertEquals(preview.stats.frames, 40);
  clock.advanceTo(1000);
  let last = "";
  for (let frame = 0; frame < 41; frame++) last = await viewer.nextText();
  assertEquals(last.slice(-6), "e70300");
});

Deno.test("startPreview() keeps each viewer's stream apart", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock));
  await using first = new Viewer(preview.url);
  assertEquals([await first.nextText(), await first.nextText()], [CONFIG, "0001" + "000000".repeat(3)]);
  preview.setFrame("star", Uint8Array.of(1, 1, 1));
  clock.advance(25);
  const frame = "0001" + "000000".repeat(2) + "010101";
  assertEquals(await first.nextText(), frame);
  await using second = new Viewer(preview.url);
  assertEquals([await second.nextText(), await second.nextText()], [CONFIG, frame]);
  assertEquals(preview.stats.clients, 2);
  first.socket.close();
  await first.closed;
  preview.setFrame("star", Uint8Array.of(2, 2, 2));
  clock.advance(25);
  assertEquals((await second.nextText()).slice(-6), "020202");
  assertEquals(first.waiting, 0);
});

Deno.test("startPreview() has the form of SimPixel's printed example for those who ask for it", async () => {
  await using preview = await startPreview(options(new ManualClock()));
  await using viewer = new Viewer(`${preview.url}?coordinates=big-endian`);
  assertEquals(await viewer.nextText(), "0000" + "000000050000" + "000500050000" + "000000000000");
});

Deno.test("startPreview() repeats a still frame each second while the show says something, and stops when it does not", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock));
  await using viewer = new Viewer(preview.url);
  await viewer.next();
  await viewer.next();
  for (let at = 0; at <= 5000; at += 500) {
    clock.advanceTo(at);
    preview.status({ ...STATUS, playing: false });
  }
  assertEquals(preview.stats.frames, 6);
  for (let frame = 0; frame < 6; frame++) assertEquals(await viewer.nextText(), "0001" + "000000".repeat(3));
  clock.advanceTo(60_000);
  assertEquals(preview.stats.frames, 7);
});

Deno.test("startPreview() lets in 16 viewers and no more", async () => {
  await using preview = await startPreview(options(new ManualClock()));
  await using crowd = new AsyncDisposableStack();
  for (let i = 0; i < 16; i++) await crowd.use(new Viewer(preview.url)).next();
  const refused = crowd.use(new Viewer(preview.url));
  await assertRejects(() => refused.next(), Error, "closed before a message came");
  assertEquals(preview.stats.clients, 16);
  assertEquals((await getJson(preview.url, "api/scene")).ledCount, 3);
});

Deno.test("startPreview() skips a viewer that does not read, and serves the others", async () => {
  const clock = new ManualClock();
  const points = Array.from({ length: 100_000 }, (_, i) => [i % 400, Math.floor(i / 400), 0] as const);
  await using preview = await startPreview({ port: 0, clock, fixtures: [{ name: "wall", points }] });
  const { hostname, port, host } = new URL(preview.url);
  using stalled = await Deno.connect({ hostname, port: Number(port) });
  await stalled.write(new TextEncoder().encode(
    `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
  ));
  await stalled.read(new Uint8Array(64));
  await using viewer = new Viewer(preview.url);
  await viewer.next();
  await viewer.next();
  const rgb = new Uint8Array(3 * points.length);
  const most = 400;
  let sent = 0;
  while (sent < most && preview.stats.skipped < 20) {
    rgb.fill(++sent);
    preview.setFrame("wall", rgb);
    clock.advance(25);
    const frame = await viewer.next() as Uint8Array;
    assertEquals([frame.length, frame[2], frame.at(-1)], [300_002, sent & 255, sent & 255]);
  }
  assert(preview.stats.skipped >= 20, `skipped ${preview.stats.skipped} of ${sent} frames`);
  assertEquals(preview.stats.clients, 2);
});

Deno.test("startPreview() refuses other websites, names that are not its own and wrong tokens", async () => {
  const token = "a token of the show";
  await using preview = await startPreview(options(new ManualClock(), { token }));
  const { port, hash } = new URL(preview.url);
  assertEquals(decodeURIComponent(hash), `#token=${token}`);
  const base = `http://127.0.0.1:${port}/`;
  const rows: [string, Record<string, string>, string, number][] = [
    ["", {}, "", 200],
    ["", { host: "rebind.evil.example" }, "", 403],
    ["api/status", {}, `?token=${encodeURIComponent(token)}`, 200],
    ["api/status", { authorization: `Bearer ${token}` }, "", 200],
    ["api/status", {}, "", 401],
    ["api/status", {}, "?token=wrong", 401],
    ["api/status", { origin: "http://evil.example" }, `?token=${encodeURIComponent(token)}`, 403],
    ["stream", { upgrade: "websocket" }, "", 401],
    ["stream", { upgrade: "websocket", origin: "http://evil.example" }, "", 403],
    ["stream", { upgrade: "websocket" }, `?token=${encodeURIComponent(token)}`, 101],
  ];
  for (const [path, headers, query, status] of rows) {
    assertEquals(await statusOf(base, path + query, headers), status, `${path}${query} ${JSON.stringify(headers)}`);
  }
  await using viewer = new Viewer(`${base}?token=${encodeURIComponent(token)}`);
  assertEquals(await viewer.nextText(), CONFIG);
});

Deno.test("startPreview() goes beyond loopback only with a good token", async () => {
  for (const token of [undefined, "short"]) {
    await assertRejects(
      () => startPreview(options(new ManualClock(), { hostname: "0.0.0.0", ...(token ? { token } : {}) })),
      RangeError,
      "Cannot show the preview on 0.0.0.0: others on the network could use it, so it needs a token of 16 characters",
    );
  }
});

Deno.test("startPreview() says what to do when the port is in use", async () => {
  await using first = await startPreview(options(new ManualClock()));
  const port = Number(new URL(first.url).port);
  const error = await assertRejects(() => startPreview(options(new ManualClock(), { port })), Error);
  assertEquals(
    error.message,
    `Cannot show the preview on 127.0.0.1 port ${port}: the port is in use, ` +
      "close the program that has it or choose another (--port, 0 takes any that is free)",
  );
});

Deno.test("startPreview() passes commands on and answers what became of them", async () => {
  const heard: PreviewCommand[] = [];
  await using preview = await startPreview(options(new ManualClock(), {
    onCommand(command) {
      if (command.command === "go") throw new Error("No cue waits for a GO");
      heard.push(command);
    },
  }));
  const rows: [string, number, string][] = [
    [`{"command":"seek","position":2000}`, 204, ""],
    [`{"command":"pause"}`, 204, ""],
    [`{"command":"go"}`, 409, "No cue waits for a GO\n"],
    [
      `{"command":"fly"}`,
      400,
      `Cannot read the command: command is "fly", allowed are play, pause, go, blackout, seek, rate, loop\n`,
    ],
    ["x".repeat(100_000), 400, "Cannot read the command: it has more than 1024 bytes\n"],
  ];
  for (const [body, status, text] of rows) {
    const response = await fetch(`${preview.url}api/command`, { method: "POST", body });
    assertEquals([response.status, await response.text()], [status, text]);
  }
  assertEquals(heard, [{ command: "seek", position: 2000 }, { command: "pause" }]);
  const response = await fetch(`${preview.url}api/command`, {
    method: "POST",
    body: `{"command":"play"}`,
    headers: { origin: "http://evil.example" },
  });
  assertEquals([response.status, (await response.text()).length > 0, heard.length], [403, true, 2]);
});

Deno.test("startPreview() answers 404 to commands when there is nobody to take them", async () => {
  await using preview = await startPreview(options(new ManualClock()));
  const response = await fetch(`${preview.url}api/command`, { method: "POST", body: `{"command":"play"}` });
  assertEquals([response.status, await response.text()], [404, "This preview takes no commands\n"]);
  assertEquals((await getJson(preview.url, "api/scene")).commands, false);
});

Deno.test("startPreview() tells the status with its age, and to listeners at most 10 times a second", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock));
  await using listener = new Viewer(`${preview.url}api/events`);
  const empty = JSON.parse(await listener.nextText());
  assertEquals([empty.status, empty.age], [null, 0]);
  for (let at = 0; at <= 300; at += 10) {
    clock.advanceTo(at);
    preview.status({ ...STATUS, position: at });
  }
  const heard = [];
  for (let i = 0; i < 4; i++) heard.push(JSON.parse(await listener.nextText()));
  assertEquals(heard.map(({ status, age }) => [status.position, age]), [[0, 0], [90, 10], [190, 10], [290, 10]]);
  clock.advanceTo(345);
  const asked = await getJson(preview.url, "api/status");
  assertEquals<unknown>(asked, { scene: empty.scene, age: 45, status: { ...STATUS, position: 300 } });
});

Deno.test("startPreview() has listeners load new cues", async () => {
  const clock = new ManualClock();
  await using preview = await startPreview(options(clock, { cues: [{ at: 0, name: "dark" }] }));
  await using listener = new Viewer(`${preview.url}api/events`);
  const before = JSON.parse(await listener.nextText()).scene;
  assertEquals((await getJson(preview.url, "api/scene")).cues, [{ at: 0, name: "dark" }]);
  preview.setCues([{ at: 5, name: "light" }]);
  clock.advance(100);
  const after = JSON.parse(await listener.nextText()).scene;
  assertEquals(before === after, false);
  assertEquals((await getJson(preview.url, "api/scene")).cues, [{ at: 5, name: "light" }]);
});

Deno.test("startPreview() serves music over the socket in ranges", async () => {
  const music = Uint8Array.from({ length: 5000 }, (_, i) => i);
  await using preview = await startPreview(options(new ManualClock(), {
    audio: { contentType: "audio/wav", size: music.length, start: 250, read: (from, to) => music.slice(from, to) },
  }));
  const response = await fetch(`${preview.url}api/audio`, { headers: { range: "bytes=100-299" } });
  assertEquals([response.status, response.headers.get("content-length")], [206, "200"]);
  assertEquals(await response.bytes(), music.slice(100, 300));
  assertEquals((await getJson(preview.url, "api/scene")).audio, { start: 250 });
});

Deno.test("startPreview() serves every file that the page names", async () => {
  await using preview = await startPreview(options(new ManualClock()));
  const seen = new Set<string>();
  const todo = [""];
  for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const response = await fetch(preview.url + path);
    const text = await response.text();
    assertEquals(response.status, 200, path);
    assertStringIncludes(response.headers.get("content-security-policy") ?? "", "frame-ancestors 'none'");
    for (const [, name] of text.matchAll(/(?:src=|href=|from )"(?:\.\/)?([\w.]+\.(?:js|css))"/g)) todo.push(name!);
  }
  assertEquals(seen.size, 14);
  const missing = await fetch(`${preview.url}../mod.ts`);
  assertEquals([missing.status, await missing.text()], [404, "There is nothing here\n"]);
});

Deno.test("startPreview() ends with its signal, and close() may be called again", async () => {
  const controller = new AbortController();
  const preview = await startPreview(options(new ManualClock(), { signal: controller.signal }));
  const viewer = new Viewer(preview.url);
  await viewer.next();
  controller.abort();
  await viewer.closed;
  await preview.close();
  await preview.close();
  preview.setFrame("star", new Uint8Array(3));
  await assertRejects(() => startPreview(options(new ManualClock(), { signal: controller.signal })), DOMException);
});

interface Scene {
  readonly ledCount: number;
  readonly cues: unknown;
  readonly commands: boolean;
  readonly audio: unknown;
}

async function getJson(url: string, path: string): Promise<Scene> {
  const response = await fetch(url + path);
  return await response.json();
}

/** Asks over a plain socket, because fetch() does not let a caller choose the Host. */
async function statusOf(base: string, path: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port, host } = new URL(base);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const upgrade = headers["upgrade"] === undefined ? { connection: "close" } : {
    connection: "upgrade",
    "sec-websocket-version": "13",
    "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
  };
  const lines = Object.entries({ host, ...upgrade, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  await connection.write(new TextEncoder().encode(`GET /${path} HTTP/1.1\r\n${lines.join("")}\r\n`));
  const buffer = new Uint8Array(1024);
  const length = await connection.read(buffer);
  return Number(new TextDecoder().decode(buffer.subarray(0, length ?? 0)).split(" ")[1]);
}
