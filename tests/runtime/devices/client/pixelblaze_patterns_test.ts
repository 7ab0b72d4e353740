import { assertEquals } from "@std/assert";
import { compressText, encodePreviewImage, type PatternFile } from "../../../../protocol/mod.ts";
import { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import { DIM, makeBoard, RED, SOURCES } from "../../../emulator/pixelblaze/board_fixture.ts";
import { failure, scriptedClient, settle, softClient } from "./support.ts";

const JPEG = Uint8Array.of(255, 216, 255, 217);

/** A pattern file of which no part compresses well, so that it takes several chunks. */
function bigPattern(name: string): PatternFile {
  let state = 1;
  const byteCode = Uint8Array.from({ length: 20_000 }, () => (state = state * 16807 % 2147483647) & 255);
  return { name, jpeg: JPEG, byteCode, source: "export var red = 0.75" };
}

Deno.test("PixelblazePatterns finds by id and by name, and says what is near", async () => {
  const board = makeBoard({ patterns: [...SOURCES, { id: "x".repeat(17), name: "red", source: "" }] });
  const { client, clock, twin } = await softClient(board);
  const { patterns } = client;
  assertEquals(await settle(clock, patterns.find("dim")), { id: DIM, name: "dim" });
  assertEquals(await settle(clock, patterns.find(RED)), { id: RED, name: "red" });
  const rows: [string, string][] = [
    ["dimm", 'Cannot find the pattern "dimm" on 192.168.4.20: did you mean "dim"?'],
    [
      "red",
      `Cannot find the pattern "red" on 192.168.4.20: 2 patterns are called so, choose by id: ${RED}, xxxxxxxxxxxxxxxxx`,
    ],
  ];
  for (const [name, message] of rows) {
    const { error } = await failure(clock, patterns.activate(name));
    assertEquals(error instanceof DeviceError && [error.code, error.message], ["unknown", message]);
  }
  twin.stop();
});

Deno.test("PixelblazePatterns looks again for a name that is new on the board", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  assertEquals((await settle(clock, client.patterns.list())).length, 2);
  board.state.store.save("n".repeat(17), { ...bigPattern("new"), jpeg: JPEG });
  assertEquals((await settle(clock, client.patterns.activate("new"))).activeProgram?.name, "new");
  twin.stop();
});

Deno.test("PixelblazePatterns reads sources, pictures, controls and files", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const { patterns } = client;
  board.state.store.save(DIM, { ...bigPattern("dim"), source: SOURCES[1].source });
  board.state.store.saveControls(DIM, { hsvPickerTint: [0.5, 1, 1] });
  assertEquals(await settle(clock, patterns.getSource("dim")), SOURCES[1].source);
  assertEquals([...await settle(clock, patterns.getPreviewImage("dim"))], [...JPEG]);
  assertEquals((await settle(clock, patterns.getPreviewImage("red"))).length, 0);
  await settle(clock, patterns.savePreviewImage("red", JPEG));
  assertEquals([...await settle(clock, patterns.getPreviewImage("red"))], [...JPEG]);
  assertEquals(await settle(clock, patterns.getControls("dim")), { hsvPickerTint: [0.5, 1, 1] });
  const exported = await settle(clock, patterns.export("dim"));
  assertEquals([exported.id, exported.name, exported.source], [DIM, "dim", SOURCES[1].source]);
  const file = await settle(clock, patterns.get("dim"));
  assertEquals([file.name, file.byteCode.length], ["dim", 20_000]);
  twin.stop();
});

Deno.test("PixelblazePatterns.save() stores a pattern in chunks that fit the firmware", async (t) => {
  for (const [firmware, most] of [["3.40", 8192], ["2.29", 1024]] as const) {
    await t.step(firmware, async () => {
      const board = makeBoard({ firmware });
      const { client, clock, twin } = await softClient(board);
      const sizes: number[] = [];
      const { noteReceived } = board.stats;
      board.stats.noteReceived = (id, data, now) => {
        if (typeof data !== "string") sizes.push(data.length - 2);
        noteReceived.call(board.stats, id, data, now);
      };
      const id = await settle(clock, client.patterns.save(bigPattern("big")));
      assertEquals(Math.max(...sizes), most);
      assertEquals(board.state.store.get(id)?.byteCode, bigPattern("big").byteCode);
      assertEquals((await settle(clock, client.patterns.activate("big"))).activeProgram?.activeProgramId, id);
      assertEquals(await settle(clock, client.getVars()), { red: 0.75 });
      assertEquals(await settle(clock, client.patterns.save({ ...bigPattern("bigger") }, { id })), id);
      assertEquals((await settle(clock, client.patterns.list())).map(({ name }) => name), ["red", "dim", "bigger"]);
      assertEquals(await settle(clock, client.patterns.save({ ...bigPattern("biggest") }, { id })), id);
      assertEquals(((await failure(clock, client.patterns.find("bigger"))).error as DeviceError).code, "unknown");
      await settle(clock, client.patterns.delete("biggest"));
      assertEquals((await settle(clock, client.patterns.list())).length, 2);
      twin.stop();
    });
  }
});

