import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  absoluteInterval,
  addIntervals,
  containsNumber,
  divideIntervals,
  hullOfIntervals,
  type Interval,
  intersectIntervals,
  isPoint,
  maximumOfIntervals,
  minimumOfIntervals,
  multiplyIntervals,
  negateInterval,
  pointInterval,
  remainderOfIntervals,
  risingInterval,
  subtractIntervals,
  UNBOUNDED,
  unlessTooLarge,
} from "../../../engine/number/interval.ts";
import {
  absolute,
  add,
  compare,
  divide,
  isZero,
  maximum,
  minimum,
  multiply,
  NumberTooLarge,
  negate,
  type Rational,
  rational,
  remainder,
  subtract,
} from "../../../engine/number/rational.ts";

const of = (low: number | null, high: number | null): Interval => ({
  low: low === null ? null : rational(BigInt(low)),
  high: high === null ? null : rational(BigInt(high)),
});

const number = fc
  .tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: 1, max: 4 }))
  .map(([n, d]) => rational(BigInt(n), BigInt(d)));

/** An interval and a number in it. */
const member = fc
  .tuple(number, number, number, fc.boolean(), fc.boolean())
  .map(([a, b, c, openBelow, openAbove]): readonly [Interval, Rational] => {
    const [low, value, high] = [a, b, c].sort(compare) as [Rational, Rational, Rational];
    return [{ low: openBelow ? null : low, high: openAbove ? null : high }, value];
  });

type Unary = readonly [string, (a: Interval) => Interval, (a: Rational) => Rational];
type Binary = readonly [
  string,
  (a: Interval, b: Interval) => Interval,
  (a: Rational, b: Rational) => Rational,
];

const UNARY: readonly Unary[] = [
  ["negative", negateInterval, negate],
  ["absolute value", absoluteInterval, absolute],
];
const BINARY: readonly Binary[] = [
  ["sum", addIntervals, add],
  ["difference", subtractIntervals, subtract],
  ["product", multiplyIntervals, multiply],
  ["minimum", minimumOfIntervals, minimum],
  ["maximum", maximumOfIntervals, maximum],
];
const BINARY_BUT_ZERO: readonly Binary[] = [
  ["quotient", divideIntervals, divide],
  ["remainder", remainderOfIntervals, remainder],
];

describe("every result lies within", () => {
  test.each(UNARY)("the %s", (_, onIntervals, onNumbers) => {
    fc.assert(
      fc.property(member, ([interval, value]) =>
        containsNumber(onIntervals(interval), onNumbers(value)),
      ),
    );
  });

  test.each(BINARY)("the %s", (_, onIntervals, onNumbers) => {
    fc.assert(
      fc.property(member, member, ([a, x], [b, y]) =>
        containsNumber(onIntervals(a, b), onNumbers(x, y)),
      ),
      { numRuns: 1_000 },
    );
  });

  test.each(BINARY_BUT_ZERO)("the %s, by all but zero", (_, onIntervals, onNumbers) => {
    fc.assert(
      fc.property(member, member, ([a, x], [b, y]) => {
        fc.pre(!isZero(y));
        return containsNumber(onIntervals(a, b), onNumbers(x, y));
      }),
      { numRuns: 2_000 },
    );
  });

  test("hull and intersection", () => {
    fc.assert(
      fc.property(member, member, number, ([a], [b], value) => {
        const [inA, inB] = [containsNumber(a, value), containsNumber(b, value)];
        const both = intersectIntervals(a, b);
        expect(both !== null && containsNumber(both, value)).toBe(inA && inB);
        if (inA || inB) expect(containsNumber(hullOfIntervals(a, b), value)).toBe(true);
      }),
    );
  });
});

