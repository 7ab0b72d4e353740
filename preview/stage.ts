/** The LEDs of all fixtures in one row, and their colours now. @module */

import {
  encodeSimPixelColors,
  encodeSimPixelConfig,
  scaleToSimPixel,
  type SimPixelByteOrder,
} from "../protocol/simpixel/mod.ts";
import { measurePitch } from "../protocol/simpixel/mod.ts";
import type { PreviewFixture } from "./types.ts";

/** Width of a LED where its neighbours are far, in metres. */
const LARGEST_POINT = 0.04;

/** A fixture as the page gets it. */
export interface StagedFixture {
  readonly name: string;
  /** Index of its first LED among those of all fixtures. */
  readonly first: number;
  /** Width of a LED in metres. */
  readonly pointSize: number;
  /** x, y, z of each LED in metres, y UP, to a tenth of a millimetre. */
  readonly points: readonly number[];
}

/** What is drawn: places that stay and colours that change. */
export class Stage {
  readonly fixtures: readonly StagedFixture[];
  readonly ledCount: number;
  /** See {@link SimPixelScaledLayout.pointSize}. */
  readonly simPixelPointSize: number;
  /** The colours of all LEDs as a SimPixel message; changes with every {@link Stage.paint}. */
  readonly frame: Uint8Array<ArrayBuffer>;
  readonly #coordinates: Int16Array;
  readonly #colors = new Map<string, Uint8Array>();

  /** @throws {RangeError} If there is no fixture, two have one name, or one has no points or points that are no numbers. */
  constructor(fixtures: readonly PreviewFixture[]) {
    if (fixtures.length === 0) throw new RangeError("Cannot start the preview: got no fixtures, want 1 or more");
    const layout = scaleToSimPixel(fixtures.flatMap((fixture) => fixture.points));
    this.#coordinates = layout.coordinates;
    this.simPixelPointSize = layout.pointSize;
    this.ledCount = layout.coordinates.length / 3;
    this.frame = new Uint8Array(encodeSimPixelColors(new Uint8Array(3 * this.ledCount)));
    const staged: StagedFixture[] = [];
    let first = 0;
    for (const fixture of fixtures) {
      staged.push(stageFixture(fixture, first));
      if (this.#colors.has(fixture.name)) {
        throw new RangeError(`Cannot start the preview: two fixtures are called ${JSON.stringify(fixture.name)}`);
      }
      const last = first + fixture.points.length;
      this.#colors.set(fixture.name, this.frame.subarray(2 + 3 * first, 2 + 3 * last));
      first = last;
    }
    this.fixtures = staged;
  }

  /** The layout as a SimPixel message. */
  config(byteOrder: SimPixelByteOrder): Uint8Array<ArrayBuffer> {
    return new Uint8Array(encodeSimPixelConfig(this.#coordinates, { byteOrder }));
  }

  /** Takes over the colours of a fixture. @throws {RangeError} If there is no such fixture, or there are too few or many. */
  paint(name: string, rgb: Uint8Array): void {
    const colors = this.#colors.get(name);
    if (colors === undefined) {
      const known = [...this.#colors.keys()].map((name) => JSON.stringify(name)).join(", ");
      throw new RangeError(`Cannot show a frame: there is no fixture ${JSON.stringify(name)}, there are ${known}`);
    }
    if (rgb.length !== colors.length) {
      throw new RangeError(
        `Cannot show a frame of ${
          JSON.stringify(name)
        }: got ${rgb.length} bytes, want ${colors.length}, 3 for each LED`,
      );
    }
    colors.set(rgb);
  }
}

function stageFixture(fixture: PreviewFixture, first: number): StagedFixture {
  const { name, points } = fixture;
  if (points.length === 0) {
    throw new RangeError(`Cannot start the preview: fixture ${JSON.stringify(name)} has no points, want 1 or more`);
  }
  const pitch = measurePitch(points).median;
  const pointSize = fixture.pointSize ?? (pitch > 0 ? Math.min(pitch, LARGEST_POINT) : LARGEST_POINT);
  return { name, first, pointSize, points: points.flatMap((point) => point.map((m) => Math.round(m * 1e4) / 1e4)) };
}
