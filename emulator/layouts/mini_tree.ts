/** A stand-in for the Pixo Mini Tree. @module */

import type { DrawnMouth, FacePixels, Layout, LayoutPoint } from "./layout.ts";

/**
 * A flat tree of 120 pixels and 0.6 m, with the parts that the Pixo Device API names: `outline` (40 pixels), `lights`
 * (20), `trunk` (8), `star` (12) and a face (40: two eyes of 8, a mouth of 24), in this order.
 *
 * The number of pixels of a real Mini Tree, their order and their places are not published: these are our own.
 */
export function miniTree(): Layout {
  const parts = { outline: outline(), lights: lights(), trunk: trunk(), star: star() };
  const points: LayoutPoint[] = [];
  const submodels: Record<string, number[]> = {};
  for (const [name, part] of Object.entries(parts)) submodels[name] = append(points, part);
  const first = points.length;
  points.push(...eye(-EYE_X), ...eye(EYE_X), ...MOUTH);
  return { name: "mini-tree", points, submodels, face: face(first) };
}

function append(points: LayoutPoint[], part: readonly LayoutPoint[]): number[] {
  return part.map((point) => points.push(point) - 1);
}

const HALF_OUTLINE: readonly (readonly [x: number, y: number])[] = [
  [0.0, 0.49],
  [0.105, 0.355],
  [0.075, 0.345],
  [0.165, 0.22],
  [0.13, 0.21],
  [0.225, 0.08],
  [0.0, 0.08],
];

/** 40 pixels at equal distances around three tiers of branches, from the top on clockwise. */
function outline(): LayoutPoint[] {
  const left = HALF_OUTLINE.slice(1, -1).reverse().map(([x, y]) => [-x, y] as const);
  const corners = [...HALF_OUTLINE, ...left, HALF_OUTLINE[0]!];
  const lengths = corners.slice(1).map(([x, y], i) => Math.hypot(x - corners[i]![0], y - corners[i]![1]));
  const around = lengths.reduce((sum, length) => sum + length);
  return Array.from({ length: 40 }, (_, i) => {
    let rest = (around * i) / 40;
    let side = 0;
    while (rest > lengths[side]!) rest -= lengths[side++]!;
    const [[x0, y0], [x1, y1]] = [corners[side]!, corners[side + 1]!];
    const part = rest / lengths[side]!;
    return [x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, 0];
  });
}

/** Two hanging chains of lights, 7 above the face and 13 below it, from left to right. */
function lights(): LayoutPoint[] {
  const chain = (count: number, half: number, y: number, sag: number): LayoutPoint[] =>
    Array.from({ length: count }, (_, i) => {
      const x = -1 + (2 * i) / (count - 1);
      return [x * half, y + sag * (x * x - 1), 0.02];
    });
  return [...chain(7, 0.066, 0.39, 0.03), ...chain(13, 0.165, 0.135, 0.03)];
}

/** Two columns of four, up on the left and down on the right. */
function trunk(): LayoutPoint[] {
  return Array.from({ length: 8 }, (_, i) => [i < 4 ? -0.025 : 0.025, 0.018 * (i < 4 ? i : 7 - i), 0]);
}

/** Ten corners from the top on clockwise, and two in the middle. */
function star(): LayoutPoint[] {
  const corners = Array.from({ length: 10 }, (_, i): LayoutPoint => {
    const radius = i % 2 === 0 ? 0.055 : 0.026;
    const angle = (Math.PI * i) / 5;
    return [radius * Math.sin(angle), 0.545 + radius * Math.cos(angle), 0.01];
  });
  return [...corners, [-0.008, 0.545, 0.01], [0.008, 0.545, 0.01]];
}

const EYE_X = 0.047;
const EYE_Y = 0.298;

/** Six around from the right on, and two across the middle. */
function eye(x: number): LayoutPoint[] {
  const around = Array.from({ length: 6 }, (_, i): LayoutPoint => {
    const angle = (Math.PI * i) / 3;
    return [x + 0.027 * Math.cos(angle), EYE_Y + 0.027 * Math.sin(angle), 0.02];
  });
  return [...around, [x - 0.009, EYE_Y, 0.02], [x + 0.009, EYE_Y, 0.02]];
}

/** The mouth in rows from the top: ends of a smile, corners, upper lip, teeth line, tongue line, lower lip. */
const ROWS = {
  ends: [0, 1],
  corners: [2, 3],
  upper: [4, 8],
  teeth: [9, 13],
  tongue: [14, 18],
  lower: [19, 23],
} as const;

const MOUTH: readonly LayoutPoint[] = [
  [-0.092, 0.238],
  [0.092, 0.238],
  [-0.072, 0.215],
  [0.072, 0.215],
  ...[-0.048, -0.024, 0, 0.024, 0.048].map((x) => [x, 0.236 - 2 * x * x] as const),
  ...[-0.048, -0.024, 0, 0.024, 0.048].map((x) => [x, 0.212] as const),
  ...[-0.048, -0.024, 0, 0.024, 0.048].map((x) => [x, 0.188 + 2 * x * x] as const),
  ...[-0.048, -0.024, 0, 0.024, 0.048].map((x) => [x, 0.162 + 5 * x * x] as const),
].map(([x, y]) => [x, y, 0.02]);

type Row = keyof typeof ROWS;

/** Which pixels of each row a mouth lights: `*` all, or their places in the row. */
const MOUTHS: Readonly<Record<DrawnMouth, Readonly<Partial<Record<Row, "*" | readonly number[]>>>>> = {
  rest: { ends: "*", corners: "*", teeth: "*" },
  mbp: { teeth: "*" },
  ai: { ends: "*", corners: "*", upper: "*", lower: "*" },
  e: { corners: "*", upper: "*", tongue: "*" },
  etc: { corners: "*", teeth: "*", tongue: "*" },
  fv: { corners: "*", upper: "*", teeth: [1, 2, 3] },
  l: { corners: "*", upper: "*", lower: "*", teeth: [2], tongue: [1, 2, 3] },
  o: { upper: [1, 2, 3], teeth: [0, 4], tongue: [0, 4], lower: [1, 2, 3] },
  u: { teeth: [1, 2, 3], tongue: [1, 3], lower: [1, 2, 3] },
  wq: { teeth: [2], tongue: [1, 3], lower: [2] },
};

function face(first: number): FacePixels {
  const eyes = [first, first + 8];
  const mouth = first + 16;
  const mouths = Object.entries(MOUTHS).map(([shape, rows]) => {
    const pixels = Object.entries(rows).flatMap(([row, which]) => {
      const [from, to] = ROWS[row as Row];
      const places = which === "*" ? Array.from({ length: to - from + 1 }, (_, i) => i) : which;
      return places.map((place) => mouth + from + place);
    });
    return [shape, pixels.sort((a, b) => a - b)];
  });
  return {
    mouths: Object.fromEntries(mouths),
    eyesOpen: eyes.flatMap((eye) => [0, 1, 2, 3, 4, 5].map((i) => eye + i)),
    // A closed eye is the line across its middle with the two ends of the ring.
    eyesClosed: eyes.flatMap((eye) => [0, 3, 6, 7].map((i) => eye + i)),
  };
}
