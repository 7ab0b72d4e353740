import { assert, assertEquals } from "@std/assert";
import { DRAWN_MOUTHS, facePixels, type LayoutPoint, mouthPixels } from "../../../emulator/layouts/layout.ts";
import { miniTree } from "../../../emulator/layouts/mini_tree.ts";

const tree = miniTree();
const face = tree.face!;

/** Draws pixels as letters, `columns` wide, from the top. */
function draw(pixels: readonly (readonly [pixel: number, letter: string])[], columns: number, rows: number): string {
  const places = pixels.map(([pixel]) => tree.points[pixel]!);
  const range = (axis: 0 | 1) =>
    [Math.min(...places.map((p) => p[axis])), Math.max(...places.map((p) => p[axis]))] as const;
  const [[left, right], [bottom, top]] = [range(0), range(1)];
  const lines = Array.from({ length: rows }, () => Array<string>(columns).fill(" "));
  for (const [pixel, letter] of pixels) {
    const [x, y] = tree.points[pixel]! as LayoutPoint;
    const column = Math.round(((x - left) / (right - left)) * (columns - 1));
    lines[Math.round(((top - y) / (top - bottom)) * (rows - 1))]![column] = letter;
  }
  return lines.map((line) => line.join("").trimEnd()).join("\n");
}

Deno.test("miniTree() has 120 pixels in five parts, each in one of them", () => {
  const counts = Object.fromEntries(Object.entries(tree.submodels).map(([name, pixels]) => [name, pixels.length]));
  assertEquals(counts, { outline: 40, lights: 20, trunk: 8, star: 12 });
  const all = [...Object.values(tree.submodels).flat(), ...facePixels(face)];
  assertEquals(all, tree.points.map((_, pixel) => pixel));
  assertEquals(facePixels(face).length, 40);
});

Deno.test("miniTree() has no two pixels nearer than a centimetre", () => {
  tree.points.forEach((a, i) => {
    for (const b of tree.points.slice(i + 1)) assert(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) > 0.01);
  });
});

Deno.test("miniTree() is the same on both sides", () => {
  const places = new Set(tree.points.map(([x, y]) => `${Math.round(x * 1e4) + 0},${Math.round(y * 1e4)}`));
  const missing = tree.points.filter(([x, y]) => !places.has(`${Math.round(-x * 1e4) + 0},${Math.round(y * 1e4)}`));
  assertEquals(missing, []);
});

Deno.test("miniTree() defines every mouth, each with pixels of its own choice", () => {
  const shapes = DRAWN_MOUTHS.map((mouth) => face.mouths[mouth]!.join());
  assertEquals(new Set(shapes).size, DRAWN_MOUTHS.length);
  assert(shapes.every((shape) => shape !== ""));
  for (let i = 0; i < DRAWN_MOUTHS.length; i++) {
    for (const other of DRAWN_MOUTHS.slice(i + 1)) {
      const [a, b] = [new Set(face.mouths[DRAWN_MOUTHS[i]!]), new Set(face.mouths[other])];
      assert(a.symmetricDifference(b).size >= 4, `${DRAWN_MOUTHS[i]} and ${other} look alike`);
    }
  }
});

Deno.test("miniTree() looks like a tree with a star, lights, a trunk and a face", () => {
  const letters = { outline: "o", lights: "*", trunk: "|", star: "+" } as const;
  const parts = Object.entries(letters).flatMap(([name, letter]) =>
    tree.submodels[name]!.map((p) => [p, letter] as const)
  );
  const shown = [...face.eyesOpen, ...mouthPixels(face, "rest")].map((pixel) => [pixel, "f"] as const);
  assertEquals(draw([...parts, ...shown], 51, 34), TREE);
});

const TREE = `
                         +

                   +   +   +   +
                      + + + +
                         +
                     +       +
                         o

                      o     o
                    o         o

                 o               o
                 *  *         *  *
              o       *  *  *       o
                o                 o
              o   f  f       f  f   o

            o    f     f   f     f    o
                  f  f       f  f
         o                               o
               f                   f
       o  o      f  f f  f  f f  f      o  o

        o                                 o

     o                                       o
   o  *  *  *                         *  *  *  o
                *  *  *  *  *  *  *
o                                                 o
   o   o    o   o    o   o   o    o   o    o   o
                      |     |
                      |     |
                      |     |
                      |     |
`.slice(1, -1);

/** The mouths in a row: the face is to be read from across a garden, so each has to look different at a glance. */
const PICTURES: Readonly<Record<string, string>> = {
  ai: `
#         #   #   #         #
       #             #
   #   .  .   .   .  .   #

       .  .       .  .
              .
       #             #
          #   #   #
`.slice(1, -1),
  e: `
.         #   #   #         .
       #             #
   #   .  .   .   .  .   #

       #  #       #  #
              #
       .             .
          .   .   .
`.slice(1, -1),
  etc: `
.         .   .   .         .
       .             .
   #   #  #   #   #  #   #

       #  #       #  #
              #
       .             .
          .   .   .
`.slice(1, -1),
  fv: `
.         #   #   #         .
       #             #
   #   .  #   #   #  .   #

       .  .       .  .
              .
       .             .
          .   .   .
`.slice(1, -1),
  l: `
.         #   #   #         .
       #             #
   #   .  .   #   .  .   #

       .  #       #  .
              #
       #             #
          #   #   #
`.slice(1, -1),
  mbp: `
.         .   .   .         .
       .             .
   .   #  #   #   #  #   .

       .  .       .  .
              .
       .             .
          .   .   .
`.slice(1, -1),
  o: `
.         #   #   #         .
       .             .
   .   #  .   .   .  #   .

       #  .       .  #
              .
       .             .
          #   #   #
`.slice(1, -1),
  u: `
.         .   .   .         .
       .             .
   .   .  #   #   #  .   .

       .  #       #  .
              .
       .             .
          #   #   #
`.slice(1, -1),
  wq: `
.         .   .   .         .
       .             .
   .   .  .   #   .  .   .

       .  #       #  .
              .
       .             .
          .   #   .
`.slice(1, -1),
  rest: `
#         .   .   .         #
       .             .
   #   #  #   #   #  #   #

       .  .       .  .
              .
       .             .
          .   .   .
`.slice(1, -1),
};

for (const mouth of DRAWN_MOUTHS) {
  Deno.test(`miniTree() draws the mouth ${mouth}`, () => {
    // All pixels of the mouth, so that every picture has the same scale.
    const mouths = Object.values(face.mouths).flat().map((pixel) => [pixel, "."] as const);
    assertEquals(draw([...mouths, ...mouthPixels(face, mouth).map((p) => [p, "#"] as const)], 29, 8), PICTURES[mouth]);
  });
}
