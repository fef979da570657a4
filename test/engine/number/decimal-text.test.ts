import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fromJsonNumber,
  fromLiteral,
  HUNDREDTH,
  parseDecimal,
  toDecimalText,
  toFixedText,
  toText,
} from "../../../engine/number/decimal-text.ts";
import { rational } from "../../../engine/number/rational.ts";

describe("decimal text", () => {
  test("is read digit by digit", () => {
    expect(
      ["0", "-0", "12", "-1.50", "0.000000000001", "999999999999999.999999999999"].map(
        parseDecimal,
      ),
    ).toEqual([
      rational(0n),
      rational(0n),
      rational(12n),
      rational(-3n, 2n),
      rational(1n, 10n ** 12n),
      rational(999999999999999999999999999n, 10n ** 12n),
    ]);
  });

  test("has one form only", () => {
    const others = [
      "",
      " 1",
      "1 ",
      "+1",
      "01",
      "00",
      "1.",
      ".5",
      "1e3",
      "1E3",
      "1,000",
      "1_000",
      "0x10",
    ];
    others.push(
      "NaN",
      "Infinity",
      "-",
      "--1",
      "1.0000000000001",
      "1234567890123456",
      "１",
      "٣",
      "1\n",
    );
    expect(others.map(parseDecimal)).toEqual(others.map(() => null));
  });

  test("of a decimal number is its shortest, and reads back", () => {
    expect(toDecimalText(rational(5n, 4n))).toBe("1.25");
    expect(toDecimalText(rational(-7n))).toBe("-7");
    expect(toDecimalText(rational(0n))).toBe("0");
    expect(toDecimalText(rational(1n, 3n))).toBe(null);
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 26n), max: 10n ** 26n }),
        fc.nat(12),
        (digits, places) => {
          const value = rational(digits, 10n ** BigInt(places));
          fc.pre(digits < 10n ** BigInt(15 + places) && digits > -(10n ** BigInt(15 + places)));
          const text = toDecimalText(value) ?? "";
          expect(parseDecimal(text)).toEqual(value);
          expect(text).not.toMatch(/\.\d*0$/);
        },
      ),
    );
  });

  test("of fixed places has them all, and zero no sign", () => {
    expect(toFixedText(rational(5n, 8n), 3)).toBe("0.625");
    expect(toFixedText(rational(-1n, 20n), 2)).toBe("-0.05");
    expect(toFixedText(rational(7n), 2)).toBe("7.00");
    expect(toFixedText(rational(-7n), 0)).toBe("-7");
    expect(toFixedText(rational(0n), 2)).toBe("0.00");
  });

  test("for people ends after twelve places or is a fraction", () => {
    expect(toText(rational(1n, 10n ** 12n))).toBe("0.000000000001");
    expect(toText(rational(1n, 10n ** 13n))).toBe("1/10000000000000");
    expect(toText(rational(-2n, 3n))).toBe("-2/3");
    expect(toText(rational(1n, 2n ** 12n))).toBe("0.000244140625");
    expect(toText(rational(1n, 2n ** 13n))).toBe("1/8192");
    expect(toText(rational(10n ** 30n))).toBe(`1${"0".repeat(30)}`);
  });
});

describe("JSON numbers", () => {
  test("are the decimals that they say", () => {
    expect([0.1, -2.5, 1e-7, 100, 123456789012345].map(fromJsonNumber)).toEqual([
      rational(1n, 10n),
      rational(-5n, 2n),
      rational(1n, 10n ** 7n),
      rational(100n),
      rational(123456789012345n),
    ]);
  });

  test("that cannot have been exact are none", () => {
    const others = [
      0.1 + 0.2,
      1 / 3,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1e15,
      2 ** 53,
      1e-13,
      1e21,
      5e-324,
    ];
    expect(others.map(fromJsonNumber)).toEqual(others.map(() => null));
  });

  test("of at most 15 digits agree with their text", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        fc.nat(6),
        (digits, places) => {
          const exact = rational(BigInt(digits), 10n ** BigInt(places));
          expect(fromJsonNumber(digits / 10 ** places)).toEqual(exact);
          expect(fromLiteral(digits / 10 ** places)).toEqual(exact);
        },
      ),
    );
  });
});

describe("literals of rules", () => {
  test("may have an exponent", () => {
    expect([1e21, 1.5e-10, -2e300].map(fromLiteral)).toEqual([
      rational(10n ** 21n),
      rational(15n, 10n ** 11n),
      rational(-2n * 10n ** 300n),
    ]);
  });

  test("are finite", () => {
    expect(() => fromLiteral(Number.NaN)).toThrow(new RangeError("not a finite number: NaN"));
    expect(() => fromLiteral(Number.NEGATIVE_INFINITY)).toThrow(RangeError);
  });

  test("one per cent is a hundredth", () => {
    expect(HUNDREDTH).toEqual(rational(1n, 100n));
  });
});
