import { assertEquals } from "@std/assert";
import { encodeSources } from "../../../protocol/pixelblaze/sources.ts";
import { ask, connect, DIM, makeBoard, RED, SOURCES } from "./board_fixture.ts";

const DIM_SOURCE = SOURCES[1].source;

const SETTINGS_3_40 =
  '{"name":"Lawn","brandName":"","pixelCount":4,"brightness":1,"maxBrightness":100,"colorOrder":"BGR","dataSpeed":3500000,' +
  '"ledType":2,"sequenceTimer":15,"transitionDuration":0,"sequencerMode":0,"runSequencer":false,"simpleUiMode":false,' +
  '"learningUiMode":false,"discoveryEnable":true,"timezone":"","autoOffEnable":false,"autoOffStart":"00:00",' +
  '"autoOffEnd":"00:00","cpuSpeed":240,"networkPowerSave":false,"mapperFit":0,"leaderId":0,"nodeId":0,"soundSrc":1,' +
  '"accelSrc":1,"lightSrc":1,"analogSrc":1,"exp":0,"ver":"3.40","chipId":6826069}';
const SETTINGS_2_29 =
  '{"name":"Lawn","brandName":"","pixelCount":4,"brightness":1,"maxBrightness":100,"colorOrder":"BGR","dataSpeed":3500000,' +
  '"ledType":2,"sequenceTimer":15,"sequencerMode":0,"runSequencer":false,"simpleUiMode":false,' +
  '"learningUiMode":false,"discoveryEnable":true,"timezone":"","autoOffEnable":false,"autoOffStart":"00:00",' +
  '"autoOffEnd":"00:00","mapperFit":0,"exp":0,"ver":"2.29"}';
const ACTIVE_RED =
  `{"activeProgram":{"name":"red","activeProgramId":"${RED}","controls":{"sliderRed":0}},"sequencerMode":0,"runSequencer":false}`;
const ACTIVE_DIM =
  `{"activeProgram":{"name":"dim","activeProgramId":"${DIM}","controls":{"hsvPickerTint":[0,0,0]}},"sequencerMode":0,"runSequencer":false}`;
const LIST_RED = "0705" + new TextEncoder().encode(`${RED}\tred\n`).toHex();
const LIST = "0705" + new TextEncoder().encode(`${RED}\tred\n${DIM}\tdim\n`).toHex();

