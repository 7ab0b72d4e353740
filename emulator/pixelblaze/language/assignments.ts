/** Assignments to variables and elements. @module */

import type { AssignmentExpression, Expression, MemberExpression, UpdateExpression } from "acorn";
import { ONE } from "../arithmetic/basic.ts";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { element, setElement } from "./arrays.ts";
import { known, value } from "./expressions.ts";
import { binary, type RightSide } from "./operators.ts";
import type { Scope } from "./scope.ts";

/**
 * An assignment, or `++` and `--`.
 *
 * @param wanted Whether its value is to be left on the stack.
 */
export function assignment(scope: Scope, node: AssignmentExpression | UpdateExpression, wanted: boolean): void {
  const { f } = scope;
  if (node.type === "AssignmentExpression") return assign(scope, node, wanted);
  const one: RightSide = { emit: () => f.constant(I32, ONE), known: ONE };
  const operator = node.operator === "++" ? "+" : "-";
  change(scope, node.argument as Expression, operator, one, wanted);
  if (!wanted || node.prefix) return;
  // The value before is the one after, taken back: sums wrap, so that is exact.
  f.constant(I32, ONE);
  f.op(node.operator === "++" ? OP.i32Sub : OP.i32Add);
}

function assign(scope: Scope, node: AssignmentExpression, wanted: boolean): void {
  const target = node.left;
  const right = (): void => value(scope, node.right);
  if (node.operator !== "=") {
    return change(scope, target as Expression, node.operator.slice(0, -1), {
      emit: right,
      known: known(scope, node.right),
    }, wanted);
  }
  if (target.type === "Identifier") return assignName(scope, target.name, right, wanted);
  const { object, property, start } = target as MemberExpression;
  value(scope, object as Expression);
  value(scope, property as Expression);
  right();
  store(scope, start, wanted);
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

/** target = target operator right. */
function change(scope: Scope, target: Expression, operator: string, right: RightSide, wanted: boolean): void {
  const { f } = scope;
  if (target.type === "Identifier") {
    const changed = (): void => binary(f, operator, () => value(scope, target), right);
    return assignName(scope, target.name, changed, wanted);
  }
  const { object, property, start } = target as MemberExpression;
  const array = f.borrow(I32);
  const index = f.borrow(I32);
  value(scope, object as Expression);
  f.tee(array);
  value(scope, property as Expression);
  f.tee(index);
  binary(f, operator, () => {
    f.get(array);
    f.get(index);
    f.constant(I32, start);
    f.call(element);
  }, right);
  f.giveBack(I32, index);
  f.giveBack(I32, array);
  store(scope, start, wanted);
}

/** Puts the value on the stack into the element below it. */
function store(scope: Scope, place: number, wanted: boolean): void {
  const { f } = scope;
  f.constant(I32, place);
  f.call(setElement);
  if (!wanted) f.op(OP.drop);
}
