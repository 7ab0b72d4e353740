/** Expressions. @module */

import type {
  ArrayExpression,
  BinaryExpression,
  Expression,
  Function as FunctionNode,
  Identifier,
  LogicalExpression,
  MemberExpression,
  SpreadElement,
  UnaryExpression,
} from "acorn";
import { complement } from "../arithmetic/basic.ts";
import { literalToRaw } from "../arithmetic/number.ts";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { arrayLength, element, firstElement, makeArray } from "./arrays.ts";
import { assignment } from "./assignments.ts";
import { call } from "./calls.ts";
import { condition, isTruth } from "./conditions.ts";
import { binary } from "./operators.ts";
import type { Scope } from "./scope.ts";

/** Leaves an expression's value, raw, on the stack. */
export function value(scope: Scope, node: Expression): void {
  const { f } = scope;
  scope.emission.count(node);
  switch (node.type) {
    case "Literal":
      return f.constant(I32, literalToRaw(Number(node.value)));
    case "Identifier":
      return name(scope, node);
    case "UnaryExpression":
      return unary(scope, node);
    case "BinaryExpression":
      return operation(scope, node);
    case "LogicalExpression":
      return logical(scope, node);
    case "AssignmentExpression":
    case "UpdateExpression":
      return assignment(scope, node, true);
    case "ConditionalExpression":
      condition(scope, node.test);
      f.open(OP.if, I32);
      value(scope, node.consequent);
      f.otherwise();
      value(scope, node.alternate);
      return f.close();
    case "SequenceExpression":
      for (const one of node.expressions.slice(0, -1)) effect(scope, one);
      return value(scope, node.expressions.at(-1)!);
    case "CallExpression":
      return call(scope, node);
    case "MemberExpression":
      return member(scope, node);
    case "ArrayExpression":
      return arrayLiteral(scope, node);
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return f.constant(I32, scope.emission.functionValue(scope.emission.program.functions.get(node as FunctionNode)!));
    case "ParenthesizedExpression":
      return value(scope, node.expression);
  }
}

/** Runs an expression for what it does. */
export function effect(scope: Scope, node: Expression): void {
  const { f } = scope;
  switch (node.type) {
    case "AssignmentExpression":
    case "UpdateExpression":
      return assignment(scope, node, false);
    case "SequenceExpression":
      for (const one of node.expressions) effect(scope, one);
      return;
    case "ConditionalExpression":
      condition(scope, node.test);
      f.open(OP.if);
      effect(scope, node.consequent);
      f.otherwise();
      effect(scope, node.alternate);
      return f.close();
    default:
      value(scope, node);
      f.op(OP.drop);
  }
}

/** The raw number an expression is known to be. */
export function known(scope: Scope, node: Expression): number | undefined {
  if (node.type === "Literal") return literalToRaw(Number(node.value));
  if (node.type === "UnaryExpression" && node.operator === "-") {
    // A literal is negated before it is truncated, everything else after.
    if (node.argument.type === "Literal") return literalToRaw(-Number(node.argument.value));
    const inner = known(scope, node.argument);
    return inner === undefined ? undefined : -inner | 0;
  }
  if (node.type !== "Identifier") return undefined;
  const found = scope.meaning(node.name);
  return found.kind === "constant" ? found.raw : undefined;
}

function name(scope: Scope, node: Identifier): void {
  const { f, emission } = scope;
  const found = scope.meaning(node.name);
  if (found.kind === "local") return f.get(scope.locals.get(node.name)!);
  if (found.kind === "global") {
    f.constant(I32, 0);
    return f.memory(OP.i32Load, found.variable.address);
  }
  if (found.kind === "nothing") emission.note(node.name, node, `${node.name} is never given a value, so it is 0`);
  emission.emitMeaning(f, found);
}

function unary(scope: Scope, node: UnaryExpression): void {
  const { f } = scope;
  const folded = known(scope, node);
  if (folded !== undefined) return f.constant(I32, folded);
  switch (node.operator) {
    case "!":
      return truth(scope, node);
    case "~":
      return complement({ type: I32, emit: () => value(scope, node.argument) }).emit(f);
    case "-":
      f.constant(I32, 0);
      value(scope, node.argument);
      return f.op(OP.i32Sub);
    default:
      return value(scope, node.argument);
  }
}

/** A condition as a number. */
function truth(scope: Scope, node: Expression): void {
  condition(scope, node);
  scope.f.constant(I32, 16);
  scope.f.op(OP.i32Shl);
}

function operation(scope: Scope, node: BinaryExpression): void {
  if (isTruth(node)) return truth(scope, node);
  binary(scope.f, node.operator, () => value(scope, node.left as Expression), {
    emit: () => value(scope, node.right),
    known: known(scope, node.right),
  });
}

/** `&&` and `||` give the value of one of their sides. */
function logical(scope: Scope, node: LogicalExpression): void {
  const { f } = scope;
  const left = f.borrow(I32);
  value(scope, node.left);
  f.tee(left);
  f.open(OP.if, I32);
  if (node.operator === "&&") value(scope, node.right);
  else f.get(left);
  f.otherwise();
  if (node.operator === "&&") f.get(left);
  else value(scope, node.right);
  f.close();
  f.giveBack(I32, left);
}

function member(scope: Scope, node: MemberExpression): void {
  const { f } = scope;
  value(scope, node.object as Expression);
  if (node.computed) value(scope, node.property as Expression);
  f.constant(I32, node.start);
  f.call(node.computed ? element : arrayLength);
}

function arrayLiteral(scope: Scope, node: ArrayExpression): void {
  const { f } = scope;
  const made = f.borrow(I32);
  const first = f.borrow(I32);
  f.constant(I32, node.elements.length);
  f.constant(I32, node.start);
  f.call(makeArray);
  f.tee(made);
  f.call(firstElement);
  f.set(first);
  for (const [i, one] of node.elements.entries()) {
    // A new array is full of 0 already.
    if (one === null || known(scope, one as Exclude<typeof one, SpreadElement>) === 0) continue;
    f.get(first);
    value(scope, one as Expression);
    f.memory(OP.i32Store, 4 * i);
  }
  f.get(made);
  f.giveBack(I32, first);
  f.giveBack(I32, made);
}