Deno.test("PixelblazePatterns.save() says when the board does not say that it is stored", async () => {
  const { client, clock, got } = await scriptedClient((data, board) => {
    if (data.includes("getConfig")) {
      board.send('{"name":"Lawn","ver":"3.40"}');
      board.send('{"activeProgram":{}}');
    } else board.send('{"ack":1}');
  });
  const { error, after } = await failure(clock, client.patterns.save(bigPattern("big")));
  assertEquals((error as DeviceError).code, "refused");
  assertEquals(
    (error as Error).message,
    'Cannot store the pattern "big" on 192.168.4.20: it took the pattern and does not say that it is stored, its flash may be full',
  );
  assertEquals(after, 2000);
  // Both the flags and the order of the chunks: first, middle, last.
  assertEquals(got.slice(1).map(({ data }) => (data as Uint8Array)[1]), [1, 2, 4]);
  assertEquals(client.connected, true);
});

Deno.test("PixelblazePatterns.save() fails when the board falls silent in the middle", async () => {
  let chunks = 0;
  const { client, clock } = await scriptedClient((data, board) => {
    if (data.includes("getConfig")) {
      board.send('{"name":"Lawn","ver":"3.40"}');
      board.send('{"activeProgram":{}}');
    } else if (++chunks < 2) board.send('{"ack":1}');
  });
  const { error, after } = await failure(clock, client.patterns.save(bigPattern("big")));
  assertEquals((error as DeviceError).code, "timeout");
  assertEquals([after, chunks, client.connected], [5000, 2, false]);
});

Deno.test("PixelblazePatterns.run() pauses, announces, uploads in small chunks, sets controls and goes on", async () => {
  const { client, clock, got } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  const byteCode = new Uint8Array(2000).fill(7);
  await settle(clock, client.patterns.run({ name: "try", byteCode, controls: { sliderRed: 0.5 } }));
  assertEquals(
    got.map(({ data }) => typeof data === "string" ? data : `${data[0]} ${data[1]} ${data.length}`),
    [
      '{"pause":true}',
      '{"setCode":{"size":2000,"crc":1687832680,"name":"try","id":""}}',
      "3 1 1282",
      "3 4 722",
      '{"setControls":{"sliderRed":0.5},"save":false}',
      '{"pause":false}',
    ],
  );
});

Deno.test("PixelblazePatterns.run() lets the pattern go on when the upload fails", async () => {
  const { client, clock, got } = await scriptedClient((_data, board) => board.send('{"ack":1}'));
  const { error } = await failure(clock, client.patterns.run({ name: "x".repeat(200), byteCode: new Uint8Array(1) }));
  assertEquals(error instanceof RangeError, true);
  assertEquals(got.map(({ data }) => data), ['{"pause":true}', '{"pause":false}']);
});

Deno.test("PixelblazePatterns makes an error of its own of what it cannot read", async () => {
  const list = new TextEncoder().encode(`${RED}\tred\n`);
  const { client, clock } = await scriptedClient((data, board) => {
    if (data.includes("listPrograms")) board.send(Uint8Array.of(7, 5, ...list));
    if (data.includes("getSources")) board.send(Uint8Array.of(6, 5, ...compressText('{"other":1}')));
    if (data.includes("getPreviewImg")) {
      board.send(Uint8Array.of(4, 5, ...encodePreviewImage({ id: "z".repeat(17), jpeg: JPEG })));
      board.send(Uint8Array.of(4, 5, 1, 2, 3));
    }
  });
  for (const ask of [client.patterns.getSource("red"), client.patterns.getPreviewImage("red")]) {
    const { error } = await failure(clock, ask);
    assertEquals((error as DeviceError).code, "not-understood");
  }
  assertEquals(client.connected, true);
});
