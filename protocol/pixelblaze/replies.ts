/**
 * What a Pixelblaze sends as JSON: read by the first key, written compact with the first key clients look for.
 *
 * Sources: the Pixelblaze Websockets API and "The Pixelblaze protocol", the unofficial description of what a board and
 * its web page say to each other; members and their order as in the captures of firmware 3.40 in kotlin-pixelblaze-
 * client.
 *
 * @module
 */

import { playlistItems } from "./commands.ts";
import { type JsonObject, type JsonValue, readJsonObject, shown, writeBoardJson } from "./json_text.ts";
import { ProtocolError } from "../errors.ts";
import { millis, PIXELBLAZE_SETTINGS, sequencerMode } from "./settings.ts";
import { byKey, flag, integer, list, namedNumbers, type ValueKind, type ValueKinds, variables } from "./value_kinds.ts";
import { type Fields, nullable, number, readFields, record, text, writeFields } from "./value_kinds.ts";

const PROTOCOL = "pixelblaze reply";
const UINT32 = 0xffffffff;
const INT32 = integer(-0x80000000, UINT32);

/** States of a firmware update, by their number. */
export const UPGRADE_STATES = [
  "unknown",
  "checking",
  "inProgress",
  "updateError",
  "upToDate",
  "updateAvailable",
  "updateComplete",
] as const;

/** 0 or 1 on the wire, where other flags are true or false. */
const numericFlag: ValueKind<boolean> = { ...flag, write: (value) => value ? 1 : 0 };

const position = {
  position: integer(0, UINT32),
  id: text(64),
  ms: millis,
  remainingMs: millis,
} as const;

/** One row for each message: the kind, and the members in the order they stand on the wire, the telling one first. */
export const PIXELBLAZE_REPLIES = {
  /** Something was taken in: a ping, controls, a pause, code, one chunk of an upload, or a saved pattern. */
  ack: { ack: integer(0, UINT32), saveProgramSourceFile: flag },
  /** Every exported variable of the pattern that runs, after its last pixel. */
  vars: { vars: variables },
  /** Stored control values, by pattern id and control name. */
  controls: { controls: byKey(namedNumbers) },
  settings: PIXELBLAZE_SETTINGS,
  /** The pattern that runs with its live control values, and the state of the sequencer. */
  sequencer: {
    activeProgram: record({ name: text(128), activeProgramId: nullable(text(64)), controls: namedNumbers }),
    sequencerMode,
    runSequencer: flag,
    playlist: record(position),
  },
  /** Once a second while updates are on; `uptime` in ms, storage in bytes, `renderType` the dimensions (0 invalid). */
  stats: {
    fps: number(0, 1e9),
    vmerr: INT32,
    vmerrpc: INT32,
    mem: INT32,
    exp: INT32,
    renderType: integer(0, 255),
    uptime: millis,
    storageUsed: integer(0, UINT32),
    storageSize: integer(0, UINT32),
    rr0: INT32,
    rr1: INT32,
    rebootCounter: INT32,
  },
  playlist: { playlist: record({ ...position, items: playlistItems }) },
  peers: {
    peers: list(
      record({
        id: integer(0, UINT32),
        address: text(64),
        name: text(64),
        ver: text(32),
        isFollowing: numericFlag,
        nodeId: integer(0, UINT32),
        followerCount: integer(0, UINT32),
      }),
      4096,
    ),
  },
  upgradeState: { upgradeState: record({ code: integer(0, 255) }) },
} as const satisfies { readonly [kind: string]: ValueKinds };

/** The kinds of replies. */
export type PixelblazeReplyKind = keyof typeof PIXELBLAZE_REPLIES;

/** The members of one kind of reply, as on the wire but with levels 0..1 and times in ms. */
export type PixelblazeReplyBody<K extends PixelblazeReplyKind> = Fields<(typeof PIXELBLAZE_REPLIES)[K]>;

/** A JSON message of a board, told apart by `kind`; `unknown` is a message this version does not know. */
export type PixelblazeReply =
  | { [K in PixelblazeReplyKind]: { readonly kind: K } & Readonly<PixelblazeReplyBody<K>> }[PixelblazeReplyKind]
  | { readonly kind: "unknown"; readonly firstKey: string; readonly json: JsonObject };

/** The first keys clients tell replies by; a settings message starts with the board's name. */
const KIND_BY_KEY = new Map<string, PixelblazeReplyKind>(
  (Object.keys(PIXELBLAZE_REPLIES) as PixelblazeReplyKind[]).map((
    kind,
  ) => [Object.keys(PIXELBLAZE_REPLIES[kind])[0] ?? kind, kind]),
);

/**
 * Writes a reply as a board does: no spaces, members in the fixed order that clients rely on, floats as the firmware
 * prints them.
 *
 * @throws {RangeError} when the telling member is missing or a value is outside its range.
 *
 * @example
 * ```ts
 * import { encodePixelblazeReply } from "cuelight/protocol";
 * console.assert(encodePixelblazeReply({ kind: "vars", vars: { hue: 0.1, count: 42 } }) === '{"vars":{"hue":0.1,"count":42}}');
 * ```
 */
export function encodePixelblazeReply(reply: Exclude<PixelblazeReply, { kind: "unknown" }>): string {
  const table: ValueKinds = PIXELBLAZE_REPLIES[reply.kind];
  const { kind, ...body } = reply;
  const wire: { [key: string]: JsonValue } | undefined = writeFields(table, body);
  const firstKey = Object.keys(table)[0] ?? kind;
  if (wire === undefined || !Object.hasOwn(wire, firstKey)) {
    throw new RangeError(
      `Cannot write the Pixelblaze reply "${kind}": got ${shown(body)}, allowed is what PIXELBLAZE_REPLIES says`,
    );
  }
  return writeBoardJson(wire);
}

/**
 * Reads a text frame of a board and says what it is, by its first key.
 *
 * @throws {ProtocolError} when it is not a JSON object, is longer than a mebibyte, or has a member of the wrong kind.
 *
 * @example
 * ```ts
 * import { parsePixelblazeReply } from "cuelight/protocol";
 * const reply = parsePixelblazeReply('{"ack":1}');
 * console.assert(reply.kind === "ack");
 * ```
 */
export function parsePixelblazeReply(frame: string): PixelblazeReply {
  const json = readJsonObject(frame, PROTOCOL);
  const firstKey = Object.keys(json)[0] ?? "";
  const kind = KIND_BY_KEY.get(firstKey);
  if (kind === undefined) return { kind: "unknown", firstKey, json };
  const table: ValueKinds = PIXELBLAZE_REPLIES[kind];
  const body = readFields(table, json);
  if (body === undefined) {
    const bad = Object.entries(table).find(([name, row]) =>
      Object.hasOwn(json, name) && row.read(json[name]) === undefined
    );
    const [name, row] = bad ?? [firstKey, undefined];
    throw new ProtocolError({
      protocol: `${PROTOCOL} ${kind}`,
      offset: Math.max(0, frame.indexOf(`"${name}"`)),
      wanted: `${row?.wants ?? "a value"} as "${name}"`,
      got: shown(json[name]),
    });
  }
  return { kind, ...body } as PixelblazeReply;
}
