/** Loads a show from its file, with everything it names. @module */

import {
  type Catalogue,
  compileAll,
  type Problem,
  Problems,
  type Show,
  type Timeline,
  type Where,
} from "../runtime/model/mod.ts";
import { checkActions, DEVICE_KINDS } from "../runtime/devices/kinds.ts";
import { readLipsyncs } from "../shows/lipsync_actions.ts";
import { readYamlShow } from "../shows/yaml.ts";
import { catalogueOf, type PatternSource, readPatterns } from "./patterns.ts";
import { couldNotRun, EXIT, Exit, usage } from "./exit.ts";

/** A show with everything beside it. */
export interface LoadedShow {
  readonly show: Show;
  /** Undefined when the show has errors. */
  readonly timeline: Timeline | undefined;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
  /** Patterns of each Pixelblaze that names a folder of them. */
  readonly patterns: ReadonlyMap<string, readonly PatternSource[]>;
  /** The path of a file that the show names. */
  resolve(path: string): string;
  /** Adds line and column to a place in the show. */
  locate(where: Where): Where;
}

/** Loads a show file: `.yaml`, `.yml`, `.json`, or a `.ts` or `.js` module whose default export is a show. */
export async function loadShow(file: string): Promise<LoadedShow> {
  if (/\.[cm]?[jt]s$/.test(file)) return await loadBuilt(await importShow(file));
  if (!/\.(ya?ml|json)$/.test(file)) {
    throw usage(`Cannot tell what ${file} is: a show is a .yaml, .yml, .json or .ts file`);
  }
  const { show, problems, locate } = readYamlShow(await readShowText(file), file);
  if (show === undefined) throw new ShowRefused(sorted(problems.list.map((problem) => placed(problem, locate))));
  return await finish(show, problems, locate);
}

/** Loads what a show built in TypeScript names. */
export async function loadBuilt(show: Show): Promise<LoadedShow> {
  return await finish(show, new Problems(), (where) => where);
}

/** A file that is no show at all; carries what is wrong. */
export class ShowRefused extends Exit {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(EXIT.showHasErrors, "");
    this.problems = problems;
  }
}

async function finish(given: Show, problems: Problems, locate: (where: Where) => Where): Promise<LoadedShow> {
  const folder = given.where.file.includes("/") ? given.where.file.replace(/\/[^/]*$/, "") : ".";
  const resolve = (path: string) => path.startsWith("/") ? path : `${folder}/${path}`;
  const show = await readLipsyncs(given, (path) => readNamed(resolve(path), path), problems);
  checkActions(show, problems);
  const patterns = await patternsOf(show, resolve, problems);
  await checkFiles(show, resolve, problems);
  const catalogue: Catalogue = catalogueOf(patterns);
  const compiled = compileAll(show, { catalogue });
  const all = new Problems();
  for (const { severity, message, where } of [...problems.list, ...compiled.problems.list]) {
    if (severity === "error") all.error(message, locate(where));
    else all.warn(message, locate(where));
  }
  return {
    show,
    timeline: all.hasErrors ? undefined : compiled.timeline,
    problems: sorted(all.list),
    patterns,
    resolve,
    locate,
  };
}

async function patternsOf(
  show: Show,
  resolve: (path: string) => string,
  problems: Problems,
): Promise<Map<string, readonly PatternSource[]>> {
  const patterns = new Map<string, readonly PatternSource[]>();
  for (const { name, patterns: folder, where } of show.devices) {
    if (folder === undefined) continue;
    try {
      const found = await readPatterns(resolve(folder));
      for (const { file, error } of found.refused) problems.warn(`Pattern ${file} cannot run: ${error}`, where);
      patterns.set(name, found.patterns);
    } catch (error) {
      problems.error(`Cannot read the patterns of "${name}" from ${folder}: ${reason(error)}`, where);
    }
  }
  return patterns;
}

async function checkFiles(show: Show, resolve: (path: string) => string, problems: Problems): Promise<void> {
  const named: [string | undefined, Where, string][] = show.devices.map((
    { layout, where },
  ) => [layout, where, "layout"]);
  named.push([show.audio?.file, { ...show.where, path: ["audio"] }, "audio"]);
  for (const [path, where, what] of named) {
    if (path === undefined) continue;
    const found = await Deno.stat(resolve(path)).then(({ isFile }) => isFile, () => false);
    if (!found) problems.error(`Cannot find the ${what} file ${path}: paths count from the folder of the show`, where);
  }
}

/** What keeps a device from being reached; only told when the show is to be performed. */
export function unreachable({ show, locate }: LoadedShow): readonly Problem[] {
  return show.devices.flatMap((device): Problem[] => {
    const message = DEVICE_KINDS[device.kind].unreachable(device);
    return message === undefined ? [] : [{ severity: "warning", message, where: locate(device.where) }];
  });
}

async function readShowText(file: string): Promise<string> {
  try {
    const bytes = await Deno.readFile(file);
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) throw couldNotRun(`Cannot read ${file}: it is not UTF-8 text`);
    throw couldNotRun(`Cannot read ${file}: ${reason(error)}`);
  }
}

async function readNamed(path: string, name: string): Promise<Uint8Array> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    throw new Error(`cannot be read: ${reason(error)}`, { cause: `${name}` });
  }
}

async function importShow(file: string): Promise<Show> {
  const path = await Deno.realPath(file).catch((error) => {
    throw couldNotRun(`Cannot read ${file}: ${reason(error)}`);
  });
  const module = await import(new URL(`file://${encodeURI(path)}`).href) as { default?: unknown };
  const show = module.default;
  if (typeof show === "object" && show !== null && "cues" in show && "devices" in show) return show as Show;
  throw couldNotRun(`${file} is no show: its default export must come from show(...)`);
}

function placed(problem: Problem, locate: (where: Where) => Where): Problem {
  return { ...problem, where: locate(problem.where) };
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) =>
    (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.column ?? 0) - (b.where.column ?? 0)
  );
}

/** Why a file could not be read, in words. */
export function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "the system does not allow it";
  if (error instanceof Deno.errors.NotCapable) return "Deno was not given the permission, run with deno run -A";
  if (error instanceof Deno.errors.IsADirectory || (error instanceof Error && /is a directory/i.test(error.message))) {
    return "it is a folder";
  }
  return error instanceof Error ? error.message : String(error);
}
