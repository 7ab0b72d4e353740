/**
 * How many steps a function takes at most, where that can be known beforehand.
 *
 * Whoever calls such a function pays for it, so that the watchdog costs nothing within it. Functions that are large,
 * or that call themselves, pay at their own start.
 * @module
 */

import type { AnyNode, AssignmentExpression, CallExpression, UpdateExpression } from "acorn";
import { calledFunction, meaning } from "./names.ts";
import type { PatternFunction, PatternProgram } from "./program.ts";
import { BUILTINS, METHODS } from "./reference.ts";

/** A function that takes more steps than this pays for itself. */
const MOST_PREPAID = 1000;
/** A call of a function that is a value; the function's own steps are paid within. */
const INDIRECT_STEPS = 3;

/** What the watchdog must know of a function. */
export interface Cost {
  /** Steps from its start to its end, loops running once, with those of the functions it pays for. */
  readonly steps: number;
  /** Whether it pays for itself. */
  readonly ownAccount: boolean;
  /** Whether it can call itself over others without a function value, so that it must count calls within calls. */
  readonly recursive: boolean;
}

/** Works out costs on demand. */
export class Costs {
  readonly #program: PatternProgram;
  readonly #known = new Map<PatternFunction, Cost>();
  readonly #open = new Set<PatternFunction>();
  readonly #recursive = new Set<PatternFunction>();
  readonly #rounds = new Map<AnyNode, number>();

  constructor(program: PatternProgram) {
    this.#program = program;
  }

  /** The cost of a function. */
  of(made: PatternFunction): Cost {
    const known = this.#known.get(made);
    if (known !== undefined) return known;
    this.#open.add(made);
    const steps = this.#steps(made.node.body as AnyNode | AnyNode[], made);
    this.#open.delete(made);
    const recursive = this.#recursive.has(made);
    const cost = { steps, ownAccount: recursive || steps > MOST_PREPAID, recursive };
    this.#known.set(made, cost);
    return cost;
  }

  /** What a caller pays for a call. */
  prepaid(made: PatternFunction): number {
    if (this.#open.has(made)) {
      this.#recursive.add(made);
      return 0;
    }
    const cost = this.of(made);
    return cost.ownAccount ? 0 : cost.steps;
  }

  /** What one round of a loop takes. */
  round(loop: AnyNode, within: PatternFunction): number {
    return this.#rounds.get(loop) ?? this.#steps(loop, within);
  }

  /** The steps of a piece of source: one for every node, and what is called. */
  #steps(node: AnyNode | (AnyNode | null)[] | null | undefined, within: PatternFunction): number {
    if (!node) return 0;
    if (Array.isArray(node)) return node.reduce((sum, one) => sum + this.#steps(one, within), 0);
    if (/Function/.test(node.type)) return 1;
    if (isElementChange(node)) return this.#elementChange(node, within);
    let steps = node.type === "CallExpression" ? 1 + this.#called(node, within) : 1;
    for (const value of Object.values(node)) {
      if (typeof value === "object" && value !== null) steps += this.#steps(value as AnyNode | AnyNode[], within);
    }
    if (/^(For|While|DoWhile)/.test(node.type)) this.#rounds.set(node, steps);
    return steps;
  }

  /** `a[i] += v` works out a and i twice, `a[i]++` three times. */
  #elementChange(node: AssignmentExpression | UpdateExpression, within: PatternFunction): number {
    if (node.type === "UpdateExpression") return 1 + 3 * this.#steps(node.argument, within);
    return 1 + 2 * this.#steps(node.left, within) + this.#steps(node.right, within);
  }

  #called({ callee }: CallExpression, within: PatternFunction): number {
    if (callee.type === "Identifier") {
      const found = meaning(this.#program, callee.name, within);
      if (found.kind === "builtin") return BUILTINS.get(found.name)!.steps;
      const made = calledFunction(found);
      if (made !== undefined) return this.prepaid(made);
    }
    if (callee.type === "MemberExpression" && callee.property.type === "Identifier" && !callee.computed) {
      return BUILTINS.get(METHODS.get(callee.property.name) ?? "")?.steps ?? INDIRECT_STEPS;
    }
    return INDIRECT_STEPS;
  }
}

function isElementChange(node: AnyNode): node is AssignmentExpression | UpdateExpression {
  if (node.type === "UpdateExpression") return node.argument.type === "MemberExpression";
  return node.type === "AssignmentExpression" && node.operator !== "=" && node.left.type === "MemberExpression";
}
