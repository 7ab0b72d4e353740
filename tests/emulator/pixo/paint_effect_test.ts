import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { type Hsv, parseColour, parseEffect } from "../../../protocol/pixo/mod.ts";
import { paintEffect, type ShownEffect } from "../../../emulator/pixo/paint_effect.ts";
import { toRgb } from "../../../emulator/pixo/canvas.ts";

/** The effect's pixels at a time, as bytes. */
function paint(text: string, count: number, age: number, seed = 1): number[] {
  return [...paintEffect(parseEffect(text).effect as ShownEffect, count, age, seed)].map(Math.round);
}

/** Letters of the core colours, `.` for another colour. */
const LETTERS = new Map([..."WKROYGCBM"].map((code) => [toRgb(parseColour(code)).map(Math.round).join(), code]));

function letters(text: string, count: number, age: number, seed = 1): string {
  const bytes = paint(text, count, age, seed);
  return Array.from({ length: count }, (_, i) => LETTERS.get(bytes.slice(3 * i, 3 * i + 3).join()) ?? ".").join("");
}

/** Effects whose pixels show whole colours: effect, milliseconds since it began, colours of its pixels. */
const WHOLE: readonly [effect: string, age: number, pixels: string][] = [
  ["off", 0, "KKKK"],
  ["static|B", 0, "BBBB"],
  ["static|B", 1e9, "BBBB"],
  ["chase|250|R|W|B", 0, "RWBRWB"],
  ["chase|250|R|W|B", 249, "RWBRWB"],
  ["chase|250|R|W|B", 250, "BRWBRW"],
  ["chase|250|R|W|B", 500, "WBRWBR"],
  ["chase|250|R|W|B", 750, "RWBRWB"],
  ["chase_band|500|2|G|R", 0, "GGRRGGRR"],
  ["chase_band|500|2|G|R", 500, "RGGRRGGR"],
  ["chase_band|500|2|G|R", 1000, "RRGGRRGG"],
  ["cycle|1000|R|W|B", 999, "RRRR"],
  ["cycle|1000|R|W|B", 1000, "WWWW"],
  ["cycle|1000|R|W|B", 3000, "RRRR"],
  ["fade|2000|B|R", 0, "BBBB"],
  ["fade|2000|B|R", 1000, "RRRR"],
  ["fade|2000|B|R", 2000, "BBBB"],
  ["fill|4000|B|R", 0, "BBBB"],
  ["fill|4000|B|R", 1000, "RBBB"],
  ["fill|4000|B|R", 3999, "RRRB"],
  ["fill|4000|B|R", 4000, "RRRR"],
  ["fill|4000|B|R", 99999, "RRRR"],
  ["fill|0|B|R", 0, "RRRR"],
  ["wipe|400|R|W", 0, "KKKK"],
  ["wipe|400|R|W", 200, "RRKK"],
  ["wipe|400|R|W", 400, "RRRR"],
  ["wipe|400|R|W", 500, "WRRR"],
  ["wipe|400|R|W", 900, "RWWW"],
  ["breath|1000|R|G", 0, "KKKK"],
  ["breath|1000|R|G", 500, "RRRR"],
  ["breath|1000|R|G", 1000, "KKKK"],
  ["breath|1000|R|G", 1500, "GGGG"],
  ["breath|1000|R|G", 2500, "RRRR"],
  ["pulse|1000|2|R|G", 0, "KKKK"],
  ["rainbow|600|6", 0, "RYGCBMRY"],
  ["rainbow|600|6", 100, "MRYGCBMR"],
  ["rainbow|600|6", 600, "RYGCBMRY"],
  ["rainbow_cycle|600|1", 0, "RYGCBM"],
  ["rainbow_cycle|600|1", 300, "CBMRYG"],
  ["rainbow_cycle|600|2", 0, "RGBRGB"],
  ["wave|1000|4|R", 500, "RwKw".replaceAll("w", ".")],
];

for (const [effect, age, pixels] of WHOLE) {
  Deno.test(`paintEffect() shows ${effect} as ${pixels} after ${age} ms`, () => {
    assertEquals(letters(effect, pixels.length, age), pixels);
  });
}

