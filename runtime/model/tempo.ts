/** Bars and beats to milliseconds and back. @module */

/** From `bar` (counted from 1) on, `bpm` beats a minute and `beats` beats a bar. */
export interface TempoChange {
  readonly bar: number;
  readonly bpm: number;
  readonly beats: number;
}

interface Stretch extends TempoChange {
  readonly startMs: number;
  readonly startBeat: number;
  readonly beatMs: number;
}

/** Parts of a beat that a time on whole microseconds is taken to stand for: sixteenths, triplets and fifths are whole. */
const PARTS = 960;
/** How far rounding to whole microseconds can move a time, in milliseconds. */
const ROUNDING_MS = 0.000_501;

/** Where every bar and beat of a show falls. A beat is what `bpm` counts: the lower number of the meter. */
export class TempoMap {
  readonly #stretches: readonly Stretch[];

  /**
   * @param changes in ascending order of bars, the first at bar 1
   * @param startMs when bar 1 begins
   * @throws {RangeError} when a change is out of order, or a tempo or meter is not above 0
   */
  constructor(changes: readonly TempoChange[], startMs = 0) {
    const stretches: Stretch[] = [];
    for (const change of changes) {
      if (!(change.bpm > 0 && change.bpm <= 1000)) {
        throw new RangeError(`Tempo must be above 0 and at most 1000 bpm: ${change.bpm}`);
      }
      if (!(Number.isInteger(change.beats) && change.beats > 0)) {
        throw new RangeError(`Meter must have at least 1 beat: ${change.beats}`);
      }
      const last = stretches.at(-1);
      if (last === undefined && change.bar !== 1) {
        throw new RangeError(`The first tempo must begin at bar 1: it begins at bar ${change.bar}`);
      }
      if (last !== undefined && !(change.bar > last.bar)) {
        throw new RangeError(`Tempo changes must ascend: bar ${change.bar} comes after bar ${last.bar}`);
      }
      const beatsSince = last === undefined ? 0 : (change.bar - last.bar) * last.beats;
      stretches.push({
        ...change,
        startBeat: (last?.startBeat ?? 0) + beatsSince,
        startMs: last === undefined ? startMs : last.startMs + beatsSince * last.beatMs,
        beatMs: 60_000 / change.bpm,
      });
    }
    if (stretches.length === 0) throw new RangeError("A tempo map needs at least one tempo");
    this.#stretches = stretches;
  }

  /**
   * When `beat` (from 1, fractions allowed) of `bar` (from 1) falls. Bars below 1 lie before the start.
   *
   * @throws {RangeError} for a beat that the bar does not have
   */
  at(bar: number, beat = 1): number {
    const stretch = this.#last((s) => s.bar <= bar);
    if (!(beat >= 1 && beat < stretch.beats + 1)) {
      throw new RangeError(`Bar ${bar} has no beat ${beat}: it has ${stretch.beats}`);
    }
    return stretch.startMs + ((bar - stretch.bar) * stretch.beats + beat - 1) * stretch.beatMs;
  }

  /** `ms` moved by `beats`, through every tempo change between. */
  addBeats(ms: number, beats: number): number {
    const from = this.#last((s) => s.startMs <= ms);
    const beat = from.startBeat + beatsInto(from, ms) + beats;
    const to = this.#last((s) => s.startBeat <= beat);
    return to.startMs + (beat - to.startBeat) * to.beatMs;
  }

  /** `ms` moved by `bars`, through every tempo and meter change between. */
  addBars(ms: number, bars: number): number {
    const from = this.#last((s) => s.startMs <= ms);
    const bar = from.bar + beatsInto(from, ms) / from.beats + bars;
    const to = this.#last((s) => s.bar <= bar);
    return to.startMs + (bar - to.bar) * to.beats * to.beatMs;
  }

  #last(holds: (stretch: Stretch) => boolean): Stretch {
    return this.#stretches.findLast(holds) ?? this.#stretches[0]!;
  }
}

/**
 * Beats from the start of a stretch to `ms`, as they were before `ms` was rounded to whole microseconds: so that two
 * bars after bar 17 is bar 19 exactly.
 */
function beatsInto(stretch: Stretch, ms: number): number {
  const beats = (ms - stretch.startMs) / stretch.beatMs;
  const meant = Math.round(beats * PARTS) / PARTS;
  return Math.abs(meant - beats) * stretch.beatMs <= ROUNDING_MS ? meant : beats;
}
