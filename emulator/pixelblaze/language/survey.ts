/**
 * Walks over a parsed source once: refuses what the language has not, and finds functions, variables and exports.
 * @module
 */

import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  ExportNamedDeclaration,
  Expression,
  Function as FunctionNode,
  FunctionDeclaration,
  Literal,
  MemberExpression,
  Program,
  Super,
  UpdateExpression,
  VariableDeclaration,
} from "acorn";
import { PatternError } from "./pattern_error.ts";
import type { PatternFunction } from "./program.ts";
import { METHODS } from "./reference.ts";
import { placesIn, TOO_DEEP } from "./syntax.ts";
import type { PatternNote, SourcePlace } from "./types.ts";

/** Deeper nesting than this is refused; every later step walks the tree by recursion. */
const DEEPEST = 300;
const MOST_PARAMETERS = 64;

const BINARY = new Set(
  ["+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>", "==", "!=", "===", "!==", "<", "<=", ">", ">="],
);
const ASSIGNMENT = new Set(["=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="]);
const UNARY = new Set(["-", "+", "!", "~"]);

/** Node types with nothing to check but their parts, and where these are, in order. */
const PARTS: Partial<Record<AnyNode["type"], readonly string[]>> = {
  Program: ["body"],
  BlockStatement: ["body"],
  ExpressionStatement: ["expression"],
  IfStatement: ["test", "consequent", "alternate"],
  WhileStatement: ["test", "body"],
  DoWhileStatement: ["body", "test"],
  ForStatement: ["init", "test", "update", "body"],
  ReturnStatement: ["argument"],
  ArrayExpression: ["elements"],
  ConditionalExpression: ["test", "consequent", "alternate"],
  LogicalExpression: ["left", "right"],
  SequenceExpression: ["expressions"],
  EmptyStatement: [],
  Identifier: [],
};

/** What the README says to do instead, or what the thing is called. */
const REFUSED: Partial<Record<AnyNode["type"], string>> = {
  SwitchStatement: "switch: use if and else, or an array of functions",
  ObjectExpression: "objects: use arrays",
  ClassDeclaration: "classes",
  ClassExpression: "classes",
  NewExpression: "new: array(n) makes an array",
  TryStatement: "try",
  ThrowStatement: "throw",
  TemplateLiteral: "text",
  ThisExpression: "this",
  ForInStatement: "for in: use a counting loop",
  ForOfStatement: "for of: use a counting loop, or forEach",
  LabeledStatement: "labels",
  SpreadElement: "...",
  ImportDeclaration: "import",
  ExportDefaultDeclaration: "export default: export a var or a function",
  ExportAllDeclaration: "export *: export a var or a function",
};

/** What the walk finds. */
export interface Survey {
  readonly main: PatternFunction;
  readonly functions: Map<FunctionNode, PatternFunction>;
  /** Names that are assigned to without being the function's own, and how often each is. */
  readonly assigned: Map<string, number>;
  /** Functions that a statement of the main body itself puts into a variable. */
  readonly initial: Map<string, PatternFunction>;
  readonly exported: Set<string>;
  readonly notes: PatternNote[];
  /** See {@link placesIn}. */
  readonly place: (offset: number) => SourcePlace;
}

/**
 * @throws {PatternError} At the first thing that the language has not.
 */
export function survey(source: string, program: Program): Survey {
  return new Surveyor(source, program).survey;
}

class Surveyor {
  readonly survey: Survey;
  /** Names that are assigned to, with the function that does it; whose they are is known only at the end. */
  readonly #assignments: [name: string, by: PatternFunction][] = [];
  #function: PatternFunction;
  #depth = 0;

  constructor(source: string, program: Program) {
    this.#function = newFunction("the main body", program, undefined, []);
    this.survey = {
      main: this.#function,
      functions: new Map(),
      assigned: new Map(),
      initial: new Map(),
      exported: new Set(),
      notes: [],
      place: placesIn(source),
    };
    this.#visit(program);
    for (const [name, by] of this.#assignments) {
      if (!isOwn(by, name)) this.survey.assigned.set(name, (this.survey.assigned.get(name) ?? 0) + 1);
    }
  }