Deno.test("paintEffect() breathes in and out in straight lines", () => {
  assertEquals([250, 500, 750].map((age) => paint("breath|1000|R", 1, age)[0]), [128, 255, 128]);
});

Deno.test("paintEffect() fades in a straight line between two colours", () => {
  assertEquals(paint("fade|2000|B|R", 1, 500), [128, 0, 128]);
  assertEquals(paint("fade|2000|B|R", 1, 1500), [128, 0, 128]);
});

Deno.test("paintEffect() moves a pulse over black from the first pixel out past the last, a colour each time", () => {
  // Four pixels and a width of two: its tail goes from -2 to 4 in 1000 ms.
  assertEquals(letters("pulse|1000|2|R|G", 4, 500).replaceAll(/[^K]/g, "x"), "KxxK");
  assertEquals(paint("pulse|1000|2|R|G", 4, 500), [0, 0, 0, 180, 0, 0, 180, 0, 0, 0, 0, 0]);
  assertEquals(paint("pulse|1000|2|R|G", 4, 1500), [0, 0, 0, 0, 180, 0, 0, 180, 0, 0, 0, 0]);
  assertEquals(letters("pulse|1000|2|R|G", 4, 999.9999), "KKKK");
});

Deno.test("paintEffect() moves a rainbow so that each pixel goes through all hues in its time", () => {
  const seen = [0, 100, 200, 300, 400, 500].map((age) => letters("rainbow|600|6", 1, age)).join("");
  assertEquals([...seen].sort().join(""), "BCGMRY");
});

/** Numbers of the pixels that are not black. */
function lit(effect: string, count: number, age: number, seed = 1): number[] {
  const bytes = paint(effect, count, age, seed);
  return Array.from({ length: count }, (_, i) => i).filter((i) =>
    bytes.slice(3 * i, 3 * i + 3).some((part) => part > 0)
  );
}

Deno.test("paintEffect() bursts every rate, as wide as told, in a colour of the list, and lets it decay", () => {
  const burst = "burst|1000|500|3|R|G";
  const widths: number[] = [];
  const colours = new Set<string>();
  for (let step = 0; step < 40; step++) {
    const pixels = lit(burst, 50, step * 1000);
    widths.push(pixels.length);
    assertEquals(pixels.at(-1)! - pixels[0]!, pixels.length - 1);
    colours.add(letters(burst, 50, step * 1000).replaceAll("K", ""));
    assertEquals(lit(burst, 50, step * 1000 + 250), pixels);
    assertEquals(Math.max(...paint(burst, 50, step * 1000 + 250)), 128);
    assertEquals(lit(burst, 50, step * 1000 + 500), []);
  }
  assert(widths.filter((width) => width === 3).length > 30, "only bursts at the ends are cut off");
  assertEquals(colours.has("RRR") && colours.has("GGG"), true);
});

Deno.test("paintEffect() draws at most 256 bursts and 4096 twinkles, however slowly they fade", () => {
  const [bursts, twinkles] = ["burst|1|86400000|1|W", "twinkle_fade|1|86400000|W"].map((effect) =>
    lit(effect, 20_000, 86_400_000).length
  );
  assert(bursts! > 200 && bursts! <= 256, `${bursts}`);
  assert(twinkles! > 3000 && twinkles! <= 4096, `${twinkles}`);
});

for (
  const [effect, count, expected] of [["twinkle|500|0|G|Y|W", 50, 5], ["twinkle|500|7|G|Y|W", 50, 7], [
    "twinkle|500|0|G|Y|W",
    3,
    1,
  ], ["twinkle|500|99|G|Y|W", 50, 50]] as const
) {
  Deno.test(`paintEffect() shows ${expected} of ${count} pixels in ${effect}, others every 500 ms`, () => {
    const seen = new Set<string>();
    for (let age = 0; age < 10_000; age += 500) {
      const pixels = letters(effect, count, age);
      assertMatchLetters(pixels, "GYW");
      assertEquals(pixels.replaceAll("G", "").length, expected);
      assertEquals(letters(effect, count, age + 499), pixels);
      seen.add(pixels);
    }
    assert(seen.size > 2, "the selection changes");
  });
}

