/** @module A figure of a request as an integer over a scale; NaN where that is not plain to see. */

/** `given × scale` as an integer; NaN where the figure is finer, or is no number of the contract's grammar. */
export function exactInteger(given: unknown, scale: number): number {
  if (typeof given === "number") {
    if (scale === 1) return Math.floor(given) === given ? given + 0 : Number.NaN;
    const scaled = Math.round(given * scale);
    // The figure is the double nearest to scaled / scale; within 15 digits its decimal text is that quotient.
    return scaled / scale === given && scaled <= MAX_15_DIGITS && scaled >= -MAX_15_DIGITS
      ? scaled + 0
      : Number.NaN;
  }
  return typeof given === "string" ? integerOfText(given, scale) : Number.NaN;
}

/** Doubles tell decimals of 15 digits apart (IEEE 754), so up to here the text and the double agree. */
const MAX_15_DIGITS = 1e15;

const [ZERO, NINE, POINT, MINUS] = [0x30, 0x39, 0x2e, 0x2d];

/** The contract's number grammar, read digit by digit: `-?(0|[1-9]\d{0,14})(\.\d{1,12})?`. */
function integerOfText(text: string, scale: number): number {
  const { length } = text;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  let at = start;
  let value = 0;
  for (; at < length; at++) {
    const digit = text.charCodeAt(at);
    if (digit < ZERO || digit > NINE) break;
    value = value * 10 + (digit - ZERO);
  }
  const digits = at - start;
  if (digits === 0 || digits > 15) return Number.NaN;
  if (digits > 1 && text.charCodeAt(start) === ZERO) return Number.NaN;
  let rest = scale;
  if (at < length) {
    const decimals = length - at - 1;
    if (text.charCodeAt(at) !== POINT || decimals < 1 || decimals > 12) return Number.NaN;
    for (at++; at < length; at++) {
      const digit = text.charCodeAt(at);
      if (digit < ZERO || digit > NINE) return Number.NaN;
      if (rest === 1) {
        if (digit !== ZERO) return Number.NaN;
        continue;
      }
      value = value * 10 + (digit - ZERO);
      rest /= 10;
    }
  }
  value *= rest;
  return start === 1 ? 0 - value : value;
}
