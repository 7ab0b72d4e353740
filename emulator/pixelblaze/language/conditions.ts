/** Expressions of which only matters whether they are 0. @module */

import type { Expression } from "acorn";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { value } from "./expressions.ts";
import type { Scope } from "./scope.ts";

const COMPARISONS: Readonly<Record<string, number>> = {
  "==": OP.i32Eq,
  "===": OP.i32Eq,
  "!=": OP.i32Ne,
  "!==": OP.i32Ne,
  "<": OP.i32LtS,
  "<=": OP.i32LeS,
  ">": OP.i32GtS,
  ">=": OP.i32GeS,
};

/** Leaves 0 or something else. */
export function condition(scope: Scope, node: Expression): void {
  const { f } = scope;
  if (node.type === "UnaryExpression" && node.operator === "!") {
    condition(scope, node.argument);
    f.op(OP.i32Eqz);
  } else if (node.type === "LogicalExpression") {
    condition(scope, node.left);
    f.open(OP.if, I32);
    if (node.operator === "&&") condition(scope, node.right);
    else f.constant(I32, 1);
    f.otherwise();
    if (node.operator === "&&") f.constant(I32, 0);
    else condition(scope, node.right);
    f.close();
  } else if (isTruth(node)) {
    comparison(scope, node);
  } else {
    value(scope, node);
  }
}

/** Whether an expression gives 1 or 0. */
export function isTruth(node: Expression): boolean {
  if (node.type === "UnaryExpression") return node.operator === "!";
  return node.type === "BinaryExpression" && node.operator in COMPARISONS;
}

function comparison(scope: Scope, node: Expression): void {
  if (node.type !== "BinaryExpression") return;
  value(scope, node.left as Expression);
  value(scope, node.right);
  scope.f.op(COMPARISONS[node.operator]!);
}
