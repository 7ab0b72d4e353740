import { assertEquals } from "@std/assert";
import { crc32 } from "../../../protocol/pixelblaze/crc32.ts";
import { encodeFrames, FRAME_TYPES } from "../../../protocol/pixelblaze/frames.ts";
import { encodeSavedProgram, type PatternFile } from "../../../protocol/pixelblaze/pbp.ts";
import { encodePixelMap, makePixelMap } from "../../../protocol/pixelblaze/pixel_map.ts";
import { encodeSources } from "../../../protocol/pixelblaze/sources.ts";
import { ask, connect, DIM, makeBoard, RED, type TestClient } from "./board_fixture.ts";

const ACK = '{"ack":1}';
const SAVED = '{"ack":1,"saveProgramSourceFile":true}';
const NEW = "36h5YYz2jeCqkiZjj";
const BYTE_CODE = Uint8Array.from({ length: 3000 }, (_, index) => index);

const FILE: PatternFile = {
  name: "new",
  source: "export var red = 0.6",
  jpeg: Uint8Array.of(255, 216),
  byteCode: BYTE_CODE,
};

/** Sends frames one after the other and gives the answers to each. */
function upload(client: TestClient, frames: readonly Uint8Array[]): string[][] {
  return frames.map((frame) => ask(client, frame));
}

Deno.test("SoftBoard stores a pattern file and acknowledges each frame, the last one with the file", () => {
  const board = makeBoard();
  const client = connect(board);
  const frames = encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram(NEW, FILE), 1280);
  assertEquals(upload(client, frames), [[ACK], [ACK], [SAVED]]);
  assertEquals(board.flashWrites, 1);
  assertEquals(board.state.store.get(NEW), FILE);
  ask(client, `{"activeProgramId":"${NEW}"}`);
  assertEquals(board.frame(25)[0], 153);
  assertEquals(ask(client, `{"getPreviewImg":"${NEW}"}`), ["0405" + new TextEncoder().encode(NEW).toHex() + "ffd8"]);
});

Deno.test("SoftBoard joins frames without a first flag, as pixelblaze-client sends them", () => {
  const board = makeBoard();
  const frames = encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram(NEW, FILE), 1280);
  frames[0]![1] = 2;
  assertEquals(upload(connect(board), frames), [[ACK], [ACK], [SAVED]]);
  assertEquals(board.state.store.get(NEW)?.name, "new");
});

Deno.test("SoftBoard runs a pattern anew that is stored over the one that runs", () => {
  const board = makeBoard();
  upload(connect(board), encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram(RED, FILE)));
  assertEquals(board.frame(25)[0], 153);
});

Deno.test("SoftBoard does not store a source without an id", () => {
  const board = makeBoard();
  const client = connect(board);
  assertEquals(upload(client, encodeFrames(FRAME_TYPES.saveProgram, encodeSources("x"))), [[ACK]]);
  assertEquals(board.flashWrites, 0);
  assertEquals(board.stats.log.map(({ level }) => level), ["ignored"]);
});

Deno.test("SoftBoard says that bytecode cannot run", () => {
  const board = makeBoard();
  const client = connect(board);
  const announce = `{"pause":true,"setCode":{"size":3000,"crc":${crc32(BYTE_CODE)},"name":"fresh","id":"${NEW}"}}`;
  assertEquals(ask(client, announce), [ACK]);
  assertEquals(upload(client, encodeFrames(FRAME_TYPES.byteCode, BYTE_CODE)), [[ACK], [ACK], [ACK]]);
  assertEquals(ask(client, '{"setControls":{}}'), [ACK]);
  assertEquals(ask(client, '{"pause":false}'), [ACK]);
  for (let now = 0; now <= 1000; now += 500) board.tick(now);
  const stats = JSON.parse(client.take().find((text) => text.startsWith('{"fps":'))!);
  assertEquals([stats.vmerr, stats.renderType], [1, 0]);
  assertEquals(board.frame(1000), new Uint8Array(12));
  assertEquals(board.stats.log.map(({ level, text }) => `${level}: ${text}`), [
    'error: Cannot run the pattern "fresh": it came as bytecode, and bytecode cannot run here, allowed is its source in a pattern file',
  ]);
  upload(client, encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram(NEW, FILE)));
  assertEquals(board.frame(1025)[0], 153);
});

