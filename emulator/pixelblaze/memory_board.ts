/** A software board without a network: reached through a memory link, on any clock. @module */

import { type MemoryLink, memoryLink } from "../../runtime/links/memory.ts";
import type { Cancel, Clock } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";
import { driveBoard } from "./drive_board.ts";

/** A board in memory: connect to it, harm the link, stop it. */
export interface MemoryBoard extends MemoryLink {
  /** The board that runs. */
  readonly board: SoftBoard;
  /** Stops the board's frames. */
  readonly stop: Cancel;
}

/**
 * Runs a board on a clock and links to it. On a manual clock two runs are equal.
 *
 * @param seed Of the link's faults.
 */
export function memoryBoard(board: SoftBoard, clock: Clock, seed = 1): MemoryBoard {
  const link = memoryLink(
    {
      accept(reply) {
        if (board.refusal(clock.now()) !== undefined) return { receive() {}, closed() {} };
        const session = board.connect(
          { send: reply, dropped: () => link.drop("the board dropped the connection") },
          clock.now(),
        );
        return {
          receive: (data) => session.receive(data, clock.now()),
          closed: () => session.close(),
        };
      },
    },
    clock,
    seed,
  );
  return {
    board,
    faults: link.faults,
    drop: link.drop,
    connect(events) {
      const refusal = board.refusal(clock.now());
      if (refusal === undefined) delete link.faults.refuse;
      else link.faults.refuse = refusal;
      return link.connect(events);
    },
    stop: driveBoard(board, clock),
  };
}
