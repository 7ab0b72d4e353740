import { assertEquals } from "@std/assert";
import { ask, connect, DIM, makeBoard, RED } from "./board_fixture.ts";

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
  ["getUpgradeState", '{"getUpgradeState":true}', ['{"upgradeState":{"code":4}}']],
  ["pause", '{"pause":true}', ['{"ack":1}']],
  ["an unknown command", '{"makeCoffee":true}', []],
  ["text that is no JSON", '{"ping":', []],
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
    '{"fps":41,"vmerr":0,"vmerrpc":-1,"mem":10230,"exp":0,"renderType":1,"uptime":1000,"storageUsed":0,' +
    '"storageSize":1378241,"rr0":1,"rr1":14,"rebootCounter":0}',
  ]);
  ask(client, '{"sendUpdates":false}');
  for (let now = 1025; now <= 2100; now += 25) board.tick(now);
  assertEquals(client.take(), []);
});
