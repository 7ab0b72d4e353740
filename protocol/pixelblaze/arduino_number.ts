/** How the firmware prints a number in JSON: the float formatting of ArduinoJson 5. @module */

const POWERS = [32, 16, 8, 4, 2, 1] as const;
const MAX_DECIMALS = 6;

/**
 * Prints a number as a Pixelblaze does: as a 32-bit float with at most 6 decimals, one fewer for each integer digit
 * after the first, trailing zeros dropped, and an exponent from 1e7 up and for 1e-5 and below.
 *
 * @throws {RangeError} for NaN and the infinities, which JSON cannot hold.
 *
 * @example
 * ```ts
 * import { formatArduinoNumber } from "cuelight/protocol";
 * console.assert(formatArduinoNumber(177.82224) === "177.8222");
 * console.assert(formatArduinoNumber(0.1) === "0.1");
 * ```
 */
export function formatArduinoNumber(value: number): string {
  const float = Math.fround(value);
  if (!Number.isFinite(float)) {
    throw new RangeError(`Cannot print a number as JSON: got ${value}, allowed is a finite 32-bit float`);
  }
  const sign = float < 0 ? "-" : "";
  const scaled = toExponentRange(Math.abs(float));
  const digits = splitDigits(scaled.value, scaled.exponent);
  const decimals = digits.decimals === "" ? "" : `.${digits.decimals}`;
  const exponent = digits.exponent === 0 ? "" : `e${digits.exponent}`;
  return `${sign}${digits.integral}${decimals}${exponent}`;
}

/** Large and tiny values are brought near 1 by powers of ten, in float32 steps as the firmware does. */
function toExponentRange(value: number): { value: number; exponent: number } {
  let exponent = 0;
  if (value >= 1e7) {
    for (const power of POWERS) {
      if (value >= Math.fround(10 ** power)) {
        value = Math.fround(value * Math.fround(10 ** -power));
        exponent += power;
      }
    }
  } else if (value > 0 && value <= Math.fround(1e-5)) {
    for (const power of POWERS) {
      if (value < Math.fround(10 ** (1 - power))) {
        value = Math.fround(value * Math.fround(10 ** power));
        exponent -= power;
      }
    }
  }
  return { value, exponent };
}

function splitDigits(value: number, exponent: number): { integral: number; decimals: string; exponent: number } {
  let integral = Math.trunc(value);
  const places = MAX_DECIMALS - (String(integral).length - 1);
  const unit = 10 ** places;
  const remainder = Math.fround(Math.fround(value - integral) * unit);
  let decimal = Math.trunc(remainder);
  if (Math.fround(remainder - decimal) >= 0.5) decimal++;
  if (decimal >= unit) {
    decimal = 0;
    integral++;
    if (exponent !== 0 && integral >= 10) {
      exponent++;
      integral = 1;
    }
  }
  const decimals = places === 0 ? "" : String(decimal).padStart(places, "0").replace(/0+$/, "");
  return { integral, decimals, exponent };
}
