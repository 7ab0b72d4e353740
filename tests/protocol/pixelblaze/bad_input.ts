import { assert, assertEquals } from "@std/assert";
import { ProtocolError } from "../../../protocol/errors.ts";
import { bytes, fromUtf8, SEED, utf8 } from "./support.ts";

/** How many inputs each decoder gets. */
export const RUNS = 100_000;

/** Checks that a decoder of bytes reads or refuses random inputs and mutations of these messages. */
export function checkBytes(decode: (input: Uint8Array<ArrayBuffer>) => unknown, messages: readonly Uint8Array[]): void {
  checkAll(decode, messages, (array) => array, utf8);
}

/** Checks that a decoder of text reads or refuses random inputs and mutations of these messages. */
export function checkText(decode: (input: string) => unknown, messages: readonly string[]): void {
  checkAll(decode, messages.map((message) => utf8(message)), fromUtf8, (text) => text);
}

/** Every outcome must be a message or a ProtocolError, and both must come up, or the inputs test nothing. */
function checkAll<T>(
  decode: (input: T) => unknown,
  messages: readonly Uint8Array[],
  ofBytes: (array: Uint8Array<ArrayBuffer>) => T,
  ofText: (text: string) => T,
): void {
  const trees = messages.map((message) => parsed(fromUtf8(message)));
  const random = randomFrom(SEED);
  let read = 0;
  let refused = 0;
  for (let run = 0; run < RUNS; run++) {
    const pick = below(random, messages.length);
    const tree = trees[pick];
    const input = tree !== undefined && below(random, 4) > 0
      ? ofText(JSON.stringify(graft(random, tree)))
      : ofBytes(mangle(random, messages[pick] ?? bytes("")));
    try {
      decode(input);
      read++;
    } catch (error) {
      if (!(error instanceof ProtocolError)) {
        throw new Error(`seed ${SEED}, run ${run}: ${JSON.stringify(input)} gave ${error}`, { cause: error });
      }
      refused++;
    }
  }
  assertEquals(read + refused, RUNS);
  assert(read > 20 && refused > 20, `read ${read}, refused ${refused}`);
}

/** The value a JSON message holds; undefined for other messages. */
function parsed(message: string): object | undefined {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** Values a JSON message should not have where it has another. */
const GRAFTS = [null, true, -1, 0.5, 1e300, 2 ** 53, "", "x", "1", "AAAA", "\0", [], [1], [[1]], ["x"], {}, { a: 1 }, {
  id: "x",
  ms: 1,
}, JSON.parse('{"__proto__":{"a":[1]}}')];

/** A copy of a JSON value with one of its parts taken out, renamed, or put in the place of another kind. */
function graft(random: () => number, value: unknown): unknown {
  if (typeof value !== "object" || value === null || below(random, 6) === 0) {
    return GRAFTS[below(random, GRAFTS.length)];
  }
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const at = below(random, entries.length);
  const entry = entries[at];
  if (entry === undefined) return GRAFTS[below(random, GRAFTS.length)];
  const change = below(random, 8);
  if (change === 0) entries.splice(at, 1);
  else if (change === 1) entry[0] = ["__proto__", "constructor", "", "b[1]"][below(random, 4)] ?? "";
  else entry[1] = graft(random, entry[1]);
  return isList ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}

const HOSTILE = [0, 1, 2, 3, 4, 5, 9, 10, 13, 32, 34, 44, 48, 58, 91, 92, 93, 123, 125, 127, 128, 254, 255];

/** One in eight inputs is random; the others are a message with a few bytes changed, cut out, doubled or added. */
function mangle(random: () => number, message: Uint8Array): Uint8Array<ArrayBuffer> {
  if (below(random, 8) === 0) return Uint8Array.from({ length: below(random, 64) }, () => below(random, 256));
  let array = Uint8Array.from(message);
  for (let changes = below(random, 4); changes >= 0; changes--) {
    const at = below(random, array.length + 1);
    const length = below(random, 8);
    const byte = random() < 0.5 ? below(random, 256) : HOSTILE[below(random, HOSTILE.length)] ?? 0;
    switch (below(random, 5)) {
      case 0:
        array = array.slice(0, at);
        break;
      case 1:
        array = joined(array.subarray(0, at), array.subarray(at + length));
        break;
      case 2:
        array = joined(array.subarray(0, at + length), array.subarray(at));
        break;
      case 3:
        array = joined(array.subarray(0, at), Uint8Array.of(byte), array.subarray(at));
        break;
      default:
        if (at < array.length) array[at] = byte;
    }
  }
  return array;
}

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function below(random: () => number, limit: number): number {
  return Math.floor(random() * limit);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