  #refuse(node: { start: number }, what: string): never {
    throw new PatternError(`Not part of the language: ${what}`, this.survey.place(node.start));
  }

  #note(node: { start: number }, message: string): void {
    this.survey.notes.push({ message, ...this.survey.place(node.start) });
  }

  #visit(node: AnyNode): void {
    if (++this.#depth > DEEPEST) throw new PatternError(TOO_DEEP, this.survey.place(node.start));
    const parts = PARTS[node.type];
    if (parts !== undefined) this.#visitParts(node, parts);
    else this.#visitSpecial(node);
    this.#depth--;
  }

  #visitParts(node: AnyNode, parts: readonly string[]): void {
    for (const part of parts) {
      const child = (node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null | undefined>)[part];
      if (Array.isArray(child)) { for (const one of child) if (one !== null) this.#visit(one); }
      else if (child) this.#visit(child);
    }
    if (node.type === "DoWhileStatement") this.#note(node, "do while is not in the language reference");
  }

  #visitSpecial(node: AnyNode): void {
    switch (node.type) {
      case "Literal":
        return this.#literal(node);
      case "VariableDeclaration":
        return this.#variables(node);
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#functionNode(node);
      case "ExportNamedDeclaration":
        return this.#export(node);
      case "BreakStatement":
      case "ContinueStatement":
        if (node.label) this.#refuse(node, "labels");
        return;
      case "UnaryExpression":
        if (!UNARY.has(node.operator)) this.#refuse(node, node.operator);
        return this.#visit(node.argument);
      case "BinaryExpression":
        if (!BINARY.has(node.operator)) this.#refuse(node, node.operator);
        this.#visit(node.left as Expression);
        return this.#visit(node.right);
      case "AssignmentExpression":
      case "UpdateExpression":
        return this.#assignment(node);
      case "MemberExpression":
        return this.#member(node, false);
      case "CallExpression":
        return this.#call(node);
      default:
        this.#refuse(node, REFUSED[node.type] ?? node.type);
    }
  }

  #literal(node: Literal): void {
    if (typeof node.value === "string") this.#refuse(node, "text");
    if (node.regex !== undefined) this.#refuse(node, "regular expressions");
    if (typeof node.value === "number" && node.value >= 32768) {
      this.#note(
        node,
        `${node.raw} does not fit a number of the pattern language, which ends at 32767.99998: it wraps`,
      );
    }
  }

  #variables(node: VariableDeclaration): void {
    if (node.kind !== "var") this.#refuse(node, `${node.kind}: use var`);
    for (const { id, init } of node.declarations) {
      if (id.type !== "Identifier") this.#refuse(id, "patterns as variables: declare them one by one");
      this.#function.variables.add(id.name);
      if (init) {
        this.#visit(init);
        this.#assigned(id.name, init);
      }
    }
  }

  #functionNode(node: FunctionNode & { type: string }): void {
    if (node.generator || node.async) this.#refuse(node, "generators");
    const params = node.params.map((param) => {
      if (param.type !== "Identifier") this.#refuse(param, "defaults and patterns as parameters");
      return param.name;
    });
    if (params.length > MOST_PARAMETERS) this.#refuse(node, `more than ${MOST_PARAMETERS} parameters`);
    const made = newFunction(node.id?.name ?? "a function without a name", node, this.#function, params);
    this.survey.functions.set(node, made);
    if (node.type === "FunctionDeclaration" && node.id) this.#function.declared.set(node.id.name, made);
    const outer = this.#function;
    this.#function = made;
    this.#visit(node.body);
    this.#function = outer;
  }

  #export(node: ExportNamedDeclaration): void {
    if (this.#function !== this.survey.main) this.#refuse(node, "export inside a function");
    const { declaration } = node;
    if (declaration?.type !== "VariableDeclaration" && declaration?.type !== "FunctionDeclaration") {
      this.#refuse(node, "export of anything but a var or a function");
    }
    this.#visit(declaration);
    for (const name of declaredNames(declaration)) this.survey.exported.add(name);
  }

  #assignment(node: AssignmentExpression | UpdateExpression): void {
    if (node.type === "AssignmentExpression" && !ASSIGNMENT.has(node.operator)) this.#refuse(node, node.operator);
    const target = node.type === "AssignmentExpression" ? node.left : node.argument;
    if (target.type === "MemberExpression") {
      if (!target.computed) this.#refuse(target, "assigning to anything but variables and elements");
      this.#visit(target);
    } else if (target.type !== "Identifier") {
      this.#refuse(target, "assigning to anything but variables and elements");
    }
    if (node.type === "AssignmentExpression") this.#visit(node.right);
    const plain = node.type === "AssignmentExpression" && node.operator === "=";
    if (target.type === "Identifier") this.#assigned(target.name, plain ? node.right : undefined);
  }

  #assigned(name: string, value: Expression | undefined): void {
    this.#assignments.push([name, this.#function]);
    const made = value && this.survey.functions.get(value as unknown as FunctionNode);
    if (made !== undefined && this.#function === this.survey.main) this.survey.initial.set(name, made);
  }

  #member(node: MemberExpression, called: boolean): void {
    if (node.object.type === "Super") this.#refuse(node, "super");
    this.#visit(node.object);
    if (node.computed) return this.#visit(node.property);
    const name = node.property.type === "Identifier" ? node.property.name : "";
    const known = called ? METHODS.has(name) : name === "length";
    if (!known) {
      this.#refuse(
        node,
        `.${name}: arrays have length${called ? ` and the methods ${[...METHODS.keys()].join(", ")}` : ""}`,
      );
    }
  }

  #call(node: CallExpression): void {
    const callee: Expression | Super = node.callee;
    if (callee.type === "Super") this.#refuse(node, "super");
    if (callee.type === "MemberExpression") this.#member(callee, true);
    else this.#visit(callee);
    for (const argument of node.arguments) this.#visit(argument);
  }
}

function newFunction(
  name: string,
  node: FunctionNode | Program,
  parent: PatternFunction | undefined,
  params: readonly string[],
): PatternFunction {
  return { name, node, parent, params, variables: new Set(), declared: new Map() };
}

function declaredNames(declaration: VariableDeclaration | FunctionDeclaration): string[] {
  if (declaration.type === "FunctionDeclaration") return [declaration.id.name];
  return declaration.declarations.flatMap(({ id }) => id.type === "Identifier" ? [id.name] : []);
}

/** Whether a name is a parameter or a variable of the function itself. The main body's variables are nobody's own. */
export function isOwn(by: PatternFunction, name: string): boolean {
  return by.parent !== undefined && (by.params.includes(name) || by.variables.has(name));
}
