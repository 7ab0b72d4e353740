/** Replies out of what a device sends. @module */

import { ProtocolError } from "../errors.ts";
import { type LineItem, LineReader } from "./line_reader.ts";
import { redact } from "./redact.ts";
import { parseReply, type PixoReply } from "./reply.ts";

/** What came from a device. */
export type ReplyItem =
  | { readonly kind: "reply"; readonly reply: PixoReply }
  /** A line that does not begin with `>`: an echo of what was sent, or a print of the firmware. Passwords are hidden. */
  | { readonly kind: "ignored"; readonly text: string }
  /** A line that begins with `>` and is not a reply. */
  | { readonly kind: "broken"; readonly error: ProtocolError }
  | (LineItem & { readonly kind: "junk" });

/** Reads the replies in a stream of bytes from a device, wherever its chunks end; memory is bounded by one line. */
export class ReplyReader {
  readonly #lines = new LineReader();

  /** Takes a chunk and gives what it completes, in order. */
  push(chunk: Uint8Array): ReplyItem[] {
    return this.#lines.push(chunk).map((item) => (item.kind === "junk" ? item : readReply(item.text)));
  }

  /** Forgets the unfinished line, as after a reconnect. */
  reset(): void {
    this.#lines.reset();
  }
}

function readReply(text: string): ReplyItem {
  if (!text.trimStart().startsWith(">")) return { kind: "ignored", text: redact(text) };
  try {
    return { kind: "reply", reply: parseReply(text) };
  } catch (error) {
    if (error instanceof ProtocolError) return { kind: "broken", error };
    throw error;
  }
}
