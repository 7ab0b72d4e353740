import { assertEquals } from "@std/assert";
import type { PatternVars } from "../../../../emulator/pixelblaze/language/types.ts";
import { varsOf } from "./support.ts";

const PROGRAMS: [what: string, source: string, vars: PatternVars][] = [
  ["the last of two exports of a name counts", "export var a = 1\nexport var a = 2", { a: 2 }],
  [
    "the last of two functions of a name counts",
    "export var a = f()\nfunction f() { return 1 }\nfunction f() { return 2 }",
    { a: 2 },
  ],
  ["a bare block may export", "{ export var a = 3; export function g() { return 1 } }", { a: 3 }],
  ["functions are there before their line", "export var a = f(4)\nfunction f(v) { return v * 2 }", { a: 8 }],
  ["an assignment in a function makes a global", "function f() { made = 5 }\nf()\nexport var a = made", { a: 5 }],
  [
    "a variable declared in a function is its own",
    "x = 1\nfunction f() { var x = 5; x++; return x }\nexport var a = f(), b = x",
    { a: 6, b: 1 },
  ],
  ["a parameter is its own", "x = 1\nfunction f(x) { x += 1; return x }\nexport var a = f(5), b = x", { a: 6, b: 1 }],
  [
    "an inner function cannot see the outer one's variables",
    "export var a\nfunction f() { var own = 5; g = () => own; return g() }\na = f()",
    { a: 0 },
  ],
  [
    "an inner function sees globals and its parameters",
    "own = 3\nfunction f() { function g(v) { return own + v } return g(4) }\nexport var a = f()",
    { a: 7 },
  ],
  [
    "an inner function may call itself",
    "function f(n) { function g(k) { return k ? k + g(k - 1) : 0 } return g(n) }\nexport var a = f(4)",
    { a: 10 },
  ],
  [
    "functions of other functions do not mix",
    "function f() { function h() { return 1 } return h() }\nfunction g() { function h() { return 2 } return h() }\nexport var a = f() * 10 + g()",
    { a: 12 },
  ],
  [
    "an inner function's name may be assigned to",
    "function f() { function g() { return 1 }\n var g\n g = () => 2\n return g() }\nexport var a = f()",
    { a: 2 },
  ],
  [
    "an inner function's name is a variable when declared",
    "function f() { var g; function g() { return 1 }\n return g() }\nexport var a = f()",
    { a: 1 },
  ],
  [
    "a function's name may be assigned to",
    "function f() { return 1 }\nexport var a = f()\nf = () => 2\nexport var b = f()",
    { a: 1, b: 2 },
  ],
  ["var without a value leaves one alone", "x = 5\nvar x\nexport var a = x", { a: 5 }],
  ["var beside a function is the function", "var f\nfunction f() { return 4 }\nexport var a = f()", { a: 4 }],
  [
    "a local is 0 at each call",
    "function f(first) { var v; if (first) v = 5; return v }\nexport var a = f(1), b = f(0)",
    { a: 5, b: 0 },
  ],
  [
    "a loop's var is the function's",
    "export var a\nfunction f() { for (var i = 0; i < 3; i++) {} return i }\na = f()",
    { a: 3 },
  ],
  [
    "pixelCount may be a variable of the pattern",
    "var before = pixelCount\nexport var pixelCount = 9\nexport var a = before",
    { pixelCount: 9, a: 16 },
  ],
  ["a built-in's name may be a variable and begins as what it was", "export var a = sin(0)\nexport var PI = 3", {
    a: 0,
    PI: 3,
  }],
  ["a built-in may be replaced", "function max(a, b) { return 99 }\nexport var a = max(1, 2)", { a: 99 }],
  [
    "a built-in may be kept before it is replaced",
    "old = max\nmax = (a, b) => old(a, b) + 1\nexport var a = max(1, 2)",
    { a: 3 },
  ],
  [
    "if, else if and else",
    "f = (v) => { if (v < 0) return -1; else if (v == 0) return 0; else return 1 }\nexport var a = f(-5) + f(0) * 10 + f(5) * 100",
    { a: 99 },
  ],
  [
    "while with break and continue",
    "export var a = 0\nn = 0\nwhile (1) { n++; if (n == 3) continue; if (n > 5) break; a += n }",
    { a: 12 },
  ],
  ["continue in for goes to the update", "export var a = 0\nfor (i = 0; i < 5; i++) { if (i % 2) continue; a += i }", {
    a: 6,
  }],
  [
    "break leaves the inner loop only",
    "export var a = 0\nfor (i = 0; i < 3; i++) for (j = 0; j < 9; j++) { if (j == 2) break; a++ }",
    { a: 6 },
  ],
  ["do while runs once at least, continue tests", "export var a = 0\ndo { a++; if (a < 5) continue } while (a < 5)", {
    a: 5,
  }],
  ["return leaves loops", "function f() { for (;;) { while (1) return 6 } }\nexport var a = f()", { a: 6 }],
  ["for without anything needs a break", "export var a = 0\nfor (;;) if (++a > 3) break", { a: 4 }],
  ["an empty statement is nothing", ";;export var a = 1;;", { a: 1 }],
  ["an array is handed on, not copied", "x = [1, 2]\nfunction f(v) { v[0] = 9 }\nf(x)\nexport var a = x", {
    a: [9, 2],
  }],
  [
    "arrays in arrays and functions read 0 from outside",
    "export var a = [1, [2], () => 3], f = () => 1, g = sin\nf = max",
    { a: [1, 0, 0], f: 0, g: 0 },
  ],
  ["comments and odd spacing", "/* a */ export /* b */ var // c\n a /* d */ = 1 /* = 2 */\n", { a: 1 }],
  ["a comma may end arguments and arrays", "export var a = max(1, 2,)\nexport var b = [1, 2,]", { a: 2, b: [1, 2] }],
  ["names with $ and _, and of other alphabets", "export var $a_ = 1, größe = 2", { $a_: 1, größe: 2 }],
  [
    "names of object members are nothing special",
    "export var toString = 1, constructor = 2\n__proto__ = 3\nexport var a = __proto__, b = hasOwnProperty",
    { toString: 1, constructor: 2, a: 3, b: 0 },
  ],
  [
    "functions with many parameters",
    "f = (a, b, c, d, e, g, h) => a + b + c + d + e + g + h\nx = [f]\nexport var a = x[0](1, 2, 3, 4, 5, 6, 7), b = f(1)",
    { a: 28, b: 1 },
  ],
  [
    "mutual recursion",
    "function even(n) { return n ? odd(n - 1) : 1 }\nfunction odd(n) { return n ? even(n - 1) : 0 }\nexport var a = even(10), b = odd(10)",
    { a: 1, b: 0 },
  ],
  [
    "a callback may make another call of the same kind",
    "x = [1, 2]\nexport var a = 0\nx.forEach((v) => { u = v; x.forEach((w) => { a += u * w }) })",
    { a: 9 },
  ],
  ["built-in functions as callbacks", "export var a = [2.5, -3.5]\na.mutate(floor)", { a: [2, -4] }],
  ["sort of many", "export var a = [5, -1, 3.5, 3, 0, 9, 8, -7, 3]\na.sort()", { a: [-7, -1, 0, 3, 3, 3.5, 5, 8, 9] }],
  ["sort by a function that is wrong", "export var a = [3, 1, 2]\na.sortBy(() => 1)\nexport var b = a.sum()\na = 0", {
    a: 0,
    b: 6,
  }],
  [
    "mapTo with a shorter and a longer target",
    "x = [1, 2, 3]\nexport var a = array(2), b = array(4)\nx.mapTo(a, (v) => v * 2)\nx.mapTo(b, (v, i, s) => s[i] + i)",
    { a: [2, 4], b: [1, 3, 5, 0] },
  ],
];

for (const [what, source, vars] of PROGRAMS) {
  Deno.test(`compile() ${what}`, () => assertEquals(varsOf(source), { ...vars }));
}
