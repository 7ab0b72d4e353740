/** Recordings of SimPixel messages: written, read and replayed. @module */

import { ProtocolError } from "../errors.ts";
import { decodeSimPixel } from "./decode.ts";
import { SIMPIXEL_COLOR_BYTES_PER_LED, SIMPIXEL_CONFIG_BYTES_PER_LED, SIMPIXEL_HEADER_BYTES } from "./message.ts";

/** One message of a recording. */
export interface SimPixelRecordedMessage {
  /** When it was sent, in milliseconds since the recording began; 0 or more. */
  readonly at: number;
  /** The message as it went over the wire. */
  readonly bytes: Uint8Array;
}

/** Messages in the order they were sent; the first is a layout, and times never go back. */
export type SimPixelRecording = readonly SimPixelRecordedMessage[];

/** What a recording may have at most. */
export interface SimPixelRecordingLimits {
  /** Characters of JSON; 268,435,456 by default, enough for 55 minutes of 500 LEDs at 40 frames a second. */
  readonly maxCharacters?: number;
  /** Messages; 1,000,000 by default. */
  readonly maxMessages?: number;
}

/** Written into each recording, so that a reader knows what it has before it. */
const FORMAT = "cuelight simpixel recording";
const VERSION = 1;
const DEFAULT_MAX_CHARACTERS = 256 * 1024 * 1024;
const DEFAULT_MAX_MESSAGES = 1_000_000;

/**
 * Writes a recording as JSON: an object with `format`, `version` and `messages`, each of these `[milliseconds, base64]`,
 * one to a line.
 *
 * @throws {ProtocolError} If the recording is not one: see {@link readSimPixelRecording}.
 */
export function writeSimPixelRecording(recording: SimPixelRecording): string {
  check(recording);
  const lines = recording.map(({ at, bytes }) => `[${at},"${bytes.toBase64()}"]`);
  const head = `{"format":${JSON.stringify(FORMAT)},"version":${VERSION},"messages":[`;
  return lines.length === 0 ? `${head}]}\n` : `${head}\n${lines.join(",\n")}\n]}\n`;
}

/**
 * Reads what {@link writeSimPixelRecording} wrote.
 *
 * @throws {ProtocolError} If the text is longer than allowed or no such recording, a message cannot be decoded, a
 * time goes back, colours come before a layout, or colours are for more LEDs than the layout has. The offset is the index of the
 * message, or 0.
 */
export function readSimPixelRecording(text: string, limits: SimPixelRecordingLimits = {}): SimPixelRecording {
  const { maxCharacters = DEFAULT_MAX_CHARACTERS, maxMessages = DEFAULT_MAX_MESSAGES } = limits;
  if (text.length > maxCharacters) throw refusal(0, `${maxCharacters} characters or fewer`, `${text.length}`);
  const rows = readRows(text);
  if (rows.length > maxMessages) throw refusal(0, `${maxMessages} messages or fewer`, `${rows.length}`);
  const recording = rows.map(readRow);
  check(recording);
  return recording;
}

/** The messages due in `[from, to)`, in their order. A window that is empty or turned round has none. */
export function simPixelMessagesDue(recording: SimPixelRecording, from: number, to: number): SimPixelRecording {
  return recording.slice(firstAt(recording, from), firstAt(recording, to));
}

/**
 * The messages that bring a page that knows nothing to what the recording showed at `time` (messages at `time` itself
 * count): the layout, then as few frames as it takes, which is one unless a frame left LEDs at its end out. Before the
 * first message there are none.
 */
export function simPixelMessagesToReach(recording: SimPixelRecording, time: number): SimPixelRecording {
  const reached: SimPixelRecordedMessage[] = [];
  let covered = SIMPIXEL_HEADER_BYTES;
  for (let i = firstAfter(recording, time) - 1; i >= 0; i--) {
    const message = recording[i]!;
    if (message.bytes[1] === 0) return [message, ...reached.reverse()];
    if (message.bytes.length <= covered) continue;
    covered = message.bytes.length;
    reached.push(message);
  }
  return [];
}

/** Index of the first message at or after `time`. */
function firstAt(recording: SimPixelRecording, time: number): number {
  return bisect(recording, (at) => at >= time);
}

function firstAfter(recording: SimPixelRecording, time: number): number {
  return bisect(recording, (at) => at > time);
}

function bisect(recording: SimPixelRecording, isPast: (at: number) => boolean): number {
  let low = 0;
  let high = recording.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isPast(recording[middle]!.at)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function readRows(text: string): unknown[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal(0, "JSON", "something else", { cause });
  }
  if (typeof value !== "object" || value === null) {
    throw refusal(0, "an object", value === null ? "null" : typeof value);
  }
  const { format, version, messages } = value as Record<string, unknown>;
  if (format !== FORMAT) throw refusal(0, `format ${JSON.stringify(FORMAT)}`, brief(format));
  if (version !== VERSION) throw refusal(0, `version ${VERSION}`, brief(version));
  if (!Array.isArray(messages)) throw refusal(0, "a list of messages", brief(messages));
  return messages;
}

function readRow(row: unknown, index: number): SimPixelRecordedMessage {
  const [at, base64] = Array.isArray(row) && row.length === 2 ? row : [];
  if (typeof at !== "number" || typeof base64 !== "string") throw refusal(index, "[milliseconds, base64]", brief(row));
  try {
    return { at, bytes: Uint8Array.fromBase64(base64, { lastChunkHandling: "strict" }) };
  } catch (cause) {
    throw refusal(index, "base64", brief(base64), { cause });
  }
}

function check(recording: SimPixelRecording): void {
  let last = 0;
  let ledCount = 0;
  recording.forEach(({ at, bytes }, index) => {
    if (!Number.isFinite(at) || at < last) throw refusal(index, `a time of ${last} ms or more`, `${at}`);
    last = at;
    const message = decodeSimPixel(bytes);
    if (message.kind === "config") {
      ledCount = (bytes.length - SIMPIXEL_HEADER_BYTES) / SIMPIXEL_CONFIG_BYTES_PER_LED;
    } else if (ledCount === 0) {
      throw refusal(index, "a layout before any colours", "colours");
    } else if (message.rgb.length > ledCount * SIMPIXEL_COLOR_BYTES_PER_LED) {
      throw refusal(
        index,
        `colours for ${ledCount} LEDs or fewer`,
        `${message.rgb.length / SIMPIXEL_COLOR_BYTES_PER_LED}`,
      );
    }
  });
}

/** What stood there, short enough for a message. */
function brief(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? `a list of ${value.length}` : value === null ? "null" : typeof value;
}

function refusal(offset: number, wanted: string, got: string, options?: ErrorOptions): ProtocolError {
  return new ProtocolError({ protocol: "simpixel recording", offset, wanted, got }, options);
}
