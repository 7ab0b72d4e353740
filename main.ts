/**
 * The `cuelight` command.
 *
 * @module
 */

import { cuelight } from "./cli/cuelight.ts";
import { guarded } from "./cli/exit.ts";

if (import.meta.main) Deno.exit(await guarded(() => cuelight(Deno.args)));
