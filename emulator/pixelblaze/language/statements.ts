/** Statements. @module */

import type {
  AnyNode,
  DoWhileStatement,
  Expression,
  ForStatement,
  IfStatement,
  Statement,
  VariableDeclaration,
  WhileStatement,
} from "acorn";
import { I32, OP } from "../arithmetic/wasm/opcodes.ts";
import { assignName } from "./assignments.ts";
import { condition } from "./conditions.ts";
import { effect, value } from "./expressions.ts";
import type { Scope } from "./scope.ts";
import { spend } from "./steps.ts";

/** Statements, one after the other. */
export function body(scope: Scope, nodes: readonly AnyNode[]): void {
  for (const node of nodes) statement(scope, node as Statement);
}

function statement(scope: Scope, node: AnyNode): void {
  const { f } = scope;
  switch (node.type) {
    case "ExpressionStatement":
      return effect(scope, node.expression);
    case "VariableDeclaration":
      return variables(scope, node);
    case "ExportNamedDeclaration":
      if (node.declaration) statement(scope, node.declaration);
      return;
    case "BlockStatement":
      return body(scope, node.body);
    case "IfStatement":
      return choice(scope, node);
    case "WhileStatement":
    case "ForStatement":
      return loop(scope, node);
    case "DoWhileStatement":
      return lateLoop(scope, node);
    case "BreakStatement":
      return f.branch(OP.br, scope.loops.at(-1)!.out);
    case "ContinueStatement":
      return f.branch(OP.br, scope.loops.at(-1)!.again);
    case "ReturnStatement":
      if (node.argument) value(scope, node.argument);
      else f.constant(I32, 0);
      return f.op(OP.return);
  }
  // What is left are functions, which exist already, and empty statements.
}

function variables(scope: Scope, node: VariableDeclaration): void {
  for (const { id, init } of node.declarations) {
    if (init && id.type === "Identifier") assignName(scope, id.name, () => value(scope, init), false);
  }
}

function choice(scope: Scope, node: IfStatement): void {
  const { f } = scope;
  condition(scope, node.test);
  f.open(OP.if);
  statement(scope, node.consequent);
  if (node.alternate) {
    f.otherwise();
    statement(scope, node.alternate);
  }
  f.close();
}

function loop(scope: Scope, node: WhileStatement | ForStatement): void {
  const { f } = scope;
  const update = node.type === "ForStatement" ? node.update : undefined;
  if (node.type === "ForStatement" && node.init) first(scope, node.init);
  const out = f.open(OP.block);
  const top = f.open(OP.loop);
  if (node.test) {
    condition(scope, node.test);
    f.op(OP.i32Eqz);
    f.branch(OP.brIf, out);
  }
  const again = f.open(OP.block);
  scope.loops.push({ out, again });
  statement(scope, node.body);
  scope.loops.pop();
  f.close();
  if (update) effect(scope, update);
  payRound(scope, node);
  f.branch(OP.br, top);
  f.close();
  f.close();
}

function first(scope: Scope, node: VariableDeclaration | Expression): void {
  if (node.type === "VariableDeclaration") variables(scope, node);
  else effect(scope, node);
}

function lateLoop(scope: Scope, node: DoWhileStatement): void {
  const { f } = scope;
  const out = f.open(OP.block);
  const top = f.open(OP.loop);
  const again = f.open(OP.block);
  scope.loops.push({ out, again });
  statement(scope, node.body);
  scope.loops.pop();
  f.close();
  payRound(scope, node);
  condition(scope, node.test);
  f.branch(OP.brIf, top);
  f.close();
  f.close();
}

function payRound(scope: Scope, node: WhileStatement | ForStatement | DoWhileStatement): void {
  spend(scope.f, scope.emission.costs.round(node, scope.made), node.start);
}
