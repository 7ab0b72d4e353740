/** The commands of the Pixo Device API as data: types, builder, parser and validator all come from these rows. @module */

import { asterisks, colour, flag, fraction, type Kind, numberOrColour, reported, text, whole } from "./kinds.ts";

/** What a warning about a command is about. */
export type PixoWarningCode = "chase-without-time" | "literal-width" | "face-target" | "undocumented";

/** What may stand in for a value in real use, read with a warning and never sent. */
export interface Leniency {
  /** What the warning says it is about. */
  readonly code: PixoWarningCode;
  /** The word that stands in for the value; without one, the value may be left out before a colour. */
  readonly word?: string;
  /** The value that is read in its place. */
  readonly value: number;
}

/** One parameter of a command or reply. */
export interface Param {
  /** Its field in a command. */
  readonly name: string;
  /** How it is read, written and checked. */
  readonly kind: Kind<unknown>;
  /** `one` value, `maybe` one (only as the last), or a `list` of one or more to the end of the command. */
  readonly count: "one" | "maybe" | "list";
  /** What is read in its place, with a warning. */
  readonly lenient?: Leniency;
}

/** What may follow `@`: nothing, the name of a submodel, or one of these words (then it must). */
export type TargetRule = "none" | "submodel" | readonly string[];

/** One command. */
export interface Row {
  /** What it is for. */
  readonly group: "general" | "effect" | "face";
  /** What may follow `@`. */
  readonly target: TargetRule;
  /** What follows, one `|` each, in this order. */
  readonly params: readonly Param[];
  /** What a reply to it carries; without it the device does not answer. */
  readonly reply?: readonly Param[];
  /** True if an effect may have the submodel `face` as its target. */
  readonly onFace?: boolean;
  /** True if the Pixo Device API names the command but not its parameters. */
  readonly undocumented?: boolean;
  /** A pair of parameters of which the first may not be above the second. */
  readonly ordered?: readonly [string, string];
}

/** States of the eyes. `blink` is closed for about 100 ms, then open. */
export const EYES = ["open", "closed", "blink", "off"] as const;
/** Mouth shapes: the Preston Blair set, `smile` (the same as `ai`) and `off`. */
export const MOUTHS = ["off", "smile", "ai", "e", "fv", "l", "mbp", "o", "u", "wq", "etc", "rest"] as const;
/** States of eyes and mouth together. */
export const FACES = ["off", "rest", "smile", "sleep"] as const;

/** Most colours in one command. The API names no limit; this keeps a command well inside a line. */
export const MAX_COLOURS = 32;

function one<N extends string, T>(name: N, kind: Kind<T>): { name: N; kind: Kind<T>; count: "one" };
function one<N extends string, T>(
  name: N,
  kind: Kind<T>,
  lenient: Leniency,
): { name: N; kind: Kind<T>; count: "one"; lenient: Leniency };
function one(name: string, kind: Kind<unknown>, lenient?: Leniency): Param {
  return lenient === undefined ? { name, kind, count: "one" } : { name, kind, count: "one", lenient };
}

function maybe<N extends string, T>(name: N, kind: Kind<T>): { name: N; kind: Kind<T>; count: "maybe" } {
  return { name, kind, count: "maybe" };
}

function list<N extends string, T>(name: N, kind: Kind<T>): { name: N; kind: Kind<T>; count: "list" } {
  return { name, kind, count: "list" };
}

/** A day: longer than any show, and far inside a 32-bit timer. */
const LONGEST = 86_400_000;
const period = whole("number of milliseconds", 1, LONGEST);
const duration = whole("number of milliseconds", 0, LONGEST);
const pixels = whole("number of pixels", 1, 20_000);
/** The API's example for `burst` has the word `width` where a number belongs. */
const WIDTH: Leniency = { code: "literal-width", word: "width", value: 5 };
/** The API's example for joined commands has a chase that begins with a colour. */
const CHASE_TIME: Leniency = { code: "chase-without-time", value: 250 };
const colours = list("colours", colour);
const percent = one("percent", fraction("percentage", 0, 100, 2));
const raw = one("raw", fraction("number", 0, 1, 4));
const enabled = one("enabled", flag);
const name = text("a name", 1, 64);
const ssid = text("a network name", 1, 32);

