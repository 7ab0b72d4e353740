/** Reads what lyrics need of a Standard MIDI File: tempo, texts and the lengths of notes. @module */

import { LipsyncError } from "../error.ts";
import type { Millis } from "../types.ts";

/** A text event. */
export interface MidiText {
  readonly tick: number;
  readonly text: string;
  /** A lyric event, rather than the plain text that `.kar` files use. */
  readonly lyric: boolean;
}

/** A note; `end` is Infinity when nothing ends it. */
export interface MidiNote {
  readonly tick: number;
  end: number;
}

/** One track. */
export interface MidiTrack {
  readonly name: string;
  readonly texts: readonly MidiText[];
  /** In the order of their starts. */
  readonly notes: readonly MidiNote[];
}

/** A file: its tracks, and the time of a tick. */
export interface MidiFile {
  readonly tracks: readonly MidiTrack[];
  readonly timeOf: (tick: number) => Millis;
}

const DEFAULT_TEMPO = 500_000;

/** Notes, texts and tempo changes of a file; a symphony has a tenth. */
const MAX_EVENTS = 500_000;

/**
 * Reads a file of format 0, 1 or 2, with ticks by tempo or by SMPTE frames.
 *
 * @throws {LipsyncError} naming the byte where it breaks.
 */
export function readMidi(bytes: Uint8Array): MidiFile {
  const reader = new Reader(bytes, 0, bytes.length);
  if (reader.ascii(4) !== "MThd") reader.fail("it does not begin with MThd");
  const headerEnd = reader.uint(4) + reader.position;
  reader.uint(2);
  const trackCount = reader.uint(2);
  const division = reader.uint(2);
  reader.position = headerEnd;
  const tempos: { tick: number; microseconds: number }[] = [];
  const count = eventCounter();
  const tracks: MidiTrack[] = [];
  while (tracks.length < trackCount && reader.left >= 8) {
    const id = reader.ascii(4);
    const length = reader.uint(4);
    if (length > reader.left) reader.fail(`a track of ${length} bytes is cut off, ${reader.left} are left`);
    if (id === "MTrk") {
      tracks.push(readTrack(new Reader(bytes, reader.position, reader.position + length), tempos, count));
    }
    reader.position += length;
  }
  return { tracks, timeOf: timeFunction(division, tempos, reader) };
}

function timeFunction(
  division: number,
  tempos: { tick: number; microseconds: number }[],
  reader: Reader,
): (tick: number) => Millis {
  if (division & 0x8000) {
    const frames = 256 - (division >> 8), ticks = division & 0xff;
    const fps = frames === 29 ? 30000 / 1001 : frames;
    if (ticks === 0) reader.fail("its time division is 0 ticks a frame");
    return (tick) => tick * 1000 / (fps * ticks);
  }
  if (division === 0) reader.fail("its time division is 0 ticks a beat");
  const changes = tempos.sort((a, b) => a.tick - b.tick);
  const starts: { tick: number; time: Millis; perTick: Millis }[] = [
    { tick: 0, time: 0, perTick: DEFAULT_TEMPO / 1000 / division },
  ];
  for (const { tick, microseconds } of changes) {
    const before = starts.at(-1);
    if (before === undefined) break;
    const time = before.time + (tick - before.tick) * before.perTick;
    starts.push({ tick, time, perTick: microseconds / 1000 / division });
  }
  return (tick) => {
    let low = 0, high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle]?.tick ?? 0) <= tick) low = middle;
      else high = middle - 1;
    }
    const start = starts[low];
    return start === undefined ? 0 : start.time + (tick - start.tick) * start.perTick;
  };
}

/** Refuses a file that has too many events of what is kept. */
function eventCounter(): (reader: Reader) => void {
  let events = 0;
  return (reader) => {
    if (++events > MAX_EVENTS) reader.fail(`it has more than ${MAX_EVENTS} notes, texts and tempo changes`);
  };
}

function readTrack(
  reader: Reader,
  tempos: { tick: number; microseconds: number }[],
  count: (reader: Reader) => void,
): MidiTrack {
  const texts: MidiText[] = [], notes: MidiNote[] = [];
  const sounding = new Map<number, MidiNote>();
  let tick = 0, status = 0, name = "";
  while (reader.left > 0) {
    tick += reader.varLength();
    let first = reader.uint(1);
    if (first < 0x80) {
      if (status < 0x80) reader.fail("a data byte stands where a status byte should");
      reader.position--;
      first = status;
    } else if (first < 0xf0) {
      status = first;
    }
    if (first === 0xff) {
      const type = reader.uint(1);
      const data = reader.take(reader.varLength());
      if (type === 0x2f) break;
      if (type === 0x03 && name === "") name = decodeLyric(data).trim();
      else if (type === 0x05 || type === 0x01) {
        count(reader);
        texts.push({ tick, text: decodeLyric(data), lyric: type === 0x05 });
      } else if (type === 0x51 && data.length === 3) {
        count(reader);
        tempos.push({ tick, microseconds: (data[0] ?? 0) << 16 | (data[1] ?? 0) << 8 | (data[2] ?? 0) });
      }
    } else if (first === 0xf0 || first === 0xf7) {
      reader.take(reader.varLength());
    } else if (first > 0xf0) {
      reader.fail(`a status byte is ${first}, allowed in files are those below 240, 240, 247 and 255`);
    } else {
      const kind = first >> 4;
      const key = reader.uint(1);
      const velocity = kind === 0xc || kind === 0xd ? 0 : reader.uint(1);
      const voice = (first & 0xf) << 8 | key;
      if (kind === 8 || kind === 9) {
        const before = sounding.get(voice);
        if (before !== undefined) before.end = tick;
        sounding.delete(voice);
      }
      if (kind === 9 && velocity > 0) {
        count(reader);
        const note = { tick, end: Infinity };
        sounding.set(voice, note);
        notes.push(note);
      }
    }
  }
  return { name, texts, notes };
}

function decodeLyric(data: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return new TextDecoder("windows-1252").decode(data);
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  position: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.position = start;
    this.#end = end;
  }

  get left(): number {
    return this.#end - this.position;
  }

  take(length: number): Uint8Array {
    if (length > this.left) this.fail(`${length} bytes are wanted, ${this.left} are left`);
    const start = this.position;
    this.position += length;
    return this.#bytes.subarray(start, this.position);
  }

  uint(length: number): number {
    let value = 0;
    for (const byte of this.take(length)) value = value * 256 + byte;
    return value;
  }

  ascii(length: number): string {
    return String.fromCharCode(...this.take(length));
  }

  /** Seven bits a byte, at most four bytes. */
  varLength(): number {
    let value = 0;
    for (let i = 0; i < 4; i++) {
      const byte = this.uint(1);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
    return this.fail("a variable length number has more than four bytes");
  }

  fail(reason: string): never {
    throw new LipsyncError(`Cannot read the MIDI file: ${reason}`, { record: `byte ${this.position}` });
  }
}
