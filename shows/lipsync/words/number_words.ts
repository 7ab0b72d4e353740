/** Numbers in lyrics, as they are sung. @module */

const SMALL =
  ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen").split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** The words of a whole number written in digits; from 10,000 on, and after a leading 0, its digits one by one. */
export function numberWords(digits: string): string[] {
  const value = Number(digits);
  if (digits.length > 4 || (digits.length > 1 && digits.startsWith("0"))) {
    return [...digits].map((digit) => SMALL[Number(digit)] ?? "");
  }
  if (value < 20) return [SMALL[value] ?? ""];
  if (value < 100) {
    return [TENS[Math.floor(value / 10) - 2] ?? "", ...(value % 10 > 0 ? numberWords(`${value % 10}`) : [])];
  }
  const [unit, name] = value < 1000 ? [100, "hundred"] : [1000, "thousand"];
  const rest = value % unit;
  return [...numberWords(`${Math.floor(value / unit)}`), name, ...(rest > 0 ? numberWords(`${rest}`) : [])];
}
