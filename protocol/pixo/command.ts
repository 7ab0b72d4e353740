/** One command of the Pixo Device API, from text and to text. @module */

import {
  COMMAND_NAMES,
  COMMANDS,
  isCommandName,
  MAX_COLOURS,
  type Param,
  type PixoCommand,
  type PixoWarningCode,
  type Row,
} from "./definition.ts";
import { type Piece, refuse, splitPiece, trimPiece } from "./piece.ts";

/** What was read although it is not as documented. */
export interface PixoWarning {
  /** What it is about. */
  readonly code: PixoWarningCode;
  /** Where in the line, in UTF-16 units. */
  readonly offset: number;
  /** For the person who wrote the command. */
  readonly message: string;
}

/** A command and what was odd about it. */
export interface ParsedCommand {
  /** The command. */
  readonly command: PixoCommand;
  /** What is not as documented; none as a rule. */
  readonly warnings: readonly PixoWarning[];
}

/** Submodel names: letters, digits and `_`, and inside them also spaces, dots and dashes; 64 characters at most. */
const SUBMODEL = /^\w(?:[\w .-]{0,62}\w)?$/;
const SUBMODEL_WANTED = "the name of a submodel (letters, digits, _ . - and spaces inside, at most 64)";

/**
 * Reads one command, such as `chase@outline|250|R|W`. Spaces around the separators do not count.
 *
 * Three slips of the Pixo Device API's own examples are read with a warning: a `chase` without a time (250 ms), the word
 * `width` where a width belongs (5 pixels), and `off`, `static` or `clear` with the target `face`, whose pixels otherwise
 * follow face commands alone. `wave`, which the API names but does not describe, has a warning too.
 *
 * @param offset Where `text` begins in its line, for messages.
 * @throws {ProtocolError} if it is not a command, with the nearest known word if one is near.
 */
export function parseCommand(text: string, offset = 0): ParsedCommand {
  return readCommand({ text, offset, about: "pixo command" });
}

/** As {@link parseCommand}; nothing of a secret piece is quoted. @throws {ProtocolError} */
export function readCommand(whole: Piece): ParsedCommand {
  const { text, offset } = whole;
  const [head, ...pieces] = splitPiece(whole, "|");
  const at = head!.text.indexOf("@");
  const word = trimPiece({ ...head!, text: at < 0 ? head!.text : head!.text.slice(0, at) });
  if (!isCommandName(word.text)) refuse(word, "a command", COMMAND_NAMES);
  const row: Row = COMMANDS[word.text];
  const warnings: PixoWarning[] = [];
  const fields: Record<string, unknown> = { command: word.text };
  const about = `pixo ${word.text}`;
  const secret = whole.secret === true || row.params.some((param) => param.kind.secret);
  if (at >= 0) {
    const target = { ...head!, text: head!.text.slice(at + 1), offset: head!.offset + at + 1, about, secret };
    fields.target = readTarget(row, trimPiece(target), warnings);
  } else if (typeof row.target !== "string") {
    refuse({ ...word, about, text: "" }, `a target, @${row.target.join(" or @")}`);
  }
  if (row.undocumented) {
    const message = `Cannot check ${word.text}: its parameters are not documented, it is sent as it is`;
    warnings.push({ code: "undocumented", offset, message });
  }
  const end = offset + text.length;
  Object.assign(fields, readParams(row.params, pieces.map((piece) => ({ ...piece, secret })), about, end, warnings));
  const [low, high] = row.ordered ?? [];
  if (low !== undefined && high !== undefined && Number(fields[low]) > Number(fields[high])) {
    refuse({ ...pieces[0]!, about }, `a ${low} not above the ${high}`);
  }
  // The row made every field, and the type is made from the same row.
  return { command: fields as unknown as PixoCommand, warnings };
}

function readTarget(row: Row, piece: Piece, warnings: PixoWarning[]): string {
  if (row.target === "none") refuse(piece, "no target");
  if (typeof row.target !== "string") {
    if (!row.target.includes(piece.text)) refuse(piece, row.target.join(", "), row.target);
    return piece.text;
  }
  if (!SUBMODEL.test(piece.text)) refuse(piece, SUBMODEL_WANTED);
  if (piece.text === "face") {
    if (!row.onFace) refuse(piece, "another target: the face takes off, static, clear and the face commands");
    const message = "An effect on the face may do nothing: its pixels follow eyes, mouth and face commands";
    warnings.push({ code: "face-target", offset: piece.offset, message });
  }
  return piece.text;
}

