/** What a document may not be, whatever it says: too large, too deep, or with names that no object can hold. @module */

/** Most values of a document with its aliases followed: more is an alias bomb, not a show. */
const MOST_VALUES = 2_000_000;
/** Most characters of a document with its aliases followed. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
/** Most lists and keys within one another; a show needs 8. */
export const DEEPEST = 64;
/** Said of a document that is deeper, by whoever finds it first. */
export const TOO_DEEP = `Show is nested too deeply: at most ${DEEPEST} lists and keys within one another are read`;

/** What is wrong with a document, and the path of it; without path when it is the whole. */
export interface OutOfLimits {
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** The first thing wrong with a document, or undefined. */
export function beyondLimits(document: unknown): OutOfLimits | undefined {
  let values = 0;
  let characters = 0;
  const path: (string | number)[] = [];
  function look(value: unknown): OutOfLimits | undefined {
    if (++values > MOST_VALUES) {
      return { message: `Show comes to more than ${MOST_VALUES} values once its aliases are followed` };
    }
    if (typeof value === "string") characters += value.length;
    if (characters > MOST_CHARACTERS) {
      return { message: `Show comes to more than ${MOST_CHARACTERS} characters once its aliases are followed` };
    }
    if (typeof value !== "object" || value === null) return undefined;
    if (path.length > DEEPEST) return { message: TOO_DEEP };
    const isList = Array.isArray(value);
    for (const key of Object.keys(value)) {
      path.push(isList ? Number(key) : key);
      if (key === "__proto__") return { message: `Nothing can be called "__proto__"`, path };
      if (!isList) characters += key.length;
      const wrong = look((value as Record<string, unknown>)[key]);
      if (wrong !== undefined) return wrong;
      path.pop();
    }
    return undefined;
  }
  return look(document);
}
