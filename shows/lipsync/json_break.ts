/** Finds where JSON breaks, for the engine's own error does not always say so. @module */

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

/** Where in the text the first character stands that JSON does not allow; its length when it ends too early. */
export function jsonBreaksAt(text: string): number {
  const open: string[] = [];
  let at = 0;
  /** What may come next: a value, a key, or what stands between them. */
  let next: "value" | "first" | "key" | "colon" | "after" = "value";
  while (true) {
    while (at < text.length && " \t\n\r".includes(text.charAt(at))) at++;
    if (at === text.length) return at;
    const char = text.charAt(at), inside = open.at(-1);
    if (next === "after" && inside === undefined) return at;
    if ((next === "after" || next === "first") && char === inside) {
      open.pop();
      at++;
      next = "after";
    } else if (next === "after") {
      if (char !== ",") return at;
      at++;
      next = inside === "}" ? "key" : "value";
    } else if (next === "colon") {
      if (char !== ":") return at;
      at++;
      next = "value";
    } else if (next === "key" || (next === "first" && inside === "}")) {
      if (char !== '"') return at;
      const end = stringEnd(text, at);
      if (!end.whole) return end.at;
      at = end.at;
      next = "colon";
    } else if (char === "{" || char === "[") {
      open.push(char === "{" ? "}" : "]");
      at++;
      next = "first";
    } else {
      const end = char === '"' ? stringEnd(text, at) : plainEnd(text, at);
      if (!end.whole) return end.at;
      at = end.at;
      next = "after";
    }
  }
}

/** The end of what begins at `at`, or where it breaks. */
interface End {
  readonly at: number;
  readonly whole: boolean;
}

function plainEnd(text: string, at: number): End {
  for (const pattern of [NUMBER, WORD]) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { at: pattern.lastIndex, whole: true };
  }
  return { at, whole: false };
}

function stringEnd(text: string, from: number): End {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') return { at: at + 1, whole: true };
    if (char < " ") return { at, whole: false };
    if (char !== "\\") continue;
    const escape = text.charAt(++at);
    if (escape === "u" && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
    else if (!'"\\/bfnrt'.includes(escape) || escape === "") return { at: Math.min(at, text.length), whole: false };
  }
  return { at: text.length, whole: false };
}