/** Every command, in the order of the Pixo Device API. */
export const COMMANDS = {
  name: { group: "general", target: "none", params: [maybe("name", name)], reply: [one("name", reported)] },
  persona: { group: "general", target: "none", params: [maybe("persona", name)], reply: [one("persona", reported)] },
  serial: { group: "general", target: "none", params: [], reply: [one("serial", reported)] },
  echo: {
    group: "general",
    target: "none",
    params: [maybe("text", text("text", 0, 200))],
    reply: [maybe("text", reported)],
  },
  brightness: { group: "general", target: "none", params: [percent], reply: [percent] },
  brightness_raw: { group: "general", target: "none", params: [raw], reply: [raw] },
  wifi_ssid: { group: "general", target: "none", params: [one("ssid", ssid)], reply: [one("ssid", reported)] },
  wifi_password: {
    group: "general",
    target: "none",
    params: [one("password", text("a password", 1, 63, true))],
    reply: [one("length", asterisks)],
  },
  wifi_enabled: { group: "general", target: "none", params: [enabled], reply: [enabled] },
  // The reply to info has named fields in any order; info.ts reads it.
  info: { group: "general", target: "none", params: [] },

  off: { group: "effect", target: "submodel", onFace: true, params: [] },
  static: { group: "effect", target: "submodel", onFace: true, params: [one("colour", colour)] },
  clear: { group: "effect", target: "submodel", onFace: true, params: [] },
  breath: { group: "effect", target: "submodel", params: [one("timeMs", period), colours] },
  burst: {
    group: "effect",
    target: "submodel",
    params: [one("rateMs", period), one("decayMs", duration), one("width", pixels, WIDTH), colours],
  },
  chase: { group: "effect", target: "submodel", params: [one("timeMs", period, CHASE_TIME), colours] },
  chase_band: {
    group: "effect",
    target: "submodel",
    params: [one("timeMs", period), one("width", pixels, WIDTH), colours],
  },
  cycle: { group: "effect", target: "submodel", params: [one("timeMs", period), colours] },
  fade: { group: "effect", target: "submodel", params: [one("timeMs", period), colours] },
  fill: {
    group: "effect",
    target: "submodel",
    params: [one("timeMs", duration), one("background", colour), one("foreground", colour)],
  },
  flicker: {
    group: "effect",
    target: "submodel",
    params: [one("minTimeMs", period), one("maxTimeMs", period), one("minColour", colour), one("maxColour", colour)],
    ordered: ["minTimeMs", "maxTimeMs"],
  },
  pulse: {
    group: "effect",
    target: "submodel",
    params: [one("timeMs", period), one("width", pixels, WIDTH), colours],
  },
  rainbow: { group: "effect", target: "submodel", params: [one("timeMs", period), one("length", pixels)] },
  rainbow_cycle: {
    group: "effect",
    target: "submodel",
    params: [one("timeMs", period), one("freq", whole("number of rainbows", 1, 1000))],
  },
  twinkle: {
    group: "effect",
    target: "submodel",
    params: [
      one("timeMs", period),
      one("count", whole("number of pixels", 0, 20_000)),
      one("background", colour),
      colours,
    ],
  },
  twinkle_fade: {
    group: "effect",
    target: "submodel",
    params: [one("rateMs", period), one("fadeMs", duration), colours],
  },
  // Listed among the effects without a description, so its parameters are taken as numbers and colours in any order.
  wave: { group: "effect", target: "submodel", undocumented: true, params: [list("values", numberOrColour)] },
  wipe: { group: "effect", target: "submodel", params: [one("timeMs", period), colours] },

  eyes: { group: "face", target: EYES, params: [] },
  mouth: { group: "face", target: MOUTHS, params: [] },
  face: { group: "face", target: FACES, params: [] },
} as const satisfies Readonly<Record<string, Row>>;

/** The first word of a command. */
export type CommandName = keyof typeof COMMANDS;

/** Every command name, in the order of the Pixo Device API. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** The names of the effects, in the order of the Pixo Device API. */
export const EFFECT_NAMES: readonly EffectName[] = COMMAND_NAMES.filter(isEffectName);

/** The value of a parameter. */
export type ValueOf<P> = P extends { kind: Kind<infer T> } ? T : never;
/** The name of a parameter that is given so many times. */
export type Named<P, Count> = P extends { name: infer N; count: Count } ? N & string : never;

/** The values of a list of parameters, by name. */
export type ParamsOf<List extends readonly Param[]> =
  & { readonly [P in List[number] as Named<P, "one">]: ValueOf<P> }
  & { readonly [P in List[number] as Named<P, "maybe">]?: ValueOf<P> }
  & { readonly [P in List[number] as Named<P, "list">]: readonly ValueOf<P>[] };

/** The field that a target rule gives a command. */
export type TargetOf<Rule> = Rule extends "none" ? unknown
  : Rule extends "submodel" ? { readonly target?: string }
  : Rule extends readonly (infer Word)[] ? { readonly target: Word }
  : never;

/** The command of one name. */
export type CommandOf<N extends CommandName> = N extends CommandName ?
    & { readonly command: N }
    & TargetOf<(typeof COMMANDS)[N]["target"]>
    & ParamsOf<(typeof COMMANDS)[N]["params"]>
  : never;

/** A command to a device; `command` tells which, and the other fields are its target and parameters. */
export type PixoCommand = CommandOf<CommandName>;

/** The names of a group. */
export type InGroup<N extends CommandName, G> = N extends CommandName
  ? (typeof COMMANDS)[N]["group"] extends G ? N : never
  : never;

/** The first word of an effect command. */
export type EffectName = InGroup<CommandName, "effect">;
/** An effect command; without a target it means the whole device, as `@all` does. */
export type EffectCommand = CommandOf<EffectName>;
/** State of the eyes. */
export type EyesState = (typeof EYES)[number];
/** Shape of the mouth. */
export type MouthShape = (typeof MOUTHS)[number];
/** State of the whole face. */
export type FaceState = (typeof FACES)[number];

/** True if `name` is a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** True if `name` is an effect command. */
export function isEffectName(name: string): name is EffectName {
  return isCommandName(name) && COMMANDS[name].group === "effect";
}
