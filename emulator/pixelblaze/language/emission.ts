/** Turns the functions of a pattern into functions of a WebAssembly module. @module */

import type { AnyNode, BlockStatement, Expression, Function as FunctionNode, Program } from "acorn";
import type { Callable, FunctionBody, Signature } from "../arithmetic/wasm/body.ts";
import { ModuleBuilder } from "../arithmetic/wasm/module.ts";
import { I32, type NumType, OP } from "../arithmetic/wasm/opcodes.ts";
import { add, emit, keep, load, local, lt, store, sub } from "../arithmetic/wasm/value.ts";
import { HOST_POW } from "../arithmetic/roots.ts";
import { Costs } from "./costs.ts";
import { failWhen, FAULT, HOST_FAIL } from "./faults.ts";
import { FIRST_FUNCTION, STATE } from "./layout.ts";
import { builtIn, type Meaning } from "./names.ts";
import { PatternError } from "./pattern_error.ts";
import type { PatternFunction, PatternProgram } from "./program.ts";
import { type Builtin, BUILTINS } from "./reference.ts";
import { Scope } from "./scope.ts";
import { body } from "./statements.ts";
import { spend } from "./steps.ts";
import { HOOKS } from "./surroundings.ts";
import { value } from "./expressions.ts";

/** More than twice as many as a source of the longest length has when each is written once. */
const MOST_EXPRESSIONS = 400_000;
/** A callback is given up to four arguments, so functions that are values take at least these. */
const LEAST_TABLE_ARITY = 4;

/** The module of one pattern while it is made. */
export class Emission {
  readonly program: PatternProgram;
  readonly costs: Costs;
  readonly module: ModuleBuilder;
  readonly #callables = new Map<PatternFunction, Callable>();
  readonly #values = new Map<PatternFunction | string, Callable>();
  readonly #noted = new Set<string>();
  #expressions = 0;

  constructor(program: PatternProgram) {
    this.program = program;
    this.costs = new Costs(program);
    const arities = [...program.functions.values()].map((made) => made.params.length);
    const arity = Math.max(LEAST_TABLE_ARITY, ...arities);
    this.module = new ModuleBuilder([HOST_FAIL, HOST_POW, ...Object.values(HOOKS)], arity);
  }

  /** A function of the pattern as one of the module; it takes its parameters and gives an i32. */
  callable(made: PatternFunction): Callable {
    let callable = this.#callables.get(made);
    if (callable === undefined) {
      const signature: Signature = { params: new Array<NumType>(made.params.length).fill(I32), result: I32 };
      const plain: Callable = { name: made.name, signature, build: (f) => this.#write(f, made) };
      callable = this.costs.of(made).recursive ? { ...plain, build: (f) => guarded(f, made, plain) } : plain;
      this.#callables.set(made, callable);
    }
    return callable;
  }

  /** The number that stands for a function of the pattern. */
  functionValue(made: PatternFunction): number {
    return this.#handle(made, (f) => {
      const cost = this.costs.of(made);
      spend(f, cost.ownAccount ? 1 : cost.steps, made.node.start);
      guarded(f, made, this.callable(made));
    });
  }

  /** The number that stands for a built-in function. */
  builtinValue(builtin: Builtin): number {
    return this.#handle(builtin.name, (f) => {
      spend(f, builtin.steps, 0);
      for (let i = 0; i < builtin.params; i++) {
        if (i < f.tableArity) f.get(i);
        else f.constant(I32, 0);
      }
      if (builtin.placed) f.constant(I32, 0);
      f.call(builtin.callable);
    });
  }

  #handle(key: PatternFunction | string, build: (f: FunctionBody) => void): number {
    let callable = this.#values.get(key);
    if (callable === undefined) {
      callable = { name: typeof key === "string" ? key : key.name, signature: this.module.tableSignature, build };
      this.#values.set(key, callable);
    }
    return FIRST_FUNCTION + this.module.tableIndex(callable);
  }

  /**
   * Counts an expression that is written. Within `a[b[c]++]++` some are written many times over.
   *
   * @throws {PatternError} If there are more than any source has that does not do so on purpose.
   */
  count(node: AnyNode): void {
    if (++this.#expressions > MOST_EXPRESSIONS) {
      throw new PatternError("Too much code: elements are changed within elements", this.program.place(node.start));
    }
  }

  /** Says something about a name once. */
  note(key: string, node: AnyNode, message: string): void {
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.program.notes.push({ message, ...this.program.place(node.start) });
  }

  /** The main body: the values that names have from the start, then its statements. It gives nothing. */
  main(): Callable {
    const { main, globals } = this.program;
    return {
      name: "main",
      signature: { params: [], result: undefined },
      build: (f) => {
        spend(f, this.costs.of(main).steps, 0);
        for (const { name, address } of globals.values()) {
          const first = main.declared.get(name);
          const found: Meaning = first === undefined ? builtIn(name) : { kind: "function", made: first };
          if (found.kind === "nothing") continue;
          f.constant(I32, 0);
          this.emitMeaning(f, found);
          f.memory(OP.i32Store, address);
        }
        body(new Scope(this, main, f), (main.node as Program).body as AnyNode[]);
      },
    };
  }

  /** Leaves on the stack what a name means that is no variable. */
  emitMeaning(f: FunctionBody, found: Meaning): void {
    if (found.kind === "function") f.constant(I32, this.functionValue(found.made));
    else if (found.kind === "builtin") f.constant(I32, this.builtinValue(BUILTINS.get(found.name)!));
    else if (found.kind === "constant") f.constant(I32, found.raw);
    else if (found.kind === "asked") f.call(found.callable);
    else f.constant(I32, 0);
  }

  #write(f: FunctionBody, made: PatternFunction): void {
    const scope = new Scope(this, made, f);
    const cost = this.costs.of(made);
    if (cost.ownAccount) spend(f, cost.steps, made.node.start);
    for (const [name, inner] of made.declared) {
      const index = scope.locals.get(name);
      if (index === undefined) continue;
      f.constant(I32, this.functionValue(inner));
      f.set(index);
    }
    const node = made.node as FunctionNode;
    if (node.body.type !== "BlockStatement") return value(scope, node.body as Expression);
    body(scope, (node.body as BlockStatement).body);
    f.constant(I32, 0);
  }
}

/** Calls a function with as many of the caller's parameters as it takes, counting calls within calls. */
function guarded(f: FunctionBody, made: PatternFunction, inner: Callable): void {
  const left = keep(f, sub(load(0, STATE.depth), 1));
  failWhen(f, lt(left, 0), FAULT.callDepth, made.node.start);
  store(f, 0, STATE.depth, left);
  for (let i = 0; i < inner.signature.params.length; i++) emit(f, local(I32, i));
  f.call(inner);
  store(f, 0, STATE.depth, add(left, 1));
}
