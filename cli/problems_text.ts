/** Problems for people and for scripts. @module */

import { placeOf, type Problem } from "../runtime/model/mod.ts";
import { Terminal } from "./terminal.ts";

/** Tells every problem on stderr, a line each: place, severity, message. */
export function tellProblems(problems: readonly Problem[]): void {
  const terminal = new Terminal();
  for (const { severity, message, where } of problems) {
    const word = severity === "error" ? terminal.paint("red", "error") : terminal.paint("yellow", "warning");
    terminal.line(`${terminal.paint("bold", placeOf(shortened(where)))}: ${word}: ${message}`);
  }
}

/** A problem as data. */
export function problemJson({ severity, message, where }: Problem): Record<string, unknown> {
  const { file, line, column } = shortened(where);
  return { severity, file, line, column, message };
}

/** The place with its file as seen from here. */
function shortened(where: Problem["where"]): Problem["where"] {
  return { ...where, file: fromHere(where.file) };
}

/** A path as seen from the current folder, where it lies below it. */
export function fromHere(file: string): string {
  const here = `${Deno.cwd()}/`;
  return file.startsWith(here) ? file.slice(here.length) : file;
}
