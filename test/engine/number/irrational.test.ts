/** Results that are no fractions: held between neighbours by whole powers, and against each other by laws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Approximation,
  bound,
  exponential,
  logarithm,
  naturalLogarithm,
  power,
  squareRoot,
} from "../../../engine/number/irrational.ts";
import { wholePower } from "../../../engine/number/power.ts";
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  multiply,
  NumberTooLarge,
  ONE,
  type Rational,
  rational,
  subtract,
} from "../../../engine/number/rational.ts";

const positive = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => rational(n, d));

/** Half a unit of the fortieth digit, relative: at most 5 × 10^-40. */
const ACCURACY = rational(5n, 10n ** 40n);

function isWithin(found: Rational, exact: Rational, accuracy: Rational): boolean {
  return compare(absolute(subtract(found, exact)), multiply(absolute(exact), accuracy)) <= 0;
}

/** The number of significant decimal digits. */
function digitsOf({ numerator, denominator }: Rational): number {
  let scaled = numerator < 0n ? -numerator : numerator;
  let rest = denominator;
  for (; rest % 10n === 0n; rest /= 10n);
  for (; rest > 1n; rest /= rest % 10n === 0n ? 10n : rest % 5n === 0n ? 5n : 2n) {
    if (rest % 5n === 0n && rest % 10n !== 0n) scaled *= 2n;
    else if (rest % 10n !== 0n) scaled *= 5n;
  }
  return scaled.toString().replace(/0+$/, "").length;
}

describe("square roots", () => {
  test("multiplied with themselves give the number back, to 40 digits", () => {
    fc.assert(
      fc.property(positive, (value) => {
        const { value: root, exact } = squareRoot(value);
        const squared = multiply(root, root);
        const twice = multiply(ACCURACY, rational(2_001n, 1_000n));
        expect(exact ? compare(squared, value) === 0 : isWithin(squared, value, twice)).toBe(true);
        if (!exact) expect(digitsOf(root)).toBeLessThanOrEqual(40);
      }),
    );
  });
});

describe("powers with fractions as exponents", () => {
  test("to their denominator are the base to their numerator, to 40 digits", () => {
    const exponent = fc
      .tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 2, max: 7 }))
      .map(([p, q]) => rational(BigInt(p), BigInt(q)));
    fc.assert(
      fc.property(positive, exponent, (base, to) => {
        const { value, exact } = power(base, to);
        const raised = wholePower(value, to.denominator);
        const expected = wholePower(base, to.numerator);
        const times = multiply(ACCURACY, rational(to.denominator * 1_001n, 1_000n));
        expect(exact ? compare(raised, expected) === 0 : isWithin(raised, expected, times)).toBe(
          true,
        );
      }),
    );
  });

  test("too large for a number are refused, however they are put", () => {
    expect(() => power(rational(10n), rational(10n ** 9n + 1n, 2n))).toThrow(NumberTooLarge);
    expect(() => power(rational(1n, 10n), rational(10n ** 300n + 1n, 2n))).toThrow(NumberTooLarge);
    expect(() => exponential(rational(46_001n))).toThrow(NumberTooLarge);
    expect(() => exponential(rational(-(10n ** 300n)))).toThrow(NumberTooLarge);
  });
});

describe("logarithms", () => {
  test("of products are sums", () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        fc.pre(compare(a, ONE) > 0 && compare(b, ONE) > 0);
        const [whole, x, y] = [multiply(a, b), a, b].map((value) => naturalLogarithm(value).value);
        expect(
          isWithin(add(x as Rational, y as Rational), whole as Rational, rational(1n, 10n ** 39n)),
        ).toBe(true);
      }),
    );
  });

  test("close to one follow their series to the last digit", () => {
    for (const zeros of [3n, 9n, 30n, 400n, 2_000n]) {
      const small = rational(1n, 10n ** zeros);
      const { value, exact } = naturalLogarithm(add(ONE, small));
      expect(exact).toBe(false);
      // x - x²/2 < ln(1 + x) < x - x²/2 + x³/3
      const low = subtract(small, divide(multiply(small, small), rational(2n)));
      const high = add(low, divide(wholePower(small, 3n), rational(3n)));
      expect(compare(bound({ value, exact }, "up"), low)).toBe(1);
      expect(compare(bound({ value, exact }, "down"), high)).toBe(-1);
    }
  });

  test("are undone by powers of e", () => {
    fc.assert(
      fc.property(positive, (value) => {
        fc.pre(compare(value, ONE) !== 0);
        const back = exponential(naturalLogarithm(value).value).value;
        // The logarithm is off by 5 × 10^-40 of at most 21, and that is how far its power is off.
        expect(isWithin(back, value, rational(2n, 10n ** 38n))).toBe(true);
      }),
    );
  });

  test("to a base are exact for every power of it that is a fraction", () => {
    const base = fc.bigInt({ min: 2n, max: 40n });
    fc.assert(
      fc.property(
        base,
        fc.integer({ min: -8, max: 8 }),
        fc.integer({ min: 1, max: 6 }),
        (of, p, q) => {
          const value = wholePower(rational(of), BigInt(p));
          const answer = logarithm(value, wholePower(rational(of), BigInt(q)));
          expect(answer).toEqual({
            value: rational(BigInt(p), BigInt(q)),
            exact: true,
          } satisfies Approximation);
        },
      ),
    );
  });

  test("to a base that are no fractions say so", () => {
    expect(logarithm(rational(1_001n), rational(10n)).exact).toBe(false);
    expect(logarithm(rational(2n), rational(3n)).exact).toBe(false);
  });
});

describe("bounds", () => {
  test("of an exact result are the result", () => {
    const half = { value: rational(1n, 2n), exact: true };
    expect([bound(half, "down"), bound(half, "up")]).toEqual([half.value, half.value]);
  });

  test("of others lie on either side of it, above and below zero", () => {
    fc.assert(
      fc.property(positive, fc.boolean(), (size, negative) => {
        fc.pre(!isZero(size));
        const value = negative ? subtract(rational(0n), size) : size;
        const about = { value, exact: false };
        expect([compare(bound(about, "down"), value), compare(bound(about, "up"), value)]).toEqual([
          -1, 1,
        ]);
      }),
    );
  });
});
