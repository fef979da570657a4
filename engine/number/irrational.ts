/**
 * @module Roots, powers, logarithms and e^x: exact where the result is a fraction, else to 40 significant
 * digits. decimal.js computes with 60 digits; it only ever sees numbers of 70 digits and bounded exponents,
 * since its running time has no bound of its own (`toFixed` of 1e100000000 takes longer than anybody waits).
 */
import { Decimal } from "decimal.js";
import { exactRoot, wholePower } from "./power.ts";
import {
  add,
  bitLength,
  compare,
  divide,
  isInteger,
  isZero,
  multiply,
  NumberTooLarge,
  negate,
  ONE,
  Rational,
  rational,
  subtract,
  ZERO,
} from "./rational.ts";

/** Digits of a result that is no fraction. */
const SIGNIFICANT_DIGITS = 40;

/** A number, and whether it is the result itself or the result rounded to {@link SIGNIFICANT_DIGITS}. */
export interface Approximation {
  readonly value: Rational;
  readonly exact: boolean;
}

const WORKING_DIGITS = 60;
const READ_DIGITS = 70;
const Working = Decimal.clone({
  defaults: true,
  precision: WORKING_DIGITS,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 40_000,
  minE: -40_000,
});

/** e^x has more bits than a number may have beyond this. */
const MAX_EXPONENT = 46_000;

/** @param value not negative */
export function squareRoot(value: Rational): Approximation {
  const root = exactRoot(value, 2n);
  return root === null ? rounded(toDecimal(value).sqrt()) : exact(root);
}

/**
 * `base` to the power of `exponent`.
 *
 * @param base not negative, unless the exponent is whole; not zero when the exponent is negative
 */
export function power(base: Rational, exponent: Rational): Approximation {
  if (isInteger(exponent)) return exact(wholePower(base, exponent.numerator));
  if (isZero(base)) return exact(ZERO);
  const root = exactRoot(base, exponent.denominator);
  if (root !== null) return exact(wholePower(root, exponent.numerator));
  return rounded(exponentialOf(toDecimal(exponent).times(logarithmOf(base))));
}

/** e^x: no fraction but for e^0. */
export function exponential(value: Rational): Approximation {
  return isZero(value) ? exact(ONE) : rounded(exponentialOf(toDecimal(value)));
}

/** @param value above zero */
export function naturalLogarithm(value: Rational): Approximation {
  return compare(value, ONE) === 0 ? exact(ZERO) : rounded(logarithmOf(value));
}

/**
 * The power of `base` that is `value`.
 *
 * @param value above zero
 * @param base above zero and not one
 */
export function logarithm(value: Rational, base: Rational): Approximation {
  if (compare(value, ONE) === 0) return exact(ZERO);
  const quotient = logarithmOf(value).div(logarithmOf(base));
  const guess = simpleFraction(quotient);
  return guess !== null && isPower(value, base, guess) ? exact(guess) : rounded(quotient);
}

/** The neighbour of an approximation that the true value surely does not pass; the value itself when exact. */
export function bound({ value, exact }: Approximation, direction: "down" | "up"): Rational {
  if (exact) return value;
  const slack = multiply(value, rational(1n, 10n ** BigInt(SIGNIFICANT_DIGITS - 2)));
  const outward = (direction === "up") === value.numerator > 0n;
  return outward ? add(value, slack) : subtract(value, slack);
}

function exact(value: Rational): Approximation {
  return { value, exact: true };
}

function rounded(value: Decimal): Approximation {
  return { value: fromDecimal(value.toSignificantDigits(SIGNIFICANT_DIGITS)), exact: false };
}

function exponentialOf(value: Decimal): Decimal {
  if (value.abs().gt(MAX_EXPONENT)) throw new NumberTooLarge();
  return value.exp();
}

/**
 * ln x. Near 1 almost all digits of x say nothing but "near 1", so there the series
 * 2 (t + t³/3 + t⁵/5 + …) with t = (x − 1)/(x + 1) is summed, t being known to all its digits.
 */
function logarithmOf(value: Rational): Decimal {
  const { numerator: n, denominator: d } = value;
  const distance = n < d ? d - n : n - d;
  // |t| up to 1/20: at most 23 terms for 60 digits.
  if (20n * distance > n + d) return toDecimal(value).ln();
  const t = toDecimal(new Rational(n - d, n + d));
  const square = t.times(t);
  let sum = t;
  let term = t;
  for (let divisor = 3; ; divisor += 2) {
    term = term.times(square);
    const next = sum.plus(term.div(divisor));
    if (next.eq(sum)) return sum.times(2);
    sum = next;
  }
}

/** The first digits of a fraction (in lowest terms or not), however long its two numbers are. */
function toDecimal({ numerator, denominator }: Rational): Decimal {
  const magnitude = Math.floor((bitLength(numerator) - bitLength(denominator)) * Math.log10(2));
  const places = READ_DIGITS - magnitude;
  const scale = 10n ** BigInt(Math.abs(places));
  const digits =
    places >= 0 ? (numerator * scale) / denominator : numerator / (denominator * scale);
  return new Working(`${digits}e${-places}`);
}

function fromDecimal(value: Decimal): Rational {
  const [mantissa = "", exponent = "0"] = value.toExponential().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  const scale = 10n ** BigInt(Math.abs(places));
  return places >= 0 ? rational(digits, scale) : rational(digits * scale);
}

const MAX_SIMPLE_DENOMINATOR = 1_000n;

/** The fraction of a small denominator that `value` equals in nearly all its digits (continued fraction). */
function simpleFraction(value: Decimal): Rational | null {
  if (value.abs().gt(1_000_000)) return null;
  const target = fromDecimal(value);
  const close = rational(1n, 10n ** 45n);
  let [before, current] = [new Rational(0n, 1n), new Rational(1n, 0n)];
  let rest = target;
  while (true) {
    const whole = floorOf(rest);
    const next = new Rational(
      whole * current.numerator + before.numerator,
      whole * current.denominator + before.denominator,
    );
    if (next.denominator > MAX_SIMPLE_DENOMINATOR) return null;
    const error = subtract(target, next);
    const distance = error.numerator < 0n ? negate(error) : error;
    if (compare(distance, close) < 0) return next;
    [before, current] = [current, next];
    rest = divide(ONE, subtract(rest, rational(whole)));
  }
}

function floorOf({ numerator, denominator }: Rational): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient;
}

/** Whether base^(p/q) = value, asked as base^p = value^q. */
function isPower(value: Rational, base: Rational, exponent: Rational): boolean {
  try {
    const left = wholePower(base, exponent.numerator);
    const right = wholePower(value, exponent.denominator);
    return compare(left, right) === 0;
  } catch (error) {
    if (error instanceof NumberTooLarge) return false;
    throw error;
  }
}