/** Reads parameters in the order of `params`; `end` is where the text ends. */
export function readParams(
  params: readonly Param[],
  pieces: readonly Piece[],
  about: string,
  end: number,
  warnings: PixoWarning[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let used = 0;
  for (const param of params) {
    const { name, kind, count } = param;
    const found = pieces[used];
    const place = { about: `${about} ${name}`, secret: found?.secret === true || kind.secret === true };
    const piece: Piece = { ...(found ?? { text: "", offset: end }), ...place };
    if (count === "list") {
      if (found === undefined) refuse(piece, kind.wanted);
      const rest = pieces.slice(used);
      if (rest.length > MAX_COLOURS) {
        refuse({ ...piece, text: `${rest.length} values` }, `at most ${MAX_COLOURS} values`);
      }
      fields[name] = rest.map((part) => kind.read({ ...part, ...place }));
      used = pieces.length;
    } else if (standsIn(param, piece.text)) {
      warnings.push(leniencyWarning(param, piece));
      fields[name] = param.lenient!.value;
      used += param.lenient!.word === undefined ? 0 : 1;
    } else if (found !== undefined || count === "one") {
      if (found === undefined) refuse(piece, kind.wanted);
      fields[name] = kind.read(piece);
      used++;
    }
  }
  const extra = pieces[used];
  if (extra !== undefined) refuse({ ...extra, about }, `no more than ${used} parameters`);
  return fields;
}

/** True if `text` stands in the place of the parameter in a way that is known and not documented. */
function standsIn({ lenient }: Param, text: string): boolean {
  if (lenient === undefined) return false;
  return lenient.word === undefined ? /^[A-Z]{1,2}$|^\(.*\)$/.test(text) : text === lenient.word;
}

function leniencyWarning({ lenient }: Param, { about, offset }: Piece): PixoWarning {
  const { code, word, value } = lenient!;
  const have = word === undefined ? "is left out" : `is the word "${word}"`;
  return { code, offset, message: `Cannot tell the ${about}: it ${have}, taken as ${value}` };
}

/**
 * Writes one command in its documented form, without a line ending.
 *
 * @throws {RangeError} if a value is out of its range or would break the framing; a password is never in the message.
 */
export function formatCommand(command: PixoCommand): string {
  const row: Row = COMMANDS[command.command];
  const fields = command as unknown as Readonly<Record<string, unknown>>;
  const parts = [command.command + formatTarget(row, command.command, fields.target)];
  for (const { name, kind, count } of row.params) {
    const value = fields[name];
    const about = `${command.command} ${name}`;
    if (count === "list") {
      const values = value as readonly unknown[];
      if (values.length < 1 || values.length > MAX_COLOURS) {
        throw new RangeError(`Cannot send ${about}: have ${values.length} values, wanted 1 to ${MAX_COLOURS}`);
      }
      parts.push(...values.map((item) => kind.write(item, about)));
    } else if (value !== undefined || count === "one") {
      parts.push(kind.write(value, about));
    }
  }
  const [low, high] = row.ordered ?? [];
  if (low !== undefined && high !== undefined && Number(fields[low]) > Number(fields[high])) {
    throw new RangeError(`Cannot send ${command.command}: have a ${low} above the ${high}`);
  }
  return parts.join("|");
}

function formatTarget(row: Row, name: string, target: unknown): string {
  if (target === undefined && typeof row.target === "string") return "";
  const fine = typeof row.target === "string"
    ? row.target === "submodel" && SUBMODEL.test(String(target)) && (target !== "face" || row.onFace === true)
    : row.target.includes(String(target));
  if (fine) return `@${target}`;
  const wanted = typeof row.target !== "string"
    ? row.target.join(", ")
    : row.target === "none"
    ? "no target"
    : SUBMODEL_WANTED;
  throw new RangeError(`Cannot send ${name}: have the target ${JSON.stringify(target)}, wanted ${wanted}`);
}
