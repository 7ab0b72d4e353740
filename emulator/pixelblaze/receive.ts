/** What a software board does with a message that has come. @module */

import { ProtocolError } from "../../protocol/errors.ts";
import { parsePixelblazeCommands } from "../../protocol/pixelblaze/commands.ts";
import { encodePixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { decodeUdpPacket } from "../../protocol/pixelblaze/udp.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardState } from "./board_state.ts";
import { obey } from "./commands.ts";
import { forPatterns } from "./sensors.ts";
import type { Session } from "./session.ts";
import { takeUpload } from "./uploads.ts";

/** The longest message a board without memory can still take in. */
const SHORT_MESSAGE = 256;

const ACK = encodePixelblazeReply({ kind: "ack", ack: 1 });
const SAVED = encodePixelblazeReply({ kind: "ack", ack: 1, saveProgramSourceFile: true });

/** A websocket message. What a board would pass over in silence is noted. */
export function receiveMessage(board: BoardState, session: Session, data: string | Uint8Array, now: Millis): void {
  if (board.outOfMemory && data.length > SHORT_MESSAGE) {
    return board.log("ignored", `Passed over a message of ${data.length}: out of memory`, now);
  }
  notingMistakes(board, now, () => {
    if (typeof data === "string") receiveText(board, session, data, now);
    else receiveBinary(board, session, data, now);
  });
}

/** A datagram for the board with this id. */
export function receiveDatagram(board: BoardState, bytes: Uint8Array, id: number, now: Millis): void {
  notingMistakes(board, now, () => {
    const packet = decodeUdpPacket(bytes);
    if (packet?.kind === "timeSync" && packet.id === id) {
      board.clock.sync({ ms: packet.ms, echoedMs: packet.beaconMs }, now);
    } else if (packet?.kind === "sensor") {
      board.sensors = forPatterns(packet);
      board.player.setSensors(board.sensors);
    }
  });
}

function receiveText(board: BoardState, session: Session, frame: string, now: Millis): void {
  const { commands, ignored } = parsePixelblazeCommands(frame);
  if (ignored.length > 0) {
    board.log("ignored", `Passed over ${ignored.slice(0, 8).map((name) => name.slice(0, 32)).join(", ")}`, now);
  }
  let acks = 0;
  let wantsState = false;
  const send = (data: string | Uint8Array) => session.send(data, now);
  obey({
    board,
    now,
    commands,
    save: commands.save === true,
    send,
    ack: () => void acks++,
    state: () => void (wantsState = true),
  });
  if (wantsState) send(encodePixelblazeReply(board.sequencerReply(now)));
  if (board.options.ackEachCommand !== true) acks = Math.min(acks, 1);
  while (acks-- > 0) send(ACK);
}

/**
 * Each frame of an upload is acknowledged, whatever is in it: clients wait for that before they send the next one, and
 * pixelblaze-client waits for ever.
 */
function receiveBinary(board: BoardState, session: Session, frame: Uint8Array, now: Millis): void {
  let saved = false;
  const message = session.uploads.push(frame);
  notingMistakes(board, now, () => {
    saved = message !== undefined && takeUpload(board, message, now);
  });
  session.send(saved ? SAVED : ACK, now);
}

function notingMistakes(board: BoardState, now: Millis, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    board.log("ignored", error.message, now);
  }
}
