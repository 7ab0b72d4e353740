import { assertEquals, assertRejects } from "@std/assert";
import { decodeExpanderConfig, expanderBoard } from "../../../../protocol/mod.ts";
import { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import type { PixelblazeClient } from "../../../../runtime/devices/client/pixelblaze_client.ts";
import { DIM, makeBoard, RED } from "../../../emulator/pixelblaze/board_fixture.ts";
import { failure, scriptedClient, settle, softClient } from "./support.ts";

Deno.test("PixelblazeSequencer sets modes, moves on, and keeps a playlist", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const { sequencer } = client;
  await settle(clock, sequencer.setPlaylist([{ id: RED, ms: 60_000 }, { id: DIM, ms: 90_000 }]));
  await settle(clock, sequencer.setMode("playlist"));
  const state = await settle(clock, sequencer.state());
  assertEquals([state.sequencerMode, state.runSequencer, state.activeProgram?.name], [2, true, "red"]);
  assertEquals((await settle(clock, sequencer.next())).activeProgram?.name, "dim");
  assertEquals((await settle(clock, sequencer.setPosition(0))).activeProgram?.name, "red");
  await settle(clock, sequencer.setRunning(false));
  const playlist = await settle(clock, sequencer.playlist());
  assertEquals([playlist.position, playlist.items], [0, [{ id: RED, ms: 60_000 }, { id: DIM, ms: 90_000 }]]);
  assertEquals((await settle(clock, sequencer.state())).runSequencer, false);
  await settle(clock, sequencer.setTimer(20_000));
  assertEquals((await settle(clock, client.getSettings())).sequenceTimer, 20_000);
  await settle(clock, sequencer.setMode("off"));
  assertEquals((await settle(clock, sequencer.state())).sequencerMode, 0);
  twin.stop();
});

Deno.test("PixelblazeSequencer.setPlaylist() refuses what no board keeps", async () => {
  const { client, clock, got } = await scriptedClient(() => {});
  const many = Array.from({ length: 65 }, () => ({ id: RED, ms: 1000 }));
  const { error } = await failure(clock, client.sequencer.setPlaylist(many));
  assertEquals(error instanceof RangeError, true);
  assertEquals(got, []);
});

Deno.test("PixelblazePixels sets a map of the firmware's own kind", async (t) => {
  const points = [[0, 0], [10, 0], [0, 5], [10, 5]];
  const rows: [string, number, string][] = [["3.40", 2, "0,0,65535,0,0,65535,65535,65535"], [
    "2.29",
    1,
    "0,0,255,0,0,255,255,255",
  ]];
  for (const [firmware, version, values] of rows) {
    await t.step(firmware, async () => {
      const board = makeBoard({ firmware });
      const { client, clock, twin } = await softClient(board);
      assertEquals(await settle(clock, client.pixels.getMap()), undefined);
      await settle(clock, client.pixels.setMap(points, { save: true, source: "function (n) { return [] }" }));
      const map = await settle(clock, client.pixels.getMap());
      assertEquals([map?.version, map?.dimensions, map?.values.join()], [version, 2, values]);
      assertEquals(await settle(clock, client.pixels.getMapSource()), "function (n) { return [] }");
      await settle(clock, client.pixels.setMap(map!));
      await settle(clock, client.pixels.setMap([]));
      assertEquals(board.state.map?.dimensions, 0);
      const { error } = await failure(clock, client.pixels.setMap([[1], [2]]));
      assertEquals(
        (error as Error).message,
        "Cannot set the pixel map: got 2 points, wanted one for each of 4 pixels",
      );
      twin.stop();
    });
  }
});

Deno.test("PixelblazePixels.saveExpanders() stores the table that getConfig gives", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const channels = expanderBoard(0, [{ channel: 0, pixelCount: 4 }]);
  await settle(clock, client.pixels.saveExpanders(channels));
  const { expanders } = await settle(clock, client.getConfig());
  assertEquals(expanders, decodeExpanderConfig(board.state.flash.read("/obconf.dat")!));
  assertEquals(expanders?.[0]?.pixelCount, 4);
  twin.stop();
});

Deno.test("PixelblazeFiles lists, reads, writes and deletes", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const { files } = client;
  await settle(clock, files.put("/note", Uint8Array.of(1, 2, 3)));
  assertEquals((await settle(clock, files.list())).find(({ path }) => path === "/note")?.size, 3);
  assertEquals([...await settle(clock, files.get("note"))], [1, 2, 3]);
  await settle(clock, files.delete("/note"));
  assertEquals(await settle(clock, files.find("/note")), undefined);
  for (const gone of [files.get("/note"), files.delete("/note")]) {
    assertEquals(((await failure(clock, gone)).error as DeviceError).code, "unknown");
  }
  for (const bad of ["", "/", "//x", "/../x", "/a\nb"]) {
    await assertRejects(() => files.put(bad, Uint8Array.of()), RangeError, "wanted a path such as /config.json");
  }
  twin.stop();
});

