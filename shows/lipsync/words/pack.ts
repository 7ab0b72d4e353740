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

/**
 * Finds a word, in lower case, in what {@link packDictionary} made: its phones, or `undefined`.
 * Nothing is unpacked but the 16 words around it.
 */
export function findPacked(packed: string, word: string): string[] | undefined {
  let low = 0, high = packed.length;
  // The block that may hold the word begins in [low, high).
  while (true) {
    const middle = (low + high) >> 1;
    let start = packed.lastIndexOf("\n", middle - 1) + 1;
    if (start < low) start = low;
    if (blockHead(packed, start) > word) {
      if (start === low) return undefined;
      high = start - 1;
      continue;
    }
    const next = packed.indexOf("\n", start) + 1;
    if (next === 0 || next >= high || blockHead(packed, next) > word) return findInBlock(packed, start, word);
    low = next;
  }
}

function blockHead(packed: string, start: number): string {
  return packed.slice(start + 1, lettersEnd(packed, start + 1));
}

function findInBlock(packed: string, start: number, word: string): string[] | undefined {
  let entry = "";
  let position = start;
  while (position < packed.length && packed.charCodeAt(position) !== NEWLINE) {
    const shared = packed.charCodeAt(position) - FIRST_COUNT;
    const letters = lettersEnd(packed, position + 1);
    entry = entry.slice(0, shared) + packed.slice(position + 1, letters);
    const end = phonesEnd(packed, letters);
    if (entry === word) return unpackPhones(packed.slice(letters, end));
    if (entry > word) return undefined;
    position = end;
  }
  return undefined;
}

function lettersEnd(packed: string, from: number): number {
  let i = from;
  for (; i < packed.length; i++) {
    const code = packed.charCodeAt(i);
    if (!(code >= 97 && code <= 122) && code !== 39 && code !== 46 && code !== 45) break;
  }
  return i;
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
