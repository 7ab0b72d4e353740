/** A list of mouths that is written in a show. @module */

import { parseTime, placeTime } from "../../runtime/model/mod.ts";
import { LipsyncError } from "./error.ts";
import { type CustomMapping, type MappingName, shapeLookup } from "./mouths/mapping.ts";
import { arpabetOf, mouthOf } from "./phoneme_sets.ts";
import { quote, splitLines } from "./text.ts";
import { type Millis, type Mouth, type MouthChange, MOUTHS } from "./types.ts";

/**
 * Reads pairs of a time and a mouth (`ai`, `MBP`) or ARPAbet phone (`AA1`): pairs in an array, or lines of text
 * (`0.25s ai`). A time is `450ms`, `1:02.5` or the like; a bare number is seconds. Each mouth is at exactly the time
 * that stands there, and the last one stays.
 *
 * @param mapping What mouths the phones are shown with; default `xlights`. Of two, the first is shown.
 * @throws {LipsyncError} naming the pair, or the line, whose time or mouth is wrong or whose time runs backward.
 */
export function importPhonemeList(
  list: string | readonly (readonly [string | number, string])[],
  mapping?: MappingName | CustomMapping,
): MouthChange[] {
  const shapeOf = shapeLookup(mapping);
  const changes: MouthChange[] = [];
  for (const { time, label, ...place } of typeof list === "string" ? pairsOfLines(list) : pairsOf(list)) {
    const at = timeOf(time, place);
    const before = changes.at(-1);
    if (before !== undefined && at < before.at) {
      throw new LipsyncError(`Cannot use the phoneme list: ${at} ms stands below ${before.at} ms`, place);
    }
    if (before !== undefined && at === before.at) changes.pop();
    if (changes.at(-1)?.mouth !== mouthFor(label, place)) changes.push({ at, mouth: mouthFor(label, place) });
  }
  return changes;

  function mouthFor(label: string, place: Place): Mouth {
    const mouth = mouthOf(label);
    if (mouth !== undefined) return mouth;
    if (arpabetOf(label) !== undefined) {
      const shape = shapeOf(label, "arpabet", false);
      return typeof shape === "string" ? shape : shape[0];
    }
    throw new LipsyncError(
      `Cannot use the phoneme list: ${quote(label)} is no mouth, allowed are ${MOUTHS.join(", ")} and ARPAbet phones`,
      place,
    );
  }
}

interface Place {
  readonly line?: number;
  readonly record?: string;
}

interface Pair extends Place {
  readonly time: string | number;
  readonly label: string;
}

function pairsOf(list: readonly (readonly [string | number, string])[]): Pair[] {
  return list.map(([time, label], i) => ({ time, label, record: `pair ${i + 1}` }));
}

function pairsOfLines(text: string): Pair[] {
  return splitLines(text).flatMap((written, i): Pair[] => {
    const words = written.trim().split(/\s+/);
    if (words[0] === "") return [];
    const label = words.pop() ?? "";
    if (words.length === 0) {
      throw new LipsyncError(`Cannot use the phoneme list: ${quote(written)} stands here, allowed is "time mouth"`, {
        line: i + 1,
      });
    }
    return [{ time: words.join(" "), label, line: i + 1 }];
  });
}

function timeOf(time: string | number, place: Place): Millis {
  try {
    const at = placeTime(parseTime(time), {
      marker: (name) => {
        throw new SyntaxError(`"${name}" cannot stand here`);
      },
    });
    if (at >= 0) return at;
    throw new SyntaxError(`${at} ms is before the start`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LipsyncError(`Cannot use the phoneme list: ${quote(String(time))} is no time: ${reason}`, place, {
      cause,
    });
  }
}
