// Runs every pattern under a folder (.js, .epe, .pbb and pattern files out of a board's flash) in the software Pixelblaze
// and says how far each came: deno run -A bench/corpus.ts FOLDER [--json]

import { ProtocolError } from "../protocol/errors.ts";
import { type CorpusPattern, readPatterns, tryPatterns } from "../emulator/pixelblaze/language/corpus.ts";

function print(line: string): void {
  // deno-lint-ignore no-console -- the result
  console.log(line);
}

function* filesUnder(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* filesUnder(`${folder}/${name}`);
    else yield `${folder}/${name}`;
  }
}

const [folder] = Deno.args.filter((argument) => !argument.startsWith("--"));
if (folder === undefined) {
  print("Cannot run patterns: no folder is named");
  Deno.exit(2);
}
const patterns: CorpusPattern[] = [];
const unreadable: { name: string; reason: string }[] = [];
for (const file of [...filesUnder(folder)].sort()) {
  const name = file.slice(folder.length + 1);
  try {
    patterns.push(...readPatterns(name, Deno.readFileSync(file)));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    unreadable.push({ name, reason: error.message });
  }
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
  print(`${seconds.toFixed(1)} s`);
}
