/** What a software board does for each command: one row a command, in the order it looks for them in a frame. @module */

import type { PixelblazeCommandName, PixelblazeCommands } from "../../protocol/pixelblaze/commands.ts";
import { encodePlaylistFile, FLASH_PATHS } from "../../protocol/pixelblaze/flash_files.ts";
import { encodePixelMap } from "../../protocol/pixelblaze/pixel_map.ts";
import { chunkSizeFor, encodeFrames, FRAME_TYPES, type FrameType } from "../../protocol/pixelblaze/frames.ts";
import { writeBoardJson } from "../../protocol/pixelblaze/json_text.ts";
import { encodeProgramList } from "../../protocol/pixelblaze/program_list.ts";
import { encodePixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import { encodeSources } from "../../protocol/pixelblaze/sources.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import { generationOf, settingsMessage } from "./board_settings.ts";
import type { BoardState } from "./board_state.ts";
import { obeySettings } from "./settings_commands.ts";

/** One frame of commands being obeyed. */
export interface Call {
  /** The board that obeys. */
  readonly board: BoardState;
  /** When. */
  readonly now: Millis;
  /** Every command of the frame. */
  readonly commands: PixelblazeCommands;
  /** Whether the frame asks to write to flash. */
  readonly save: boolean;
  /** Sends to the client that asked. */
  readonly send: (data: string | Uint8Array) => void;
  /** Has a command acknowledged, after everything else was done. */
  readonly ack: () => void;
  /** Has the state of the sequencer sent, once, after everything else was done. */
  readonly state: () => void;
}

type Handler<Value> = (value: Value, call: Call) => void;
type Handlers = { readonly [Name in PixelblazeCommandName]?: Handler<NonNullable<PixelblazeCommands[Name]>> };

/** How long a look for new firmware takes. There never is any. */
const UPGRADE_CHECK_MS = 500;
const UPGRADE = { unknown: 0, checking: 1, upToDate: 4 } as const;

/** The rows; settings are obeyed before them. A value of the wrong kind never comes here. */
export const COMMAND_HANDLERS: Handlers = {
  pause: (pause, { board, ack }) => {
    board.paused = pause;
    ack();
  },
  sendUpdates: (on, { board }) => {
    board.sendUpdates = on;
  },
  upgradeVersion: (_value, { board, now }) => {
    board.upgradeCheckedAt = now;
  },
  deleteProgram: (id, { board, now }) => {
    if (!board.store.remove(id)) board.log("ignored", `deleteProgram: there is no pattern ${JSON.stringify(id)}`, now);
  },
  setCode: ({ id = "", name = "", size = 0, crc = 0 }, { board, ack }) => {
    board.announced = { id, name, size, crc };
    ack();
  },
  savePixelMap: (save, { board, now }) => {
    const { map } = board;
    if (!save || map === undefined) return;
    if (!board.flash.write(FLASH_PATHS.mapData, encodePixelMap(map))) {
      board.log("error", "savePixelMap: flash is full", now);
    }
  },
  activeProgramId: (id, { board, now, save, state }) => {
    if (!board.play(id, now)) {
      return board.log("ignored", `activeProgramId: there is no pattern ${JSON.stringify(id)}`, now);
    }
    if (save) board.config.keep({}, id);
    state();
  },
  playlist: ({ items, position }, { board, now, save, state }) => {
    if (items !== undefined) {
      board.sequencer.setPlaylist(items);
      if (save) board.flash.write(FLASH_PATHS.defaultPlaylist, encodePlaylistFile(items));
    }
    if (position !== undefined) board.playPosition(position, now);
    state();
  },
  nextProgram: (wanted, { board, now, state }) => {
    if (!wanted) return;
    if (board.sequencer.mode !== 0) board.sequencer.setRunning(true, now);
    board.playNext(now);
    state();
  },
  setControls: (values, { board, now, save, ack }) => {
    const unknown = board.player.setControls(values);
    if (unknown.length > 0) {
      board.log("ignored", `setControls: the pattern has no ${unknown.join(", ").slice(0, 200)}`, now);
    }
    const id = board.player.pattern?.id;
    if (save && typeof id === "string") board.store.saveControls(id, board.player.valuesToSave());
    ack();
  },
  setVars: (values, { board, now }) => {
    if (!board.player.queueVars(values, now)) board.log("error", "setVars: too many messages wait for a frame", now);
  },
  getConfig: (wanted, call) => {
    if (!wanted) return;
    const { board, now, send } = call;
    send(encodePixelblazeReply({ kind: "settings", ...settingsMessage(board.liveSettings()) }));
    send(encodePixelblazeReply(board.sequencerReply(now)));
    const expanders = board.flash.read(FLASH_PATHS.expander);
    if (expanders !== undefined && (expanders.length > 1 || board.options.expanderMessage !== false)) {
      sendAll(FRAME_TYPES.expanderConfig, expanders, call);
    }
  },
  listPrograms: (wanted, { board, send }) => {
    if (wanted) encodeProgramList(board.store.list()).forEach((frame) => send(frame));
  },
  getVars: (wanted, { board, send }) => {
    if (wanted) send(writeBoardJson({ vars: board.player.vars() }));
  },
  getControls: (id, { board, send }) => {
    send(encodePixelblazeReply({ kind: "controls", controls: { [id]: board.store.controls(id) } }));
  },
  getPlaylist: (_id, { board, now, send }) => send(encodePixelblazeReply(board.playlistReply(now))),
  getSources: (id, call) => {
    const { board, now } = call;
    const source = board.store.get(id)?.source;
    if (source === undefined) {
      return board.log("ignored", `getSources: there is no source of ${JSON.stringify(id)}`, now);
    }
    sendAll(FRAME_TYPES.sources, encodeSources(source), call);
  },
  getPreviewImg: (id, call) => {
    const { board, now } = call;
    const jpeg = board.store.get(id)?.jpeg;
    if (jpeg === undefined) {
      return board.log("ignored", `getPreviewImg: there is no pattern ${JSON.stringify(id)}`, now);
    }
    const payload = new Uint8Array(id.length + jpeg.length);
    payload.set(new TextEncoder().encode(id));
    payload.set(jpeg, id.length);
    sendAll(FRAME_TYPES.previewImage, payload, call);
  },
  getPeers: (wanted, { board, now, send }) => {
    if (wanted) send(encodePixelblazeReply({ kind: "peers", peers: board.options.peers?.(now) ?? [] }));
  },
  getUpgradeState: (wanted, { board, now, send }) => {
    if (!wanted) return;
    const asked = board.upgradeCheckedAt;
    const state = asked === undefined ? "unknown" : now - asked < UPGRADE_CHECK_MS ? "checking" : "upToDate";
    send(encodePixelblazeReply({ kind: "upgradeState", upgradeState: { code: UPGRADE[state] } }));
  },
  ping: (_value, { ack }) => ack(),
};

/** Obeys every command of a frame: settings first, then the rows in their order. */
export function obey(call: Call): void {
  obeySettings(call);
  for (const name of Object.keys(COMMAND_HANDLERS) as PixelblazeCommandName[]) {
    const value = call.commands[name];
    if (value !== undefined) (COMMAND_HANDLERS[name] as Handler<unknown>)(value, call);
  }
}

/** Sends a binary message in as many frames as a board of this generation needs. */
function sendAll(type: FrameType, payload: Uint8Array, { board, send }: Call): void {
  for (const frame of encodeFrames(type, payload, chunkSizeFor(type, generationOf(board.settings.ver)))) send(frame);
}
