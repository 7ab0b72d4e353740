import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import type { PixelblazeSettings } from "../../../../protocol/mod.ts";
import { boardAddress } from "../../../../runtime/devices/client/board_address.ts";
import { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import { PixelblazeClient } from "../../../../runtime/devices/client/pixelblaze_client.ts";
import { DIM, makeBoard, RED } from "../../../emulator/pixelblaze/board_fixture.ts";
import { failure, scripted, scriptedClient, settle, softClient } from "./support.ts";

const SETTINGS = '{"name":"Lawn","pixelCount":4,"mapperFit":0,"brightness":1,"ver":"3.40"}';
const STATE = '{"activeProgram":{"name":"red","activeProgramId":"7MuJmcy4FZbs9jGbB","controls":{}},"sequencerMode":0}';
const NO_EXPANDERS = new Uint8Array([9, 5, 5]);
const STATS = '{"fps":40,"vmerr":0}';
const PREVIEW = new Uint8Array([5, 255, 0, 0]);

Deno.test("PixelblazeClient.connect() says why it cannot", async (t) => {
  const rows: [string, (link: ReturnType<typeof scripted>["link"]) => void, string, number][] = [
    ["refused", (link) => void (link.faults.refuse = "connection refused"), "connection refused", 0],
    ["nobody there", (link) => void (link.faults.blackhole = true), "no answer within 3 s", 3000],
  ];
  for (const [name, harm, reason, expected] of rows) {
    await t.step(name, async () => {
      const { clock, link } = scripted(() => {});
      harm(link);
      const { error, after } = await failure(
        clock,
        PixelblazeClient.connect("lawn:8081", { clock, connect: link.connect }),
      );
      assertEquals(error instanceof DeviceError && [error.code, error.message], [
        "unreachable",
        `Cannot connect to lawn:8081: ${reason}`,
      ]);
      assertEquals(after, expected);
      assertEquals(clock.next, undefined);
    });
  }
});

Deno.test("boardAddress() reads what people write", () => {
  const rows: [string, number | undefined, string][] = [
    ["192.168.4.20", undefined, "192.168.4.20 ws://192.168.4.20:81 http://192.168.4.20"],
    ["lawn.local:8081", 8080, "lawn.local:8081 ws://lawn.local:8081 http://lawn.local:8080"],
    [" http://192.168.4.20/ ", undefined, "192.168.4.20 ws://192.168.4.20:81 http://192.168.4.20"],
    ["[fe80::1]:82", undefined, "[fe80::1]:82 ws://[fe80::1]:82 http://[fe80::1]"],
  ];
  for (const [text, port, expected] of rows) {
    const { device, webSocket, http } = boardAddress(text, port);
    assertEquals(`${device} ${webSocket} ${http}`, expected);
  }
  for (const bad of ["", "a b", "host:0", "host:70000", "user@host", "host/path", "::1"]) {
    assertThrows(() => boardAddress(bad), RangeError, "Cannot find a board at");
  }
});

Deno.test("PixelblazeClient.getConfig() takes three answers in any order, with others in between", async (t) => {
  const orders = [
    [SETTINGS, STATE, NO_EXPANDERS],
    [NO_EXPANDERS, STATE, SETTINGS],
    [STATE, STATS, NO_EXPANDERS, PREVIEW, STATE, SETTINGS],
  ];
  for (const [index, order] of orders.entries()) {
    await t.step(`order ${index + 1}`, async () => {
      const { client, clock } = await scriptedClient((data, board) => {
        if (data === '{"getConfig":true}') order.forEach((message) => board.send(message));
      });
      const from = clock.now();
      const config = await settle(clock, client.getConfig());
      assertEquals(clock.now(), from);
      assertEquals(config.settings.name, "Lawn");
      assertEquals(config.sequencer.activeProgram?.activeProgramId, RED);
      assertEquals(config.expanders, []);
    });
  }
});

Deno.test("PixelblazeClient.getConfig() waits once for a third answer that never comes, whatever comes in its place", async () => {
  const { client, clock } = await scriptedClient((data, board) => {
    if (data !== '{"getConfig":true}') return;
    board.send(SETTINGS);
    board.send(STATE);
    for (let at = 100; at < 3000; at += 100) clock.at(clock.now() + at, () => board.send(STATS));
  });
  const from = clock.now();
  assertEquals((await settle(clock, client.getConfig())).expanders, undefined);
  assertEquals(clock.now() - from, 500);
  const again = clock.now();
  assertEquals((await settle(clock, client.getConfig())).settings.name, "Lawn");
  assertEquals(clock.now(), again);
});

Deno.test("PixelblazeClient fails in time when the board is silent", async (t) => {
  const rows: [string, (client: PixelblazeClient) => Promise<unknown>, string, boolean][] = [
    [
      "a reading",
      (client) => client.getVars(),
      "Cannot read the variables on 192.168.4.20: no answer within 5 s",
      true,
    ],
    [
      "what is acknowledged",
      (client) => client.setVars({ a: 1 }),
      "Cannot set variables on 192.168.4.20: no answer within 5 s",
      false,
    ],
    [
      "the settings",
      (client) => client.getSettings(),
      "Cannot read the settings on 192.168.4.20: no answer within 5 s",
      true,
    ],
  ];
  for (const [name, ask, message, stays] of rows) {
    await t.step(name, async () => {
      const { client, clock } = await scriptedClient(() => {});
      const { error, after } = await failure(clock, ask(client));
      assertEquals(error instanceof DeviceError && [error.code, error.message], ["timeout", message]);
      assertEquals(after, 5000);
      assertEquals(client.connected, stays);
      if (stays) return;
      const next = await failure(clock, client.ping());
      assertEquals(
        (next.error as Error).message,
        'Cannot ping on 192.168.4.20: the connection ended, because it did not answer "set variables"',
      );
    });
  }
});

Deno.test("PixelblazeClient passes over garbage and says so when nothing else comes", async () => {
  const { client, clock } = await scriptedClient((data, board) => {
    board.send("{not json");
    board.send(new Uint8Array([200, 1, 2]));
    if (data.includes("setVars")) board.send('{"ack":1}');
  });
  await settle(clock, client.setVars({ a: 1 }));
  const { error } = await failure(clock, client.getVars());
  assertEquals(
    (error as Error).message,
    "Cannot read the variables on 192.168.4.20: no answer within 5 s, only 4 messages that are not understood",
  );
});

Deno.test("PixelblazeClient survives a link that turns messages into noise", async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const { client, clock, twin } = await softClient(makeBoard(), {}, seed);
    twin.faults.garbage = 0.5;
    let answered = 0;
    for (let turn = 0; turn < 20; turn++) {
      try {
        const { red } = await settle(clock, client.getVars());
        assertEquals(red, 1);
        answered++;
      } catch (error) {
        assertEquals(error instanceof DeviceError, true, String(error));
      }
    }
    assertEquals(answered > 0, true);
    twin.stop();
  }
});