describe("bounds are as close as they can be", () => {
  test("products take the extremes of the corners", () => {
    expect(multiplyIntervals(of(-2, 3), of(-5, 7))).toEqual(of(-15, 21));
    expect(multiplyIntervals(of(2, null), of(3, null))).toEqual(of(6, null));
    expect(multiplyIntervals(of(-1, null), of(3, null))).toEqual(UNBOUNDED);
    expect(multiplyIntervals(of(null, -1), of(2, 3))).toEqual(of(null, -2));
    expect(multiplyIntervals(of(0, 0), UNBOUNDED)).toEqual(of(0, 0));
  });

  test("quotients by what is above or below zero", () => {
    expect(divideIntervals(of(4, 8), of(2, 4))).toEqual(of(1, 4));
    expect(divideIntervals(of(4, 8), of(-4, -2))).toEqual(of(-4, -1));
    expect(divideIntervals(of(4, 8), of(2, null))).toEqual(of(0, 4));
    expect(divideIntervals(of(4, 8), of(null, -2))).toEqual(of(-4, 0));
  });

  test("quotients by what comes near zero have no bound on that side", () => {
    expect(divideIntervals(of(4, 8), of(0, 4))).toEqual(of(1, null));
    expect(divideIntervals(of(4, 8), of(-4, 0))).toEqual(of(null, -1));
    expect(divideIntervals(of(4, 8), of(-1, 4))).toEqual(UNBOUNDED);
    expect(divideIntervals(of(4, 8), of(0, 0))).toEqual(UNBOUNDED);
    expect(divideIntervals(of(0, 0), of(-1, 4))).toEqual(of(0, 0));
  });

  test("minimum and maximum of one bounded and one unbounded operand", () => {
    expect(minimumOfIntervals(UNBOUNDED, of(1, 5))).toEqual(of(null, 5));
    expect(maximumOfIntervals(UNBOUNDED, of(1, 5))).toEqual(of(1, null));
    expect(minimumOfIntervals(of(0, 9), of(1, 5))).toEqual(of(0, 5));
    expect(maximumOfIntervals(of(0, 9), of(1, 5))).toEqual(of(1, 9));
  });

  test("remainders are smaller than the divisor and no larger than the dividend", () => {
    expect(remainderOfIntervals(of(0, 100), of(-7, 3))).toEqual(of(0, 7));
    expect(remainderOfIntervals(of(-100, 2), of(7, 7))).toEqual(of(-7, 2));
    expect(remainderOfIntervals(of(5, 6), UNBOUNDED)).toEqual(of(0, 6));
  });

  test("absolute values", () => {
    expect(absoluteInterval(of(-3, 2))).toEqual(of(0, 3));
    expect(absoluteInterval(of(-3, -2))).toEqual(of(2, 3));
    expect(absoluteInterval(of(null, 2))).toEqual(of(0, null));
    expect(absoluteInterval(of(2, null))).toEqual(of(2, null));
  });
});

test("what has nothing in common has no intersection", () => {
  expect(intersectIntervals(of(0, 1), of(2, 3))).toBe(null);
  expect(intersectIntervals(of(0, 2), of(2, 3))).toEqual(of(2, 2));
  expect(intersectIntervals(of(0, null), of(null, 3))).toEqual(of(0, 3));
});

test("a point is one number", () => {
  expect([pointInterval(rational(1n, 2n)), of(1, 1), of(1, 2), UNBOUNDED].map(isPoint)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe("numbers that grow too large", () => {
  const huge = rational(1n << 60_000n);

  test("leave no bound", () => {
    const a = pointInterval(huge);
    expect(multiplyIntervals(a, a)).toEqual(UNBOUNDED);
    expect(risingInterval({ low: rational(1n), high: huge }, (end) => multiply(end, end))).toEqual({
      low: rational(1n),
      high: null,
    });
    expect(unlessTooLarge(() => multiply(huge, huge))).toBe(null);
  });

  test("are the only failure that is taken for it", () => {
    const fail = (): never => {
      throw new TypeError("another");
    };
    expect(() => unlessTooLarge(fail)).toThrow(TypeError);
    expect(() => multiply(huge, huge)).toThrow(NumberTooLarge);
  });
});
