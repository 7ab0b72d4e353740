/** What can be done with a show that has been loaded. @module */

import { check } from "./check.ts";
import { EXIT } from "./exit.ts";
import type { LoadedShow } from "./load.ts";
import type { ShowArgs } from "./options.ts";
import { play } from "./play.ts";
import { printTimeline } from "./print.ts";
import { tellProblems } from "./problems_text.ts";
import { rehearse } from "./rehearse.ts";

/** One of the things that can be done with a show. */
export type ShowMode = "play" | "rehearse" | "check" | "print";

/** Does it; returns the exit code. */
export async function doShow(mode: ShowMode, loaded: LoadedShow, args: ShowArgs): Promise<number> {
  switch (mode) {
    case "play":
      return await play(loaded, args);
    case "rehearse":
      return await rehearse(loaded, args);
    case "check":
      return check(loaded, args.json);
    case "print":
      tellProblems(loaded.problems);
      if (loaded.timeline === undefined) return EXIT.showHasErrors;
      printTimeline(loaded.timeline, args.json);
      return EXIT.ok;
  }
}
