/** @module Decimal text in and out: the one number grammar of the product (contract, "Inputs"). */
import { ONE, Rational, rational } from "./rational.ts";

/** Decimal strings of one form only: no exponent, plus sign, spaces or thousands separators. */
const DECIMAL_TEXT = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/;

/** A decimal string of the contract's grammar as an exact number; `null` when it is of another form. */
export function parseDecimal(text: string): Rational | null {
  return DECIMAL_TEXT.test(text) ? readDecimal(text) : null;
}

/**
 * A JSON number as the decimal that its text says; `null` when it cannot have been exact (more than 15
 * significant digits), is not finite, or has no text of the contract's grammar.
 */
export function fromJsonNumber(value: number): Rational | null {
  if (!Number.isFinite(value)) return null;
  if (Number.isSafeInteger(value) && Math.abs(value) < 1e15) return new Rational(BigInt(value), 1n);
  const text = String(value);
  if (!text.includes("e")) return significantDigits(text) > 15 ? null : parseDecimal(text);
  return fromExponentText(text);
}

/** A literal of a rule: any finite JSON number of at most 15 digits, exponent included. */
export function fromLiteral(value: number): Rational {
  const text = String(value);
  const exact = text.includes("e") ? fromScientific(text) : readDecimal(text);
  if (exact === null) throw new RangeError(`not a finite number: ${text}`);
  return exact;
}

/** Decimal text of a number that has one, with no zeros at its end; `null` for 1/3 and the like. */
export function toDecimalText(value: Rational): string | null {
  let rest = value.denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  if (rest !== 1n) return null;
  const places = Math.max(twos, fives);
  return toFixedText(value, places);
}

/**
 * Text of a number that is a whole multiple of 10^-places, with exactly that many decimals.
 * Zero has no sign: nothing deducted is 0.00, never -0.00.
 */
export function toFixedText(value: Rational, places: number): string {
  const scaled = (value.numerator * 10n ** BigInt(places)) / value.denominator;
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, "0");
  const sign = scaled < 0n ? "-" : "";
  if (places === 0) return sign + digits;
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** For people and traces: decimal text where there is one of at most 12 places, else `n/d`. */
export function toText(value: Rational): string {
  // A decimal of at most 12 places has a denominator that divides 10^12: asked first, for it is cheap.
  const decimal = TEN_TO_12 % value.denominator === 0n ? toDecimalText(value) : null;
  return decimal ?? `${value.numerator}/${value.denominator}`;
}

const TEN_TO_12 = 10n ** 12n;

function readDecimal(text: string): Rational | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return rational(sign === "-" ? -digits : digits, 10n ** BigInt(fraction.length));
}

function fromScientific(text: string): Rational | null {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const base = readDecimal(mantissa);
  const power = Number(exponent);
  if (base === null || !Number.isInteger(power) || Math.abs(power) > 400) return null;
  const scale = 10n ** BigInt(Math.abs(power));
  return power >= 0
    ? rational(base.numerator * scale, base.denominator)
    : rational(base.numerator, base.denominator * scale);
}

/** JavaScript prints 0.0000001 as 1e-7: the value counts, where the grammar can say it. */
function fromExponentText(text: string): Rational | null {
  if (significantDigits(text.split("e")[0] ?? "") > 15) return null;
  const exact = fromScientific(text);
  if (exact === null) return null;
  const decimal = toDecimalText(exact);
  return decimal === null ? null : parseDecimal(decimal);
}

function significantDigits(text: string): number {
  return text.replace(/^-/, "").replace(".", "").replace(/^0+/, "").length;
}

/** One hundredth: percents travel as 95 and formulas see 0.95. */
export const HUNDREDTH: Rational = rational(ONE.numerator, 100n);
