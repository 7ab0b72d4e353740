import { assertEquals } from "@std/assert";
import { SoftBoard } from "../../../emulator/pixelblaze/board.ts";
import { ask, connect, RED } from "./board_fixture.ts";

/** A board of 4 pixels that runs one pattern of the real language. */
function run(source: string, options: Partial<ConstructorParameters<typeof SoftBoard>[0]> = {}): SoftBoard {
  return new SoftBoard({ name: "Lawn", pixelCount: 4, patterns: [{ id: RED, name: "it", source }], ...options });
}

Deno.test("SoftBoard runs the pattern language", () => {
  const board = run("export var level = 0.5\nexport function render(index) { rgb(level, index / pixelCount, 0) }");
  const client = connect(board);
  assertEquals([...board.frame(0)], [127, 0, 0, 127, 63, 0, 127, 127, 0, 127, 191, 0]);
  client.session.receive('{"setVars":{"level":1}}', 0);
  assertEquals(board.frame(25)[0], 255);
  assertEquals(ask(client, '{"getVars":true}', 25), ['{"vars":{"level":1}}']);
});

Deno.test("SoftBoard shows patterns the time of its own clock", () => {
  const board = run(
    "export var t\nexport function beforeRender() { t = time(1 / 65.536) }\nexport function render() {}",
    {
      clockMs: 250,
    },
  );
  const client = connect(board);
  board.tick(0);
  const before = JSON.parse(ask(client, '{"getVars":true}', 0)[0]!).vars.t;
  board.fault({ kind: "clock", shiftMs: 500 }, 0);
  board.tick(25);
  const after = JSON.parse(ask(client, '{"getVars":true}', 25)[0]!).vars.t;
  assertEquals([Math.round(before * 1000), Math.round(after * 1000)], [250, 775]);
});

Deno.test("SoftBoard shows patterns their map, whose end is just below 1", () => {
  const board = run("export function render2D(index, x, y) { rgb(x, y, 0) }", {
    map: [[0, 0], [4, 0], [4, 2], [0, 2]],
  });
  assertEquals(board.state.player.renderType, 2);
  assertEquals([...board.frame(0)], [0, 0, 0, 254, 0, 0, 254, 254, 0, 0, 254, 0]);
});

Deno.test("SoftBoard leaves a map for another number of pixels alone, and says so each time it could matter", () => {
  const board = run("export function render2D(index, x, y) { rgb(x, y, 0) }", {
    map: [[0, 0], [4, 0], [4, 2]],
  });
  const client = connect(board);
  assertEquals([board.state.player.renderType, board.frame(0)[1]], [2, 127]);
  ask(client, '{"pixelCount":3}', 10);
  assertEquals([...board.frame(25)], [0, 0, 0, 254, 0, 0, 254, 254, 0]);
  ask(client, '{"pixelCount":2}', 30);
  assertEquals(board.stats.log.map(({ at, level, text }) => [at, level, text]), [
    [0, "note", "The map has 3 points, the board 4 pixels: it is not applied"],
    [30, "note", "The map has 3 points, the board 2 pixels: it is not applied"],
  ]);
});

Deno.test("SoftBoard tells of a pattern that fails while it runs, and lives on", () => {
  const board = run("var a = array(2)\nexport function render(index) { rgb(a[index], 0, 0) }");
  const client = connect(board);
  for (let now = 0; now <= 1000; now += 500) assertEquals(board.frame(now), new Uint8Array(12));
  const stats = JSON.parse(client.take().find((text) => text.startsWith('{"fps":'))!);
  assertEquals([stats.vmerr > 0, stats.vmerrpc > 0], [true, true]);
  assertEquals(board.stats.log.filter(({ level }) => level === "error").length, 1);
  assertEquals(ask(client, '{"ping":true}', 1000), ['{"ack":1}']);
});

Deno.test("SoftBoard stops a pattern that never ends, and lives on", () => {
  const board = run("export function render(index) { while (true) {} }");
  board.tick(0);
  assertEquals(board.state.player.fault === undefined, false);
  assertEquals(ask(connect(board), '{"ping":true}'), ['{"ack":1}']);
});

Deno.test("SoftBoard gives a pattern the readings of a sensor packet", () => {
  const board = run("export var light\nexport var frequencyData\nexport function render() {}");
  const packet = new Uint8Array(104);
  const view = new DataView(packet.buffer);
  view.setUint32(0, 50, true);
  view.setUint8(12, 1);
  view.setUint16(16 + 3 * 2, 32768, true);
  view.setUint16(16 + 64 + 6 + 6, 16384, true);
  board.receiveUdp(packet, 7, 0);
  const client = connect(board);
  ask(client, `{"activeProgramId":"${RED}"}`);
  board.receiveUdp(packet, 7, 10);
  board.tick(25);
  const { vars } = JSON.parse(ask(client, '{"getVars":true}', 25)[0]!);
  assertEquals([vars.light, vars.frequencyData?.[3]], [0.25, 0.5]);
});
