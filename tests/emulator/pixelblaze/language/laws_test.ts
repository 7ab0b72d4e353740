import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { arithmetic } from "../../../../emulator/pixelblaze/arithmetic/mod.ts";
import { literalToRaw } from "../../../../emulator/pixelblaze/arithmetic/number.ts";
import { compile } from "../../../../emulator/pixelblaze/language/compile.ts";
import { PatternError } from "../../../../emulator/pixelblaze/language/pattern_error.ts";
import { TOO_DEEP } from "../../../../emulator/pixelblaze/language/syntax.ts";
import { fixture, fixtureNames, gridMap, varsOf } from "./support.ts";

const SOURCES = fixtureNames().map(fixture);
const TOKENS = [...new Set(SOURCES.flatMap((source) => source.match(/\w+|[^\s\w]+/g) ?? []))];
const BUDGET = { startSteps: 200_000, frameSteps: 200_000, callDepth: 32 };
/** What a source may be: it is compiled, or refused with a place; then nothing throws and every frame is whole. */
function survives(source: string): void {
  let pattern;
  try {
    pattern = compile(source);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    assertEquals(error.cause === undefined || error.message === TOO_DEEP, true, String(error.cause));
    const lines = source.split("\n");
    assertEquals(error.line >= 1 && error.line <= lines.length, true);
    assertEquals(error.column >= 1 && error.column <= lines[error.line - 1]!.length + 1, true);
    return;
  }
  const run = pattern.start({ pixelCount: 9, seed: 1, budget: BUDGET, map: gridMap(3, 3) });
  for (const { name, arity } of pattern.controls) run.setControl(name, [.5, .5, .5].slice(0, arity));
  for (let i = 0; i < 3; i++) assertEquals(run.frame(40 * i, 40).length, 27);
  const vars = run.getVars();
  run.setVars(vars);
  run.setSensors({ frequencyData: [1], light: 1 });
  assertEquals(Object.keys(vars), [...pattern.exports]);
  for (const value of Object.values(run.readControls())) assertEquals(Math.abs(value) <= 32768, true);
  // A fault of the machine's own would be a mistake of the compiler.
  assertEquals(run.fault?.vmerr === 9, false);
}

const source = fc.constantFrom(...SOURCES);
const token = fc.constantFrom(...TOKENS);
/** A pattern of which pieces are cut out, doubled, exchanged for tokens or for noise. */
const mangled = fc.tuple(
  source,
  fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(token, fc.constant(""), fc.string({ maxLength: 4 }))), {
    minLength: 1,
    maxLength: 6,
  }),
).map(([text, cuts]) =>
  cuts.reduce((text, [at, length, put]) => {
    const start = at % (text.length + 1);
    return `${text.slice(0, start)} ${put} ${text.slice(start + length)}`;
  }, text)
);

Deno.test("compile() and what it gives survive every mangled pattern", () => {
  fc.assert(fc.property(mangled, survives), { numRuns: 1000, seed: 20240601 });
});

Deno.test("compile() survives tokens in any order", () => {
  const text = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(" "));
  fc.assert(fc.property(text, survives), { numRuns: 2000, seed: 20240601 });
});

Deno.test("compile() survives any text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), survives), { numRuns: 1000, seed: 20240601 });
});

/** An expression, and what it is worth. */
interface Worth {
  readonly text: string;
  readonly raw: number;
}

const machine = arithmetic();
const truth = (holds: boolean) => holds ? 65536 : 0;
const OPERATORS: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b | 0,
  "-": (a, b) => a - b | 0,
  "*": (a, b) => Number(BigInt.asIntN(32, (BigInt(a) * BigInt(b)) >> 16n)),
  "/": (a, b) => machine.divide!(a, b),
  "%": (a, b) => b === 0 ? 0 : a % b | 0,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  "<<": (a, b) => a << (b >> 16),
  ">>": (a, b) => a >> (b >> 16),
  "<": (a, b) => truth(a < b),
  "<=": (a, b) => truth(a <= b),
  ">": (a, b) => truth(a > b),
  ">=": (a, b) => truth(a >= b),
  "==": (a, b) => truth(a === b),
  "!=": (a, b) => truth(a !== b),
  "&&": (a, b) => a && b,
  "||": (a, b) => a || b,
};

const number: fc.Arbitrary<Worth> = fc.oneof(
  fc.integer({ min: 0, max: 300_000 }).map((n) => n / 100),
  fc.constantFrom(0, 1, 2, .5, .00002, 32767, 32767.99),
).map((n) => ({ text: String(n), raw: literalToRaw(n) }));

const { expression } = fc.letrec<{ expression: Worth }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    number,
    fc.tuple(tie("expression"), fc.constantFrom(...Object.keys(OPERATORS)), tie("expression")).map(([a, op, b]) => ({
      text: `(${a.text} ${op} ${b.text})`,
      raw: OPERATORS[op]!(a.raw, b.raw),
    })),
    tie("expression").map((a) => ({ text: `(0 - ${a.text})`, raw: -a.raw | 0 })),
    number.map((a) => ({ text: `(-${a.text})`, raw: literalToRaw(-Number(a.text)) })),
    tie("expression").map((a) => ({ text: `(~${a.text})`, raw: ~(a.raw >> 16) << 16 })),
    tie("expression").map((a) => ({ text: `(!${a.text})`, raw: truth(a.raw === 0) })),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => ({
      text: `(${a.text} ? ${b.text} : ${c.text})`,
      raw: a.raw ? b.raw : c.raw,
    })),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => ({
      text: `[${a.text}, ${b.text}][1]`,
      raw: b.raw,
    })),
    tie("expression").map((a) => ({ text: `((v) => v)(${a.text})`, raw: a.raw })),
  ),
}));

Deno.test("every expression is worth what the arithmetic says, by constants and by variables", () => {
  fc.assert(
    fc.property(expression, ({ text, raw }) => {
      const names: string[] = [];
      const hidden = text.replace(/-?\d[\d.e-]*/g, (literal) => `v${names.push(literal) - 1}`);
      const before = names.map((literal, i) => `v${i} = ${literal}`).join("\n");
      const vars = varsOf(`${before}\nexport var known = ${text}, hidden = ${hidden}`);
      assertEquals(vars, { known: raw / 65536, hidden: raw / 65536 });
    }),
    { numRuns: 1500, seed: 20240601 },
  );
});

Deno.test("arraySort() and arraySortBy() sort like anyone", () => {
  const numbers = fc.array(fc.integer({ min: -32768 * 65536, max: 32767 * 65536 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(numbers, (raws) => {
      const source = `
        export var up = array(${raws.length}), down = array(${raws.length})
        export function sliderGo(v) { up.sort(); down.sortBy((a, b) => (a < b) - (a > b)) }
      `;
      const run = compile(source).start({ pixelCount: 0, seed: 1 });
      const values = raws.map((raw) => Math.max(-32767, raw / 65536));
      run.setVars({ up: values, down: values });
      run.setControl("sliderGo", 0);
      const sorted = values.map((value) => Math.trunc(value * 65536) / 65536).sort((a, b) => a - b);
      assertEquals(run.getVars(), { up: sorted, down: sorted.toReversed() });
    }),
    { numRuns: 200, seed: 20240601 },
  );
});
