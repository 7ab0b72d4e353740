/** Runs `lipsync` or `phonemes` as `cuelight` does: `deno run -A run_command.ts lipsync FILE`. */

import { lipsyncCommand } from "../../../cli/lipsync.ts";
import { phonemesCommand } from "../../../cli/phonemes.ts";

if (import.meta.main) {
  const [name, ...args] = Deno.args;
  Deno.exit(await (name === "phonemes" ? phonemesCommand : lipsyncCommand)(args));
}
