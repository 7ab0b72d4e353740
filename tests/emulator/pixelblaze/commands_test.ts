import { assertAlmostEquals, assertEquals } from "@std/assert";
import { MemoryFlash } from "../../../emulator/pixelblaze/flash.ts";
import { ask, connect, DIM, makeBoard, RED } from "./board_fixture.ts";

/** Frames, and how many files they write. The settings lie in two files. */
const WRITES: readonly (readonly [name: string, frames: readonly string[], writes: number])[] = [
  ["a pattern", [`{"activeProgramId":"${DIM}"}`], 0],
  ["a pattern with save:false", [`{"activeProgramId":"${DIM}","save":false}`], 0],
  ["a pattern with save:true", [`{"activeProgramId":"${DIM}","save":true}`], 2],
  ["variables with save:true", ['{"setVars":{"red":0},"save":true}'], 0],
  ["controls", ['{"setControls":{"sliderRed":0.5}}'], 0],
  ["controls with save:true", ['{"setControls":{"sliderRed":0.5},"save":true}'], 1],
  ["brightness", ['{"brightness":0.5}'], 0],
  ["brightness with save:true", ['{"brightness":0.5,"save":true}'], 2],
  ["two settings with save:true", ['{"brightness":0.5,"maxBrightness":40,"save":true}'], 2],
  ["the name", ['{"name":"Porch"}'], 2],
  ["the playlist", [`{"playlist":{"items":[{"id":"${RED}","ms":100}]}}`], 0],
  ["the playlist with save within it", [`{"playlist":{"items":[{"id":"${RED}","ms":100}],"save":true}}`], 0],
  ["the playlist with save beside it", [`{"playlist":{"items":[{"id":"${RED}","ms":100}]},"save":true}`], 1],
  ["deleting a pattern", [`{"deleteProgram":"${DIM}"}`], 1],
  ["asking", ['{"getConfig":true,"listPrograms":true,"getVars":true,"ping":true}'], 0],
];

for (const [name, frames, writes] of WRITES) {
  Deno.test(`SoftBoard writes ${writes} files for ${name}`, () => {
    const board = makeBoard();
    const client = connect(board);
    for (const frame of frames) ask(client, frame);
    assertEquals(board.flashWrites, writes);
  });
}

Deno.test("SoftBoard keeps over a reboot what was saved, and nothing else", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, `{"activeProgramId":"${DIM}","save":true}`);
  ask(client, `{"activeProgramId":"${RED}"}`);
  ask(client, '{"setControls":{"sliderRed":0.25},"save":true}');
  ask(client, '{"setControls":{"sliderRed":0.75}}');
  ask(client, '{"brightness":0.5,"save":true}');
  ask(client, '{"maxBrightness":10,"autoOffStart":"23:15","pixelCount":2}');
  ask(client, '{"timezone":"Europe/Vienna"}');
  assertEquals(ask(client, `{"getControls":"${RED}"}`), [`{"controls":{"${RED}":{"sliderRed":0.25}}}`]);
  board.reboot(1000);
  assertEquals(client.dropped, true);
  assertEquals(board.refusal(2999), "it is starting");
  const again = connect(board, 3000);
  const [settings, sequencer] = ask(again, '{"getConfig":true}', 3000);
  const { brightness, maxBrightness, autoOffStart, pixelCount, timezone } = JSON.parse(settings!);
  assertEquals(
    { brightness, maxBrightness, autoOffStart, pixelCount, timezone },
    { brightness: 0.5, maxBrightness: 100, autoOffStart: "00:00", pixelCount: 4, timezone: "Europe/Vienna" },
  );
  assertEquals(JSON.parse(sequencer!).activeProgram.activeProgramId, DIM);
  const [red] = ask(again, `{"activeProgramId":"${RED}"}`, 3000);
  assertEquals(JSON.parse(red!).activeProgram.controls, { sliderRed: 0.25 });
});

Deno.test("SoftBoard starts from a flash that was set up before", () => {
  const flash = new MemoryFlash();
  const first = connect(makeBoard({ flash }));
  ask(first, '{"name":"Porch"}');
  ask(first, '{"pixelCount":7,"sequencerMode":1,"save":true}');
  const board = makeBoard({ flash });
  assertEquals([board.name, board.pixelCount, board.state.sequencer.mode], ["Porch", 7, 1]);
  assertEquals(board.flashWrites, 0);
});

Deno.test("SoftBoard counts the revisions of its settings file, and keeps it twice", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, '{"brightness":0.5,"save":true}');
  ask(client, `{"activeProgramId":"${DIM}","save":true}`);
  const { flash } = board.state;
  const config = JSON.parse(new TextDecoder().decode(flash.read("/config.json")));
  assertEquals([config.rev, config.lastProgramPath, config.brightness], [2, `/p/${DIM}`, 0.5]);
  assertEquals(flash.read("/config2.json"), flash.read("/config.json"));
});

Deno.test("SoftBoard applies one message of variables a frame, so a flood lags behind", () => {
  const board = makeBoard();
  const client = connect(board);
  for (let step = 1; step <= 5; step++) client.session.receive(`{"setVars":{"red":${step / 10}}}`, 10);
  assertEquals(ask(client, '{"getVars":true}', 10), ['{"vars":{"red":1}}']);
  const shown: number[] = [];
  for (let frame = 1; frame <= 6; frame++) shown.push(board.frame(frame * 25)[0]!);
  assertEquals(shown, [26, 51, 77, 102, 128, 128]);
  assertEquals(board.stats.applied.map(({ at, waited }) => [at, waited]), [
    [25, 15],
    [50, 40],
    [75, 65],
    [100, 90],
    [125, 115],
  ]);
});

