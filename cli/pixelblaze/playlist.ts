/** `cuelight pixelblaze ADDRESS playlist`. @module */

import type { PixelblazePlaylistItem } from "../../protocol/mod.ts";
import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import type { PixelblazeState } from "../../runtime/devices/client/pixelblaze_sequencer.ts";
import { didYouMean } from "../../runtime/model/mod.ts";
import type { DeviceArgs } from "../devices/args.ts";
import { plain, plainJson, plainTable } from "../devices/plain.ts";
import { usage } from "../exit.ts";
import { print, tell } from "../terminal.ts";
import type { BoardCall, BoardCommand } from "./board_command.ts";
import { durationText } from "./values_text.ts";

/** For how long an entry plays that does not say so. */
const USUAL_MS = 30_000;
const MODES = ["off", "shuffle", "playlist"] as const;

export const playlist: BoardCommand = {
  about: "the playlist and the sequencer",
  words: "[ACTION ...]",
  help: `Without words, prints the playlist; a * marks the entry that plays. Actions:

  set PATTERN[=SECONDS] ...    replace the playlist; 30 seconds when left out
  add PATTERN[=SECONDS] ...    add to its end
  clear                        empty it
  play N                       play entry N, from 1
  next                         go on to the next pattern
  mode off|shuffle|playlist    what changes the patterns by itself
  pause, resume                have the sequencer wait, and go on

  cuelight pixelblaze 192.168.4.20 playlist set Twinkle=60 "Candle glow" --save

  --save   for set, add, clear and mode: also after a restart; writes to flash, which wears it`,
  count: [0, 65],
  options: ["save"],
  async run(call) {
    const [action, ...rest] = call.words;
    if (action === undefined) return await printPlaylist(await call.connect(), call.options.has("json"));
    const run = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (run === undefined) throw usage(`Unknown action "${action}": ${didYouMean(action, Object.keys(ACTIONS))}`);
    await run(call, rest, { save: call.options.has("save") });
  },
};

type Action = (call: BoardCall, words: readonly string[], save: { save: boolean }) => Promise<void>;

const ACTIONS: Readonly<Record<string, Action>> = {
  async set({ connect }, words, save) {
    const entries = words.map(entryOf);
    if (entries.length === 0) throw usage("Set what? playlist set Twinkle=60, or playlist clear");
    const client = await connect();
    await client.sequencer.setPlaylist(await found(client, entries), save);
  },
  async add({ connect }, words, save) {
    const entries = words.map(entryOf);
    if (entries.length === 0) throw usage("Add what? playlist add Twinkle=60");
    const client = await connect();
    const { items = [] } = await client.sequencer.playlist();
    await client.sequencer.setPlaylist([...items, ...await found(client, entries)], save);
  },
  async clear({ connect }, words, save) {
    none(words, "clear");
    await (await connect()).sequencer.setPlaylist([], save);
  },
  async play({ connect, options }, [position, ...more]) {
    none(more, "play N");
    const number = Number(position);
    if (!(Number.isInteger(number) && number >= 1 && number <= 64)) {
      throw usage(`Play which entry? "${position ?? ""}" is none: wanted a whole number from 1`);
    }
    const { sequencer } = await connect();
    const { items = [] } = await sequencer.playlist();
    if (number > items.length) {
      throw usage(`Play which entry? "${position}" is none: the playlist has ${items.length}`);
    }
    printState(await sequencer.setPosition(number - 1), options);
  },
  async next({ connect, options }, words) {
    none(words, "next");
    printState(await (await connect()).sequencer.next(), options);
  },
  async mode({ connect }, [wanted, ...more], save) {
    none(more, "mode off|shuffle|playlist");
    const mode = MODES.find((one) => one === wanted);
    if (mode === undefined) throw usage(`Unknown mode "${wanted ?? ""}": wanted one of ${MODES.join(", ")}`);
    await (await connect()).sequencer.setMode(mode, save);
  },
  async pause({ connect }, words) {
    none(words, "pause");
    await (await connect()).sequencer.setRunning(false);
  },
  async resume({ connect }, words) {
    none(words, "resume");
    await (await connect()).sequencer.setRunning(true);
  },
};

function printState(state: PixelblazeState, options: DeviceArgs): void {
  print(options.has("json") ? plainJson(state) : `${plain(state.activeProgram?.name ?? "?")} runs`);
}

function none(words: readonly string[], action: string): void {
  if (words[0] !== undefined) throw usage(`"${words[0]}" is too much: wanted playlist ${action}`);
}

/** `Twinkle=60`; the last `=` counts, when a number of seconds follows it. */
function entryOf(word: string): { pattern: string; ms: number } {
  const [, pattern, seconds] = /^(.+)=(\d+(?:\.\d+)?)$/s.exec(word) ?? [];
  if (pattern === undefined) return { pattern: word, ms: USUAL_MS };
  const ms = Math.round(Number(seconds) * 1000);
  if (ms >= 100 && ms <= 0xffff_ffff) return { pattern, ms };
  throw usage(`"${word}" cannot be played: wanted from 0.1 to 4294967 seconds`);
}

async function found(
  client: PixelblazeClient,
  entries: readonly { pattern: string; ms: number }[],
): Promise<PixelblazePlaylistItem[]> {
  const items: PixelblazePlaylistItem[] = [];
  for (const { pattern, ms } of entries) items.push({ id: (await client.patterns.find(pattern)).id, ms });
  return items;
}

async function printPlaylist(client: PixelblazeClient, json: boolean): Promise<void> {
  const { items = [], position } = await client.sequencer.playlist();
  const patterns = await client.patterns.list();
  const { sequencerMode, runSequencer } = await client.sequencer.state();
  const entries = items.map(({ id, ms }, at) => ({
    name: patterns.find((pattern) => pattern.id === id)?.name,
    id,
    ms,
    plays: sequencerMode === 2 && at === position,
  }));
  if (json) return print(plainJson({ sequencerMode, runSequencer, position, items: entries }));
  if (entries.length === 0) tell("The playlist is empty");
  else {
    const rows = entries.map(({ name, id, ms, plays }, at) => [
      plays ? "*" : " ",
      String(at + 1),
      name ?? `${id}, which is not on the board`,
      durationText(ms),
    ]);
    print(plainTable([["", "", "pattern", "plays for"], ...rows]));
  }
  tell(
    `sequencer: ${MODES.find((_, mode) => mode === sequencerMode) ?? "follows another board"}${
      runSequencer ? ", running" : ""
    }`,
  );
}
