/** What a subtitle says and who says it, without its markup. @module */

/** Longer tags name nobody. */
const MAX_TAG = 300;

/** Whom the first `<v Name>` tag of a cue names; empty when none does. */
export function speakerOf(text: string): string {
  for (let at = text.indexOf("<v"); at >= 0;) {
    const end = text.indexOf(">", at);
    if (end < 0) break;
    const tag = end - at > MAX_TAG ? "" : text.slice(at, end);
    const name = /^<v(?:\.\S*)?\s+([^<>]*)$/.exec(tag)?.[1]?.trim() ?? "";
    if (name !== "") return name;
    at = text.indexOf("<v", Math.max(at + 2, end - MAX_TAG));
  }
  return "";
}

/** What is sung: no tags, no `{\an8}`, no notes, no `[Applause]`, no dash of a speaker. */
export function plainText(text: string): string {
  return text.replace(/<[^<>]*>/g, "").replace(/\{[^{}]*\}/g, "").replace(/\[[^[\]]*\]/g, " ").replace(/[♪♫#*]/g, " ")
    .replace(/&nbsp;/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").replace(
      /^\s*-+\s+/,
      " ",
    );
}

/**
 * A line without what captions put before it: `>>`, and the name of who says it (`ALICE: Hi`). A line all in capitals
 * keeps its beginning, for that may be sung.
 */
export function withoutCaptionName(line: string): string {
  const [marks = ""] = /^\s*(?:(?:>|&gt;){2,}\s*)?/.exec(line) ?? [];
  const said = line.slice(marks.length);
  const [name = ""] = /^\p{Lu}[\p{Lu}\p{N} .'’-]{0,30}:\s/u.exec(said) ?? [];
  const rest = said.slice(name.length);
  return marks.trim() !== "" || /\p{Ll}/u.test(rest) ? rest : said;
}
