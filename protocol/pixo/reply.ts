/** Replies of Pixo devices: lines that begin with `>`. @module */

import { readParams } from "./command.ts";
import { type CommandName, COMMANDS, type Param, type ParamsOf } from "./definition.ts";
import { type Kind, reported } from "./kinds.ts";
import { formatInfo, type PixoInfo, readInfo } from "./info.ts";
import { MAX_LINE } from "./line.ts";
import { refuse, splitPiece } from "./piece.ts";

/** Commands that a device answers, save `info`. */
export type RepliedName<N extends CommandName> = N extends CommandName
  ? (typeof COMMANDS)[N] extends { reply: readonly Param[] } ? N : never
  : never;
/** The reply to one command. */
export type ReplyOf<N extends CommandName> = N extends CommandName
  ? (typeof COMMANDS)[N] extends { reply: infer R extends readonly Param[] } ? { readonly reply: N } & ParamsOf<R>
  : never
  : never;

/** A reply with a word that the Pixo Device API does not list: devices also report alerts and updates this way. */
export interface OtherReply {
  /** Tells it from the replies that are known. */
  readonly reply: "other";
  /** The first word. */
  readonly word: string;
  /** What follows it, one for each `|`. */
  readonly params: readonly string[];
}

/** A reply; `reply` tells to which command. */
export type PixoReply = ReplyOf<RepliedName<CommandName>> | ({ readonly reply: "info" } & PixoInfo) | OtherReply;

/**
 * Reads a reply such as `>brightness|37.5` or `>info|n:Singing Tree|b:45`. Fields of `info` may come in any order.
 *
 * @throws {ProtocolError} if the line does not begin with `>`, or a known reply has the wrong values.
 */
export function parseReply(line: string): PixoReply {
  const text = line.trim();
  const whole = { text, offset: 0, about: "pixo reply" };
  if (!text.startsWith(">")) refuse(whole, "a line that begins with >");
  if (text.length > MAX_LINE) refuse({ ...whole, text: `${text.length} characters` }, `at most ${MAX_LINE} characters`);
  const [head, ...pieces] = splitPiece({ ...whole, text: text.slice(1), offset: 1 }, "|");
  const word = head!.text;
  if (word === "") refuse(head!, "a word after >");
  if (word === "info") return { reply: "info", ...readInfo(pieces) };
  const params = replyParams(word);
  if (params === undefined) return { reply: "other", word, params: pieces.map((piece) => piece.text) };
  const fields = readParams(params, pieces, `pixo reply ${word}`, text.length, []);
  // The row of the table made every field, and the type is made from the same row.
  return { reply: word, ...fields } as PixoReply;
}

/**
 * Writes a reply as a device does, with the `>` and without a line ending.
 *
 * @throws {RangeError} if a value is out of its range or would break the framing.
 */
export function formatReply(reply: PixoReply): string {
  if (reply.reply === "info") return [">info", ...formatInfo(reply)].join("|");
  if (reply.reply === "other") {
    return [
      ">" + otherWord(reply.word),
      ...reply.params.map((param) => reported.write(param, reply.word)),
    ].join("|");
  }
  const fields = reply as unknown as Readonly<Record<string, unknown>>;
  const values = (replyParams(reply.reply) ?? []).flatMap(({ name, kind }: { name: string; kind: Kind<unknown> }) =>
    fields[name] === undefined ? [] : [kind.write(fields[name], `reply ${reply.reply} ${name}`)]
  );
  return [">" + reply.reply, ...values].join("|");
}

/** A word that is read back as what it is: no reply that is known has it. */
function otherWord(word: string): string {
  if (word === "" || word === "info" || replyParams(word) !== undefined) {
    throw new RangeError(`Cannot send a reply: have the word ${JSON.stringify(word)}, wanted one that is not known`);
  }
  return reported.write(word, "reply word");
}

function replyParams(word: string): readonly Param[] | undefined {
  return Object.hasOwn(COMMANDS, word)
    ? (COMMANDS[word as CommandName] as { reply?: readonly Param[] }).reply
    : undefined;
}
