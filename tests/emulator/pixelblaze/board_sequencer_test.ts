import { assertEquals } from "@std/assert";
import type { SoftBoard } from "../../../emulator/pixelblaze/board.ts";
import { ask, connect, DIM, makeBoard, RED, SOURCES } from "./board_fixture.ts";

const THIRD = { id: "third", name: "third", source: "" };

/** Ticks at every frame from `from` up to and with `to`; gives when which pattern began. */
function changes(board: SoftBoard, from: number, to: number): [number, string | null | undefined][] {
  const seen: [number, string | null | undefined][] = [];
  for (let now = from; now <= to; now += 25) {
    board.tick(now);
    const id = board.state.player.pattern?.id;
    if (seen.length === 0 || seen.at(-1)?.[1] !== id) seen.push([now, id]);
  }
  return seen;
}

const PLAYLIST = `{"playlist":{"items":[{"id":"${RED}","ms":500},{"id":"${DIM}","ms":1000}]}}`;

Deno.test("SoftBoard plays a playlist, each entry for its time, over and over", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, PLAYLIST);
  ask(client, '{"sequencerMode":2}');
  assertEquals(changes(board, 0, 2500), [[0, RED], [500, DIM], [1500, RED], [2000, DIM]]);
});

Deno.test("SoftBoard tells every client when the sequencer changes the pattern", () => {
  const board = makeBoard();
  const [first, second] = [connect(board), connect(board)];
  ask(first, PLAYLIST);
  ask(first, '{"sequencerMode":2,"sendUpdates":false}');
  changes(board, 0, 475);
  first.take();
  second.take();
  board.tick(500);
  const state =
    `{"activeProgram":{"name":"dim","activeProgramId":"${DIM}","controls":{"hsvPickerTint":[0,0,0]}},"sequencerMode":2,` +
    `"runSequencer":true,"playlist":{"position":1,"id":"_defaultplaylist_","ms":1000,"remainingMs":1000}}`;
  assertEquals([first.take(), second.take()], [[state], [state]]);
});

Deno.test("SoftBoard keeps the time that is left while the sequencer is paused", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, PLAYLIST);
  ask(client, '{"sequencerMode":2}');
  ask(client, '{"runSequencer":false}', 300);
  assertEquals(changes(board, 300, 5000), [[300, RED]]);
  const reply = JSON.parse(ask(client, '{"getPlaylist":"_defaultplaylist_"}', 5000)[0]!);
  assertEquals([reply.playlist.position, reply.playlist.remainingMs], [0, 200]);
  ask(client, '{"runSequencer":true}', 5000);
  assertEquals(changes(board, 5000, 5400), [[5000, RED], [5200, DIM]]);
});

Deno.test("SoftBoard jumps to a position of the playlist and starts its time anew", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, PLAYLIST);
  ask(client, '{"sequencerMode":2}');
  ask(client, '{"playlist":{"position":1}}', 400);
  assertEquals(changes(board, 400, 1500), [[400, DIM], [1400, RED]]);
});

Deno.test("SoftBoard shuffles among the other patterns, the same way for the same seed", () => {
  const run = (seed: number) => {
    const board = makeBoard({ seed, patterns: [...SOURCES, THIRD] });
    ask(connect(board), '{"sequenceTimer":1,"sequencerMode":1}');
    return changes(board, 0, 20_000).map(([, id]) => id);
  };
  const ids = run(5);
  assertEquals(ids, run(5));
  assertEquals(ids.length, 21);
  assertEquals(new Set(ids), new Set([RED, DIM, "third"]));
});

Deno.test("SoftBoard goes through its patterns on nextProgram with the sequencer off", () => {
  const board = makeBoard();
  const client = connect(board);
  const next = () => JSON.parse(ask(client, '{"nextProgram":true}')[0]!).activeProgram.activeProgramId;
  assertEquals([next(), next(), next()], [DIM, RED, DIM]);
  assertEquals(board.state.sequencer.running, false);
});

Deno.test("SoftBoard lets a pattern move the sequencer on, after its frame", () => {
  const asking = { id: "asking", name: "asking", source: "export var next = 0" };
  const board = makeBoard({ patterns: [asking, THIRD] });
  const client = connect(board);
  ask(client, '{"setVars":{"next":1}}');
  assertEquals(changes(board, 25, 50), [[25, "third"]]);
});

Deno.test("SoftBoard without patterns answers all the same", () => {
  const board = makeBoard({ patterns: [] });
  const client = connect(board);
  assertEquals(ask(client, '{"nextProgram":true}'), [
    '{"activeProgram":{"name":"Editor","activeProgramId":null,"controls":{}},"sequencerMode":0,"runSequencer":false}',
  ]);
  ask(client, '{"sequencerMode":1}');
  assertEquals(changes(board, 0, 40_000), [[0, undefined]]);
});

Deno.test("SoftBoard that follows another one is silent on UDP and leaves its own sequencer alone", () => {
  const board = makeBoard();
  const client = connect(board);
  ask(client, '{"sequenceTimer":0.1,"sequencerMode":1}');
  assertEquals(board.beacon(1, 0) === undefined, false);
  ask(client, '{"leaderId":7}');
  assertEquals(board.beacon(1, 0), undefined);
  const playing = board.playing?.id;
  for (let now = 0; now < 1000; now += 25) board.tick(now);
  assertEquals(board.playing?.id, playing);
  const [settings, sequencer] = ask(client, '{"getConfig":true}', 1000).slice(0, 2).map((text) => JSON.parse(text));
  assertEquals([settings.sequencerMode, settings.leaderId, sequencer.sequencerMode], [3, 7, 3]);
  ask(client, '{"leaderId":0}', 1000);
  board.tick(1025);
  assertEquals([board.beacon(1, 1025) === undefined, board.playing?.id === playing], [false, false]);
});
