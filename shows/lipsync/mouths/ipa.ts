/** IPA, as aligners and espeak write it, to ARPAbet. @module */

/** Longest spellings win, so `tʃ` is found before `t`. Columns: ARPAbet phone, then IPA spellings. */
const ROWS = `
P p kp | B b ɡb gb | M m | F f ɱ ɸ | V v ʋ β
T t ʈ ʔ | D d ɖ ɾ ɽ | N n ɲ ɳ | S s | Z z | SH ʃ ʂ ɕ | ZH ʒ ʐ ʑ | CH tʃ ʧ tɕ c | JH dʒ ʤ dʑ ɟ | K k x q | G ɡ g ɣ | NG ŋ
HH h ç ɦ χ ħ | Y j | TH θ | DH ð | R ɹ r ɻ ʁ ʀ | L l ɫ ʎ ɭ ɬ | W w ʍ ɥ
IY i y | IH ɪ ᵻ ɨ ʏ | EY ej eɪ ei e | EH ɛ œ ø | ER ɜ ɝ ɚ ɜɹ əɹ
AA a ɑ | AE æ | AH ɐ ʌ ə | AY aj aɪ ai ɑɪ | AW aw aʊ au | OW ow oʊ əw əʊ ou | OY ɔj ɔɪ ɔi oi | AO ɒ ɔ o
UH ʊ | UW u ʉ ɯ uw
`;

const PHONES = new Map<string, string>(
  ROWS.trim().split(/[|\n]/).flatMap((row) => {
    const [phone = "", ...spellings] = row.trim().split(" ");
    return spellings.map((spelling): [string, string] => [spelling, phone]);
  }),
);

const LONGEST = Math.max(...[...PHONES.keys()].map((key) => key.length));

/**
 * The ARPAbet phones of one IPA label: stress, length, tone and secondary articulation are dropped, then the longest
 * spellings are matched from the left (`ɑːɹ` is AA R).
 *
 * @returns An empty list when any part of it is unknown.
 */
export function ipaToArpabet(label: string): string[] {
  const plain = label.normalize("NFD").replace(/ç/g, "ç").replace(/[\p{M}\p{Lm}˥-˩0-9ː.‿͡ˈˌ]/gu, "");
  const phones: string[] = [];
  for (let i = 0; i < plain.length;) {
    let length = Math.min(LONGEST, plain.length - i);
    while (length > 0 && !PHONES.has(plain.slice(i, i + length))) length--;
    const phone = PHONES.get(plain.slice(i, i + length));
    if (phone === undefined) return [];
    phones.push(phone);
    i += length;
  }
  return phones;
}