Deno.test("PixelblazeClient sends at most 10 messages in any second, in order", async () => {
  const { client, clock, got } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  await settle(clock, Promise.all(Array.from({ length: 35 }, (_, n) => client.setVars({ n }))));
  assertEquals(got.map(({ data }) => JSON.parse(String(data)).setVars.n), Array.from({ length: 35 }, (_, n) => n));
  for (const { at } of got) {
    const within = got.filter((other) => other.at >= at && other.at < at + 1000).length;
    assertEquals(within <= 10, true, `${within} messages in the second from ${at}`);
  }
});

Deno.test("PixelblazeClient ends with the connection, and says how it ended", async (t) => {
  await t.step("lost", async () => {
    const { client, clock, link } = await scriptedClient(() => {});
    const open = client.getVars();
    link.drop("cable pulled");
    const { error } = await failure(clock, open);
    assertEquals((error as DeviceError).code, "lost");
    assertEquals((error as Error).message, "Cannot read the variables on 192.168.4.20: connection lost: cable pulled");
    assertEquals(client.connected, false);
  });
  await t.step("closed", async () => {
    const { client, clock } = await scriptedClient(() => {});
    const open = client.getVars();
    const later = client.ping();
    await client.close();
    for (const promise of [open, later, client.getVars()]) {
      assertEquals(((await failure(clock, promise)).error as DeviceError).code, "closed");
    }
    await client.close();
    clock.advance(0);
    assertEquals(clock.next, undefined);
  });
  await t.step("aborted", async () => {
    const stop = new AbortController();
    const { client, clock } = await scriptedClient(() => {}, { signal: stop.signal });
    const open = client.getVars();
    stop.abort(new Error("enough"));
    assertEquals(((await failure(clock, open)).error as Error).message, "enough");
    clock.advance(0);
    assertEquals(clock.next, undefined);
    await assertRejects(() => PixelblazeClient.connect("x", { signal: stop.signal }), Error, "enough");
  });
  await t.step("closed, and nothing is left on the signal", async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (type: string, run: EventListener) => (listeners++, add(type, run));
    signal.removeEventListener = (type: string, run: EventListener) => (listeners--, remove(type, run));
    const { client } = await scriptedClient(() => {}, { signal });
    assertEquals(listeners, 1);
    await client.close();
    assertEquals(listeners, 0);
  });
});

