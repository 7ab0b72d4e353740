/** Writes Audacity label tracks. @module */

import type { TimedSpeech } from "../types.ts";
import { mouthLabel } from "./mouth_speech.ts";
import { type MouthCueOptions, mouthCues } from "./mouth_cues.ts";

/** Writes the mouths of one voice as `start TAB end TAB label` lines, in seconds; pauses have no label. */
export function writeAudacity(speech: TimedSpeech, options: MouthCueOptions = {}): string {
  return mouthCues(speech, options).filter(({ mouth }) => mouth !== "rest").map(({ start, end, mouth }) =>
    `${seconds(start)}\t${seconds(end)}\t${mouthLabel(mouth)}\n`
  ).join("");
}

function seconds(time: number): string {
  return (time / 1000).toFixed(6);
}
