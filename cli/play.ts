/** `cuelight play`: performs a show on its devices. @module */

import { EXIT } from "./exit.ts";
import type { LoadedShow } from "./load.ts";
import { unreachable } from "./load.ts";
import { type ShowArgs, spanIn } from "./options.ts";
import { openNetwork, perform, performanceClock } from "./perform.ts";
import { startMusic } from "./music.ts";
import type { Player } from "../runtime/player.ts";
import { tellProblems } from "./problems_text.ts";
import { tell } from "./terminal.ts";

/** Performs a show; a device that is missing does not stop the others. */
export async function play(loaded: LoadedShow, args: ShowArgs): Promise<number> {
  const { show, timeline, problems } = loaded;
  tellProblems([...problems, ...unreachable(loaded)]);
  if (timeline === undefined) return EXIT.showHasErrors;
  const span = spanIn(timeline, args);
  const clock = performanceClock();
  const network = await openNetwork(show.devices, { clock, sync: args.sync }, tell);
  const { audio } = timeline;
  const music = audio === undefined || !args.music
    ? undefined
    : await startMusic(loaded.resolve(audio.file), audio.offset, clock, tell);
  const follow = (player: Player) => music?.follow(player.position, player.playhead.speedAt(clock.now()));
  try {
    return await perform({ timeline, devices: show.devices, network, clock, onTick: follow }, span, args);
  } finally {
    await music?.close();
  }
}
