/** The face of a software Pixo: eyes that blink, and a mouth. @module */

import type { EyesState, FaceState, MouthShape } from "../../protocol/pixo/definition.ts";
import { type FacePixels, mouthPixels } from "../layouts/layout.ts";
import type { Millis } from "../../runtime/time/clock.ts";

/** How long a blink keeps the eyes closed. */
export const BLINK_MS: Millis = 100;

/** How eyes look at one moment. */
export type EyesLook = Exclude<EyesState, "blink">;

/** Both eyes and mouth of each `face` command. */
const FACE_STATES: Readonly<Record<FaceState, { eyes: EyesState; mouth: MouthShape }>> = {
  off: { eyes: "off", mouth: "off" },
  rest: { eyes: "open", mouth: "rest" },
  smile: { eyes: "open", mouth: "smile" },
  sleep: { eyes: "closed", mouth: "rest" },
};

/** Eyes and mouth; awake and at rest at first. */
export class PixoFace {
  #eyes: EyesState = "open";
  #eyesSince: Millis = 0;
  /** The shape of the mouth. */
  mouth: MouthShape = "rest";

  /** Sets the eyes; a blink during a blink begins anew. */
  setEyes(eyes: EyesState, now: Millis): void {
    this.#eyes = eyes;
    this.#eyesSince = now;
  }

  /** Sets eyes and mouth. */
  setFace(state: FaceState, now: Millis): void {
    const { eyes, mouth } = FACE_STATES[state];
    this.setEyes(eyes, now);
    this.mouth = mouth;
  }

  /** How the eyes look: after a blink they are open. */
  eyes(now: Millis): EyesLook {
    if (this.#eyes !== "blink") return this.#eyes;
    return now < this.#eyesSince + BLINK_MS ? "closed" : "open";
  }

  /** The pixels that are lit. */
  litPixels(face: FacePixels, now: Millis): number[] {
    const eyes = this.eyes(now);
    const eyePixels = eyes === "open" ? face.eyesOpen : eyes === "closed" ? face.eyesClosed : [];
    return [...eyePixels, ...mouthPixels(face, this.mouth)];
  }
}
