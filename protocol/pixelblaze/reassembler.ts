/** Puts the messages of a Pixelblaze websocket together again from their frames. @module */

import { ProtocolError } from "../errors.ts";
import { decodeFrame, FRAME_FLAGS, type FrameType } from "./frames.ts";

/** A whole binary message. */
export interface BinaryMessage {
  /** What it carries. */
  readonly type: FrameType;
  /** The whole of it. */
  readonly payload: Uint8Array;
}

/** The most bytes one message may have by default: the largest flash is not much larger. */
export const MAX_MESSAGE_BYTES = 4 << 20;

/**
 * Joins frames to messages, each type on its own, so types may interleave.
 *
 * A first flag starts a message anew. A message whose first flag is missing starts as well, whenever none of its type
 * is open: pixelblaze-client 1.1.6 never sends one for a message of several frames. A frame that neither starts
 * nor ends is a middle one, whatever its flags say.
 *
 * Holds at most `maxBytes` of unfinished messages at once.
 */
export class FrameReassembler {
  readonly #maxBytes: number;
  readonly #open = new Map<FrameType, Assembly>();
  #held = 0;

  /**
   * Starts with nothing held.
   *
   * @param maxBytes How many bytes of unfinished messages to hold at most; default {@link MAX_MESSAGE_BYTES}.
   */
  constructor(maxBytes: number = MAX_MESSAGE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** How many bytes of unfinished messages are held. */
  get held(): number {
    return this.#held;
  }

  /**
   * Takes a frame in; gives the message it completes, or undefined when more is to come. The payload of a message in
   * one frame is a view of that frame.
   *
   * @throws {ProtocolError} when it is no frame, or the unfinished messages grow past the limit: the message the frame
   * belongs to is dropped then, the others stay.
   */
  push(frame: Uint8Array): BinaryMessage | undefined {
    const { type, flags, payload } = decodeFrame(frame);
    if (flags & FRAME_FLAGS.first) this.#drop(type);
    const last = (flags & FRAME_FLAGS.last) !== 0;
    const open = this.#open.get(type);
    if (open === undefined && last) return { type, payload };
    if (this.#held + payload.length > this.#maxBytes) {
      const held = this.#held;
      this.#drop(type);
      throw new ProtocolError({
        protocol: "pixelblaze message",
        offset: open?.length ?? 0,
        wanted: `at most ${this.#maxBytes} bytes of unfinished messages`,
        got: `${held + payload.length}`,
      });
    }
    const assembly = open ?? new Assembly();
    assembly.add(payload);
    this.#open.set(type, assembly);
    this.#held += payload.length;
    if (!last) return undefined;
    this.#drop(type);
    return { type, payload: assembly.bytes() };
  }

  /** Forgets every unfinished message, as when a connection is lost. */
  clear(): void {
    this.#open.clear();
    this.#held = 0;
  }

  #drop(type: FrameType): void {
    this.#held -= this.#open.get(type)?.length ?? 0;
    this.#open.delete(type);
  }
}

/** Grows by doubling, so a flood of tiny chunks costs no more than its bytes. */
class Assembly {
  #buffer = new Uint8Array(0);
  length = 0;

  add(chunk: Uint8Array): void {
    const length = this.length + chunk.length;
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      grown.set(this.bytes());
      this.#buffer = grown;
    }
    this.#buffer.set(chunk, this.length);
    this.length = length;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }
}
