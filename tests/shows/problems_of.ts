/** What is told of a show in YAML. @module */

import { compileAll, placeOf, type Problem } from "../../runtime/model/mod.ts";
import { readYamlShow } from "../../shows/yaml.ts";

/** Every problem of a show, `file:line:column: message` each, in the order of the file. */
export function problemsOf(text: string, file: string): string[] {
  const { show, problems, locate } = readYamlShow(text, file);
  const compiled = show === undefined ? [] : compileAll(show).problems.list;
  return [...problems.list, ...compiled]
    .map((problem): Problem => ({ ...problem, where: locate(problem.where) }))
    .sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0))
    .map(({ severity, message, where }) =>
      `${placeOf(where)}: ${severity === "warning" ? "(warning) " : ""}${message}`
    );
}
