/** @module A figure of a request as an integer over a scale; NaN where that is not plain to see. */
import { MINUS, NINE, POINT, ZERO } from "../json/json-bytes.ts";

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

/** The contract's number grammar, read digit by digit: `-?(0|[1-9]\d{0,14})(\.\d{1,12})?`. */
export class DecimalReader {
  /** The place behind the number that was read last. */
  end = 0;

  /** `number × scale` as an integer, of the number that begins at a place; NaN where there is none, or it is finer. */
  read(bytes: Uint8Array, from: number, scale: number): number {
    const start = bytes[from] === MINUS ? from + 1 : from;
    let at = start;
    let value = 0;
    for (let digit = bytes[at]; isDigit(digit); digit = bytes[++at])
      value = value * 10 + (digit - ZERO);
    const digits = at - start;
    if (digits === 0 || digits > 15) return Number.NaN;
    if (digits > 1 && bytes[start] === ZERO) return Number.NaN;
    let rest = scale;
    if (bytes[at] === POINT) {
      const point = at++;
      for (let digit = bytes[at]; isDigit(digit); digit = bytes[++at]) {
        if (rest > 1) {
          value = value * 10 + (digit - ZERO);
          rest /= 10;
        } else if (digit !== ZERO) return Number.NaN;
      }
      const decimals = at - point - 1;
      if (decimals < 1 || decimals > 12) return Number.NaN;
    }
    this.end = at;
    value *= rest;
    return start === from ? value : 0 - value;
  }
}

function isDigit(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

const decimal = new DecimalReader();
/** Longer than any number of the grammar. */
const letters = new Uint8Array(32);

function integerOfText(text: string, scale: number): number {
  const { length } = text;
  if (length >= letters.length) return Number.NaN;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    letters[index] = code < 0x80 ? code : 0;
  }
  letters[length] = 0;
  const integer = decimal.read(letters, 0, scale);
  return decimal.end === length ? integer : Number.NaN;
}
