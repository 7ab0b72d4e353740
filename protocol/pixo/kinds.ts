/** Kinds of parameters of Pixo commands: how each is read, written and checked. @module */

import { decimal, formatColour, type Hsv, readColour } from "./colour.ts";
import { type Piece, refuse } from "./piece.ts";

/** One kind of parameter. */
export interface Kind<T> {
  /** What a person should give, with its range: `a number of milliseconds from 1 to 86400000`. */
  readonly wanted: string;
  /** True for values that no message or log may show. */
  readonly secret?: boolean;
  /** Reads a value. @throws {ProtocolError} */
  read(piece: Piece): T;
  /** Writes a value. @throws {RangeError} if the value cannot be sent. */
  write(value: T, about: string): string;
}

/** A whole number from `min` to `max` inclusive. */
export function whole(what: string, min: number, max: number): Kind<number> {
  return number(`a whole ${what} from ${min} to ${max}`, min, max, 0);
}

/** A number from `min` to `max` inclusive, sent with at most `decimals` decimals. */
export function fraction(what: string, min: number, max: number, decimals: number): Kind<number> {
  return number(`a ${what} from ${min} to ${max}`, min, max, decimals);
}

function number(wanted: string, min: number, max: number, decimals: number): Kind<number> {
  return {
    wanted,
    read(piece) {
      const value = readNumber(piece.text);
      if (!(value >= min && value <= max) || (decimals === 0 && !Number.isInteger(value))) refuse(piece, wanted);
      return value;
    },
    write(value, about) {
      if (!(value >= min && value <= max)) {
        throw new RangeError(`Cannot send ${about}: have ${value}, wanted ${wanted}`);
      }
      return decimal(value, decimals);
    },
  };
}

/** A number in plain decimal notation, or NaN. */
export function readNumber(text: string): number {
  return /^[+-]?(\d{1,15}(\.\d{0,20})?|\.\d{1,20})$/.test(text) ? Number(text) + 0 : NaN;
}

/** Text of `min` to `max` characters (UTF-16 units) with no control characters and none of `separators`. */
export function text(what: string, min: number, max: number, secret = false, separators = "|@&"): Kind<string> {
  const wanted = `${what} of ${min} to ${max} characters without ${[...separators].join(" ")} or control characters`;
  return {
    wanted,
    secret,
    read(piece) {
      if (!fits(piece.text, min, max, separators)) refuse(piece, wanted);
      return piece.text;
    },
    write(value, about) {
      if (!fits(value, min, max, separators) || value.trim() !== value) {
        const have = secret ? "a value that is not shown" : JSON.stringify(value.slice(0, 40));
        throw new RangeError(`Cannot send ${about}: have ${have}, wanted ${wanted}, and no spaces around it`);
      }
      return value;
    },
  };
}

/** Text that a device reports; `@` and `&` separate nothing there. */
export const reported: Kind<string> = text("text", 0, 1024, false, "|");

/** `true` or `false`. */
export const flag: Kind<boolean> = {
  wanted: "true or false",
  read(piece) {
    if (piece.text !== "true" && piece.text !== "false") refuse(piece, flag.wanted, ["true", "false"]);
    return piece.text === "true";
  },
  write: (value) => (value ? "true" : "false"),
};

/** A colour code or an HSV tuple. */
export const colour: Kind<Hsv> = {
  wanted: "a colour",
  read: readColour,
  write: formatColour,
};

/** As many asterisks as the value has characters; the value is that number. */
export const asterisks: Kind<number> = {
  wanted: "asterisks",
  secret: true,
  read(piece) {
    if (!/^\**$/.test(piece.text)) refuse(piece, asterisks.wanted);
    return piece.text.length;
  },
  write: (value) => "*".repeat(whole("length", 0, 1024).write(value, "a password length") === "0" ? 0 : value),
};

/** A number or a colour, for a command whose parameters are not documented. */
export const numberOrColour: Kind<number | Hsv> = {
  wanted: "a number or a colour",
  read(piece) {
    const value = readNumber(piece.text);
    return Number.isNaN(value) ? readColour(piece) : whole("number", 0, 86_400_000).read(piece);
  },
  write(value, about) {
    return typeof value === "number" ? whole("number", 0, 86_400_000).write(value, about) : formatColour(value);
  },
};

/** True if there is no separator, control character or half of a surrogate pair in `value`, and its length fits. */
export function fits(value: string, min: number, max: number, separators: string): boolean {
  if (value.length < min || value.length > max || !value.isWellFormed()) return false;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || separators.includes(value[i]!)) return false;
  }
  return true;
}
