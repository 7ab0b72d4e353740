/** What a Pixelblaze sends, as messages; and the usual questions to it. @module */

import {
  type BinaryMessage,
  decodeExpanderConfig,
  decodePreviewFrame,
  encodeFrames,
  encodePixelblazeCommands,
  type ExpanderChannel,
  FRAME_TYPES,
  FrameReassembler,
  type FrameType,
  parsePixelblazeReply,
  type PixelblazeCommands,
  type PixelblazeReply,
  type PixelblazeReplyBody,
  type PixelblazeReplyKind,
  type PixelblazeSettings,
  type PreviewFrame,
} from "../../../protocol/mod.ts";
import type { Data } from "../../links/link.ts";
import type { Millis } from "../../time/clock.ts";
import type { Heard, Question } from "./conversation.ts";

/** A message of a board. */
export type PixelblazeMessage =
  | PixelblazeReply
  | ({ readonly kind: "binary" } & BinaryMessage)
  | ({ readonly kind: "preview" } & PreviewFrame);

/** Reads what a board sends on one connection. */
export class BoardReader {
  readonly #reassembler = new FrameReassembler();

  /** @throws {ProtocolError} when it makes no sense */
  read(data: Data): readonly PixelblazeMessage[] {
    if (typeof data === "string") return [parsePixelblazeReply(data)];
    if (data[0] === FRAME_TYPES.previewFrame) return [{ kind: "preview", ...decodePreviewFrame(data) }];
    const whole = this.#reassembler.push(data);
    return whole === undefined ? [] : [{ kind: "binary", ...whole }];
  }
}

/** The members of a message of one kind; undefined for one of another. */
export function bodyOf<Kind extends PixelblazeReplyKind>(
  message: PixelblazeMessage,
  kind: Kind,
): PixelblazeReplyBody<Kind> | undefined {
  if (message.kind !== kind) return undefined;
  const { kind: _, ...body } = message;
  // Its kind says which members it has.
  return body as PixelblazeReplyBody<Kind>;
}

/** A question with an answer of its own kind. */
export function asking<Answer>(
  task: string,
  commands: PixelblazeCommands,
  answer: (message: PixelblazeMessage) => Answer | undefined,
): Question<PixelblazeMessage, Answer> {
  return {
    task,
    data: encodePixelblazeCommands(commands),
    hear: (message) => {
      const done = answer(message);
      return done === undefined ? undefined : { done };
    },
  };
}

/** Commands that have no answer of their own, with a ping in the same frame: its acknowledgement says that they arrived. */
export function telling(task: string, commands: PixelblazeCommands): Question<PixelblazeMessage, void> {
  return acknowledged(task, { ...commands, ping: true });
}

/** A frame with just one command that is acknowledged. */
export function acknowledged(task: string, commands: PixelblazeCommands): Question<PixelblazeMessage, void> {
  return {
    task,
    data: encodePixelblazeCommands(commands),
    hear: ({ kind }) => kind === "ack" ? { done: undefined } : undefined,
    lateHarms: true,
  };
}

/** What a board answers to `getConfig`, in three messages. */
export interface PixelblazeConfig {
  /** Levels 0..1, times in ms; older firmware leaves some out. */
  readonly settings: PixelblazeSettings;
  /** What runs, with its live control values. */
  readonly sequencer: PixelblazeReplyBody<"sequencer">;
  /** Every channel of the output expanders; undefined when the board does not say, as most do that have none. */
  readonly expanders: readonly ExpanderChannel[] | undefined;
}

/** How long the third answer to `getConfig` may come after the other two; some firmware never sends it. */
const EXPANDER_MS: Millis = 500;

/** `getConfig`, whose answers come in any order. @param third whether to wait for the table of expanders */
export function askingConfig(task: string, third: boolean): Question<PixelblazeMessage, PixelblazeConfig> {
  let settings: PixelblazeSettings | undefined;
  let sequencer: PixelblazeReplyBody<"sequencer"> | undefined;
  let expanders: readonly ExpanderChannel[] | undefined;
  let waits = false;
  const heard = (): Heard<PixelblazeConfig> => {
    if (settings === undefined || sequencer === undefined) return undefined;
    if (!third || expanders !== undefined) return { done: { settings, sequencer, expanders } };
    // Only once, because whatever else comes in between must not put the end off.
    if (waits) return undefined;
    waits = true;
    return { within: EXPANDER_MS };
  };
  return {
    task,
    data: encodePixelblazeCommands({ getConfig: true }),
    hear(message) {
      settings = bodyOf(message, "settings") ?? settings;
      sequencer = bodyOf(message, "sequencer") ?? sequencer;
      if (message.kind === "binary" && message.type === FRAME_TYPES.expanderConfig) {
        expanders = decodeExpanderConfig(message.payload);
      }
      return heard();
    },
    settle: () =>
      settings === undefined || sequencer === undefined ? undefined : { done: { settings, sequencer, expanders } },
  };
}

/** How long a board may take from the last chunk of a pattern to saying that it is stored. */
const SAVED_MS: Millis = 2000;

/**
 * A long message in chunks, the next one sent when the last one is acknowledged.
 *
 * @param saves the board says that it has stored it, which is waited for
 */
export function uploading(
  task: string,
  type: FrameType,
  payload: Uint8Array,
  chunkSize: number,
  saves = false,
): Question<PixelblazeMessage, void> {
  const frames = encodeFrames(type, payload, chunkSize);
  let acknowledgedFrames = 0;
  return {
    task,
    data: frames[0]!,
    hear(message) {
      if (message.kind !== "ack") return undefined;
      if (message.saveProgramSourceFile) return { done: undefined };
      const next = frames[++acknowledgedFrames];
      if (next !== undefined) return { send: next };
      return saves ? { within: SAVED_MS } : { done: undefined };
    },
    settle: () =>
      saves && acknowledgedFrames >= frames.length
        ? { refused: "it took the pattern and does not say that it is stored, its flash may be full" }
        : undefined,
    lateHarms: true,
  };
}
