import { assertEquals, assertRejects } from "@std/assert";
import { deadline } from "@std/async/deadline";
import { startFleet } from "../../../../emulator/fleet.ts";
import { BUILT_IN_LAYOUTS } from "../../../../emulator/layouts/load_layout.ts";
import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import { serveBoard } from "../../../../emulator/pixelblaze/serve_board.ts";
import { servePty } from "../../../../emulator/pixo/serve_pty.ts";
import { SoftPixo } from "../../../../emulator/pixo/soft_pixo.ts";
import { DeviceError } from "../../../../runtime/devices/client/device_error.ts";
import { PixelblazeClient } from "../../../../runtime/devices/client/pixelblaze_client.ts";
import { PixoClient } from "../../../../runtime/devices/client/pixo_client.ts";
import { RealClock } from "../../../../runtime/time/real_clock.ts";
import { DIM, makeBoard } from "../../../emulator/pixelblaze/board_fixture.ts";

const LIMIT_MS = 10_000;
const free = { hostname: "127.0.0.1", wsPort: 0, httpPort: 0 };

Deno.test("PixelblazeClient does everything over real sockets", async () => {
  const source =
    "export var speed = 0.25\nexport function sliderHue(v) { speed = v }\nexport function render(i) { hsv(0, 1, 1) }";
  const board = makeBoard({ compile, patterns: [{ id: DIM, name: "Twinkle", source }] });
  await using running = await serveBoard(board, { ...free, clock: new RealClock() });
  await using client = await PixelblazeClient.connect(running.address, { httpPort: running.httpPort });
  assertEquals((await client.getConfig()).settings.name, "Lawn");
  assertEquals((await client.patterns.activate("Twinkle")).activeProgram?.activeProgramId, DIM);
  await client.setVars({ speed: 0.5 });
  await client.setControls({ sliderHue: 0.75 });
  assertEquals(await client.patterns.getSource("Twinkle"), source);
  const { value: frame } = await deadline(client.previews().next(), LIMIT_MS);
  assertEquals([frame.pixelCount, frame.rgb[0], frame.rgb[1]], [4, 255, 0]);
  for await (const { fps } of client.stats()) {
    assertEquals(fps! > 0, true);
    break;
  }
  const backup = await client.backup();
  assertEquals(backup.has(`/p/${DIM}`), true);
  assertEquals((await client.restore(backup)).written, []);
  assertEquals((await client.wifi.status()).ip, "127.0.0.1");
  const round = await client.ping();
  assertEquals(round > 0 && round < LIMIT_MS, true);
});

Deno.test("PixelblazeClient tells when a real board goes away", async () => {
  const running = await serveBoard(makeBoard(), { ...free, clock: new RealClock() });
  const client = await PixelblazeClient.connect(running.address, { httpPort: running.httpPort });
  const changes = client.changes();
  const ended = assertRejects(() => deadline(changes.next(), LIMIT_MS), DeviceError, "connection lost");
  await running.close();
  await ended;
  await assertRejects(() => client.getVars(), DeviceError, "Cannot read the variables on 127.0.0.1:");
  const error = await assertRejects(() => client.backup(), DeviceError);
  assertEquals(error.code, "unreachable");
  await assertRejects(
    () => PixelblazeClient.connect(running.address),
    DeviceError,
    `Cannot connect to ${running.address}`,
  );
});

Deno.test("PixelblazeClient gives up on a real board that freezes", async () => {
  const clock = new RealClock();
  const board = makeBoard();
  await using running = await serveBoard(board, { ...free, clock });
  await using client = await PixelblazeClient.connect(running.address, {
    httpPort: running.httpPort,
    timeoutMs: 200,
    httpTimeoutMs: 200,
  });
  board.fault({ kind: "freeze", forMs: 60_000 }, clock.now());
  await assertRejects(() => client.files.list(), DeviceError, "no answer within 0.2 s");
  await assertRejects(() => client.getVars(), DeviceError, "no answer within 0.2 s");
  await assertRejects(() => client.setVars({ red: 1 }), DeviceError, "no answer within 0.2 s");
  board.clearFaults();
  await client.reconnect();
  assertEquals(await client.getVars(), { red: 1 });
});

Deno.test("PixelblazeClient reaches every board of a fleet", async () => {
  const names = ["Canopy", "Lawn", "Gate"];
  await using fleet = await startFleet({
    clock: new RealClock(),
    firstAddress: "127.0.0.41",
    ports: { ws: 0, http: 0 },
    boards: names.map((name) => ({ name, pixelCount: 4, compile })),
  });
  const found = await Promise.all(fleet.boards.map(async ({ address, httpPort }) => {
    await using client = await PixelblazeClient.connect(address, { httpPort });
    const peers = await client.getPeers();
    return `${(await client.getSettings()).name} ${peers.length}`;
  }));
  assertEquals(found, ["Canopy 2", "Lawn 2", "Gate 2"]);
});

Deno.test({
  name: "PixoClient talks to a software Pixo on a terminal",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const pixo = new SoftPixo({ layout: BUILT_IN_LAYOUTS["mini-tree"]!(), name: "Tree" });
    await using server = await servePty(pixo, new RealClock());
    await using client = await PixoClient.connect(server.address);
    assertEquals((await client.info()).name, "Tree");
    await Promise.all(Array.from({ length: 20 }, () => client.mouth("o")));
    assertEquals(await client.echo("still there"), "still there");
    assertEquals(pixo.state(0).mouth, "o");
  },
});
