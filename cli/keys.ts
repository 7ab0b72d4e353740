/** The keys of a performance. @module */

import type { Player } from "../runtime/player.ts";
import type { Cancel } from "../runtime/time/clock.ts";

/** How far an arrow key jumps, in milliseconds. */
const JUMP_MS = 5000;

/** What each key does, for the help line. */
export const KEYS_HELP = "space pause, g GO, b blackout, ←/→ 5 s, q quit";

/** Listens to the keyboard, where there is one; gives what ends it. */
export function listenToKeys(player: Player, quit: () => void): Cancel {
  if (!Deno.stdin.isTerminal()) return () => {};
  Deno.stdin.setRaw(true, { cbreak: true });
  let open = true;
  const reader = Deno.stdin.readable.getReader();
  const decoder = new TextDecoder();
  (async () => {
    while (open) {
      const { value, done } = await reader.read();
      if (done) return;
      press(decoder.decode(value), player, quit);
    }
  })().catch(() => {}); // Reading ends with an error when the keyboard goes away or is let go.
  return () => {
    open = false;
    Deno.stdin.setRaw(false);
    reader.cancel().catch(() => {});
  };
}

function press(key: string, player: Player, quit: () => void): void {
  switch (key) {
    case " ":
      if (player.playhead.playing && !player.isDark) player.pause();
      else player.play();
      break;
    case "g":
    case "\n":
    case "\r":
      player.go();
      break;
    case "b":
      if (player.isDark) player.play();
      else player.blackout();
      break;
    case "\x1b[C":
      player.seek(player.position + JUMP_MS);
      break;
    case "\x1b[D":
      player.seek(player.position - JUMP_MS);
      break;
    case "q":
      quit();
      break;
  }
}
