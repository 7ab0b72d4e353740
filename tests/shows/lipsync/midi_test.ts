import { assertEquals } from "@std/assert";
import { importLipsync } from "../../../shows/lipsync/mod.ts";
import { bytesOf } from "./fixtures.ts";
import { speechText } from "./notation.ts";

const tempo = (
  microseconds: number,
) => [0xff, 0x51, 3, microseconds >> 16 & 255, microseconds >> 8 & 255, microseconds & 255];
const lyric = (text: string) => [0xff, 5, bytesOf(text).length, ...bytesOf(text)];

function midi(division: readonly [number, number], ...tracks: number[][]): Uint8Array {
  const chunks = tracks.flatMap((track) => {
    const body = [...track, 0, 0xff, 0x2f, 0];
    return [...bytesOf("MTrk"), 0, 0, body.length >> 8, body.length & 255, ...body];
  });
  return new Uint8Array([...bytesOf("MThd"), 0, 0, 0, 6, 0, 1, 0, tracks.length, ...division, ...chunks]);
}

Deno.test("importLipsync() follows every tempo of a MIDI file, wherever it stands", () => {
  // 100 ticks a beat: beats of 1 s, then of 0.5 s from tick 100, then of 2 s from tick 200.
  const tempos = [0, ...tempo(1_000_000), 100, ...tempo(500_000), 100, ...tempo(2_000_000)];
  const words = [50, ...lyric("a "), 100, ...lyric("b "), 100, ...lyric("c")];
  assertEquals(
    speechText(importLipsync(midi([0, 100], tempos, words))),
    'midi\nvoice Voice 2\n  500-3700 "a b c"\n    500-1250 "a"\n    1250-2450 "b"\n    2500-3700 "c"\n',
  );
});

Deno.test("importLipsync() follows running status, and a note on without velocity ends the note", () => {
  const track = [0, ...lyric("a"), 0, 0x90, 60, 100, 50, 60, 0, 50, ...lyric("b"), 0, 0x90, 62, 100, 100, 62, 0];
  assertEquals(
    speechText(importLipsync(midi([0, 100], track))),
    'midi\nvoice Voice 1\n  0-1000 "a b"\n    0-250 "a"\n    500-1000 "b"\n',
  );
});

Deno.test("importLipsync() counts SMPTE frames", () => {
  // 25 frames a second, 40 ticks a frame: a tick is a millisecond.
  const track = [0x83, 0x74, ...lyric("si-"), 100, ...lyric("lent")];
  assertEquals(
    speechText(importLipsync(midi([256 - 25, 40], track))),
    'midi\nvoice Voice 1\n  500-1800 "silent"\n    500-1800 "silent" syllables: si@500-600 lent@600-1800\n',
  );
});

Deno.test("importLipsync() gives every track with lyrics a voice, and skips system messages", () => {
  const named = (name: string) => [0, 0xff, 3, name.length, ...bytesOf(name), 0, 0xf0, 2, 1, 0xf7];
  const speech = importLipsync(
    midi([0, 100], named("Drums"), [...named("Ann"), 0, ...lyric("oh")], [...named("Bob"), 0, ...lyric("ah")]),
  );
  assertEquals(speech.voices.map(({ name }) => name), ["Ann", "Bob"]);
});