Deno.test("PixelblazeClient takes an answer for the question it belongs to", async () => {
  const { client, clock } = await scriptedClient((data, board) => {
    if (data.includes("listPrograms")) return board.send(listOf([[RED, "red"], [DIM, "dim"]]));
    if (data.includes("getControls")) {
      board.send(`{"controls":{"${RED}":{"sliderRed":1}}}`);
      board.send(`{"controls":{"${DIM}":{"sliderRed":0.2}}}`);
    }
    if (data.includes("activeProgramId")) {
      board.send(STATE);
      board.send(STATE.replace(RED, DIM));
    }
  });
  assertEquals(await settle(clock, client.patterns.getControls("dim")), { sliderRed: 0.2 });
  assertEquals((await settle(clock, client.patterns.activate("dim"))).activeProgram?.activeProgramId, DIM);
});

Deno.test("PixelblazeClient.send() keeps frames to one acknowledgement", async () => {
  const { client, clock, got } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  await settle(clock, client.send({ brightness: 0.5 }));
  await settle(clock, client.send({ setControls: { sliderRed: 1 }, save: false }));
  assertEquals(got.map(({ data }) => data), [
    '{"brightness":0.5,"ping":true}',
    '{"setControls":{"sliderRed":1},"save":false}',
  ]);
  await assertRejects(
    () => client.send({ ping: true, pause: true }),
    RangeError,
    "Cannot send ping and pause in one frame: allowed is one of them",
  );
  await assertRejects(() => client.send({ brightness: 2 }), RangeError, "a number from 0 to 1");
});

Deno.test("PixelblazeClient.ping() measures the way there and back", async () => {
  const { client, clock, link } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  link.faults.delayMs = 20;
  assertEquals(await settle(clock, client.ping()), 40);
});

Deno.test("PixelblazeClient reads and sets variables, controls, brightness and settings", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  assertEquals(await settle(clock, client.getVars()), { red: 1 });
  await settle(clock, client.setVars({ red: 0.25 }));
  clock.advance(50);
  assertEquals(await settle(clock, client.getVars()), { red: 0.25 });
  await settle(clock, client.setControls({ sliderRed: 0.5 }));
  assertEquals(await settle(clock, client.getControls()), { sliderRed: 0.5 });
  await settle(clock, client.setBrightness(0.5));
  await settle(clock, client.setMaxBrightness(0.4));
  await settle(clock, client.setSettings({ sequenceTimer: 30_000, dataSpeed: 2_000_000 }));
  const wanted: PixelblazeSettings = {
    brightness: 0.5,
    maxBrightness: 0.4,
    sequenceTimer: 30_000,
    dataSpeed: 2_000_000,
  };
  const settings = await settle(clock, client.getSettings());
  assertEquals(
    Object.fromEntries(Object.keys(wanted).map((key) => [key, settings[key as keyof PixelblazeSettings]])),
    wanted,
  );
  assertEquals(await settle(clock, client.getPeers()), []);
  twin.stop();
});

