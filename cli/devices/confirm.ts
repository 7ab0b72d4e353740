/** Asking before what cannot be undone. @module */

import { EXIT, Exit, usage } from "../exit.ts";
import { tell } from "../terminal.ts";

/**
 * Asks a question that takes a yes; does nothing when `yes` is set.
 *
 * @throws {Exit} when the answer is no, or when nobody is there to ask
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!Deno.stdin.isTerminal()) throw usage(`${question} Nobody is there to ask: say --yes if you are sure`);
  tell(`${question} [y/N]`);
  const bytes = new Uint8Array(64);
  const count = await Deno.stdin.read(bytes);
  const answer = new TextDecoder().decode(bytes.subarray(0, count ?? 0)).trim().toLowerCase();
  if (answer !== "y" && answer !== "yes") throw new Exit(EXIT.couldNotRun, "Nothing was done");
}
