/**
 * Binary frames of the Pixelblaze websocket: type, flags, payload; and how a long message is cut into them.
 *
 * Sources: "The Pixelblaze protocol", the unofficial description of what a board and its web page say to each other;
 * chunk sizes of pixelblaze-client.
 *
 * @module
 */

import { ProtocolError } from "../errors.ts";

const PROTOCOL = "pixelblaze frame";

/** What a binary frame carries, by the number in its first byte. */
export const FRAME_TYPES = {
  /** Client to board: id and pattern file of a pattern to store. */
  saveProgram: 1,
  /** Client to board: bytecode to run. */
  byteCode: 3,
  /** Both ways: a JPEG of a pattern; from the board after the pattern's id. */
  previewImage: 4,
  /** Board to client: the colours that are shown. Has no flags byte. */
  previewFrame: 5,
  /** Board to client: the source of a pattern, LZString-compressed. */
  sources: 6,
  /** Board to client: ids and names of the stored patterns. */
  programList: 7,
  /** Client to board: the pixel map. */
  pixelMap: 8,
  /** Both ways: the table of output expanders. */
  expanderConfig: 9,
} as const;

/** A number of {@link FRAME_TYPES}. */
export type FrameType = (typeof FRAME_TYPES)[keyof typeof FRAME_TYPES];

/** Bits of the second byte: a message in one frame has first and last. */
export const FRAME_FLAGS = { first: 1, middle: 2, last: 4 } as const;

/** One binary frame. The payload is a view of the bytes it came in. */
export interface BinaryFrame {
  /** What it carries. */
  readonly type: FrameType;
  /** {@link FRAME_FLAGS}; first and last for a preview frame, which has no such byte. */
  readonly flags: number;
  /** What comes after the header. */
  readonly payload: Uint8Array;
}

/** Most payload bytes in one frame, by firmware generation; bytecode has a limit of its own on both. */
export const CHUNK_SIZES = { v2: 1024, v3: 8192, byteCode: 1280 } as const;

const TYPES = new Set<number>(Object.values(FRAME_TYPES));

/** The most payload bytes a board of this generation takes in a frame of this type. */
export function chunkSizeFor(type: FrameType, generation: "v2" | "v3" = "v3"): number {
  return type === FRAME_TYPES.byteCode ? CHUNK_SIZES.byteCode : CHUNK_SIZES[generation];
}

/**
 * Reads the header of a binary frame.
 *
 * @throws {ProtocolError} when the frame is too short or of a type no board uses.
 */
export function decodeFrame(frame: Uint8Array): BinaryFrame {
  const type = frame[0];
  if (type === undefined) throw bad(0, "a frame type", "no bytes");
  if (!TYPES.has(type)) throw bad(0, "a frame type 1 or 3 to 9", String(type));
  if (type === FRAME_TYPES.previewFrame) {
    return { type, flags: FRAME_FLAGS.first | FRAME_FLAGS.last, payload: frame.subarray(1) };
  }
  const flags = frame[1];
  if (flags === undefined) throw bad(1, "a flags byte", "the end");
  return { type: type as FrameType, flags, payload: frame.subarray(2) };
}

/**
 * Writes one binary frame. A preview frame gets no flags byte.
 */
export function encodeFrame(frame: BinaryFrame): Uint8Array {
  const header = frame.type === FRAME_TYPES.previewFrame ? 1 : 2;
  const bytes = new Uint8Array(header + frame.payload.length);
  bytes[0] = frame.type;
  if (header === 2) bytes[1] = frame.flags;
  bytes.set(frame.payload, header);
  return bytes;
}

/**
 * Cuts a message into frames, each with at most `chunkSize` payload bytes. An empty message is one empty frame.
 * Clients wait for the board's acknowledgement after each of them.
 *
 * @param chunkSize Default: what {@link chunkSizeFor} says for a firmware 3 board.
 * @throws {RangeError} when `chunkSize` is below 1.
 */
export function encodeFrames(type: FrameType, payload: Uint8Array, chunkSize = chunkSizeFor(type)): Uint8Array[] {
  if (!(chunkSize >= 1)) {
    throw new RangeError(`Cannot cut frames: got a chunk size of ${chunkSize}, allowed is 1 or more`);
  }
  const size = type === FRAME_TYPES.previewFrame ? Math.max(1, payload.length) : Math.floor(chunkSize);
  const chunks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < payload.length; at += size) chunks.push(payload.subarray(at, at + size));
  return framesOf(type, chunks);
}

/** Gives each chunk of a message its header. */
export function framesOf(type: FrameType, chunks: readonly Uint8Array[]): Uint8Array[] {
  const last = chunks.length - 1;
  return chunks.map((payload, at) => {
    const first = at === 0 ? FRAME_FLAGS.first : 0;
    const end = at === last ? FRAME_FLAGS.last : 0;
    return encodeFrame({ type, flags: (first | end) || FRAME_FLAGS.middle, payload });
  });
}

function bad(offset: number, wanted: string, got: string): ProtocolError {
  return new ProtocolError({ protocol: PROTOCOL, offset, wanted, got });
}
