/** The known word that is nearest to a mistyped one. @module */

const MAX_WORD = 32;

/**
 * The word of `known` that is nearest to `text` by edits (insert, delete, replace, swap), or undefined if none is near:
 * more than one edit in a short word, more than a third of a long one. Upper and lower case differ by nothing here.
 */
export function nearest(text: string, known: readonly string[]): string | undefined {
  const word = text.toLowerCase();
  if (word === "" || word.length > MAX_WORD) return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const target = candidate.toLowerCase();
    // A word of one or two letters is near to every other one, so only its case may differ.
    const edits = target.length < 3 ? (target === word ? 0 : MAX_WORD) : editDistance(word, target);
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** Edits from `a` to `b`; a swap of neighbours counts as one. Time and memory grow with the product of the lengths. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last: number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
