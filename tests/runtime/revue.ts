/** A small show on two boards and a face. @module */

import type { Show } from "../../runtime/model/mod.ts";
import { group, pixelblaze, type PixelblazeTarget, pixo, type PixoTarget, show } from "../../shows/builder.ts";

/** Its devices, and those of other shows in these tests. */
export const board: PixelblazeTarget = pixelblaze("board", { host: "10.0.0.1" });
export const other: PixelblazeTarget = pixelblaze("other", { host: "10.0.0.2" });
export const face: PixoTarget = pixo("face", { port: "/dev/ttyACM0" });

/** Patterns, ramps and mouths on two boards and a face, eight seconds long. */
export function revue(): Show {
  return show("Revue", { devices: [board, other, face], end: "8s" }, (s) => {
    const boards = group("boards", board, other);
    s.at("0s", boards.pattern("A"), boards.vars({ x: 1 }), boards.brightness(0), face.mouth("rest"));
    s.at("1s", boards.brightness(1, { over: "4s" }));
    ["ai", "e", "o", "rest"].forEach((mouth, i) => s.at(2 + i / 5, face.mouth(mouth)));
    s.at("5.5s", boards.pattern("B"), boards.vars({ y: 2 }));
    s.at("6s", board.ramp({ y: 3 }, { over: "1s" }), other.trigger("triggerFlash"), face.blink());
    s.at("7.5s", boards.brightness(0.25), face.face("sleep"));
  });
}
