// Runs every pattern under a folder (.js, .epe, .pbb and pattern files out of a board's flash) in the software Pixelblaze
// and says how far each came: deno run -A bench/corpus.ts FOLDER [--json]

import { ProtocolError } from "../protocol/errors.ts";
import { type CorpusPattern, readPatterns, tryPatterns } from "../emulator/pixelblaze/language/corpus.ts";

const WRONG_USAGE = 2;
const COULD_NOT_RUN = 3;

function print(line: string): void {
  // deno-lint-ignore no-console -- the result
  console.log(line);
}

function giveUp(code: number, why: string): never {
  // deno-lint-ignore no-console -- for the person who called
  console.error(why);
  Deno.exit(code);
}

/** Why something failed, for people. */
function reason(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is nothing of that name";
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  if (error instanceof Deno.errors.NotADirectory) return "it is no folder";
  if (error instanceof Deno.errors.PermissionDenied) return "permission is missing";
  return error instanceof Error ? error.message : String(error);
}

/** What could not be read or is no pattern, and why. */
const unreadable: { name: string; reason: string }[] = [];

function* filesUnder(folder: string, under = ""): Generator<string> {
  const entries = [...Deno.readDirSync(`${folder}/${under}`)].sort((a, b) => a.name < b.name ? -1 : 1);
  for (const { name, isDirectory } of entries) {
    const path = `${under}${name}`;
    if (!isDirectory) yield path;
    else yield* readable(path, () => filesUnder(folder, `${path}/`));
  }
}

/** What a row gives, up to its failure, which is noted. */
function* readable<T>(name: string, row: () => Iterable<T>): Generator<T> {
  try {
    yield* row();
  } catch (error) {
    if (!(error instanceof ProtocolError || isOfTheSystem(error))) throw error;
    unreadable.push({ name, reason: reason(error) });
  }
}

/** Whether it is the system that could not read: its errors carry a code, or are among Deno's own. */
function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error &&
    ("code" in error || Object.values(Deno.errors).some((kind) => error instanceof kind));
}

const options = Deno.args.filter((argument) => argument.startsWith("-"));
const [folder, ...more] = Deno.args.filter((argument) => !argument.startsWith("-"));
const unknown = options.find((option) => option !== "--json");
if (folder === undefined) giveUp(WRONG_USAGE, "Cannot run patterns: no folder is named");
if (more.length > 0) giveUp(WRONG_USAGE, `Cannot run patterns: one folder at a time, not "${more[0]}" too`);
if (unknown !== undefined) giveUp(WRONG_USAGE, `Cannot run patterns: unknown option ${unknown}, allowed is --json`);
const patterns: CorpusPattern[] = [];
try {
  for (const name of filesUnder(folder)) {
    patterns.push(...readable(name, () => readPatterns(name, Deno.readFileSync(`${folder}/${name}`))));
  }
} catch (error) {
  if (!isOfTheSystem(error)) throw error;
  giveUp(COULD_NOT_RUN, `Cannot run the patterns of ${folder}: ${reason(error)}`);
}
const started = performance.now();
const report = tryPatterns(patterns);
const seconds = (performance.now() - started) / 1000;
if (Deno.args.includes("--json")) {
  print(JSON.stringify({ found: patterns.length, unreadable, ...report, seconds }, null, 2));
} else {
  for (const { name, reason } of unreadable) print(`unreadable   ${name}: ${reason}`);
  for (const { name, outcome, reason } of report.rest) {
    print(`${outcome.padEnd(12)} ${name}${reason === undefined ? "" : `: ${reason}`}`);
  }
  const { total, compiled, ran, lit } = report;
  print(`${patterns.length} patterns, ${total} different: ${compiled} compile, ${ran} run 300 frames, ${lit} shine`);
  if (unreadable.length > 0) print(`${unreadable.length} files could not be read`);
  print(`${seconds.toFixed(1)} s`);
}
