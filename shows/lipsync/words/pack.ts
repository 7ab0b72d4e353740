/** A dictionary of pronunciations in one ASCII string: how it is packed, and how a word is found in it. @module */

import { ARPABET } from "../phoneme_sets.ts";

// One character a phone: A to Z, then 0 to 9 and `:;<`. A stress mark may stand behind a vowel. Words have a-z and
// three marks, and the count of shared letters is one of the fifteen characters from `!`; so each part of an entry ends
// where the characters change.
const PHONE_CODES: readonly string[] = ARPABET.map((_, i) => String.fromCharCode(i < 26 ? 65 + i : 48 + i - 26));
const STRESS_1 = "=", STRESS_2 = ">";
const FIRST_DIGIT = 48, LAST_CAPITAL = 90, NEWLINE = 10;
const FIRST_COUNT = 33, MOST_SHARED = 14;
const BLOCK = 16;

const CODE_OF = new Map(ARPABET.map((phone, i) => [phone, PHONE_CODES[i] ?? ""]));
const PHONE_OF = new Map(ARPABET.map((phone, i) => [PHONE_CODES[i] ?? "", phone]));

/**
 * Packs words and their phones (`"K AE1 R AH0 L"`; stress 0 is dropped).
 *
 * @throws {RangeError} when a word has other characters than a-z, `'`, `.` and `-`, or a phone is unknown.
 */
export function packDictionary(words: ReadonlyMap<string, string>): string {
  const blocks: string[] = [];
  let before = "";
  [...words.keys()].sort().forEach((word, i) => {
    if (!/^[a-z'.-]+$/.test(word)) throw new RangeError(`Cannot pack the word "${word}": allowed are a-z, ' . and -`);
    let shared = 0;
    if (i % BLOCK > 0) { while (shared < MOST_SHARED && word[shared] === before[shared]) shared++; }
    const entry = String.fromCharCode(FIRST_COUNT + shared) + word.slice(shared) + packPhones(words.get(word) ?? "");
    if (i % BLOCK === 0) blocks.push(entry);
    else blocks[blocks.length - 1] += entry;
    before = word;
  });
  return blocks.join("\n");
}

function packPhones(phones: string): string {
  return phones.trim().split(/\s+/).map((phone) => {
    const code = CODE_OF.get(phone.replace(/\d$/, ""));
    if (code === undefined) throw new RangeError(`Cannot pack the phone "${phone}": allowed are ${ARPABET.join(" ")}`);
    return code + (phone.endsWith("1") ? STRESS_1 : phone.endsWith("2") ? STRESS_2 : "");
  }).join("");
}

/** Finds words in what {@link packDictionary} made; nothing is unpacked but the word itself. */
export class PackedDictionary {
  readonly #packed: string;
  /** Where each block begins. */
  readonly #blocks: Uint32Array;

  constructor(packed: string) {
    this.#packed = packed;
    const blocks: number[] = [];
    for (let at = 0; at < packed.length; at = packed.indexOf("\n", at) + 1) {
      blocks.push(at);
      if (packed.indexOf("\n", at) < 0) break;
    }
    this.#blocks = Uint32Array.from(blocks);
  }

  /** The phones of a word in lower case, with stress digits on stressed vowels; `undefined` when it is not there. */
  find(word: string): string[] | undefined {
    // The last block whose first word is not behind the word.
    let low = 0, high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#startsAfter(this.#blocks[middle] ?? 0, word)) high = middle - 1;
      else low = middle;
    }
    return findInBlock(this.#packed, this.#blocks[low] ?? 0, word);
  }

  /** Whether the first word of the block at `start` comes after `word`. */
  #startsAfter(start: number, word: string): boolean {
    for (let i = 0; i < word.length; i++) {
      const have = this.#packed.charCodeAt(start + 1 + i), want = word.charCodeAt(i);
      if (have !== want) return isLetter(have) && have > want;
    }
    return isLetter(this.#packed.charCodeAt(start + 1 + word.length));
  }
}

function findInBlock(packed: string, start: number, word: string): string[] | undefined {
  // How many letters the entry before has in common with the word: entries that share less or more cannot be it.
  let position = start, common = 0;
  while (position < packed.length && packed.charCodeAt(position) !== NEWLINE) {
    const shared = packed.charCodeAt(position) - FIRST_COUNT;
    const letters = lettersEnd(packed, position + 1);
    const end = phonesEnd(packed, letters);
    if (shared <= common) {
      common = shared;
      for (let i = position + 1; i < letters && packed.charCodeAt(i) === word.charCodeAt(common); i++) common++;
      if (common === word.length && common === shared + letters - position - 1) {
        return unpackPhones(packed.slice(letters, end));
      }
    }
    position = end;
  }
  return undefined;
}

function lettersEnd(packed: string, from: number): number {
  let i = from;
  for (; i < packed.length; i++) {
    if (!isLetter(packed.charCodeAt(i))) break;
  }
  return i;
}

/** What words are made of: a-z, `'`, `.` and `-`. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 39 || code === 46 || code === 45;
}

function phonesEnd(packed: string, from: number): number {
  let i = from;
  while (i < packed.length && packed.charCodeAt(i) >= FIRST_DIGIT && packed.charCodeAt(i) <= LAST_CAPITAL) i++;
  return i;
}

function unpackPhones(codes: string): string[] {
  const phones: string[] = [];
  for (const code of codes) {
    const last = phones.length - 1;
    if (code === STRESS_1) phones[last] += "1";
    else if (code === STRESS_2) phones[last] += "2";
    else phones.push(PHONE_OF.get(code) ?? "");
  }
  return phones;
}
