import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactRoot, wholePower } from "../../../engine/number/power.ts";
import { multiply, NumberTooLarge, ONE, rational } from "../../../engine/number/rational.ts";

const fraction = fc
  .tuple(fc.bigInt({ min: -1_000n, max: 1_000n }), fc.bigInt({ min: 1n, max: 1_000n }))
  .map(([n, d]) => rational(n, d));

describe("whole powers", () => {
  test("are repeated products", () => {
    fc.assert(
      fc.property(fraction, fc.nat(12), (base, exponent) => {
        let product = ONE;
        for (let time = 0; time < exponent; time++) product = multiply(product, base);
        expect(wholePower(base, BigInt(exponent))).toEqual(product);
      }),
    );
  });

  test("below zero are those of the inverse", () => {
    expect(wholePower(rational(-2n, 3n), -3n)).toEqual(rational(-27n, 8n));
    expect(() => wholePower(rational(0n), -1n)).toThrow(RangeError);
  });

  test("that are far too large are refused before they are computed", () => {
    expect(() => wholePower(rational(2n), 10n ** 300n)).toThrow(NumberTooLarge);
    expect(() => wholePower(rational(1n, 2n), -(10n ** 300n))).toThrow(NumberTooLarge);
    expect(wholePower(rational(-1n), 10n ** 300n + 1n)).toEqual(rational(-1n));
  });

  test("up to 65,536 bits are computed", () => {
    expect(wholePower(rational(2n), 65_000n).numerator).toBe(1n << 65_000n);
    expect(() => wholePower(rational(2n), 65_600n)).toThrow(NumberTooLarge);
    expect(() => wholePower(rational(3n), 65_000n)).toThrow(NumberTooLarge);
  });
});

describe("perfect roots", () => {
  test("are found for every perfect power, and only for those", () => {
    const degree = fc.bigInt({ min: 2n, max: 9n });
    const positive = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
      .map(([n, d]) => rational(n, d));
    fc.assert(
      fc.property(positive, degree, (root, by) => {
        const value = wholePower(root, by);
        expect(exactRoot(value, by)).toEqual(root);
        const beside = rational(value.numerator + value.denominator, value.denominator);
        const other = exactRoot(beside, by);
        if (other !== null) expect(wholePower(other, by)).toEqual(beside);
      }),
    );
  });

  test("of neighbours of a large power there are none", () => {
    const square = (10n ** 50n + 7n) ** 2n;
    expect([-1n, 0n, 1n].map((by) => exactRoot(rational(square + by), 2n))).toEqual([
      null,
      rational(10n ** 50n + 7n),
      null,
    ]);
  });

  test("of zero and one are themselves to any degree, of negative numbers there are none", () => {
    expect(exactRoot(rational(0n), 10n ** 9n)).toEqual(rational(0n));
    expect(exactRoot(rational(1n), 10n ** 9n)).toEqual(rational(1n));
    expect(exactRoot(rational(2n), 10n ** 9n)).toBe(null);
    expect(exactRoot(rational(-8n), 3n)).toBe(null);
  });
});