/** A frame, and everything a fresh board answers. */
const FORMS: readonly (readonly [name: string, frame: string, answers: readonly string[]])[] = [
  ["ping", '{"ping":true}', ['{"ack":1}']],
  ["getConfig", '{"getConfig":true}', [SETTINGS_3_40, ACTIVE_RED, "090505"]],
  ["listPrograms", '{"listPrograms":true}', [LIST]],
  ["activeProgramId", `{"activeProgramId":"${DIM}","save":false}`, [ACTIVE_DIM]],
  ["activeProgramId with a name", '{"activeProgramId":"dim"}', []],
  ["getVars", '{"getVars":true}', ['{"vars":{"red":1}}']],
  ["getVars off", '{"getVars":false}', []],
  ["setVars", '{"setVars":{"red":0.5}}', []],
  ["setVars with a ping", '{"setVars":{"red":0.5},"ping":true}', ['{"ack":1}']],
  ["setControls", '{"setControls":{"sliderRed":0.4431},"save":false}', ['{"ack":1}']],
  ["brightness", '{"brightness":0.5,"save":false}', []],
  ["getControls", `{"getControls":"${RED}"}`, [`{"controls":{"${RED}":{}}}`]],
  ["getControls of a pattern it does not have", '{"getControls":"x"}', ['{"controls":{"x":{}}}']],
  ["getUpgradeState", '{"getUpgradeState":true}', ['{"upgradeState":{"code":0}}']],
  ["a check for an update", '{"upgradeVersion":"check","getUpgradeState":true}', ['{"upgradeState":{"code":1}}']],
  ["getPlaylist", '{"getPlaylist":"_defaultplaylist_"}', ['{"playlist":{"id":"_defaultplaylist_","items":[]}}']],
  ["getPeers", '{"getPeers":true}', ['{"peers":[]}']],
  ["getSources", `{"getSources":"${DIM}"}`, ["0605" + encodeSources(DIM_SOURCE).toHex()]],
  ["getSources of a pattern it does not have", '{"getSources":"x"}', []],
  ["getPreviewImg", `{"getPreviewImg":"${RED}"}`, ["0405" + new TextEncoder().encode(RED).toHex()]],
  ["setCode", '{"pause":true,"setCode":{"size":4,"crc":1,"name":"","id":"x"}}', ['{"ack":1}']],
  ["sequencerMode off", '{"sequencerMode":0}', []],
  ["sequencerMode shuffle", '{"sequencerMode":1}', [
    ACTIVE_DIM.replace('Mode":0,"runSequencer":false', 'Mode":1,"runSequencer":true'),
  ]],
  ["sequencerMode playlist without a playlist", '{"sequencerMode":2}', [
    ACTIVE_RED.replace(
      'Mode":0,"runSequencer":false',
      'Mode":2,"runSequencer":true,"playlist":{"position":0,"id":"_defaultplaylist_","ms":15000,"remainingMs":15000}',
    ),
  ]],
  ["sequenceTimer", '{"sequenceTimer":30}', [ACTIVE_RED]],
  ["runSequencer", '{"runSequencer":true}', [ACTIVE_RED.replace('Sequencer":false', 'Sequencer":true')]],
  ["nextProgram", '{"nextProgram":true}', [ACTIVE_DIM]],
  ["a playlist", `{"playlist":{"id":"_defaultplaylist_","items":[{"id":"${DIM}","ms":500}]}}`, [ACTIVE_RED]],
  ["a playlist position", '{"playlist":{"position":0}}', [ACTIVE_RED]],
  ["savePixelMap without a map", '{"savePixelMap":true}', []],
  ["deleteProgram", `{"deleteProgram":"${DIM}","listPrograms":true}`, [LIST_RED]],
  ["several questions at once", '{"getUpgradeState":true,"getVars":true,"ping":true}', [
    '{"vars":{"red":1}}',
    '{"upgradeState":{"code":0}}',
    '{"ack":1}',
  ]],
  ["setActivePattern, as other documents spell it", `{"setActivePattern":"${DIM}"}`, [ACTIVE_DIM]],
  ["getProgramList, as other documents spell it", '{"getProgramList":true}', [LIST]],
  ["spaces between the parts", '{ "ping" : true }', ['{"ack":1}']],
  ["pause", '{"pause":true}', ['{"ack":1}']],
  ["an unknown command", '{"makeCoffee":true}', []],
  ["text that is no JSON", '{"ping":', []],
  ["JSON that is no object", '["ping"]', []],
  ["ten megabytes", `{"ping":true,"x":"${"x".repeat(10_000_000)}"}`, []],
];

for (const [name, frame, answers] of FORMS) {
  Deno.test(`SoftBoard answers ${name} in the form clients look for`, () => {
    assertEquals(ask(connect(makeBoard({ settings: { chipId: 6826069 } })), frame), [...answers]);
  });
}

Deno.test("SoftBoard of firmware 2 leaves out the settings it does not have", () => {
  assertEquals(ask(connect(makeBoard({ firmware: "2.29" })), '{"getConfig":true}')[0], SETTINGS_2_29);
});

Deno.test("SoftBoard without an expander message answers getConfig with two messages", () => {
  assertEquals(ask(connect(makeBoard({ expanderMessage: false })), '{"getConfig":true}').length, 2);
});

Deno.test("SoftBoard acknowledges each command of a frame when told to", () => {
  const client = connect(makeBoard({ ackEachCommand: true }));
  assertEquals(ask(client, '{"setControls":{},"ping":true}'), ['{"ack":1}', '{"ack":1}']);
});

Deno.test("SoftBoard sends previews and statistics once a second while updates are on", () => {
  const board = makeBoard();
  const client = connect(board);
  for (let now = 0; now <= 1000; now += 25) board.tick(now);
  const got = client.take();
  assertEquals(got[0], "05ff0000ff0000ff0000ff0000");
  assertEquals(got.filter((message) => message.startsWith('{"fps":')), [
    '{"fps":41,"vmerr":0,"vmerrpc":-1,"mem":10230,"exp":0,"renderType":1,"uptime":1000,"storageUsed":3840,' +
    '"storageSize":1378241,"rr0":1,"rr1":14,"rebootCounter":0}',
  ]);
  ask(client, '{"sendUpdates":false}');
  for (let now = 1025; now <= 2100; now += 25) board.tick(now);
  assertEquals(client.take(), []);
});
