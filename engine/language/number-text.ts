/** @module Exact numbers as sentences have them: decimals, percents, the beginning of what does not end. */
import { fromLiteral, toDecimalText, toFixedText } from "../number/decimal-text.ts";
import { multiply, Rational, rational } from "../number/rational.ts";
import { round } from "../number/rounding.ts";

/** `30%`, exactly; `33.333333…%` for what is no decimal. */
export function percentText(value: unknown): string {
  const number = numberOf(value);
  if (number === null) return String(value);
  const percent = multiply(number, new Rational(100n, 1n));
  return `${toDecimalText(percent) === null ? numberText(`${percent.numerator}/${percent.denominator}`) : toDecimalText(percent)}%`;
}

/** Decimal text, or the first six decimals and an ellipsis for 1/3 and the like. */
export function numberText(value: unknown): string {
  const number = numberOf(value);
  if (number === null) return value === null ? "—" : String(value);
  const decimal = toDecimalText(number);
  if (decimal !== null && (decimal.split(".")[1]?.length ?? 0) <= 8) return decimal;
  return `${toFixedText(round(number, { mode: "truncate", places: 6 }), 6)}…`;
}

function numberOf(value: unknown): Rational | null {
  if (typeof value === "number") return fromLiteral(value);
  if (typeof value !== "string") return null;
  const fraction = /^(-?\d+)\/(\d+)$/.exec(value);
  if (fraction) return rational(BigInt(fraction[1] ?? "0"), BigInt(fraction[2] ?? "1"));
  const decimal = /^-?\d+(?:\.\d+)?$/.test(value) ? value : null;
  if (decimal === null) return null;
  const [whole = "0", places = ""] = decimal.split(".");
  return rational(BigInt(whole + places), 10n ** BigInt(places.length));
}
