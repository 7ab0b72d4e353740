/** The statistics a software board sends once a second. @module */

import type { PixelblazeReply } from "../../protocol/pixelblaze/replies.ts";
import type { Millis } from "../../runtime/time/clock.ts";
import type { BoardState } from "./board_state.ts";

/** Why the two processor cores last started, in the numbers of the ESP32: power on, by software, by the other core. */
const RESET_REASONS = { powerOn: 1, software: 12, otherCore: 14 } as const;

/** Firmware before 3.40 does not say why it started. */
const SAYS_WHY_SINCE = 3.4;

/**
 * The statistics message.
 *
 * @param fps Frames a second since the last one.
 */
export function statsReply(
  board: BoardState,
  fps: number,
  reboots: number,
  now: Millis,
): Extract<PixelblazeReply, { kind: "stats" }> {
  const { player, flash, settings } = board;
  return {
    kind: "stats",
    fps: Math.max(0, fps),
    vmerr: player.fault?.vmerr ?? 0,
    vmerrpc: player.fault?.vmerrpc ?? -1,
    mem: board.outOfMemory ? 0 : player.memoryLeft,
    exp: settings.exp,
    renderType: player.renderType,
    uptime: Math.max(0, Math.floor(now - board.bootedAt)) % 2 ** 32,
    storageUsed: flash.used,
    storageSize: flash.size,
    ...Number.parseFloat(settings.ver) >= SAYS_WHY_SINCE && {
      rr0: reboots === 0 ? RESET_REASONS.powerOn : RESET_REASONS.software,
      rr1: RESET_REASONS.otherCore,
      rebootCounter: 0,
    },
  };
}
