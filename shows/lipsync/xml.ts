/** Just enough XML for timing files: tags, attributes and text, with line numbers; no entity is ever expanded twice. @module */

import { LipsyncError } from "./error.ts";

/** One piece of an XML document. */
export interface XmlEvent {
  /** `open` and `close` pair up; `<a/>` gives both. */
  readonly kind: "open" | "close" | "text";
  /** Name of the tag in lower case; empty for text. */
  readonly name: string;
  /** Attributes by their names in lower case; empty but for `open`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The text, for `text` only. */
  readonly text: string;
  /** The line of the file, from 1. */
  readonly line: number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const NONE: ReadonlyMap<string, string> = new Map();
const MAX_DEPTH = 100;
/** Tags, texts and comments; a large sequence has half of it. */
const MAX_PIECES = 1_000_000;
/** No label is longer; what is, is hostile or not a label. */
const MAX_VALUE = 100_000;

/**
 * Walks a document in one pass. Comments, processing instructions and a plain doctype are skipped.
 *
 * @throws {LipsyncError} with the line, for tags that do not pair up and for a doctype with declarations of its own.
 */
export function* scanXml(text: string): Generator<XmlEvent> {
  const open: string[] = [];
  let line = 1, counted = 0, pieces = 0;
  const lineAt = (position: number): number => {
    for (; counted < position; counted++) if (text.charCodeAt(counted) === 10) line++;
    return line;
  };
  const fail = (position: number, reason: string): never => {
    throw new LipsyncError(`Cannot read the XML: ${reason}`, { line: lineAt(position) });
  };
  for (let i = 0; i < text.length;) {
    if (++pieces > MAX_PIECES) fail(i, `it has more than ${MAX_PIECES} tags and texts`);
    if (text.charCodeAt(i) !== 60) {
      const end = text.indexOf("<", i);
      const stop = end < 0 ? text.length : end;
      const piece = text.slice(i, Math.min(stop, i + MAX_VALUE));
      if (piece.trim() !== "") {
        if (open.length === 0 && piece.trim() !== "\ufeff") fail(i, "there is text outside of the tags");
        yield { kind: "text", name: "", attributes: NONE, text: decodeEntities(piece), line: lineAt(i) };
      }
      i = stop;
    } else if (text.startsWith("<!--", i)) {
      i = endOf(text, "-->", i + 4) ?? fail(i, "a comment does not end");
    } else if (text.startsWith("<?", i)) {
      i = endOf(text, "?>", i + 2) ?? fail(i, "a processing instruction does not end");
    } else if (text.startsWith("<![CDATA[", i)) {
      const end = endOf(text, "]]>", i + 9) ?? fail(i, "a CDATA section does not end");
      yield { kind: "text", name: "", attributes: NONE, text: text.slice(i + 9, end - 3), line: lineAt(i) };
      i = end;
    } else if (text.startsWith("<!", i)) {
      const end = endOf(text, ">", i + 2) ?? fail(i, "a declaration does not end");
      if (text.slice(i, end).includes("[")) fail(i, "it declares entities of its own, allowed are the five of XML");
      i = end;
    } else if (text.startsWith("</", i)) {
      const end = endOf(text, ">", i + 2) ?? fail(i, "a tag does not end");
      const name = text.slice(i + 2, Math.min(end - 1, i + 200)).trim().toLowerCase();
      const wanted = open.pop();
      if (name !== wanted) {
        fail(i, `</${name}> stands where ${wanted === undefined ? "no tag" : `</${wanted}>`} should end`);
      }
      yield { kind: "close", name, attributes: NONE, text: "", line: lineAt(i) };
      i = end;
    } else {
      const tag = readTag(text, i) ?? fail(i, "a tag is broken or does not end");
      const at = lineAt(i);
      yield { kind: "open", name: tag.name, attributes: tag.attributes, text: "", line: at };
      if (tag.closed) {
        yield { kind: "close", name: tag.name, attributes: NONE, text: "", line: at };
      } else {
        if (open.length >= MAX_DEPTH) fail(i, `its tags are nested deeper than ${MAX_DEPTH}`);
        open.push(tag.name);
      }
      i = tag.end;
    }
  }
  if (open.length > 0) fail(text.length, `the file ends before </${open.at(-1)}>`);
}

function endOf(text: string, mark: string, from: number): number | undefined {
  const found = text.indexOf(mark, from);
  return found < 0 ? undefined : found + mark.length;
}

const NAME = /[^\s/>=<"']+/y;
const ATTRIBUTE = /\s*([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

function readTag(
  text: string,
  start: number,
): { name: string; attributes: Map<string, string>; closed: boolean; end: number } | undefined {
  NAME.lastIndex = start + 1;
  const name = NAME.exec(text)?.[0];
  if (name === undefined || name.length > 200) return undefined;
  const attributes = new Map<string, string>();
  let position = start + 1 + name.length;
  while (true) {
    TAG_END.lastIndex = position;
    const end = TAG_END.exec(text);
    if (end !== null) return { name: name.toLowerCase(), attributes, closed: end[1] === "/", end: TAG_END.lastIndex };
    ATTRIBUTE.lastIndex = position;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null || attributes.size >= 100) return undefined;
    const value = attribute[2] ?? attribute[3] ?? "";
    attributes.set((attribute[1] ?? "").toLowerCase(), decodeEntities(value.slice(0, MAX_VALUE)));
    position = ATTRIBUTE.lastIndex;
  }
}

function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]{2,4});/g, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = name[1] === "x" ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
