/** The Pixo Device API: commands, effects, faces, colours and replies as text and as typed values. @module */

export { percentToRaw, RAW_RANGE, rawToPercent } from "./brightness.ts";
export { COLOUR_CODES, COLOUR_MODIFIERS, CORE_COLOURS, formatColour, type Hsv, parseColour } from "./colour.ts";
export type { ColourModifier } from "./colour.ts";
export { formatCommand, parseCommand, type ParsedCommand, type PixoWarning } from "./command.ts";
export {
  COMMAND_NAMES,
  type CommandName,
  type CommandOf,
  COMMANDS,
  EFFECT_NAMES,
  type EffectCommand,
  type EffectName,
  EYES,
  type EyesState,
  FACES,
  type FaceState,
  type InGroup,
  isCommandName,
  isEffectName,
  type Leniency,
  MAX_COLOURS,
  MOUTHS,
  type MouthShape,
  type Named,
  type Param,
  type ParamsOf,
  type PixoCommand,
  type PixoWarningCode,
  type Row,
  type TargetOf,
  type TargetRule,
  type ValueOf,
} from "./definition.ts";
export { effectOn, type ParsedEffect, parseEffect, type PixoEffect } from "./effect.ts";
export type { PixoInfo } from "./info.ts";
export { type CommandText, formatCommands, MAX_LINE, type ParsedLine, parseLine, splitLine } from "./line.ts";
export type { Kind } from "./kinds.ts";
export type { Piece } from "./piece.ts";
export { type LineItem, LineReader } from "./line_reader.ts";
export { redact } from "./redact.ts";
export { formatReply, type OtherReply, parseReply, type PixoReply, type RepliedName, type ReplyOf } from "./reply.ts";
export { type ReplyItem, ReplyReader } from "./reply_reader.ts";
