import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toText } from "../../../engine/number/decimal-text.ts";
import { compare, type Rational, rational } from "../../../engine/number/rational.ts";
import { isTie, type RoundingMode, round } from "../../../engine/number/rounding.ts";

const hundredths = (...values: readonly number[]): readonly Rational[] =>
  values.map((value) => rational(BigInt(value), 1_000n));

/** Each in thousandths, rounded to hundredths. */
const TABLE: { readonly [mode in RoundingMode]: readonly string[] } = {
  "half-up": ["0.62", "0.63", "0.64", "0.63", "-0.62", "-0.63", "-0.64", "-0.63", "0"],
  "half-even": ["0.62", "0.62", "0.64", "0.63", "-0.62", "-0.62", "-0.64", "-0.63", "0"],
  ceiling: ["0.63", "0.63", "0.64", "0.63", "-0.62", "-0.62", "-0.63", "-0.63", "0"],
  floor: ["0.62", "0.62", "0.63", "0.63", "-0.63", "-0.63", "-0.64", "-0.63", "0"],
  truncate: ["0.62", "0.62", "0.63", "0.63", "-0.62", "-0.62", "-0.63", "-0.63", "0"],
  none: ["0.624", "0.625", "0.635", "0.63", "-0.624", "-0.625", "-0.635", "-0.63", "0"],
};
const MODES = Object.keys(TABLE) as RoundingMode[];

describe("rounding to hundredths", () => {
  test.each(MODES)("%s, above and below zero, on ties and beside them", (mode) => {
    const values = hundredths(624, 625, 635, 630, -624, -625, -635, -630, 0);
    expect(values.map((value) => toText(round(value, { mode, places: 2 })))).toEqual(TABLE[mode]);
  });

  test("1 of 48 at 30 %, in points of a hundred, is 0.63", () => {
    expect(round(rational(30n, 48n), { mode: "half-up", places: 2 })).toEqual(rational(63n, 100n));
  });
});

test("rounding to whole numbers leaves whole numbers", () => {
  const values = [rational(5n, 2n), rational(7n, 2n), rational(-5n, 2n)];
  expect(values.map((value) => round(value, { mode: "half-up", places: 0 }))).toEqual(
    [3n, 4n, -3n].map((value) => rational(value)),
  );
  expect(values.map((value) => round(value, { mode: "half-even", places: 0 }))).toEqual(
    [2n, 4n, -2n].map((value) => rational(value)),
  );
});

describe("any number to any places", () => {
  const value = fc
    .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 2_000n }))
    .map(([n, d]) => rational(n, d));
  const tie = fc
    .tuple(fc.bigInt({ min: -9_999n, max: 9_999n }), fc.nat(4))
    .map(([n, places]) => rational(2n * n + 1n, 2n * 10n ** BigInt(places)));

  test.each(MODES.filter((mode) => mode !== "none"))("%s is what the words say", (mode) => {
    fc.assert(
      fc.property(fc.oneof(value, tie), fc.nat(4), (exact, places) => {
        expect(round(exact, { mode, places })).toEqual(chosen(exact, places, mode));
      }),
      { numRuns: 500 },
    );
  });

  test("a tie lies half-way between two neighbours", () => {
    fc.assert(
      fc.property(fc.oneof(value, tie), fc.nat(4), (exact, places) => {
        const [below, above] = neighbours(exact, places);
        const [down, up] = distances(exact, below, above, places);
        expect(isTie(exact, { mode: "half-up", places })).toBe(below !== above && down === up);
        expect(isTie(exact, { mode: "none", places })).toBe(false);
      }),
    );
  });

  /** Units of the last place just below and just above; the same one where the number is one itself. */
  function neighbours(exact: Rational, places: number): readonly [bigint, bigint] {
    const scaled = exact.numerator * 10n ** BigInt(places);
    let below = scaled / exact.denominator;
    while (below * exact.denominator > scaled) below--;
    return [below, below * exact.denominator === scaled ? below : below + 1n];
  }

  function distances(
    exact: Rational,
    below: bigint,
    above: bigint,
    places: number,
  ): readonly [bigint, bigint] {
    const scaled = exact.numerator * 10n ** BigInt(places);
    return [scaled - below * exact.denominator, above * exact.denominator - scaled];
  }

  /** The definition, from the two neighbours. */
  function chosen(exact: Rational, places: number, mode: RoundingMode): Rational {
    const [below, above] = neighbours(exact, places);
    const [down, up] = distances(exact, below, above, places);
    const isNegative = compare(exact, rational(0n)) < 0;
    const away = isNegative ? below : above;
    const toward = isNegative ? above : below;
    const even = below % 2n === 0n ? below : above;
    const nearest = down < up ? below : above;
    const unit = {
      "half-up": down === up ? away : nearest,
      "half-even": down === up ? (below === above ? below : even) : nearest,
      ceiling: above,
      floor: below,
      truncate: toward,
      none: below,
    }[mode];
    return rational(unit, 10n ** BigInt(places));
  }
});
