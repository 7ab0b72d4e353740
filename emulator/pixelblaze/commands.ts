/** What a software board does for each command: one row a command, in the order it looks for them in a frame. @module */

import type { Millis } from "../../runtime/time/clock.ts";
import type { PixelblazeCommandName, PixelblazeCommands } from "../../protocol/pixelblaze/commands.ts";
import { encodeFrame, FRAME_FLAGS, FRAME_TYPES } from "../../protocol/pixelblaze/frames.ts";
import { encodeProgramList } from "../../protocol/pixelblaze/program_list.ts";
import { encodePixelblazeReply, type PixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { settingsMessage } from "./board_settings.ts";
import type { BoardState } from "./board_state.ts";

/** One frame of commands being obeyed. */
export interface Call {
  readonly board: BoardState;
  readonly now: Millis;
  /** Every command of the frame. */
  readonly commands: PixelblazeCommands;
  /** Whether the frame asks to write to flash. */
  readonly save: boolean;
  /** Sends to the client that asked. */
  readonly send: (data: string | Uint8Array) => void;
  /** Has the frame acknowledged. */
  readonly ack: () => void;
  /** Has the state of the sequencer sent, once, after everything else was done. */
  readonly state: () => void;
}

type Handler<Value> = (value: Value, call: Call) => void;
type Handlers = { readonly [Name in PixelblazeCommandName]?: Handler<NonNullable<PixelblazeCommands[Name]>> };

/** A message of the board that this version can write. */
export type BoardReply = Exclude<PixelblazeReply, { kind: "unknown" }>;

const EXPANDER_CONFIG_EMPTY = 5;

/** The rows. A value of the wrong kind never comes here. */
export const COMMAND_HANDLERS: Handlers = {
  pause: (pause, { board, ack }) => {
    board.paused = pause;
    ack();
  },
  sendUpdates: (on, { board }) => {
    board.sendUpdates = on;
  },
  activeProgramId: (id, { board, now, state }) => {
    if (board.play(id, now)) state();
    else board.log("ignored", `activeProgramId: got ${JSON.stringify(id)}, which is no stored pattern`, now);
  },
  brightness: (brightness, { board }) => {
    board.settings.brightness = brightness;
  },
  maxBrightness: (brightness, { board }) => {
    board.settings.maxBrightness = brightness;
  },
  setControls: (values, { board, now, ack }) => {
    const unknown = board.player.setControls(values);
    if (unknown.length > 0) board.log("ignored", `setControls: the pattern has no ${unknown.join(", ")}`, now);
    ack();
  },
  setVars: (values, { board, now }) => {
    if (!board.player.queueVars(values, now)) board.log("error", "setVars: too many messages wait for a frame", now);
  },
  getConfig: (wanted, { board, now, send }) => {
    if (!wanted) return;
    send(encodePixelblazeReply({ kind: "settings", ...settingsMessage(board.settings) }));
    send(encodePixelblazeReply(board.sequencerReply(now)));
    if (board.options.expanderMessage !== false) send(expanderMessage());
  },
  listPrograms: (wanted, { board, send }) => {
    if (wanted) encodeProgramList(board.store.list()).forEach(send);
  },
  getVars: (wanted, { board, send }) => {
    if (wanted) send(encodePixelblazeReply({ kind: "vars", vars: board.player.vars() }));
  },
  getControls: (id, { board, send }) => {
    send(encodePixelblazeReply({ kind: "controls", controls: { [id]: board.store.controls(id) } }));
  },
  getUpgradeState: (wanted, { send }) => {
    if (wanted) send(encodePixelblazeReply({ kind: "upgradeState", upgradeState: { code: 4 } }));
  },
  ping: (_value, { ack }) => ack(),
};

/** Obeys every command of a frame, in the order of the rows. */
export function obey(call: Call): void {
  for (const name of Object.keys(COMMAND_HANDLERS) as PixelblazeCommandName[]) {
    const value = call.commands[name];
    if (value !== undefined) (COMMAND_HANDLERS[name] as Handler<unknown>)(value, call);
  }
}

function expanderMessage(): Uint8Array {
  return encodeFrame({
    type: FRAME_TYPES.expanderConfig,
    flags: FRAME_FLAGS.first | FRAME_FLAGS.last,
    payload: new Uint8Array([EXPANDER_CONFIG_EMPTY]),
  });
}
