/** Calls. @module */

import type { CallExpression, Expression } from "acorn";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { replaceAddress } from "./arrays.ts";
import { effect, value } from "./expressions.ts";
import { calledFunction } from "./names.ts";
import { PatternError } from "./pattern_error.ts";
import type { PatternFunction } from "./program.ts";
import { type Builtin, BUILTINS, METHODS, REPLACERS } from "./reference.ts";
import type { Scope } from "./scope.ts";
import { tablePlace } from "./steps.ts";

/** Leaves what a call gives. */
export function call(scope: Scope, node: CallExpression): void {
  const { callee } = node;
  const args = node.arguments as Expression[];
  if (callee.type === "MemberExpression" && !callee.computed && callee.property.type === "Identifier") {
    const name = METHODS.get(callee.property.name)!;
    return named(scope, name, [callee.object as Expression, ...args], node);
  }
  if (callee.type !== "Identifier") return indirect(scope, callee as Expression, args, node);
  const found = scope.meaning(callee.name);
  const made = calledFunction(found);
  if (made !== undefined) return direct(scope, made, args);
  if (found.kind === "local" || found.kind === "global") return indirect(scope, callee, args, node);
  return named(scope, callee.name, args, node);
}

function named(scope: Scope, name: string, args: readonly Expression[], node: CallExpression): void {
  if (REPLACERS.has(name)) return replace(scope, name === "arrayReplaceAt", args, node);
  const builtin = BUILTINS.get(name);
  if (builtin !== undefined) return builtinCall(scope, builtin, args, node);
  throw new PatternError(`${name} is not a function`, scope.emission.program.place(node.start));
}

/** Leaves as many arguments as are taken; what is left out is `absent`, what is too much is worked out and dropped. */
function pass(scope: Scope, args: readonly Expression[], taken: number, absent: (i: number) => number): void {
  for (let i = 0; i < taken; i++) {
    const arg = args[i];
    if (arg === undefined) scope.f.constant(I32, absent(i));
    else value(scope, arg);
  }
  for (const arg of args.slice(taken)) effect(scope, arg);
}

function direct(scope: Scope, made: PatternFunction, args: readonly Expression[]): void {
  pass(scope, args, made.params.length, () => 0);
  scope.f.call(scope.emission.callable(made));
}

function builtinCall(scope: Scope, builtin: Builtin, args: readonly Expression[], node: CallExpression): void {
  const { f } = scope;
  const missing = builtin.params - Object.keys(builtin.defaults).length - args.length;
  if (missing > 0) {
    const message = `${builtin.name} takes ${builtin.params} arguments and is given ${args.length}: the others are 0`;
    scope.emission.note(`${builtin.name}()`, node, message);
  }
  pass(scope, args, builtin.params, (i) => builtin.defaults[i] ?? 0);
  if (builtin.placed) f.constant(I32, node.start);
  f.call(builtin.callable);
}

/** A call of a function that is a value: the arguments are worked out before the function, as the bytecode does. */
function indirect(scope: Scope, callee: Expression, args: readonly Expression[], node: CallExpression): void {
  const { f } = scope;
  pass(scope, args, f.tableArity, () => 0);
  value(scope, callee);
  f.constant(I32, node.start);
  f.call(tablePlace);
  f.callIndirect();
}

/** `arrayReplace` and `arrayReplaceAt`: all values are worked out before the first is stored. */
function replace(scope: Scope, offset: boolean, args: readonly Expression[], node: CallExpression): void {
  const { f } = scope;
  const [array, ...rest] = args;
  const start = offset ? rest.shift() : undefined;
  const address = f.borrow(I32);
  if (array) value(scope, array);
  else f.constant(I32, 0);
  if (start) value(scope, start);
  else f.constant(I32, 0);
  f.constant(I32, rest.length);
  f.constant(I32, node.start);
  f.call(replaceAddress);
  f.set(address);
  const values = rest.map((one) => {
    const kept = f.borrow(I32);
    value(scope, one);
    f.set(kept);
    return kept;
  });
  for (const [i, kept] of values.entries()) {
    f.get(address);
    f.get(kept);
    f.memory(OP.i32Store, 4 * i);
    f.giveBack(I32, kept);
  }
  f.giveBack(I32, address);
  f.constant(I32, 0);
}
