/**
 * @module Exact numbers: fractions of big integers in lowest terms. Quotients of decimals are not decimals
 * (30 % × 1/48 × 100 is exactly 0.625 and rounds to 0.63, a quotient cut off at any digit gives 0.62), so
 * nothing between an input and a declared rounding point is ever a double or a decimal.
 */

/** A fraction in lowest terms; the denominator is positive. Made by {@link rational} only. */
export class Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
  constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }
}

/** Size of an exact intermediate in bits, numerator and denominator together (contract, limits). */
export const MAX_BITS = 65_536;

/** An intermediate grew past {@link MAX_BITS}; the interpreter turns it into an issue. */
export class NumberTooLarge extends Error {
  override readonly name = "NumberTooLarge";
}

export const ZERO: Rational = new Rational(0n, 1n);
export const ONE: Rational = new Rational(1n, 1n);

/**
 * The fraction `numerator / denominator` in lowest terms.
 * @throws RangeError when the denominator is zero: callers decide what a division by zero means
 */
export function rational(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 0n) throw new RangeError("denominator is zero");
  if (denominator === 1n) return checkSize(new Rational(numerator, 1n));
  if (denominator < 0n) return rational(-numerator, -denominator);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return checkSize(new Rational(numerator / divisor, denominator / divisor));
}

/** An integer as a fraction. */
export function fromInteger(value: number | bigint): Rational {
  return new Rational(BigInt(value), 1n);
}

export function add(a: Rational, b: Rational): Rational {
  return rational(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(
    a.numerator * b.denominator - b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws RangeError when `b` is zero */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** What is left of `a` after whole `b`s are taken away, with the sign of `a`, as `%` in JavaScript. */
export function remainder(a: Rational, b: Rational): Rational {
  const quotient = divide(a, b);
  return subtract(a, multiply(b, new Rational(quotient.numerator / quotient.denominator, 1n)));
}

export function negate(a: Rational): Rational {
  return new Rational(-a.numerator, a.denominator);
}

export function absolute(a: Rational): Rational {
  return a.numerator < 0n ? negate(a) : a;
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equals(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function minimum(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

export function maximum(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function isInteger(a: Rational): boolean {
  return a.denominator === 1n;
}

export function isZero(a: Rational): boolean {
  return a.numerator === 0n;
}

/** The nearest double; for pictures and second opinions, never for scores. */
export function toDouble(a: Rational): number {
  if (isBelow(a.numerator, DOUBLE_RANGE) && isBelow(a.denominator, DOUBLE_RANGE))
    return Number(a.numerator) / Number(a.denominator);
  const n = bitLength(a.numerator);
  const d = bitLength(a.denominator);
  // Both sides are scaled to keep 1,000 bits, far more than the 53 that a double holds.
  const shift = BigInt(Math.max(0, Math.min(n, d) - 900));
  return Number(a.numerator >> shift) / Number(a.denominator >> shift);
}

/** Well within the doubles, which end at 2^1024. */
const DOUBLE_RANGE = 1n << 996n;

function checkSize(value: Rational): Rational {
  // A cheap look first: toString(16) below costs, and almost no number is large.
  if (isBelow(value.numerator, SMALL) && isBelow(value.denominator, SMALL)) return value;
  if (bitLength(value.numerator) + bitLength(value.denominator) > MAX_BITS)
    throw new NumberTooLarge();
  return value;
}

const SMALL = 1n << 1024n;

function isBelow(value: bigint, bound: bigint): boolean {
  return value < bound && value > -bound;
}

/** Bits of the magnitude, rounded up to a multiple of four. */
export function bitLength(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Euclid's algorithm, on doubles as soon as both numbers fit (about ten times faster). */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) {
    if (x <= SAFE && y <= SAFE) {
      let p = Number(x);
      let q = Number(y);
      while (q !== 0) [p, q] = [q, p % q];
      return BigInt(p);
    }
    [x, y] = [y, x % y];
  }
  return x;
}
