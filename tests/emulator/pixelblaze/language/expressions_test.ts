import { assertEquals } from "@std/assert";
import { start, valueOf, varsOf } from "./support.ts";

const VALUES: [expression: string, value: number][] = [
  // Arithmetic, as the README and the measurements have it.
  ["1 + 2 * 3", 7],
  ["30000 + 30000", -5536],
  ["-30000 - 30000", 5536],
  ["2 / 3", 43690 / 65536],
  ["-2 / 3", -43690 / 65536],
  ["1 / 0", -32768],
  ["100 / 7", 936228 / 65536],
  ["1619 * 1013", 1640047 % 65536],
  ["-3.5 % 3", -.5],
  ["3.5 % -3", .5],
  ["5 % 0", 0],
  ["mod(-3.5, 3)", 2.5],
  ["-(-5)", 5],
  ["+5", 5],
  ["- - 1", 1],
  // Literals.
  ["0.0000152587890625", 0],
  ["0x10", 16],
  ["0b101", 5],
  ["0o17", 15],
  [".5", .5],
  ["1e2", 100],
  ["65536", 0],
  ["40000", -25536],
  ["true + true", 2],
  ["false", 0],
  ["null", 0],
  // Bits: all 32, but for ~.
  ["1 >> 16", 1 / 65536],
  ["(0xFF >> 16) + (0xFF >> 8)", 255 / 65536 + 255 / 256],
  ["-1 >> 1", -.5],
  [".5 << 1", 1],
  ["1 << 4.9", 16],
  ["1 << 32", 1],
  ["1 << 16", 0],
  ["3.75 & 1.5", 1.5],
  ["1.25 | 2.5", 3.75],
  ["1.5 ^ 1", .5],
  ["~2.5", -3],
  ["~0", -1],
  ["~-1.5", 1],
  // Comparison and logic.
  ["1 < 2", 1],
  ["2 <= 1", 0],
  ["1 == 1.00001", 1],
  ["1 != 1.5", 1],
  ["1 === 1", 1],
  ["1 !== 1", 0],
  ["0 || 42", 42],
  ["7 || 42", 7],
  ["0 && 42", 0],
  ["7 && 42", 42],
  ["!0", 1],
  ["!7", 0],
  ["!!.25", 1],
  ["(1 < 2) + (3 > 2)", 2],
  ["1 ? 2 : 3", 2],
  [".00001 ? 2 : 3", 3],
  ["0 ? 2 : 0 ? 3 : 4", 4],
  ["1 < 2 && 3 || 4", 3],
  ["(1, 2, 3)", 3],
  // Constants are literals, and literals end in an even bit; a minus before a literal belongs to it.
  ["PI", 205886 / 65536],
  ["PI2", 411774 / 65536],
  ["E", 178144 / 65536],
  ["-PI", -205886 / 65536],
  ["-.588", -38536 / 65536],
  ["-(.588)", -38536 / 65536],
  ["0 - .588", -38534 / 65536],
  ["pixelCount", 16],
  // Arguments left out are 0, those too many are dropped.
  ["min(5)", 0],
  ["abs(-1, 2, 3)", 1],
  ["((a, b) => a + b)(1)", 1],
  ["((a) => a)(1, 2)", 1],
  // Functions are values.
  ["[sin, max, (v) => v * 2][1](3, 4)", 4],
  ["(function (v) { return v * 2 })(4)", 8],
  ["(() => () => 5)()()", 5],
  ["(function () {})()", 0],
  ["(() => { return })()", 0],
  ["[[1, 2], [3, 4]][1][0]", 3],
  ["[1, 2, 3].length", 3],
  ["array(2.5).length", 3],
  ["[4, 5, 6][1.9]", 5],
  ["[, 5][0]", 0],
];

for (const [expression, value] of VALUES) {
  Deno.test(`${expression} is ${value}`, () => assertEquals(valueOf(expression), value));
}

// In what order, and how often, is that of the bytecode beside the source of stored patterns.
const ASSIGNED: [statements: string, value: number][] = [
  ["x = 1; result = x++ + x", 3],
  ["x = 1; result = ++x + x", 4],
  ["x = 1; result = x-- - x", 1],
  ["x = 1; x++; ++x; result = x", 3],
  ["x = 5; x += 2; x *= 3; x -= 1; x /= 4; result = x", 5],
  ["x = 7; x %= 4; x <<= 2; x |= 1; x ^= 3; x &= 14; x >>= 1; result = x", 7],
  ["x = y = z = 4; result = x + y + z", 12],
  ["a = [1, 2, 3]; a[1] += 5; result = a[1]", 7],
  ["a = [1, 2, 3]; result = a[1]++ + a[1]", 5],
  ["a = [1, 2, 3]; result = --a[0]", 0],
  ["a = [1, 2, 3]; i = 0; a[i++] = a[i]; result = a[0] * 10 + i", 11],
  ["a = [1, 2]; result = a[0] = a[1] = 9", 9],
  ["i = 0; a = array(4); a[i++] += 5; result = i", 2],
  ["i = 0; a = array(4); a[i++]++; result = i", 3],
  ["i = 0; a = array(4); ++a[i++]; result = i", 2],
  ["a = [4, 5]; result = a[1]++", 5],
  ["f = (v) => v; x = 1; result = f(x = 2) + x", 4],
  ["x = 5; result = x + (x = 2)", 7],
  ["a = [1, 2]; a.replace(a[1], a[0]); result = a[0] * 10 + a[1]", 21],
  ["a = [1, 2, 3]; arrayReplaceAt(a, 1, 8, 9); result = a[1] * 10 + a[2]", 89],
  ["f = g = (v) => v + 1; result = f(1) + g(2)", 5],
  ["a = [0]; a[0] = (v) => v * 3; result = a[0](5)", 15],
];

for (const [statements, value] of ASSIGNED) {
  Deno.test(`${statements} gives ${value}`, () => {
    assertEquals(varsOf(`export var result\n${statements}`).result, value);
    const local = `export var result\nfunction f() { var x, y, z, a, i, f, g; ${statements} }\nf()`;
    assertEquals(varsOf(local).result, value, "with local variables");
  });
}

Deno.test("a division by a known number is the same as by a variable", () => {
  for (const divisor of [1, 1.5, 2, 3, 15.9, 16, 17, 100, .25, -3, 0]) {
    for (const dividend of [1, -1, 100.3, -100.3, 32767, -32768, .00002]) {
      const known = valueOf(`(${dividend}) / ${divisor}`);
      const found = varsOf(`a = ${dividend}; d = ${divisor}; export var result = a / d`).result;
      assertEquals(known, found, `${dividend} / ${divisor}`);
    }
  }
});

Deno.test("a remainder by a known number is the same as by a variable", () => {
  for (const divisor of [1, 1.5, -3, 0]) {
    for (const dividend of [1, -1, 100.3, -32768]) {
      const known = valueOf(`(${dividend}) % ${divisor}`);
      assertEquals(known, varsOf(`a = ${dividend}; d = ${divisor}; export var result = a % d`).result);
    }
  }
});

Deno.test("random() is the same again after the same seed, and another after another", () => {
  const source = "export var a = [random(1), random(1), random(100), random(1)]";
  assertEquals(varsOf(source, { seed: 7 }), varsOf(source, { seed: 7 }));
  assertEquals(String(varsOf(source, { seed: 7 }).a) === String(varsOf(source, { seed: 8 }).a), false);
  assertEquals(start(source, { seed: 0 }).fault, undefined);
});
