/** Blinks that look alive, on the rests of a mouth track. @module */

import { blinkTimes } from "../../runtime/model/mod.ts";
import type { Millis, MouthTrack } from "./types.ts";

/**
 * When the eyes blink by themselves: first within 5.5 s, then every 4.5 to 5.5 s, only while the mouth rests, not in the
 * first 150 ms of a rest nor so late that the blink (100 ms) ends less than 130 ms before it does. One that falls
 * elsewhere waits for the next rest. (The habits of xLights' faces.)
 *
 * @param over A track, which counts as 60 s longer than its last change unless `duration` says otherwise; or a length of
 * time that is all rest.
 * @param seed The same seed gives the same blinks, so that a performance is what was rehearsed.
 * @param duration Where the blinks end; for a track only.
 */
export function autoBlinks(over: MouthTrack | Millis, seed: number, duration?: Millis): readonly Millis[] {
  if (typeof over === "number") return blinkTimes([[0, over]], 0, over, seed);
  const end = duration ?? (over.at(-1)?.at ?? 0) + 60_000;
  const rests = over.flatMap(({ at, mouth }, i): [Millis, Millis][] =>
    mouth === "rest" && at < end ? [[at, Math.min(end, over[i + 1]?.at ?? end)]] : []
  );
  return blinkTimes(rests, 0, end, seed);
}
