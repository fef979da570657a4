/** @module Whole powers and perfect roots, exactly. */
import { bitLength, divide, isZero, MAX_BITS, NumberTooLarge, ONE, Rational } from "./rational.ts";

/**
 * `base` to a whole power; 0 to the power of 0 is 1.
 *
 * @throws RangeError zero to a negative power
 * @throws NumberTooLarge before a number is computed that is far too large
 */
export function wholePower(base: Rational, exponent: bigint): Rational {
  if (exponent < 0n) return wholePower(divide(ONE, base), -exponent);
  const { numerator, denominator } = base;
  if (exponent === 0n) return ONE;
  if (denominator === 1n && numerator >= -1n && numerator <= 1n) {
    return numerator === -1n && exponent % 2n === 0n ? ONE : base;
  }
  // A number of b bits is at least 2^(b-1): what is surely too large is never computed.
  const leastBits = (bitsOf(numerator) - 1 + bitsOf(denominator) - 1) * Number(exponent);
  if (leastBits > MAX_BITS) throw new NumberTooLarge();
  const [n, d] = [numerator ** exponent, denominator ** exponent];
  if (bitLength(n) + bitLength(d) > MAX_BITS) throw new NumberTooLarge();
  return new Rational(n, d);
}

/** The number that is `value` when multiplied `degree` times with itself; `null` when it is not rational. */
export function exactRoot(value: Rational, degree: bigint): Rational | null {
  if (isZero(value) || (value.numerator === 1n && value.denominator === 1n)) return value;
  if (value.numerator < 0n) return null;
  const n = exactIntegerRoot(value.numerator, degree);
  if (n === null) return null;
  const d = exactIntegerRoot(value.denominator, degree);
  return d === null ? null : new Rational(n, d);
}

function exactIntegerRoot(value: bigint, degree: bigint): bigint | null {
  if (value === 1n) return 1n;
  const bits = bitsOf(value);
  if (degree >= bits) return null;
  const root = integerRoot(value, degree, bits);
  return root ** degree === value ? root : null;
}

/** The root of a positive number, rounded down: Newton's method from above, in whole numbers. */
function integerRoot(value: bigint, degree: bigint, bits: number): bigint {
  let root = 1n << (BigInt(bits) / degree + 1n);
  for (;;) {
    const next = ((degree - 1n) * root + value / root ** (degree - 1n)) / degree;
    if (next >= root) return root;
    root = next;
  }
}

/** Exact, unlike {@link bitLength}. */
function bitsOf(value: bigint): number {
  const hex = (value < 0n ? -value : value).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)) + 28;
}
