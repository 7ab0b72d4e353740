/** Pronounces words that no dictionary has, by their letters. @module */

import { LETTER_RULES } from "./letter_rules.ts";

interface Rule {
  readonly before: RegExp | undefined;
  readonly letters: string;
  readonly after: RegExp | undefined;
  readonly phones: readonly string[];
}

/** No word is longer; what is, is cut. */
const MAX_LETTERS = 60;

let rulesByLetter: Map<string, Rule[]> | undefined;

/**
 * The phones of a word by spelling rules, without stress. `word` is lower case; characters other than a-z are skipped.
 * Never fails: a word without any letter has no phones.
 */
export function spellOut(word: string): string[] {
  const letters = word.replace(/[^a-z]/g, "").slice(0, MAX_LETTERS);
  const rules = rulesByLetter ??= compileRules();
  const phones: string[] = [];
  for (let i = 0; i < letters.length;) {
    const rule = rules.get(letters.charAt(i))?.find((candidate) => fits(candidate, letters, i));
    if (rule !== undefined) phones.push(...rule.phones);
    i += rule?.letters.length ?? 1;
  }
  return phones;
}

function fits(rule: Rule, word: string, at: number): boolean {
  const end = at + rule.letters.length;
  return word.startsWith(rule.letters, at) && (rule.before?.test(word.slice(0, at)) ?? true) &&
    (rule.after?.test(word.slice(end)) ?? true);
}

function compileRules(): Map<string, Rule[]> {
  const rules = new Map<string, Rule[]>();
  for (const row of LETTER_RULES.split("\n")) {
    const match = /^(\S*)\[([a-z]+)\](\S*) ?(.*)$/.exec(row);
    if (match === null) continue;
    const [, before = "", letters = "", after = "", phones = ""] = match;
    const rule = {
      before: before === "" ? undefined : new RegExp(`${pattern(before, "^")}$`),
      letters,
      after: after === "" ? undefined : new RegExp(`^${pattern(after, "$")}`),
      phones: phones === "" ? [] : phones.split(" "),
    };
    const first = letters.charAt(0);
    const same = rules.get(first);
    if (same === undefined) rules.set(first, [rule]);
    else same.push(rule);
  }
  return rules;
}

function pattern(context: string, edge: string): string {
  return `(?:${
    context.replaceAll("_", edge).replaceAll("V", "[aeiouy]").replaceAll("C", "[b-df-hj-np-tv-z]").replaceAll(
      "F",
      "[eiy]",
    )
  })`;
}
