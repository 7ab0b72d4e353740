import { assertEquals } from "@std/assert";
import { decodePbb, encodePbb, FLASH_PATHS } from "../../../../protocol/mod.ts";
import type { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import { PixelblazeClient } from "../../../../runtime/devices/client/pixelblaze_client.ts";
import type { TransferProgress } from "../../../../runtime/devices/client/pixelblaze_backup.ts";
import { type AskHttp, HttpError } from "../../../../runtime/links/http.ts";
import { makeBoard } from "../../../emulator/pixelblaze/board_fixture.ts";
import { failure, memoryHttp, scripted, settle, softClient } from "./support.ts";

Deno.test("PixelblazeClient.backup() reads every file but the web page, and tells how far it is", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const seen: TransferProgress[] = [];
  const backup = await settle(clock, client.backup({ progress: (progress) => seen.push(progress) }));
  const paths = board.state.flash.list().filter((path) => path !== FLASH_PATHS.webPage);
  assertEquals([...backup.keys()], paths);
  for (const path of paths) assertEquals(backup.get(path), board.state.flash.read(path));
  assertEquals(seen.map(({ path }) => path), [...paths, ""]);
  assertEquals([seen.at(-1)!.files, seen.at(-1)!.of], [paths.length, paths.length]);
  assertEquals(seen.at(-1)!.bytes, seen.at(-1)!.ofBytes);
  assertEquals(decodePbb(encodePbb(backup)).size, backup.size);
  twin.stop();
});

Deno.test("PixelblazeClient.restore() makes another board the same, and spares what is the same", async () => {
  const from = makeBoard();
  const { client, clock, twin } = await softClient(from);
  await settle(clock, client.setBrightness(0.25, { save: true }));
  const backup = await settle(clock, client.backup());
  twin.stop();

  const to = makeBoard({ name: "Other", patterns: [] });
  to.state.store.save("z".repeat(17), { name: "old", source: "", jpeg: new Uint8Array(), byteCode: new Uint8Array() });
  const other = await softClient(to);
  const progress: number[] = [];
  const restored = await settle(
    other.clock,
    other.client.restore(backup, { progress: ({ bytes }) => progress.push(bytes) }),
  );
  assertEquals(restored.deleted, []);
  assertEquals(restored.unchanged.includes(FLASH_PATHS.expander), true);
  assertEquals(
    restored.written.slice(-2),
    [FLASH_PATHS.config, FLASH_PATHS.configCopy].filter((path) => backup.has(path)).slice(-2),
  );
  assertEquals(progress, [...progress].sort((a, b) => a - b));
  assertEquals(to.reboots, 0);
  const writes = to.flashWrites;
  const again = await settle(other.clock, other.client.restore(backup));
  assertEquals([again.written, to.flashWrites], [[], writes]);
  const exact = await settle(other.clock, other.client.restore(backup, { exact: true }));
  assertEquals(exact.deleted, [`/p/${"z".repeat(17)}`]);
  await settle(other.clock, other.client.reboot());
  await settle(other.clock, other.client.reconnect());
  assertEquals((await settle(other.clock, other.client.getSettings())).name, "Lawn");
  assertEquals((await settle(other.clock, other.client.getSettings())).brightness, 0.25);
  assertEquals((await settle(other.clock, other.client.patterns.list())).map(({ name }) => name), ["red", "dim"]);
  other.twin.stop();
});

Deno.test("PixelblazeClient.restore() leaves the board's own web page alone", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const page = board.state.flash.read(FLASH_PATHS.webPage);
  const restored = await settle(
    clock,
    client.restore(new Map([[FLASH_PATHS.webPage, Uint8Array.of(1)]]), { exact: true }),
  );
  assertEquals(restored.skipped, [FLASH_PATHS.webPage]);
  assertEquals(board.state.flash.read(FLASH_PATHS.webPage), page);
  twin.stop();
});

Deno.test("PixelblazeClient.restore() broken off in the middle can be done again", async () => {
  const source = await softClient(makeBoard());
  const backup = await settle(source.clock, source.client.backup());
  source.twin.stop();
  const board = makeBoard({ name: "Other", patterns: [] });
  const { clock, link } = scripted(() => {});
  const real = memoryHttp(board, clock);
  let puts = 0;
  const http: AskHttp = (message, limits) => {
    if (message.target === "/edit" && ++puts === 2) return Promise.reject(new HttpError("unreachable", "cable pulled"));
    return real(message, limits);
  };
  const client = await settle(clock, PixelblazeClient.connect("lawn", { clock, connect: link.connect, http }));
  const { error } = await failure(clock, client.restore(backup));
  assertEquals((error as DeviceError).code, "unreachable");
  const { written } = await settle(clock, client.restore(backup));
  assertEquals(written.length > 0, true);
  assertEquals((await settle(clock, client.restore(backup))).written, []);
});

Deno.test("PixelblazeClient.backup() and restore() stop when they are told to, and say when a board is wrong", async () => {
  const board = makeBoard();
  const { client, clock, twin } = await softClient(board);
  const stop = new AbortController();
  const progress = ({ files }: TransferProgress) => {
    if (files === 2) stop.abort(new Error("enough"));
  };
  const backup = await settle(clock, client.backup());
  const writes = board.flashWrites;
  for (
    const run of [client.backup({ progress, signal: stop.signal }), client.restore(backup, { signal: stop.signal })]
  ) {
    assertEquals(((await failure(clock, run)).error as Error).message, "enough");
  }
  assertEquals(board.flashWrites, writes);
  twin.stop();

  const { clock: time, link } = scripted(() => {});
  const rows: [string, string][] = [
    ["/a\t5\n", "Cannot back up on lawn: /a has 3 bytes, listed are 5: it was written meanwhile"],
    ["/a\t99999999\n", "Cannot back up on lawn: it lists 1 files with 99999999 bytes, more than a flash holds"],
    [
      "what\n",
      'Cannot list the files on lawn: pixelblaze file list: at 0: wanted a path, a tab and a size, got "what"',
    ],
  ];
  for (const [list, message] of rows) {
    const http: AskHttp = ({ target }) =>
      Promise.resolve({ status: 200, bytes: new TextEncoder().encode(target === "/list" ? list : "abc") });
    const odd = await settle(time, PixelblazeClient.connect("lawn", { clock: time, connect: link.connect, http }));
    assertEquals(((await failure(time, odd.backup())).error as Error).message, message);
  }
});

Deno.test("PixelblazeClient.restore() says when the flash is full", async () => {
  const { clock, link } = scripted(() => {});
  const http: AskHttp = ({ target }) =>
    Promise.resolve({ status: 200, bytes: new TextEncoder().encode(target === "/list" ? "/a\t1\n" : "") });
  const client = await settle(clock, PixelblazeClient.connect("lawn", { clock, connect: link.connect, http }));
  const { error } = await failure(clock, client.restore(new Map([["/a", new Uint8Array(9)]])));
  assertEquals(
    (error as Error).message,
    "Cannot restore on lawn: it took everything and does not have /a, its flash may be full",
  );
});