Deno.test("PixelblazeClient.pause() stops the pattern and lets it go on", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  await settle(clock, client.pause(true));
  const { frames } = board.stats;
  clock.advance(500);
  assertEquals(board.stats.frames, frames);
  await settle(clock, client.pause(false));
  clock.advance(500);
  assertEquals(board.stats.frames > frames, true);
  twin.stop();
});

Deno.test("PixelblazeClient writes no flash unless it is asked to", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const before = board.flashWrites;
  const quiet: (() => Promise<unknown>)[] = [
    () => client.getConfig(),
    () => client.patterns.activate("dim"),
    () => client.setVars({ red: 0.5 }),
    () => client.setControls({ hsvPickerTint: [0.1, 1, 1] }),
    () => client.setBrightness(0.2),
    () => client.setMaxBrightness(0.5),
    () => client.setSettings({ pixelCount: 8, sequenceTimer: 5000 }),
    () => client.sequencer.setMode("playlist"),
    () => client.sequencer.setPlaylist([{ id: RED, ms: 1000 }]),
    () => client.sequencer.next(),
    () => client.sequencer.setMode("off"),
    () => client.pixels.setMap(Array.from({ length: 8 }, (_, n) => [n])),
    () => client.patterns.getSource("red"),
    () => client.backup(),
    () => client.wifi.status(),
  ];
  for (const ask of quiet) await settle(clock, ask());
  assertEquals(board.flashWrites, before);
  const writing: (() => Promise<unknown>)[] = [
    () => client.setBrightness(0.3, { save: true }),
    () => client.setControls({ hsvPickerTint: [0.2, 1, 1] }, { save: true }),
    () => client.sequencer.setPlaylist([{ id: DIM, ms: 1000 }], { save: true }),
    () => client.pixels.setMap(Array.from({ length: 8 }, (_, n) => [n]), { save: true, source: "function () {}" }),
    () => client.patterns.activate("red", { save: true }),
  ];
  for (const ask of writing) {
    const writes = board.flashWrites;
    await settle(clock, ask());
    assertEquals(board.flashWrites > writes, true, String(ask));
  }
  twin.stop();
});

Deno.test("PixelblazeClient.setSettings() refuses what this firmware does not have", async () => {
  const board = makeBoard({ firmware: "2.29" });
  const { client, clock, twin } = await softClient(board);
  const { error } = await failure(clock, client.setSettings({ brightness: 0.5, cpuSpeed: 240 }));
  assertEquals(
    (error as Error).message,
    'Cannot set brightness, cpuSpeed on 192.168.4.20: firmware 2.29 has no setting "cpuSpeed"',
  );
  assertEquals((error as DeviceError).code, "refused");
  await settle(clock, client.setSettings({ brightness: 0.5 }));
  assertEquals(await settle(clock, client.firmware.version()), "2.29");
  twin.stop();
});

Deno.test("PixelblazeClient.reconnect() finds a board that restarts", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  await settle(clock, client.setBrightness(0.2));
  await settle(clock, client.reboot());
  assertEquals([client.connected, board.reboots], [false, 1]);
  const from = clock.now();
  await settle(clock, client.reconnect());
  assertEquals(client.connected, true);
  assertEquals(clock.now() - from, 2000);
  assertEquals((await settle(clock, client.getSettings())).brightness, 1);
  board.fault({ kind: "refuse", forMs: 60_000 }, clock.now());
  const { error, after } = await failure(clock, client.reconnect(5000));
  assertEquals((error as Error).message, "Cannot connect to 192.168.4.20: it refuses connections");
  assertEquals(after, 4500);
  twin.stop();
});

function listOf(patterns: readonly (readonly [string, string])[]): Uint8Array {
  const text = new TextEncoder().encode(patterns.map(([id, name]) => `${id}\t${name}\n`).join(""));
  return Uint8Array.of(7, 5, ...text);
}
