import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { encodeFrames, FRAME_TYPES } from "../../../protocol/pixelblaze/frames.ts";
import { encodeSavedProgram } from "../../../protocol/pixelblaze/pbp.ts";
import { encodePixelMap, makePixelMap } from "../../../protocol/pixelblaze/pixel_map.ts";
import { encodeSensorPacket } from "../../../protocol/pixelblaze/sensor.ts";
import { encodeTimeSync } from "../../../protocol/pixelblaze/udp.ts";
import { ask, connect, DIM, makeBoard, RED } from "./board_fixture.ts";

const SEED = 20_240_601;

const GOOD_TEXTS = [
  '{"getConfig":true,"listPrograms":true,"getVars":true}',
  `{"activeProgramId":"${DIM}","save":true}`,
  '{"setVars":{"red":0.5,"x":[1,2]},"ping":true}',
  '{"setControls":{"sliderRed":0.5,"hsvPickerTint":[1,2,3]},"save":true}',
  `{"playlist":{"items":[{"id":"${RED}","ms":100},{"id":"${DIM}","ms":0}],"position":1},"save":true}`,
  '{"sequencerMode":2,"sequenceTimer":0,"runSequencer":true,"nextProgram":true}',
  '{"pause":true,"setCode":{"size":4,"crc":1,"name":"","id":"x"}}',
  `{"deleteProgram":"${DIM}","getSources":"${RED}","getPreviewImg":"${RED}","getControls":"${RED}"}`,
  '{"name":"x","pixelCount":7,"maxBrightness":50,"autoOffEnable":true,"autoOffStart":"10:00","timezone":"Asia/Tokyo","save":true}',
  '{"getPeers":true,"getUpgradeState":true,"upgradeVersion":"check","savePixelMap":true,"getPlaylist":"x"}',
];
const PATTERN = { name: "n", source: "export var red = 1", jpeg: Uint8Array.of(255), byteCode: new Uint8Array(9) };
const GOOD_FRAMES = [
  ...encodeFrames(FRAME_TYPES.saveProgram, encodeSavedProgram("36h5YYz2jeCqkiZjj", PATTERN), 60),
  ...encodeFrames(FRAME_TYPES.pixelMap, encodePixelMap(makePixelMap([[0, 1], [1, 1], [1, 0], [2, 2]]))),
  ...encodeFrames(FRAME_TYPES.expanderConfig, Uint8Array.of(5)),
  ...encodeFrames(FRAME_TYPES.byteCode, Uint8Array.of(1, 2, 3, 4)),
];
const GOOD_PACKETS = [
  encodeTimeSync({ sender: 1, ms: 99, id: 7, beaconMs: 0 }),
  encodeSensorPacket({
    sender: 1,
    ms: 1,
    frequencyData: [1, 2],
    energyAverage: 1,
    maxFrequencyMagnitude: 1,
    maxFrequency: 440,
    accelerometer: [1, 2, 3],
    light: 1,
    analogInputs: [1],
  }),
];

/** A few bytes or characters changed, cut off or put in. */
const edits = fc.array(fc.tuple(fc.nat(400), fc.nat(255), fc.nat(2)), { maxLength: 4 });

function mutateBytes(good: Uint8Array, changes: readonly [number, number, number][]): Uint8Array {
  const bytes = [...good];
  for (const [at, value, kind] of changes) {
    bytes.splice(at % (bytes.length + 1), kind === 0 ? 1 : 0, ...kind === 2 ? [] : [value]);
  }
  return Uint8Array.from(bytes);
}

function mutateText(good: string, changes: readonly [number, number, number][]): string {
  return new TextDecoder().decode(mutateBytes(new TextEncoder().encode(good), changes));
}

const text = fc.tuple(fc.constantFrom(...GOOD_TEXTS), edits).map(([good, changes]) => mutateText(good, changes));
const frame = fc.tuple(fc.constantFrom(...GOOD_FRAMES), edits).map(([good, changes]) => mutateBytes(good, changes));
const anyJson = fc.tuple(
  fc.constantFrom("setVars", "setControls", "playlist", "setCode", "pixelCount", "name", "activeProgramId"),
  fc.jsonValue(),
)
  .map(([name, value]) => JSON.stringify({ [name]: value, getConfig: true, getVars: true }));
const message = fc.oneof(text, frame, anyJson, fc.string(), fc.uint8Array({ maxLength: 300 }));

Deno.test("SoftBoard lives on whatever clients send, and answers a ping after it", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
      const board = makeBoard({ wallClock: (now) => now });
      const client = connect(board);
      messages.forEach((data, index) => {
        client.session.receive(data, index * 40);
        board.frame(index * 40);
      });
      board.reboot(1000);
      board.tick(3000);
      assertEquals(ask(connect(board, 3000), '{"ping":true}', 3000), ['{"ack":1}']);
    }),
    { seed: SEED, numRuns: 400 },
  );
});

Deno.test("SoftBoard lives on whatever datagrams come", () => {
  const packet = fc.oneof(
    fc.tuple(fc.constantFrom(...GOOD_PACKETS), edits).map(([good, changes]) => mutateBytes(good, changes)),
    fc.uint8Array({ maxLength: 130 }),
  );
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 8 }), (packets) => {
      const board = makeBoard();
      for (const bytes of packets) board.receiveUdp(bytes, 7, 10);
      assertEquals(Number.isFinite(board.state.clock.ms(10)), true);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
