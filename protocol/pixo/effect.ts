/** Effects as people write them in a show: a command without a target, such as `chase|250|R|W`. @module */

import { parseCommand, type PixoWarning } from "./command.ts";
import { COMMANDS, EFFECT_NAMES, type EffectCommand, isCommandName, isEffectName } from "./definition.ts";
import { refuse } from "./piece.ts";
import { leadsToPassword } from "./redact.ts";
import { MAX_LINE } from "./line.ts";

/** An effect without a target. */
export type PixoEffect = EffectCommand & { readonly target?: never };

/** An effect and what was odd about it. */
export interface ParsedEffect {
  /** The effect. */
  readonly effect: PixoEffect;
  /** What is not as documented; none as a rule. */
  readonly warnings: readonly PixoWarning[];
}

/**
 * Reads an effect as a person writes it, without a target: `static|Y`, `chase|250|R|W`, `rainbow|2000|20`.
 *
 * @throws {ProtocolError} that says what should stand where, with the nearest known word, if it is not an effect, has a
 * target, or is several commands.
 */
export function parseEffect(text: string): ParsedEffect {
  const about = "pixo effect";
  const start = text.length - text.trimStart().length;
  const head = text.split("|", 1)[0]!.trim();
  const piece = { text: head, offset: start, about };
  if (text.length > MAX_LINE) refuse({ ...piece, text: `${text.length} characters` }, `at most ${MAX_LINE} characters`);
  const joined = text.indexOf("&");
  if (joined >= 0) {
    const secret = leadsToPassword(text.slice(0, joined));
    refuse({ text: text.slice(joined), offset: joined, about, secret }, "one effect");
  }
  const at = head.indexOf("@");
  const word = (at < 0 ? head : head.slice(0, at)).trim();
  if (isCommandName(word) && !isEffectName(word)) {
    refuse(piece, `an effect, and ${word} is a ${COMMANDS[word].group} command`);
  }
  if (at >= 0) refuse({ text: head.slice(at), offset: start + at, about }, "an effect without a target");
  if (!isEffectName(word)) refuse(piece, `an effect (${EFFECT_NAMES.join(", ")})`, EFFECT_NAMES);
  const { command, warnings } = parseCommand(text);
  // Its name is an effect's, and it has no target.
  return { effect: command as PixoEffect, warnings };
}

/** The effect as a command to one submodel, or to the whole device for `all` or no target. */
export function effectOn(effect: PixoEffect, target?: string): EffectCommand {
  return target === undefined ? effect : { ...effect, target };
}
