/** Runs a show from its own script: `deno run show.ts`. @module */

import type { Show } from "../runtime/model/mod.ts";
import { EXIT, guarded } from "./exit.ts";
import { SCRIPT_HELP } from "./help.ts";
import { loadBuilt } from "./load.ts";
import { parseShowArgs, type ShowArgs } from "./options.ts";
import { usage } from "./exit.ts";
import { doShow } from "./do_show.ts";
import { print } from "./terminal.ts";

/**
 * Does with a show what the command line says: performs it, or with `--rehearse`, `--check` or `--print` does that.
 * Ends the process with 0 when all went well, 1 when the show has errors, 2 for a wrong option, 3 when it could not run.
 *
 * @param args the command line, the process's own when left out
 */
export async function run(show: Show, args: readonly string[] = Deno.args): Promise<never> {
  Deno.exit(
    await guarded(async () => {
      const options: ShowArgs = parseShowArgs(args);
      if (options.help) {
        print(SCRIPT_HELP);
        return EXIT.ok;
      }
      if (options.rest.length > 0) throw usage(`Nothing is known about "${options.rest[0]}": see --help`);
      const mode = options.rehearse ? "rehearse" : options.check ? "check" : options.print ? "print" : "play";
      return await doShow(mode, await loadBuilt(show), options);
    }),
  );
}