Deno.test("SoftBoard holds no more waiting variables than it has memory for", () => {
  const board = makeBoard();
  const client = connect(board);
  const long = JSON.stringify({ setVars: Object.fromEntries(["a", "b"].map((name) => [name, Array(10_000).fill(1)])) });
  for (let i = 0; i < 30; i++) client.session.receive(long, 0);
  assertEquals(board.state.player.queued, 9);
  assertEquals(board.stats.log.at(-1)?.text, "setVars: too many messages wait for a frame");
  for (let frame = 0; frame < 9; frame++) board.tick(frame * 25);
  for (let i = 0; i < 600; i++) client.session.receive('{"setVars":{"red":1}}', 600);
  assertEquals(board.state.player.queued, 500);
});

Deno.test("SoftBoard drops variables that wait for a pattern that is left", () => {
  const board = makeBoard();
  const client = connect(board);
  client.session.receive('{"setVars":{"red":0.5}}', 0);
  client.session.receive(`{"activeProgramId":"${DIM}"}`, 0);
  board.tick(25);
  assertEquals(ask(client, '{"getVars":true}', 25), ['{"vars":{"red":0.2,"hue":0.1}}']);
});

Deno.test("SoftBoard tells live controls from stored ones", () => {
  const client = connect(makeBoard());
  ask(client, '{"setControls":{"sliderRed":0.5,"sliderGone":1}}');
  const [, sequencer] = ask(client, '{"getConfig":true}');
  assertEquals(JSON.parse(sequencer!).activeProgram.controls, { sliderRed: 0.5 });
  assertEquals(ask(client, `{"getControls":"${RED}"}`), [`{"controls":{"${RED}":{}}}`]);
});

Deno.test("SoftBoard dims what it shows by both brightnesses, but not its previews", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, '{"brightness":0.5,"maxBrightness":40}');
  assertEquals(board.frame(0), new Uint8Array([51, 0, 0, 51, 0, 0, 51, 0, 0, 51, 0, 0]));
  assertEquals(client.take(), ["05ff0000ff0000ff0000ff0000"]);
});

Deno.test("SoftBoard stops rendering while it is paused", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, '{"pause":true}');
  board.tick(0);
  board.tick(25);
  assertEquals([board.stats.frames, client.take()], [0, []]);
  ask(client, '{"pause":false}');
  board.tick(50);
  assertEquals(board.stats.frames, 1);
});

Deno.test("SoftBoard runs the same pattern on another pixel count, with its variables", () => {
  const board = makeBoard();
  const client = connect(board);
  client.session.receive('{"setVars":{"red":0.5}}', 0);
  board.tick(0);
  ask(client, '{"pixelCount":2}');
  assertEquals(board.frame(25), new Uint8Array([128, 0, 0, 128, 0, 0]));
});

Deno.test("SoftBoard is dark at night when told to be", () => {
  const noon = 12 * 3_600_000;
  const board = makeBoard({
    wallClock: (now) => noon + now,
    settings: { autoOffEnable: true, autoOffStart: "12:01", autoOffEnd: "06:00" },
  });
  assertEquals(board.frame(0)[0], 255);
  assertEquals(board.frame(59_999)[0], 255);
  assertEquals(board.frame(60_000)[0], 0);
});

Deno.test("SoftBoard says in its statistics and log that a pattern does not compile, and lives on", () => {
  const board = makeBoard({ patterns: [{ id: RED, name: "broken", source: "syntax error" }] });
  const client = connect(board);
  for (let now = 0; now <= 1000; now += 500) board.tick(now);
  const stats = JSON.parse(client.take().find((message) => message.startsWith('{"fps":'))!);
  assertEquals([stats.vmerr, stats.renderType], [1, 0]);
  assertEquals(board.stats.log.map(({ level, text }) => [level, text]), [
    ["error", 'Cannot run the pattern "broken": unexpected token, at 3:7'],
  ]);
  assertEquals(board.frame(1000), new Uint8Array(12));
  assertEquals(ask(client, '{"ping":true}', 1000), ['{"ack":1}']);
});

Deno.test("SoftBoard gives patterns without an id one that stays the same", () => {
  const patterns = [{ name: "a", source: "" }, { name: "b", source: "" }];
  const [first, second] = [makeBoard({ patterns }), makeBoard({ patterns })].map((board) => board.state.ids);
  assertEquals(first, second);
  assertEquals(new Set(first).size, 2);
  assertEquals(first!.every((id) => /^[2-9A-Za-z]{17}$/.test(id)), true);
});

Deno.test("SoftBoard takes no more connections than it has room for", () => {
  const board = makeBoard({ maxSessions: 1 });
  const { session } = connect(board);
  assertEquals(board.refusal(0), "it has 1 connections, allowed are 1");
  session.close();
  assertEquals([board.refusal(0), board.sessions], [undefined, 0]);
});

Deno.test("SoftBoard counts frames a second", () => {
  const board = makeBoard({ fps: 60 });
  const client = connect(board);
  for (let now = 0; now <= 2000; now = board.nextDue(now)) board.tick(now);
  const fps = client.take().filter((text) => text.startsWith('{"fps":')).map((text) => JSON.parse(text).fps);
  assertEquals(fps.length, 2);
  assertAlmostEquals(fps[1], 60, 1.1);
});
