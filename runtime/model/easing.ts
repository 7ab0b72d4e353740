/** The curves a ramp can follow. @module */

/** Maps the part of a ramp's time that has passed, 0..1, to the part of its way, with 0 -> 0 and 1 -> 1. */
export type Curve = (x: number) => number;

function mirrored(easeIn: Curve): Curve {
  return (x) => 1 - easeIn(1 - x);
}

function joined(easeIn: Curve): Curve {
  return (x) => x < 0.5 ? easeIn(2 * x) / 2 : 1 - easeIn(2 - 2 * x) / 2;
}

const IN: Record<string, Curve> = {
  sine: (x) => 1 - Math.cos(x * Math.PI / 2),
  quad: (x) => x * x,
  cubic: (x) => x * x * x,
  quart: (x) => x * x * x * x,
  expo: (x) => x === 0 ? 0 : 2 ** (10 * x - 10),
  circ: (x) => 1 - Math.sqrt(1 - x * x),
};

/**
 * Every easing by name: `linear`, `step` (the old value until the end, then the new one), and `-in` (starts slowly),
 * `-out` (ends slowly) and `-in-out` (both) of `sine`, `quad`, `cubic`, `quart`, `expo` and `circ`.
 */
export const EASINGS: ReadonlyMap<string, Curve> = new Map<string, Curve>([
  ["linear", (x) => x],
  ["step", (x) => x < 1 ? 0 : 1],
  ...Object.entries(IN).flatMap(([name, curve]): [string, Curve][] => [
    [`${name}-in`, curve],
    [`${name}-out`, mirrored(curve)],
    [`${name}-in-out`, joined(curve)],
  ]),
]);

/**
 * The value of easing `name` at `x`; below 0 it is 0 and above 1 it is 1.
 *
 * @throws {RangeError} for a name that is not in {@link EASINGS}
 */
export function ease(name: string, x: number): number {
  const curve = EASINGS.get(name);
  if (curve === undefined) throw new RangeError(`Cannot ease: unknown easing "${name}"`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return curve(x);
}
