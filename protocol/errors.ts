/** The error every decoder throws, and no other. @module */

/** What a {@link ProtocolError} knows about the place where decoding stopped. */
export interface ProtocolErrorDetail {
  /** Name of the protocol and message, e.g. `pixelblaze program list`. */
  readonly protocol: string;
  /** Where in the input: a byte offset, or a character offset for text. */
  readonly offset: number;
  /** What should have stood there. */
  readonly wanted: string;
  /** What stood there. */
  readonly got: string;
}

/**
 * Bytes or text that are not a message of the protocol.
 *
 * Every decoder of this package either returns a whole message or throws this.
 *
 * @example
 * ```ts
 * import { ProtocolError } from "cuelight/protocol";
 * const error = new ProtocolError({ protocol: "simpixel", offset: 0, wanted: "an opcode", got: "no bytes" });
 * console.assert(error.message === "simpixel: at 0: wanted an opcode, got no bytes");
 * ```
 */
export class ProtocolError extends Error implements ProtocolErrorDetail {
  /** Tells it from other errors. */
  override readonly name = "ProtocolError";
  readonly protocol: string;
  readonly offset: number;
  readonly wanted: string;
  readonly got: string;

  /** Makes the message from the parts. */
  constructor(detail: ProtocolErrorDetail, options?: ErrorOptions) {
    super(`${detail.protocol}: at ${detail.offset}: wanted ${detail.wanted}, got ${detail.got}`, options);
    this.protocol = detail.protocol;
    this.offset = detail.offset;
    this.wanted = detail.wanted;
    this.got = detail.got;
  }
}
