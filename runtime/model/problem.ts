/** What is wrong with a show, and where. @module */

/** A place in a show file: a line and column once known, or the path of a value that a loader can look up. */
export interface Where {
  /** The file as the person named it, or a URL of a module. */
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** Keys from the top of a YAML document to the value, e.g. `["cues", 3, "tree", "mouth"]`. */
  readonly path?: readonly (string | number)[];
}

/** One mistake (`error`: the show cannot be played) or doubt (`warning`: it can). */
export interface Problem {
  /** Whether the show cannot be played for it. */
  readonly severity: "error" | "warning";
  /** What is wrong and what is allowed, in a sentence. */
  readonly message: string;
  /** Where it stands. */
  readonly where: Where;
}

/** Collects problems, so that all of them are told at once; one told twice is kept once. */
export class Problems {
  /** In the order in which they were found. */
  readonly list: Problem[] = [];
  readonly #seen = new Set<string>();

  /** Adds an error. */
  error(message: string, where: Where): void {
    this.#add({ severity: "error", message, where });
  }

  /** Adds a warning. */
  warn(message: string, where: Where): void {
    this.#add({ severity: "warning", message, where });
  }

  #add(problem: Problem): void {
    const key = JSON.stringify(problem);
    if (!this.#seen.has(key)) this.list.push(problem);
    this.#seen.add(key);
  }

  /** Whether the show cannot be played. */
  get hasErrors(): boolean {
    return this.list.some((problem) => problem.severity === "error");
  }
}

/** Thrown when a show that has errors is asked for its timeline; `problems` holds all of them, warnings too. */
export class ShowError extends Error {
  /** Tells it from other errors. */
  override readonly name = "ShowError";
  /** All of them, warnings too. */
  readonly problems: readonly Problem[];

  /** Makes the message from the errors. */
  constructor(problems: readonly Problem[]) {
    const errors = problems.filter((problem) => problem.severity === "error");
    super(errors.map((problem) => `${placeOf(problem.where)}: ${problem.message}`).join("\n"));
    this.problems = problems;
  }
}

/** `file:line:column`, as far as it is known. */
export function placeOf(where: Where): string {
  const parts = [where.file];
  if (where.line !== undefined) parts.push(String(where.line));
  if (where.line !== undefined && where.column !== undefined) parts.push(String(where.column));
  return parts.join(":");
}
