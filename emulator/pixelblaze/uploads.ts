/** What a software board does with the binary messages clients send. @module */

import { crc32 } from "../../protocol/pixelblaze/crc32.ts";
import { decodeExpanderConfig, isExpanderConfig } from "../../protocol/pixelblaze/expander.ts";
import { FLASH_PATHS } from "../../protocol/pixelblaze/flash_files.ts";
import { FRAME_TYPES } from "../../protocol/pixelblaze/frames.ts";
import { decodeSavedProgram } from "../../protocol/pixelblaze/pbp.ts";
import { decodePixelMap } from "../../protocol/pixelblaze/pixel_map.ts";
import { decodePreviewImage } from "../../protocol/pixelblaze/preview.ts";
import type { BinaryMessage } from "../../protocol/pixelblaze/reassembler.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardState } from "./board_state.ts";

/** The most bytes a client can have in unfinished uploads. */
export const MAX_UPLOAD_BYTES = 1 << 20;

/**
 * Takes an upload that is complete.
 *
 * @returns Whether it was a pattern that is stored now, which has an acknowledgement of its own.
 * @throws {ProtocolError} If the payload is not what its type says.
 */
export function takeUpload(board: BoardState, { type, payload }: BinaryMessage, now: Millis): boolean {
  switch (type) {
    case FRAME_TYPES.saveProgram:
      return saveProgram(board, payload, now);
    case FRAME_TYPES.byteCode:
      runByteCode(board, payload, now);
      return false;
    case FRAME_TYPES.previewImage:
      savePreview(board, payload, now);
      return false;
    case FRAME_TYPES.pixelMap:
      // The web page sends the expander table under the map's type (seen on firmware 2).
      if (isExpanderConfig(payload)) saveExpanders(board, payload, now);
      else takeMap(board, payload, now);
      return false;
    case FRAME_TYPES.expanderConfig:
      saveExpanders(board, payload, now);
      return false;
    default:
      board.log("ignored", `A message of type ${type} comes from boards, not to them`, now);
      return false;
  }
}

function saveProgram(board: BoardState, payload: Uint8Array, now: Millis): boolean {
  const saved = decodeSavedProgram(payload);
  if (saved.kind === "source") {
    board.log("ignored", "Cannot store a source: it came without an id, allowed is an id with a pattern file", now);
    return false;
  }
  const { id, pattern } = saved;
  if (!board.store.save(id, pattern)) {
    board.log("error", `Cannot store the pattern "${pattern.name}": flash is full`, now);
    return false;
  }
  // A client that sends bytecode to try a pattern and then stores it has it running from here on.
  if (board.player.pattern?.id === id) board.play(id, now);
  return true;
}

/**
 * Bytecode is made for the firmware's own machine, which is closed, so it cannot run here. If it is that of a stored
 * pattern, its source runs in its place.
 */
function runByteCode(board: BoardState, payload: Uint8Array, now: Millis): void {
  const code = board.announced;
  board.announced = undefined;
  if (code === undefined) return board.log("ignored", "Passed over bytecode: setCode did not announce it", now);
  const crc = crc32(payload);
  if (payload.length !== code.size || crc !== code.crc) {
    const got = `${payload.length} bytes with CRC ${crc}`;
    return board.log("error", `Cannot take bytecode: got ${got}, announced are ${code.size} with CRC ${code.crc}`, now);
  }
  const same = board.store.list().find(({ id }) => equal(board.store.get(id)?.byteCode, payload));
  if (same !== undefined && board.play(same.id, now)) return;
  board.stop(
    { id: code.id === "" ? null : code.id, name: code.name },
    "it came as bytecode, and bytecode cannot run here, allowed is its source in a pattern file",
    now,
  );
}

function savePreview(board: BoardState, payload: Uint8Array, now: Millis): void {
  const { id, jpeg } = decodePreviewImage(payload);
  const pattern = board.store.get(id);
  if (pattern === undefined) return board.log("ignored", `Passed over a preview image: there is no pattern ${id}`, now);
  board.store.save(id, { ...pattern, jpeg });
}

function takeMap(board: BoardState, payload: Uint8Array, now: Millis): void {
  // A copy: the payload may be a view of the frame it came in.
  board.map = decodePixelMap(payload.slice());
  board.noteMap(now);
  board.restart(now);
}

function saveExpanders(board: BoardState, payload: Uint8Array, now: Millis): void {
  decodeExpanderConfig(payload);
  if (!board.flash.write(FLASH_PATHS.expander, payload)) {
    board.log("error", "Cannot store the expanders: flash is full", now);
  }
}

function equal(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length > 0 && a.length === b.length && a.every((byte, at) => byte === b[at]);
}