function assertMatchLetters(pixels: string, allowed: string): void {
  assertEquals([...pixels].filter((letter) => !allowed.includes(letter)), []);
}

Deno.test("paintEffect() lights one pixel every rate in twinkle_fade, and fades it to black", () => {
  const effect = "twinkle_fade|100|50|B|C|M";
  const colours = new Set<string>();
  for (let age = 0; age < 5000; age += 100) {
    assertEquals(lit(effect, 30, age).length, 1);
    colours.add(letters(effect, 30, age).replaceAll("K", ""));
    assertEquals(Math.max(...paint(effect, 30, age + 25)), 128);
    assertEquals(lit(effect, 30, age + 50), []);
  }
  assertEquals([...colours].sort().join(""), "BCM");
  assert(lit("twinkle_fade|100|2000|B", 30, 3000).length > 5, "slow ones are seen together");
});

Deno.test("paintEffect() flickers each pixel between the two colours, after times within the range", () => {
  const effect = "flicker|100|300|(0.1,1,0.2)|(0.1,1,0.8)";
  const level = (age: number, pixel: number) => Math.max(...paint(effect, 8, age).slice(3 * pixel, 3 * pixel + 3));
  const changes = Array.from({ length: 8 }, (): number[] => []);
  for (let age = 1; age < 6000; age++) {
    for (let pixel = 0; pixel < 8; pixel++) {
      const now = level(age, pixel);
      assert(now >= 0.2 * 255 - 1 && now <= 0.8 * 255 + 1, `${now}`);
      if (now !== level(age - 1, pixel)) changes[pixel]!.push(age);
    }
  }
  const gaps = changes.flatMap((ages) => ages.slice(1).map((age, i) => age - ages[i]!));
  assert(Math.min(...gaps) >= 99 && Math.min(...gaps) < 130, `shortest ${Math.min(...gaps)}`);
  // Two random levels in a row can round to the same byte, which looks like one long time.
  const long = gaps.filter((gap) => gap > 301).length;
  assert(long < gaps.length / 20 && Math.max(...gaps.filter((gap) => gap <= 301)) > 250, `${long} of ${gaps.length}`);
  assertEquals(new Set(changes.map((ages) => ages[0])).size > 4, true);
});

const RANDOM = ["burst|50|900|3|W|R|Y", "twinkle|500|0|K|Y|W", "twinkle_fade|20|900|B|C|M", "flicker|100|1000|RD|YP"];

for (const effect of RANDOM) {
  Deno.test(`paintEffect() repeats ${effect} for the same seed and not for another`, () => {
    assertEquals(paint(effect, 40, 1234, 5), paint(effect, 40, 1234, 5));
    assert(paint(effect, 40, 1234, 5).join() !== paint(effect, 40, 1234, 6).join());
  });
}

Deno.test("paintEffect() takes a time before the beginning as the beginning, and no pixels at all", () => {
  assertEquals(letters("chase|250|R|W", 4, -1000), "RWRW");
  for (const effect of [...RANDOM, ...WHOLE.map(([effect]) => effect)]) assertEquals(paint(effect, 0, 1000), []);
});

const HUES: readonly [hsv: Hsv, rgb: number[]][] = [
  [{ h: 0, s: 1, v: 1 }, [255, 0, 0]],
  [{ h: 1, s: 1, v: 1 }, [255, 0, 0]],
  [{ h: 1 / 3, s: 1, v: 1 }, [0, 255, 0]],
  [{ h: 2 / 3, s: 1, v: 0.5 }, [0, 0, 127.5]],
  [{ h: 0.79, s: 0.47, v: 1 }, [223.84, 135.15, 255]],
  [{ h: 0.4, s: 0, v: 0.5 }, [127.5, 127.5, 127.5]],
];

for (const [hsv, rgb] of HUES) {
  Deno.test(`toRgb() of ${JSON.stringify(hsv)}`, () => {
    toRgb(hsv).forEach((part, i) => assertAlmostEquals(part, rgb[i]!, 0.1));
  });
}