Deno.test("PixelblazeFiles.list() says which firmware lists files", async () => {
  const { client, clock, twin } = await softClient(makeBoard({ firmware: "3.20" }));
  const { error } = await failure(clock, client.backup());
  assertEquals(
    (error as Error).message,
    "Cannot list the files on 192.168.4.20: its firmware does not list them, allowed are 2.29 and later, and 3.24 and later",
  );
  twin.stop();
});

Deno.test("PixelblazeWifi reads, looks for networks and saves", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const { wifi } = client;
  assertEquals((await settle(clock, wifi.status())).ip, "127.0.0.2");
  const from = clock.now();
  assertEquals((await settle(clock, wifi.scan())).length, 1);
  assertEquals(clock.now() - from, 1500);
  await settle(clock, wifi.save({ mode: "CLIENT", ssid: "show", passphrase: "very secret", discover: false }));
  assertEquals(board.state.wifi, { mode: "CLIENT", ssid: "show" });
  twin.stop();
});

Deno.test("PixelblazeWifi tells no password, and what firmware 2 has not", async () => {
  const { client, clock, twin } = await softClient(makeBoard({ firmware: "2.29" }));
  const wifi = { mode: "CLIENT", ssid: "show", passphrase: "very secret", discover: false } as const;
  const { error } = await failure(clock, client.wifi.save(wifi));
  assertEquals((error as Error).message, "Cannot set the Wi-Fi on 192.168.4.20: it has no Wi-Fi pages, as firmware 2");
  assertEquals(Deno.inspect(error).includes("very secret"), false);
  twin.stop();
});

Deno.test("PixelblazeFirmware looks for an update, and updates only when it is told", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  assertEquals(await settle(clock, client.firmware.state()), "unknown");
  assertEquals(await settle(clock, client.firmware.check()), "upToDate");
  assertEquals(await settle(clock, client.firmware.update()), "upToDate");
  const { error } = await failure(clock, client.firmware.upload(Uint8Array.of(1)));
  assertEquals(
    (error as Error).message,
    "Cannot update the firmware on 192.168.4.20: its web server answered with status 500",
  );
  twin.stop();
});

Deno.test("PixelblazeFirmware.check() gives up on a board that checks for ever", async () => {
  const { client, clock } = await scriptedClient((data, board) => {
    board.send(data.includes("getUpgradeState") ? '{"upgradeState":{"code":1}}' : '{"ack":1}');
  });
  const { error } = await failure(clock, client.firmware.check());
  assertEquals(
    (error as Error).message,
    "Cannot look for new firmware on 192.168.4.20: it says nothing new within 30 s",
  );
});

Deno.test("PixelblazeClient streams statistics, colours and changes, and switches updates off after the last", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  await settle(clock, client.send({ sendUpdates: false }));
  const stats = client.stats();
  const previews = client.previews();
  const changes = client.changes();
  const first = await settle(clock, stats.next());
  assertEquals(first.value.vmerr, 0);
  clock.advance(300);
  const frame = await settle(clock, previews.next());
  assertEquals([frame.value.pixelCount, frame.value.rgb[0]], [4, 255]);
  await settle(clock, client.patterns.activate("dim"));
  assertEquals((await settle(clock, changes.next())).value.activeProgram?.name, "dim");
  await stats.return!();
  clock.advance(200);
  assertEquals(board.state.sendUpdates, true);
  await previews.return!();
  clock.advance(200);
  assertEquals(board.state.sendUpdates, false);
  const reading = changes.next();
  await client.close();
  assertEquals(await reading, { value: undefined, done: true });
  twin.stop();
});

Deno.test("PixelblazeClient streams keep the newest for a slow reader", async () => {
  const { client, clock, send } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  const previews = client.previews();
  const stats = client.stats();
  for (let n = 0; n < 20; n++) {
    send(Uint8Array.of(5, n, 0, 0));
    send(`{"fps":${n}}`);
  }
  clock.advance(0);
  assertEquals((await previews.next()).value.rgb[0], 19);
  const kept: number[] = [];
  for await (const { fps } of stats) if (kept.push(fps!) === 8) break;
  assertEquals(kept, [12, 13, 14, 15, 16, 17, 18, 19]);
});

Deno.test("PixelblazeClient streams end with the reason", async (t) => {
  const rows: [string, (client: PixelblazeClient, drop: () => void, stop: AbortController) => void, string][] = [
    ["aborted", (_client, _drop, stop) => stop.abort(new Error("enough")), "enough"],
    ["lost", (_client, drop) => drop(), "Cannot listen on 192.168.4.20: connection lost: gone"],
  ];
  for (const [name, end, message] of rows) {
    await t.step(name, async () => {
      const { client, clock, link } = await scriptedClient(() => {});
      const stop = new AbortController();
      const messages = client.messages({ signal: stop.signal });
      const reading = messages.next();
      end(client, () => link.drop("gone"), stop);
      assertEquals(((await failure(clock, reading)).error as Error).message, message);
      assertEquals((await messages.next()).done, true);
      const after = client.messages({ signal: stop.signal }).next();
      if (name === "lost") await assertRejects(() => after, DeviceError, "it is not connected");
      else await assertRejects(() => after, Error, "enough");
    });
  }
});
