/** Keeps a software board running on a clock. @module */

import type { Cancel, Clock } from "../../runtime/time/clock.ts";
import type { SoftBoard } from "./board.ts";

/** Calls the board whenever it has something to do, until it is cancelled. One timer at a time. */
export function driveBoard(board: SoftBoard, clock: Clock): Cancel {
  let cancel: Cancel = arm();

  function arm(): Cancel {
    return clock.at(Math.max(clock.now(), board.nextDue(clock.now())), () => {
      board.tick(clock.now());
      cancel = arm();
    });
  }

  return () => cancel();
}
