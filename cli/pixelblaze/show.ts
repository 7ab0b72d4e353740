/** `cuelight pixelblaze ADDRESS show`. @module */

import { RealClock } from "../../runtime/time/real_clock.ts";
import type { PixelblazeClient } from "../../runtime/devices/client/pixelblaze_client.ts";
import type { PixelblazeStats } from "../../runtime/devices/client/pixelblaze_options.ts";
import { plainJson, plainTable } from "../devices/plain.ts";
import { kilobytes } from "../devices/progress_bar.ts";
import { couldNotRun } from "../exit.ts";
import { print } from "../terminal.ts";
import type { BoardCommand } from "./board_command.ts";
import { durationText, percentText, valueRows } from "./values_text.ts";

const MODES = ["off", "shuffle", "playlist", "follows another board"];
/** Statistics come once a second. */
const STATS_MS = 4000;

export const show: BoardCommand = {
  about: "what the board is and what it plays",
  words: "",
  help: `Name, firmware, pixels, brightness, the pattern that runs with its controls, and the sequencer.

  --stats   also frame rate, memory, storage and errors of the pattern; for that the board's updates are
            switched on for about a second and then off, for all its clients`,
  count: [0, 0],
  options: ["stats"],
  async run({ connect, options }) {
    const client = await connect();
    const { settings, sequencer } = await client.getConfig();
    const stats = options.has("stats") ? await statsOf(client) : undefined;
    if (options.has("json")) return print(plainJson({ address: client.address, settings, sequencer, stats }));
    const { activeProgram } = sequencer;
    const rows = [
      ["name", settings.name ?? ""],
      ["address", client.address],
      ["firmware", settings.ver ?? "?"],
      ["pixels", String(settings.pixelCount ?? "?")],
      ["brightness", `${percentText(settings.brightness)} of at most ${percentText(settings.maxBrightness)}`],
      ["pattern", activeProgram?.name ?? "none"],
      ...valueRows(activeProgram?.controls ?? {}).map(([name, value]) => [`  ${name}`, value!]),
      ["sequencer", `${MODES[sequencer.sequencerMode ?? 0]}${sequencer.runSequencer ? ", running" : ""}`],
      ...stats === undefined ? [] : statsRows(stats),
    ];
    print(plainTable(rows));
  },
};

async function statsOf(client: PixelblazeClient): Promise<PixelblazeStats> {
  const clock = new RealClock();
  const late = new AbortController();
  const cancel = clock.at(
    clock.now() + STATS_MS,
    () =>
      late.abort(couldNotRun(`Cannot read the statistics on ${client.address}: none came within ${STATS_MS / 1000} s`)),
  );
  try {
    for await (const stats of client.stats({ signal: late.signal })) return stats;
    throw couldNotRun(`Cannot read the statistics on ${client.address}: the connection ended`);
  } finally {
    cancel();
  }
}

function statsRows(stats: PixelblazeStats): string[][] {
  const { fps, mem, storageUsed, storageSize, uptime, vmerr, vmerrpc } = stats;
  return [
    ["frames a second", String(fps ?? "?")],
    ["array elements left", String(mem ?? "?")],
    ["storage", `${kilobytes(storageUsed ?? 0)} of ${kilobytes(storageSize ?? 0)}`],
    ["running for", durationText(uptime ?? 0)],
    ["error", vmerr ? `the pattern stopped: code ${vmerr} at ${vmerrpc}` : "none"],
  ];
}
