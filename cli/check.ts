/** `cuelight check`: is the show right, and can its devices take it. @module */

import { formatTime, type Problem } from "../runtime/model/mod.ts";
import { type Budget, planBudget } from "../runtime/budget.ts";
import { EXIT } from "./exit.ts";
import { type LoadedShow, unreachable } from "./load.ts";
import { problemJson, tellProblems } from "./problems_text.ts";
import { runLine } from "./run_line.ts";
import { print, table, Terminal } from "./terminal.ts";

/** Checks a show; 0 when it can be played as it is written, 1 when not. */
export function check(loaded: LoadedShow, json: boolean): number {
  const { show, timeline } = loaded;
  const budgets = timeline === undefined ? [] : planBudget(timeline);
  const problems = [...loaded.problems, ...unreachable(loaded), ...overruns(loaded, budgets)];
  const code = problems.some(({ severity }) => severity === "error") ? EXIT.showHasErrors : EXIT.ok;
  const line = timeline === undefined ? undefined : runLine(loaded);
  if (json) {
    print(JSON.stringify({ ok: code === EXIT.ok, problems: problems.map(problemJson), budgets, run: line }, null, 2));
    return code;
  }
  tellProblems(problems);
  if (timeline !== undefined) {
    const devices = `${show.devices.length} device${show.devices.length === 1 ? "" : "s"}`;
    print(`${show.title}: ${formatTime(timeline.duration)}, ${timeline.cues.length} cues, ${devices}`);
    print(budgetTable(budgets));
    print(`run it with: ${line}`);
  }
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const terminal = new Terminal();
  const verdict = code === EXIT.ok
    ? terminal.paint("green", "ok")
    : terminal.paint("red", `${errors} error${errors === 1 ? "" : "s"}`);
  terminal.line(warnings === 0 ? verdict : `${verdict}, ${warnings} warning${warnings === 1 ? "" : "s"}`);
  return code;
}

/** What would leave late because a device takes no more. */
function overruns({ show, locate }: LoadedShow, budgets: readonly Budget[]): Problem[] {
  return budgets.flatMap(({ device, late, rateHz, busiest }): Problem[] => {
    if (late === undefined) return [];
    const { where } = show.devices.find(({ name }) => name === device)!;
    const message =
      `"${device}" takes ${rateHz} messages a second and is told more: from ${formatTime(late.at)} on cues are up to ` +
      `${Math.round(late.byMs)} ms late, the busiest second begins at ${
        formatTime(busiest.at)
      }; spread those cues, or merge them`;
    return [{ severity: "error", message, where: locate(where) }];
  });
}

function budgetTable(budgets: readonly Budget[]): string {
  const rows = [["device", "takes", "messages", "busiest second", "thinned", "coarsest ramp step"]];
  for (const { device, rateHz, messages, busiest, thinned, worstStep } of budgets) {
    rows.push([
      device,
      `${rateHz}/s`,
      String(messages),
      `${busiest.messages} from ${formatTime(busiest.at, 1)}`,
      String(thinned),
      worstStep === undefined
        ? "no ramps"
        : `${(worstStep.part * 100).toFixed(1)} % of ${worstStep.key.replace(/^.*:/, "")} at ${
          formatTime(worstStep.at, 1)
        }`,
    ]);
  }
  return table(rows);
}
