/** Laws of fractions, each against cross-multiplication of whole numbers. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absolute,
  add,
  bitLength,
  compare,
  divide,
  equals,
  fromInteger,
  isInteger,
  isZero,
  MAX_BITS,
  maximum,
  minimum,
  multiply,
  NumberTooLarge,
  negate,
  ONE,
  type Rational,
  rational,
  remainder,
  subtract,
  toDouble,
  ZERO,
} from "../../../engine/number/rational.ts";

const whole = fc.oneof(
  fc.bigInt({ min: -20n, max: 20n }),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
);
const above = fc.oneof(fc.bigInt({ min: 1n, max: 20n }), fc.bigInt({ min: 1n, max: 10n ** 30n }));
/** A numerator and a denominator that need not be in lowest terms. */
const pair = fc.tuple(whole, above);

function isLowest({ numerator, denominator }: Rational): boolean {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return denominator > 0n && a === 1n;
}

/** True when the fraction is n/d. */
function is({ numerator, denominator }: Rational, n: bigint, d: bigint): boolean {
  return numerator * d === n * denominator;
}

describe("a fraction", () => {
  test("is in lowest terms with its sign above", () => {
    expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
    expect(rational(0n, -7n)).toEqual({ numerator: 0n, denominator: 1n });
    fc.assert(
      fc.property(whole, above, fc.boolean(), (n, d, negative) => {
        const value = rational(n, negative ? -d : d);
        return isLowest(value) && is(value, negative ? -n : n, d);
      }),
    );
  });

  test("has no zero below", () => {
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  });

  test("of a whole number is that number", () => {
    expect(fromInteger(-5)).toEqual(rational(-5n));
    expect([rational(4n, 2n), rational(1n, 2n)].map(isInteger)).toEqual([true, false]);
    expect([ZERO, ONE].map(isZero)).toEqual([true, false]);
  });
});

describe("arithmetic", () => {
  test("is that of fractions", () => {
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        const [x, y] = [rational(a, b), rational(c, d)];
        const results = [add(x, y), subtract(x, y), multiply(x, y)];
        const [sum, difference, product] = results as [Rational, Rational, Rational];
        return (
          results.every(isLowest) &&
          is(sum, a * d + c * b, b * d) &&
          is(difference, a * d - c * b, b * d) &&
          is(product, a * c, b * d)
        );
      }),
    );
  });

  test("divides by everything but zero", () => {
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        fc.pre(c !== 0n);
        const quotient = divide(rational(a, b), rational(c, d));
        return isLowest(quotient) && is(quotient, a * d, b * c);
      }),
    );
  });

  test("leaves a remainder of the dividend's sign below the divisor", () => {
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        fc.pre(c !== 0n);
        const [x, y] = [rational(a, b), rational(c, d)];
        const left = remainder(x, y);
        const steps = divide(subtract(x, left), y);
        const sameSign = isZero(left) || left.numerator < 0n === a < 0n;
        return isInteger(steps) && sameSign && compare(absolute(left), absolute(y)) < 0;
      }),
    );
  });

  test("orders by cross-multiplication", () => {
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        const [x, y] = [rational(a, b), rational(c, d)];
        const [left, right] = [a * d, c * b];
        expect(compare(x, y)).toBe(left < right ? -1 : left > right ? 1 : 0);
        expect(equals(x, y)).toBe(left === right);
        expect(is(minimum(x, y), left < right ? a : c, left < right ? b : d)).toBe(true);
        expect(is(maximum(x, y), left > right ? a : c, left > right ? b : d)).toBe(true);
      }),
    );
  });

  test("takes signs off and turns them", () => {
    expect([negate(rational(1n, 2n)), absolute(rational(-1n, 2n)), absolute(ONE)]).toEqual([
      rational(-1n, 2n),
      rational(1n, 2n),
      ONE,
    ]);
  });
});

describe("size", () => {
  test("bits are counted in fours", () => {
    expect([0n, 1n, 15n, 16n, -255n, 256n].map(bitLength)).toEqual([4, 4, 4, 8, 8, 12]);
  });

  test("numbers up to 65,536 bits are made, larger ones refused", () => {
    const half = 2n ** BigInt(MAX_BITS / 2 - 5);
    expect(bitLength(multiply(rational(half), rational(half)).numerator)).toBeLessThanOrEqual(
      MAX_BITS,
    );
    expect(() => multiply(rational(half * half), rational(2n ** 16n))).toThrow(NumberTooLarge);
    expect(() => add(rational(1n, half + 1n), rational(1n, half + 3n))).toThrow(NumberTooLarge);
  });
});

describe("the nearest double", () => {
  test("of decimals is the one JavaScript writes", () => {
    const doubles = [0.1, -0.3, 1e15 + 0.5, 123456.789, 5e-7];
    const exact = [
      rational(1n, 10n),
      rational(-3n, 10n),
      rational(2n * 10n ** 15n + 1n, 2n),
      rational(123456789n, 1000n),
      rational(5n, 10n ** 7n),
    ];
    expect(exact.map(toDouble)).toEqual(doubles);
  });

  test("of numbers of thousands of bits is found as well", () => {
    const large = 3n ** 4_000n;
    expect(toDouble(rational(large + 1n, large * 4n))).toBe(0.25);
  });
});