Deno.test("SoftBoard runs the source of a stored pattern in place of its bytecode", () => {
  const board = makeBoard();
  const client = connect(board);
  upload(client, encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram(NEW, FILE)));
  ask(client, `{"setCode":{"size":3000,"crc":${crc32(BYTE_CODE)},"name":"","id":"other"}}`);
  upload(client, encodeFrames(FRAME_TYPES.byteCode, BYTE_CODE));
  assertEquals(board.frame(25)[0], 153);
});

Deno.test("SoftBoard does not take bytecode that is not what was announced", () => {
  const board = makeBoard();
  const client = connect(board);
  upload(client, encodeFrames(FRAME_TYPES.byteCode, BYTE_CODE));
  ask(client, '{"setCode":{"size":3000,"crc":1,"name":"","id":"x"}}');
  upload(client, encodeFrames(FRAME_TYPES.byteCode, BYTE_CODE));
  assertEquals(board.stats.log.map(({ level }) => level), ["ignored", "error"]);
  assertEquals(board.state.player.pattern?.id, RED);
});

Deno.test("SoftBoard applies a map at once and keeps it when told to", () => {
  const map = makePixelMap([[0, 0], [1, 0], [1, 1], [0, 1]]);
  const board = makeBoard();
  const client = connect(board);
  client.session.receive('{"setVars":{"red":0.5}}', 0);
  board.tick(0);
  assertEquals(upload(client, encodeFrames(FRAME_TYPES.pixelMap, encodePixelMap(map))), [[ACK]]);
  assertEquals([board.state.player.renderType, board.flashWrites], [2, 0]);
  assertEquals(ask(client, '{"getVars":true}'), ['{"vars":{"red":0.5}}']);
  ask(client, '{"savePixelMap":true}');
  assertEquals(board.state.flash.read("/pixelmap.dat"), encodePixelMap(map));
  board.reboot(100);
  assertEquals(board.state.player.renderType, 2);
  upload(connect(board, 5000), encodeFrames(FRAME_TYPES.pixelMap, encodePixelMap(makePixelMap([]))));
  assertEquals(board.state.player.renderType, 1);
});

Deno.test("SoftBoard keeps expanders and tells them, under either type", () => {
  const config = Uint8Array.from({ length: 97 }, (_, index) => index === 0 ? 5 : 0);
  for (const type of [FRAME_TYPES.expanderConfig, FRAME_TYPES.pixelMap]) {
    const client = connect(makeBoard({ expanderMessage: false }));
    assertEquals(upload(client, encodeFrames(type, config)), [[ACK]]);
    assertEquals(ask(client, '{"getConfig":true}')[2], "0905" + config.toHex());
  }
});

Deno.test("SoftBoard puts a picture to a stored pattern", () => {
  const board = makeBoard();
  const payload = new Uint8Array([...new TextEncoder().encode(DIM), 255, 216, 1]);
  assertEquals(upload(connect(board), encodeFrames(FRAME_TYPES.previewImage, payload)), [[ACK]]);
  assertEquals(board.state.store.get(DIM)?.jpeg, Uint8Array.of(255, 216, 1));
});

/** Binary messages a board passes over, and what it answers: frames of an upload are acknowledged, others are not. */
const NONSENSE: readonly (readonly [name: string, frame: Uint8Array, answers?: string[]])[] = [
  ["no bytes", new Uint8Array(), []],
  ["no flags", Uint8Array.of(1), []],
  ["an unknown type", Uint8Array.of(77, 5, 1), []],
  ["a picture without an id", Uint8Array.of(4, 5, 255, 216)],
  ["a pattern file that is none", new Uint8Array([1, 5, ...new TextEncoder().encode(NEW), 2, 0, 0, 0, 9])],
  ["a map of four dimensions", new Uint8Array([8, 5, 2, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0])],
  ["half an expander", new Uint8Array([9, 5, 5, 1, 2])],
];

for (const [name, frame, answers = [ACK]] of NONSENSE) {
  Deno.test(`SoftBoard passes over ${name}, notes it and lives on`, () => {
    const board = makeBoard();
    const client = connect(board);
    assertEquals(ask(client, frame), answers);
    assertEquals(board.stats.log.map(({ level }) => level), ["ignored"]);
    assertEquals([ask(client, '{"ping":true}'), board.flashWrites], [[ACK], 0]);
  });
}

Deno.test("SoftBoard lets no client fill its memory with uploads that never end", () => {
  const board = makeBoard();
  const client = connect(board);
  const chunk = new Uint8Array(8194);
  chunk.set([1, 2]);
  const answers = Array.from({ length: 200 }, () => ask(client, chunk).length);
  assertEquals(answers.slice(0, 128).every((count) => count === 1), true);
  assertEquals(client.session.uploads.held <= 1 << 20, true);
});
