/** Assignments to variables and elements. @module */

import type { AssignmentExpression, Expression, MemberExpression, UpdateExpression } from "acorn";
import { ONE } from "../arithmetic/basic.ts";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { setElement } from "./arrays.ts";
import { known, value } from "./expressions.ts";
import { binary, type RightSide } from "./operators.ts";
import type { Scope } from "./scope.ts";

/**
 * An assignment, or `++` and `--`.
 *
 * The order is that of the bytecode beside the stock patterns' sources: `a[i] = v` works out v, a, i; `a[i] += v` works
 * out a, i, v and then a and i once more, so that a function called in them is called twice; and `a[i]++` a third time.
 *
 * @param wanted Whether its value is to be left on the stack.
 */
export function assignment(scope: Scope, node: AssignmentExpression | UpdateExpression, wanted: boolean): void {
  if (node.type === "UpdateExpression") return update(scope, node, wanted);
  const right = (): void => value(scope, node.right);
  if (node.operator === "=") return assign(scope, node.left as Expression, right, wanted);
  change(scope, node.left as Expression, node.operator.slice(0, -1), {
    emit: right,
    known: known(scope, node.right),
  }, wanted);
}

function update(scope: Scope, node: UpdateExpression, wanted: boolean): void {
  const { f } = scope;
  const target = node.argument as Expression;
  const one: RightSide = { emit: () => f.constant(I32, ONE), known: ONE };
  const before = !node.prefix && (wanted || target.type === "MemberExpression");
  if (before) value(scope, target);
  change(scope, target, node.operator === "++" ? "+" : "-", one, wanted && !before);
  if (before && !wanted) f.op(OP.drop);
}

/** target = target operator right. */
function change(scope: Scope, target: Expression, operator: string, right: RightSide, wanted: boolean): void {
  assign(scope, target, () => binary(scope.f, operator, () => value(scope, target), right), wanted);
}

function assign(scope: Scope, target: Expression, right: () => void, wanted: boolean): void {
  if (target.type === "Identifier") return assignName(scope, target.name, right, wanted);
  const { f } = scope;
  const { object, property, start } = target as MemberExpression;
  right();
  value(scope, object as Expression);
  value(scope, property as Expression);
  f.constant(I32, start);
  f.call(setElement);
  if (!wanted) f.op(OP.drop);
}

/** Puts what `right` leaves into a variable. */
export function assignName(scope: Scope, name: string, right: () => void, wanted: boolean): void {
  const { f } = scope;
  const index = scope.locals.get(name);
  if (index !== undefined) {
    right();
    if (wanted) f.tee(index);
    else f.set(index);
    return;
  }
  const { address } = scope.emission.program.globals.get(name)!;
  f.constant(I32, 0);
  right();
  if (!wanted) return f.memory(OP.i32Store, address);
  const kept = f.borrow(I32);
  f.tee(kept);
  f.memory(OP.i32Store, address);
  f.get(kept);
  f.giveBack(I32, kept);
}
