/** What a software board does when a client sets its settings. @module */

import { PIXELBLAZE_SETTABLE } from "../../protocol/pixelblaze/settings.ts";
import type { Call } from "./commands.ts";
import { ALWAYS_SAVED, type BoardSettings, unknownSettings } from "./board_settings.ts";

type SettingName = keyof typeof PIXELBLAZE_SETTABLE;

/**
 * Obeys every setting of a frame. What is to be kept is written once for all of them. Settings this firmware does not
 * have are passed over.
 */
export function obeySettings(call: Call): void {
  const { board, commands, now, save } = call;
  const unknown = unknownSettings(board.settings.ver);
  const kept: Partial<BoardSettings> = {};
  for (const name of Object.keys(PIXELBLAZE_SETTABLE) as SettingName[]) {
    if (commands[name] === undefined) continue;
    if (unknown.has(name)) {
      board.log("ignored", `${name}: firmware ${board.settings.ver} has no such setting`, now);
      continue;
    }
    const given = {
      [name]: name === "pixelCount" ? Math.min(commands.pixelCount ?? 0, board.maxPixels) : commands[name],
    };
    Object.assign(board.settings, given);
    if (save || ALWAYS_SAVED.has(name)) Object.assign(kept, given);
    EFFECTS[name]?.(call);
  }
  if (Object.keys(kept).length > 0 && !board.config.keep(kept)) {
    board.log("error", "Cannot keep settings: flash is full", now);
  }
}

/** What a setting changes besides itself. */
const EFFECTS: { readonly [Name in SettingName]?: (call: Call) => void } = {
  pixelCount({ board, now }) {
    board.noteMap(now);
    board.restart(now);
  },
  sequenceTimer: ({ board, state }) => {
    board.sequencer.setShuffleMs(board.settings.sequenceTimer);
    state();
  },
  sequencerMode: ({ board, now, state }) => {
    const { sequencerMode } = board.settings;
    board.setSequencerMode(sequencerMode, now);
    if (sequencerMode !== 0) state();
  },
  runSequencer: ({ board, now, state }) => {
    board.sequencer.setRunning(board.settings.runSequencer, now);
    state();
  },
};
