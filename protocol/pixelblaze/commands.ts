/**
 * What a client sends to a Pixelblaze as JSON: one table gives the types, the builder and the board's parser.
 *
 * Sources: the Pixelblaze Websockets API and "The Pixelblaze protocol", the unofficial description of what a board and
 * its web page say to each other; names as pixelblaze-client and Firestorm send them.
 *
 * @module
 */

import { type JsonValue, readJsonObject, shown } from "./json_text.ts";
import { PIXELBLAZE_SETTABLE } from "./settings.ts";
import {
  choice,
  type Fields,
  flag,
  integer,
  list,
  namedNumbers,
  patternId,
  record,
  type ValueKind,
} from "./value_kinds.ts";
import { text, variables } from "./value_kinds.ts";
import { millis } from "./settings.ts";

const PROTOCOL = "pixelblaze command";
const UINT32 = 0xffffffff;

/** The name of the one playlist every board has. */
export const DEFAULT_PLAYLIST = "_defaultplaylist_";

/** Most entries a playlist can have (electromage forum 2891). */
export const MAX_PLAYLIST_ITEMS = 64;

/** One entry of a playlist: a stored pattern and for how long it plays. */
export interface PixelblazePlaylistItem {
  /** The id of the pattern. */
  readonly id: string;
  /** For how long it plays, in ms. */
  readonly ms: number;
}

const item = record({ id: patternId, ms: millis });

/** Entries of a playlist; each must have both members. */
export const playlistItems: ValueKind<readonly PixelblazePlaylistItem[]> = list<PixelblazePlaylistItem>(
  {
    wants: "a pattern id and ms",
    read: (wire) => wholeItem(item.read(wire)),
    write: (value) => wholeItem(value) && item.write(value),
  },
  MAX_PLAYLIST_ITEMS,
);

/** Every command, by the name real clients send. One frame may hold several. */
export const PIXELBLAZE_COMMANDS = {
  ping: flag,
  pause: flag,
  sendUpdates: flag,
  getConfig: flag,
  listPrograms: flag,
  getPeers: flag,
  getUpgradeState: flag,
  upgradeVersion: choice(["check", "update"]),
  /** Asks for, or with false stops, the variables of the pattern that runs. */
  getVars: flag,
  setVars: variables,
  /** Starts a stored pattern, by its id only. */
  activeProgramId: patternId,
  deleteProgram: patternId,
  getSources: patternId,
  getPreviewImg: patternId,
  /** Asks for the stored values of a pattern's controls. */
  getControls: text(64),
  setControls: namedNumbers,
  /** Announces bytecode: its length in bytes, CRC-32, name and id. */
  setCode: record({ size: integer(0, UINT32), crc: integer(0, UINT32), name: text(128), id: text(64) }),
  savePixelMap: flag,
  nextProgram: flag,
  getPlaylist: text(64),
  /** Sets the position, or the whole list: leave `position` out then, and give `save` beside `playlist`, not in it. */
  playlist: record({
    position: integer(0, MAX_PLAYLIST_ITEMS),
    id: text(64),
    ms: millis,
    remainingMs: millis,
    items: playlistItems,
  }),
  ...PIXELBLAZE_SETTABLE,
  /** Writes what the frame sets to flash, which wears it. */
  save: flag,
} as const;

/** Names that other documents give to a command; boards know the second one. */
export const PIXELBLAZE_COMMAND_ALIASES = {
  setActivePattern: "activeProgramId",
  getProgramList: "listPrograms",
  setVar: "setControls",
  saveMap: "savePixelMap",
  sequencerNext: "nextProgram",
} as const;

/** The commands of one text frame. Levels are 0..1, times ms; `save: true` writes to flash. */
export type PixelblazeCommands = Fields<typeof PIXELBLAZE_COMMANDS>;

/** The name of a command. */
export type PixelblazeCommandName = keyof typeof PIXELBLAZE_COMMANDS;

/** What {@link parsePixelblazeCommands} found in a frame. */
export interface ParsedCommands {
  /** The commands that a board obeys. */
  readonly commands: PixelblazeCommands;
  /** Members that a board passes over in silence: names it does not know, values of the wrong kind. */
  readonly ignored: readonly string[];
}

/**
 * Builds the text frame for one or more commands, in the order they are given.
 *
 * @throws {RangeError} when a name is no command or a value is outside what boards allow.
 *
 * @example
 * ```ts
 * import { encodePixelblazeCommands } from "cuelight/protocol";
 * console.assert(encodePixelblazeCommands({ brightness: 0.5, save: false }) === '{"brightness":0.5,"save":false}');
 * console.assert(encodePixelblazeCommands({ setVars: { speed: 0.2 }, ping: true }) === '{"setVars":{"speed":0.2},"ping":true}');
 * ```
 */
export function encodePixelblazeCommands(commands: PixelblazeCommands): string {
  const members: [string, JsonValue][] = [];
  for (const [name, value] of Object.entries(commands)) {
    if (value === undefined) continue;
    const kind = kindOf(name);
    const wire = kind?.write(value);
    if (wire === undefined) {
      const allowed = kind === undefined ? "allowed are the names of PIXELBLAZE_COMMANDS" : `allowed is ${kind.wants}`;
      throw new RangeError(`Cannot send the Pixelblaze command "${name}": got ${shown(value)}, ${allowed}`);
    }
    members.push([name, wire]);
  }
  return JSON.stringify(Object.fromEntries(members));
}

/**
 * Reads a text frame as a board does: any spacing, several commands, what it does not understand passed over.
 * Also takes the names of {@link PIXELBLAZE_COMMAND_ALIASES} and the position command in the form `{"playlistSetPosition":2}`.
 * Numbers outside their range are clamped.
 *
 * @throws {ProtocolError} when the text is not a JSON object, or longer than a mebibyte.
 */
export function parsePixelblazeCommands(frame: string): ParsedCommands {
  const commands: [string, unknown][] = [];
  const ignored: string[] = [];
  for (const [given, value] of Object.entries(readJsonObject(frame, PROTOCOL))) {
    const [name, wire] = given === "playlistSetPosition" ? ["playlist", { position: value }] : [unalias(given), value];
    const read = kindOf(name)?.read(wire);
    if (read === undefined) ignored.push(given);
    else commands.push([name, read]);
  }
  return { commands: Object.fromEntries(commands) as PixelblazeCommands, ignored };
}

function kindOf(name: string): ValueKind<unknown> | undefined {
  return Object.hasOwn(PIXELBLAZE_COMMANDS, name)
    ? PIXELBLAZE_COMMANDS[name as PixelblazeCommandName] as ValueKind<unknown>
    : undefined;
}

function unalias(name: string): string {
  return Object.hasOwn(PIXELBLAZE_COMMAND_ALIASES, name)
    ? PIXELBLAZE_COMMAND_ALIASES[name as keyof typeof PIXELBLAZE_COMMAND_ALIASES]
    : name;
}

function wholeItem(value: Partial<PixelblazePlaylistItem> | undefined): PixelblazePlaylistItem | undefined {
  const { id, ms } = value ?? {};
  return id === undefined || ms === undefined ? undefined : { id, ms };
}
