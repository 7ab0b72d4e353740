/** How the command ends. @module */

import { tell } from "./terminal.ts";

/** Exit codes: all went well, the show has errors, the command was used wrongly, it could not run. */
export const EXIT = { ok: 0, showHasErrors: 1, wrongUsage: 2, couldNotRun: 3 } as const;

/** Ends the command with a message for the person who called it, and an exit code; never a stack trace. */
export class Exit extends Error {
  override readonly name = "Exit";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The command was used wrongly. */
export function usage(message: string): Exit {
  return new Exit(EXIT.wrongUsage, message);
}

/** The command could not do what it was asked. */
export function couldNotRun(message: string): Exit {
  return new Exit(EXIT.couldNotRun, message);
}

/** Runs a command; whatever goes wrong becomes a line on stderr and an exit code. */
export async function guarded(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Exit) {
      if (error.message !== "") tell(error.message);
      return error.code;
    }
    tell(error instanceof Error ? messageOf(error) : String(error));
    return EXIT.couldNotRun;
  }
}

/** What an error means to the person who called. */
export function messageOf(error: Error): string {
  if (error instanceof Deno.errors.NotCapable) {
    return `${error.message.replace(/, run again with .*/, "")}: run with deno run -A`;
  }
  return error.message;
}
